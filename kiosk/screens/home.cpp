#include "kiosk/screens/home.h"

#include <fmt/format.h>

namespace linli::screens {
namespace {

// A line on a tile that the store told, with how much it wants to be seen.
struct Fact {
    std::string text;
    ui::Tone tone = ui::Tone::Secondary;
    ui::Role role = ui::Role::Secondary;
};

std::string month_name(const Words& tr, std::string_view month) {
    // "2026-11"; content of the hub, so a month that is none shows nothing.
    if (month.size() != 7) return {};
    const std::string number(month[5] == '0' ? month.substr(6) : month.substr(5));
    return tr.has("date.month." + number) ? tr("date.month_name." + number) : std::string{};
}

std::vector<Fact> request_facts(const View& view) {
    const auto& tally = view.station.tally;
    if (!tally || tally->handled == 0) return {};
    const std::string month = month_name(view.tr, tally->month);
    if (month.empty()) return {};
    return {{view.tr("home.tally", {{"month", month}, {"handled", tally->handled}, {"solved", tally->solved}})}};
}

const EventView* next_event(const View& view, std::string_view only) {
    const EventView* best = nullptr;
    for (const EventView& event : view.station.events) {
        if (!only.empty() && event.event.id != only) continue;
        const SignUpState state = sign_up_state(event, view.sync, view.now);
        if (state == SignUpState::Cancelled || state == SignUpState::Past) continue;
        if (best == nullptr || next_session(event, view.now)->starts_at < next_session(*best, view.now)->starts_at)
            best = &event;
    }
    return best;
}

std::vector<Fact> event_facts(const View& view, std::string_view only) {
    const EventView* event = next_event(view, only);
    if (event == nullptr) return {};
    const std::string when = view.dates.moment(next_session(*event, view.now)->starts_at);
    return {{at_line_start(view.tr("home.event", {{"when", when}, {"title", view.text(event->event.title)}}))},
            {seats_sentence(view, *event), seats_tone(view, *event), ui::Role::Strong}};
}

std::vector<Fact> facts_of(const View& view, const TileTarget& target) {
    switch (target.kind) {
        case TargetKind::Requests:
            return request_facts(view);
        case TargetKind::Events:
            return event_facts(view, {});
        case TargetKind::Event:
            return event_facts(view, target.id);
        case TargetKind::Notices: {
            const auto notices = current_notices(view);
            if (notices.empty()) return {};
            return {{view.tr.count("home.notices", static_cast<int>(notices.size()))}};
        }
        case TargetKind::Request:
        case TargetKind::Guides:
        case TargetKind::Topic:
        case TargetKind::Guide:
        case TargetKind::Mine:
            return {};
    }
    return {};
}

void draw_large(const View& view, ui::Ui& ui, Commands& commands, const Tile& tile) {
    const std::string title = view.text(tile.title);
    std::vector<Fact> facts = facts_of(view, tile.target);
    // Two lines: what it is for, unless there are two facts to tell, which are worth more.
    if (facts.size() < 2) facts.insert(facts.begin(), Fact{.text = view.text(tile.subtitle)});
    ui::ItemSpec spec{.title = title, .icon = tile.icon, .icon_tone = tone_of(tile.tint)};
    for (const Fact& fact : facts) spec.lines.push_back({fact.text, fact.tone, fact.role});
    if (ui.item("home." + tile.id, spec)) commands.push(Open{location_of(tile.target)});
}

void draw_small(const View& view, ui::Ui& ui, Commands& commands, const Tile& tile) {
    const std::string title = view.text(tile.title);
    const std::vector<Fact> facts = facts_of(view, tile.target);
    const std::string line = facts.empty() ? view.text(tile.subtitle) : facts.back().text;
    if (ui.tile("home." + tile.id, {.title = title, .line = line, .icon = tile.icon, .icon_tone = tone_of(tile.tint)}))
        commands.push(Open{location_of(tile.target)});
}

int small_columns(const View& view, const ui::Ui& ui) {
    const bool big = view.session.settings.text_size >= TextSize::Large;
    if (ui.wide()) return big ? 1 : 2;
    return big ? 2 : 3;
}

void draw_tiles(const View& view, ui::Ui& ui, Commands& commands, TileSize size) {
    const auto& tiles = view.station.station.tiles;
    if (size == TileSize::Small) ui.begin_grid(small_columns(view, ui));
    for (const Tile& tile : tiles) {
        if (tile.size != size) continue;
        if (size == TileSize::Large)
            draw_large(view, ui, commands, tile);
        else
            draw_small(view, ui, commands, tile);
    }
    if (size == TileSize::Small) ui.end_grid();
}

// Urgent news stands above everything; the rest is behind one line.
void draw_news(const View& view, ui::Ui& ui, Commands& commands) {
    for (const Notice* notice : current_notices(view)) {
        if (notice->level == NoticeLevel::Information) continue;
        const bool urgent = notice->level == NoticeLevel::Emergency;
        const std::string title = view.text(notice->title);
        if (ui.item("home.notice." + notice->id, {.title = title,
                                                  .icon = urgent ? "triangle-alert" : "bell",
                                                  .icon_tone = urgent ? ui::Tone::Red : ui::Tone::Amber}))
            commands.push(Open{{Page::Notice, notice->id}});
    }
}

void draw_home_footer(const View& view, ui::Ui& ui, Commands& commands) {
    const std::string_view tapped = ui.footer({{.id = "home.language", .label = view.tr("home.language")},
                                               {.id = "home.appearance", .label = view.tr("home.appearance")}},
                                              {});
    if (tapped == "home.language") commands.push(Open{{Page::Language, {}}});
    if (tapped == "home.appearance") commands.push(Open{{Page::Appearance, {}}});
}

}  // namespace

Location location_of(const TileTarget& target) {
    switch (target.kind) {
        case TargetKind::Requests:
            return {Page::Requests, {}};
        case TargetKind::Request:
            return {Page::Request, target.id};
        case TargetKind::Events:
            return {Page::Events, {}};
        case TargetKind::Event:
            return {Page::Event, target.id};
        case TargetKind::Guides:
            return {Page::Ask, {}};
        case TargetKind::Topic:
            return {Page::Topic, target.id};
        case TargetKind::Guide:
            return {Page::Guide, target.id};
        case TargetKind::Mine:
            return {Page::Mine, {}};
        case TargetKind::Notices:
            return {Page::Notices, {}};
    }
    return {};
}

void draw_attract(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = view.text(view.station.station.name), .end = ui::End::Hidden});
    draw_news(view, ui, commands);
    ui.space(ui.wide() ? 4 : 24);
    ui.title(tr("attract.title"), {.id = "attract.title", .align = ui::Align::Centre});
    ui.text(tr("attract.what"), {.align = ui::Align::Centre});
    if (const auto facts = event_facts(view, {}); !facts.empty())
        for (const Fact& fact : facts) ui.text(fact.text, {.tone = fact.tone, .align = ui::Align::Centre});
    ui.space(6);
    if (ui.button("attract.start", tr("attract.start"),
                  {.kind = ui::ButtonKind::Primary, .icon = "chevron-right", .width = ui::Width::Fill}))
        commands.push(Open{{Page::Home, {}}});
    ui.space(4);
    ui.begin_flow(ui::Align::Centre);
    for (const Languages::Language& language : view.languages.all())
        if (ui.button("attract.language." + language.tag, language.own_name)) {
            commands.push(Open{{Page::Home, {}}});
            commands.push(ChooseLanguage{language.tag});
        }
    ui.end_flow();
    ui.space(4);
    draw_status(view, ui);
    ui.end_page();
}

void draw_home(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = view.text(view.station.station.name), .end = ui::End::Shown});
    if (ui.wide()) {
        // A wide page is low: below the tiles the status would be out of sight as soon as there is news.
        ui.begin_columns({1.25F, 1.0F});
        ui.title(tr("home.title"));
        ui.next_column();
        draw_status(view, ui);
        ui.end_columns();
    } else {
        ui.title(tr("home.title"));
        ui.secondary(tr("home.promise"));
    }
    draw_news(view, ui, commands);
    if (ui.wide()) {
        ui.begin_columns({1.25F, 1.0F});
        draw_tiles(view, ui, commands, TileSize::Large);
        ui.next_column();
        draw_tiles(view, ui, commands, TileSize::Small);
        ui.end_columns();
    } else {
        draw_tiles(view, ui, commands, TileSize::Large);
        draw_tiles(view, ui, commands, TileSize::Small);
        draw_status(view, ui);
    }
    draw_home_footer(view, ui, commands);
    ui.end_page();
}

}  // namespace linli::screens
