#include "kiosk/screens/notices.h"

#include <algorithm>

namespace linli::screens {
namespace {

struct Look {
    std::string_view icon;
    ui::Tone tone;
};

Look look_of(NoticeLevel level) {
    switch (level) {
        case NoticeLevel::Information:
            return {"bell", ui::Tone::Blue};
        case NoticeLevel::Important:
            return {"bell", ui::Tone::Amber};
        case NoticeLevel::Emergency:
            return {"triangle-alert", ui::Tone::Red};
    }
    return {"bell", ui::Tone::Blue};
}

// The footer; above it what became of "I have read this". Whoever says it is not asked who they are.
void draw_answer(const Notice& notice, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const auto& read = view.session.read;
    if (notice.receipt == NoticeReceipt::None) {
        (void)footer(view, ui, commands, {});
        return;
    }
    if (std::find(read.begin(), read.end(), notice.id) != read.end()) {
        ui.banner("notice.thanks", ui::Tone::Green, "check", tr("notices.thanks"));
        (void)footer(view, ui, commands, {});
        return;
    }
    draw_problem(view, ui, draft.problem);
    ui.secondary(tr("notices.read_why"));
    const std::string label = tr(draft.waiting() ? "form.saving" : "notices.read");
    if (footer(view, ui, commands,
               {{.id = "notice.read",
                 .label = label,
                 .kind = ui::ButtonKind::Primary,
                 .icon = "check",
                 .enabled = draft.waiting() ? ui::Enabled::No : ui::Enabled::Yes}}) == "notice.read")
        commands.push(Send{SayRead{.ticket = 0, .notice = notice.id}});
}

}  // namespace

void draw_notices(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("notices.page"), .back = ui::Back::Shown});
    ui.title(tr("notices.title"));
    const auto notices = current_notices(view);
    ui.begin_grid(card_columns(ui));
    for (const Notice* notice : notices) {
        const std::string title = view.text(notice->title);
        const std::string date = at_line_start(view.dates.day(notice->from));
        const Look look = look_of(notice->level);
        if (ui.item("notices.item." + notice->id,
                    {.title = title, .lines = {{.text = date}}, .icon = look.icon, .icon_tone = look.tone}))
            commands.push(Open{{Page::Notice, notice->id}});
    }
    ui.end_grid();
    if (notices.empty()) ui.text(tr("notices.none"));
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_notice(const NoticeState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Notice* notice = find_notice(view.station, view.here().key);
    if (notice == nullptr) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = view.tr("notices.page"), .back = ui::Back::Shown});
    if (notice->level == NoticeLevel::Emergency)
        ui.banner("notice.urgent", ui::Tone::Red, "triangle-alert", view.tr("notices.urgent"));
    ui.title(view.text(notice->title), {.id = "notice.title"});
    ui.secondary(at_line_start(view.dates.day(notice->from)));
    std::string places;
    for (const Place& place : view.station.places) {
        if (std::find(notice->places.begin(), notice->places.end(), place.id) == notice->places.end()) continue;
        const std::string name = view.text(place.name);
        places = places.empty() ? name : view.tr("list.and", {{"first", places}, {"second", name}});
    }
    if (!places.empty()) ui.fact("notice.places", view.tr("notices.places"), places);
    ui.begin_card();
    ui.text(view.text(notice->body), {.id = "notice.body"});
    ui.end_card();
    draw_answer(*notice, state.draft, view, ui, commands);
    ui.end_page();
}

}  // namespace linli::screens
