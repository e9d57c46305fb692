#include "kiosk/screens/home.h"

#include <algorithm>

#include "kiosk/screens/around.h"
#include "kiosk/screens/coming.h"

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
        case TargetKind::Facilities: {
            const int open = open_facilities(view);
            if (open == 0) return {};
            return {{view.tr.count("home.open", open)}};
        }
        case TargetKind::Request:
        case TargetKind::Guides:
        case TargetKind::Topic:
        case TargetKind::Guide:
        case TargetKind::Mine:
        case TargetKind::Helpers:
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

// Beside the large tiles one under the other where there is the height for it, else as many in a row as fit.
int small_columns(const ui::Ui& ui, const std::vector<Tile>& tiles) {
    constexpr double height = 66;
    const auto count =
        std::count_if(tiles.begin(), tiles.end(), [](const Tile& t) { return t.size == TileSize::Small; });
    const double needed = static_cast<double>(count) * height * ui.theme().text_scale() * ui.theme().air();
    if (ui.wide() && ui.room_mm() >= needed) return 1;
    return std::min(ui.columns_of(64), 3);
}

void draw_tiles(const View& view, ui::Ui& ui, Commands& commands, TileSize size) {
    const auto& tiles = view.station.station.tiles;
    if (size == TileSize::Small) ui.begin_grid(small_columns(ui, tiles), ui::LastRow::Stretched);
    for (const Tile& tile : tiles) {
        if (tile.size != size) continue;
        if (size == TileSize::Large)
            draw_large(view, ui, commands, tile);
        else
            draw_small(view, ui, commands, tile);
    }
    if (size == TileSize::Small) ui.end_grid();
}

// News stands above everything: one line each, an emergency larger. The rest is behind a tile.
void draw_news(const View& view, ui::Ui& ui, Commands& commands) {
    const auto notices = current_notices(view);
    for (const Notice* notice : notices) {
        if (notice->level != NoticeLevel::Emergency) continue;
        const std::string title = view.text(notice->title);
        if (ui.item("home.notice." + notice->id,
                    {.title = title, .icon = "triangle-alert", .icon_tone = ui::Tone::Red}))
            commands.push(Open{{Page::Notice, notice->id}});
    }
    const auto is_important = [](const Notice* notice) { return notice->level == NoticeLevel::Important; };
    if (std::none_of(notices.begin(), notices.end(), is_important)) return;
    ui.begin_list();
    for (const Notice* notice : notices) {
        if (!is_important(notice)) continue;
        const std::string title = view.text(notice->title);
        if (ui.row("home.notice." + notice->id, {.title = title, .icon = "bell", .icon_tone = ui::Tone::Amber}))
            commands.push(Open{{Page::Notice, notice->id}});
    }
    ui.end_list();
}

// What is told to everybody and is not urgent, where there is room for at least two.
void draw_board(const View& view, ui::Ui& ui, Commands& commands) {
    constexpr double words = 13;
    constexpr double air = 9;
    constexpr double status = 26;
    constexpr int most = 4;
    std::vector<const Notice*> told;
    for (const Notice* notice : current_notices(view))
        if (notice->level == NoticeLevel::Information) told.push_back(notice);
    const double scale = ui.theme().text_scale();
    const double row = words * scale + air * ui.theme().air();
    const double kept = ui.wide() ? 0 : status * std::max(scale, ui.theme().air());
    const int rows = std::min({most, static_cast<int>(told.size()), static_cast<int>((ui.room_mm() - kept) / row) - 1});
    if (rows < 2) return;
    told.resize(static_cast<std::size_t>(rows));
    ui.heading(view.tr("notices.page"));
    ui.begin_list();
    for (const Notice* notice : told) {
        const std::string title = view.text(notice->title);
        if (ui.row("attract.notice." + notice->id, {.title = title, .icon = "bell", .icon_tone = ui::Tone::Blue}))
            commands.push(Open{{Page::Notice, notice->id}});
    }
    ui.end_list();
}

