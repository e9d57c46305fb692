#include "kiosk/screens/gallery.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace linli::screens {
namespace {

enum class Sheet : std::uint8_t { Words, Cards, Choices, Days, Fields, States, Charts, Dialog };
constexpr std::array<std::string_view, 8> kTitles{"gallery.words",  "gallery.cards",  "gallery.choices",
                                                  "gallery.days",   "gallery.fields", "gallery.states",
                                                  "gallery.charts", "gallery.dialog"};
constexpr std::string_view kDialog = "dialog";

void draw_sheet(Sheet sheet, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    switch (sheet) {
        case Sheet::Words:
            return draw_gallery_words(view, ui);
        case Sheet::Cards:
            return draw_gallery_cards(view, ui);
        case Sheet::Choices:
            return draw_gallery_choices(draft, view, ui, commands);
        case Sheet::Days:
            return draw_gallery_days(draft, view, ui, commands);
        case Sheet::Fields:
            return draw_gallery_fields(draft, view, ui, commands);
        case Sheet::States:
            return draw_gallery_states(view, ui);
        case Sheet::Charts:
            return draw_gallery_charts(view, ui);
        case Sheet::Dialog:
            if (ui.button("gallery.dialog.open", view.tr("gallery.open"), {.kind = ui::ButtonKind::Primary}))
                commands.push(SetValue{std::string(kDialog), "yes"});
            return;
    }
}

void draw_dialog(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.begin_dialog({.id = "gallery.dialog", .title = tr("idle.title"), .icon = "clock"});
    ui.text(tr.count("idle.what", 28), {.align = ui::Align::Centre});
    const std::string end = tr("idle.end");
    const std::string more = tr("idle.more");
    const auto tapped = ui.actions({{.id = "gallery.dialog.end", .label = end}},
                                   {{.id = "gallery.dialog.more", .label = more, .kind = ui::ButtonKind::Primary}});
    if (!tapped.empty()) commands.push(SetValue{std::string(kDialog), {}});
    ui.end_dialog();
}

}  // namespace

void draw_gallery(const GalleryState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Draft& draft = state.draft;
    const int count = static_cast<int>(kTitles.size());
    const int at = std::clamp(draft.page, 0, count - 1);
    begin_page(view, ui, commands,
               {.title = tr("gallery.page"),
                .back = at > 0 ? ui::Back::Shown : ui::Back::Hidden,
                .step = at + 1,
                .steps = count,
                .progress = tr("form.progress", {{"step", at + 1}, {"steps", count}})});
    ui.title(tr(kTitles[static_cast<std::size_t>(at)]));
    draw_sheet(static_cast<Sheet>(at), draft, view, ui, commands);
    const std::string next = tr("form.next");
    const bool last = at + 1 == count;
    if (footer(view, ui, commands,
               {{.id = "gallery.next",
                 .label = next,
                 .kind = ui::ButtonKind::Primary,
                 .icon = "chevron-right",
                 .enabled = last ? ui::Enabled::No : ui::Enabled::Yes}}) == "gallery.next")
        commands.push(ShowFormPage{at + 1});
    ui.end_page();
    if (draft.value(kDialog) == "yes") draw_dialog(view, ui, commands);
}

}  // namespace linli::screens
