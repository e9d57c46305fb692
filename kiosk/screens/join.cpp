#include "kiosk/screens/join.h"

#include <algorithm>

#include "kiosk/domain/place_answer.h"
#include "kiosk/screens/contact_pages.h"
#include "kiosk/screens/limits.h"

namespace linli::screens {
namespace {

constexpr int kSteps = 3;  // phone, digits, check

void draw_check(const PublicTrouble& trouble, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const RequestKind* kind = find_kind(view.station, trouble.kind);
    ui.title(tr("join.check"));
    draw_problem(view, ui, draft.problem);
    ui.begin_card();
    ui.heading(describe_common(trouble.place, view.station.places, tr.language()));
    if (kind != nullptr) ui.text(view.text(kind->title));
    ui.strong(tr.count("duplicates.people", trouble.people), {.tone = ui::Tone::Green});
    ui.fact("join.phone_given", tr("contact.phone"), phone_summary(view, draft));
    ui.end_card();
    ui.secondary(tr("join.what_for"));
    draw_saving_note(view, ui);
    if (draw_submit(draft, view, ui, commands, tr("duplicates.add_me")))
        commands.push(
            Send{SubmitJoin{.ticket = 0, .trouble = trouble.id, .contact = contact_of(draft, tr.language())}});
}

}  // namespace

void draw_join(const JoinForm& state, const View& view, ui::Ui& ui, Commands& commands) {
    const PublicTrouble* trouble = find_trouble(view.station, view.here().key);
    if (trouble == nullptr) return draw_gone(view, ui, commands);
    const Draft& draft = state.draft;
    if (const std::string_view limit = limit_before(draft, view); !limit.empty())
        return draw_limit(limit, view.tr("duplicates.add_me"), view, ui, commands);
    const int at = std::clamp(draft.page, 0, kSteps - 1);
    begin_page(view, ui, commands,
               {.title = view.tr("duplicates.add_me"),
                .back = ui::Back::Shown,
                .step = at + 1,
                .steps = kSteps,
                .progress = view.tr("form.progress", {{"step", at + 1}, {"steps", kSteps}})});
    if (at == 0) {
        draw_phone(draft, view, ui, commands, Need::Optional, PropertyQuestion::NotAsked, view.tr("join.phone_title"));
        draw_next(draft, view, ui, commands, phone_done(draft, Need::Optional) ? ui::Enabled::Yes : ui::Enabled::No);
    } else if (at == 1) {
        draw_digits(draft, view, ui, commands);
        draw_next(draft, view, ui, commands, digits_done(draft) ? ui::Enabled::Yes : ui::Enabled::No);
    } else {
        draw_check(*trouble, draft, view, ui, commands);
    }
    ui.end_page();
}

}  // namespace linli::screens