void draw_home_footer(const View& view, ui::Ui& ui, Commands& commands) {
    const std::string language = view.tr("home.language");
    const std::string look = view.tr("home.appearance");
    const std::string_view tapped = ui.footer({{.id = "home.language", .label = language, .icon = "languages"},
                                               {.id = "home.appearance", .label = look, .icon = "a-large-small"}},
                                              {});
    if (tapped == "home.language") commands.push(Open{{Page::Language, {}}});
    if (tapped == "home.appearance") commands.push(Open{{Page::Appearance, {}}});
}

// How many events have a session today that still takes place; 0 where the date is not known.
int events_today(const View& view) {
    if (!view.sync.date_known) return 0;
    return static_cast<int>(
        std::count_if(view.station.events.begin(), view.station.events.end(), [&](const EventView& event) {
            const EventSession* next = next_session(event, view.now);
            return event.event.state == EventState::Open && next->cancelled_because.empty() &&
                   next->ends_at > view.now && view.dates.days_from_today(next->starts_at) == 0;
        }));
}

// The event that a tile tells of already.
const EventView* told_event(const View& view) {
    for (const Tile& tile : view.station.station.tiles)
        if (tile.target.kind == TargetKind::Events) return next_event(view, {});
    return nullptr;
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
        case TargetKind::Facilities:
            return {Page::Around, {}};
        case TargetKind::Helpers:
            return {Page::Helpers, {}};
    }
    return {};
}

void draw_attract(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = view.text(view.station.station.name), .end = ui::End::Hidden});
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    ui.space(ui.wide() ? 4 : 8);
    ui.title(tr("attract.title"), {.id = "attract.title"});
    ui.text(tr("attract.what"));
    if (!ui.wide()) draw_news(view, ui, commands);
    ui.space(2);
    if (ui.button("attract.start", tr("attract.start"),
                  {.kind = ui::ButtonKind::Primary, .icon = "arrow-right", .width = ui::Width::Fill}))
        commands.push(Open{{Page::Home, {}}});
    ui.space(2);
    if (const int today = events_today(view); today > 0)
        ui.banner("attract.today", ui::Tone::Blue, "calendar", tr.count("attract.today", today));
    if (const auto facts = request_facts(view); !facts.empty())
        ui.banner("attract.tally", ui::Tone::Green, "circle-check-big", facts.front().text);
    if (ui.wide()) {
        draw_status(view, ui);
        ui.next_column();
        draw_news(view, ui, commands);
    }
    draw_coming(view, ui, commands, "attract", nullptr, ui.wide() ? 2 : 26);
    draw_board(view, ui, commands);
    if (ui.wide())
        ui.end_columns();
    else
        draw_status(view, ui);
    std::vector<ui::ActionButton> languages;
    std::vector<std::string> ids;
    const auto& all = view.languages.all();
    ids.reserve(all.size());
    for (const Languages::Language& language : all) {
        ids.push_back("attract.language." + language.tag);
        languages.push_back({.id = ids.back(), .label = language.own_name});
    }
    const std::string_view tapped = ui.footer(languages, {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (tapped != ids[i]) continue;
        commands.push(Open{{Page::Home, {}}});
        commands.push(ChooseLanguage{all[i].tag});
    }
    if (ui.anywhere("attract.anywhere")) commands.push(Open{{Page::Home, {}}});
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
        draw_news(view, ui, commands);
        ui.begin_columns({1.25F, 1.0F});
        draw_tiles(view, ui, commands, TileSize::Large);
        draw_coming(view, ui, commands, "home", told_event(view), 2);
        ui.next_column();
        draw_tiles(view, ui, commands, TileSize::Small);
        ui.end_columns();
    } else {
        ui.title(tr("home.title"));
        ui.secondary(tr("home.promise"));
        draw_news(view, ui, commands);
        draw_tiles(view, ui, commands, TileSize::Large);
        draw_tiles(view, ui, commands, TileSize::Small);
        draw_coming(view, ui, commands, "home", told_event(view), 26);
        draw_status(view, ui);
    }
    draw_home_footer(view, ui, commands);
    ui.end_page();
}

}  // namespace linli::screens
