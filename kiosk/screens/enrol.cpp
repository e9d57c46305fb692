#include "kiosk/screens/enrol.h"

namespace linli::screens {
namespace {

constexpr std::string_view kCode = "code";
// An enrolment code is longer than a receipt: it holds the fingerprint of the hub's key.
constexpr int kCodeLength = 64;

}  // namespace

void draw_enrol(const EnrolState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Draft& draft = state.draft;
    begin_page(view, ui, commands, {.title = tr("enrol.page"), .end = ui::End::Hidden});
    ui.title(tr("enrol.title"));
    ui.secondary(tr("enrol.how"));
    draw_problem(view, ui, draft.problem);
    if (!draft.waiting()) ui.focus("enrol.code");
    if (auto typed = ui.text_field("enrol.code", draft.value(kCode),
                                   {.label = tr("enrol.code"),
                                    .hint = tr("enrol.hint"),
                                    .kind = ui::FieldKind::Code,
                                    .max_characters = kCodeLength,
                                    .enabled = draft.waiting() ? ui::Enabled::No : ui::Enabled::Yes}))
        commands.push(SetValue{std::string(kCode), std::move(*typed)});
    if (draft.waiting()) ui.status("enrol.waiting", ui::Status::Information, tr("enrol.waiting"));
    const bool ready = !draft.value(kCode).empty() && !draft.waiting();
    if (footer(view, ui, commands,
               {{.id = "enrol.go",
                 .label = tr("enrol.go"),
                 .kind = ui::ButtonKind::Primary,
                 .enabled = ready ? ui::Enabled::Yes : ui::Enabled::No}}) == "enrol.go")
        commands.push(Send{Enrol{.ticket = 0, .code = std::string(draft.value(kCode))}});
    ui.end_page();
}

}  // namespace linli::screens
