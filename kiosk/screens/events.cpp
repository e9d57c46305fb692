#include "kiosk/screens/events.h"

#include <algorithm>

#include "kiosk/base/check.h"

namespace linli::screens {
namespace {

constexpr std::string_view kShow = "show";
constexpr std::string_view kKind = "kind";
// Kinds to choose among: those that have the most events. One that has a single event is found by looking.
constexpr std::size_t kMostKinds = 6;
constexpr int kLeastOfAKind = 2;

// All of them where the date is not known: "today" would be a guess.
bool is_within(const View& view, const EventView& event, std::string_view show) {
    const auto days = view.dates.days_from_today(next_session(event, view.now)->starts_at);
    if (!days || show.empty()) return true;
    return *days >= 0 && *days <= (show == "today" ? 0 : 6);
}

bool is_listed(const View& view, const EventView& event, std::string_view show) {
    return sign_up_state(event, view.sync, view.now) != SignUpState::Past && is_within(view, event, show);
}

// An event of each kind that can be chosen, the fullest kinds first: its first tag is the kind's name.
std::vector<const Event*> kinds_of(const View& view, std::string_view show) {
    struct Kind {
        const Event* first;
        int count;
    };
    std::vector<Kind> all;
    for (const EventView& event : view.station.events) {
        if (event.event.tags.empty() || !is_listed(view, event, show)) continue;
        const auto same = std::find_if(all.begin(), all.end(),
                                       [&](const Kind& kind) { return kind.first->kind == event.event.kind; });
        if (same == all.end())
            all.push_back({&event.event, 1});
        else
            ++same->count;
    }
    std::erase_if(all, [](const Kind& kind) { return kind.count < kLeastOfAKind; });
    std::stable_sort(all.begin(), all.end(), [](const Kind& a, const Kind& b) { return a.count > b.count; });
    std::vector<const Event*> kinds;
    for (const Kind& kind : all)
        if (kinds.size() < kMostKinds) kinds.push_back(kind.first);
    return kinds;
}

void draw_kinds(const View& view, ui::Ui& ui, Commands& commands, std::string_view show, std::string_view chosen) {
    const auto kinds = kinds_of(view, show);
    if (kinds.size() < 2 && chosen.empty()) return;
    ui.begin_flow();
    for (const Event* event : kinds) {
        const bool is = chosen == event->kind;
        if (ui.chip("events.kind." + event->kind, view.text(event->tags.front()),
                    {.selected = is ? ui::Selected::Yes : ui::Selected::No}))
            commands.push(SetValue{std::string(kKind), is ? std::string{} : event->kind});
    }
    ui.end_flow();
}

void draw_filter(const View& view, ui::Ui& ui, Commands& commands, std::string_view show) {
    if (!view.sync.date_known) return;
    const auto chip = [&](std::string_view id, std::string_view value, const std::string& label) {
        // Another time has other kinds.
        if (ui.chip(id, label, {.selected = show == value ? ui::Selected::Yes : ui::Selected::No}))
            for (const auto& [field, wanted] : {std::pair{kShow, value}, std::pair{kKind, std::string_view{}}})
                commands.push(SetValue{std::string(field), std::string(wanted)});
    };
    ui.begin_flow();
    chip("events.show.all", "", view.tr("events.all"));
    chip("events.show.today", "today", view.tr("events.today"));
    chip("events.show.week", "week", view.tr("events.week"));
    ui.end_flow();
}

void draw_event_item(const View& view, ui::Ui& ui, Commands& commands, const EventView& event) {
    const std::string title = view.text(event.event.title);
    const std::string when = view.dates.moment(next_session(event, view.now)->starts_at);
    const std::string where =
        at_line_start(view.tr("events.when_where", {{"when", when}, {"where", view.text(event.event.place)}}));
    const std::string seats = seats_sentence(view, event);
    const bool family = event.event.family_max > 1;
    if (ui.item("events.item." + event.event.id,
                {.title = title,
                 .lines = {{.text = where}, {.text = seats, .tone = seats_tone(view, event), .role = ui::Role::Strong}},
                 .icon = family ? "users" : "book",
                 .icon_tone = family ? ui::Tone::Amber : ui::Tone::Green}))
        commands.push(Open{{Page::Event, event.event.id}});
}

void draw_tags(const View& view, ui::Ui& ui, const Event& event) {
    ui.begin_flow();
    bool first = true;
    for (const LocalizedText& tag : event.tags) {
        ui.tag(view.text(tag), first ? ui::Tone::Green : ui::Tone::Neutral);
        first = false;
    }
    ui.end_flow();
}

void draw_when(const View& view, ui::Ui& ui, const EventView& event) {
    const EventSession* next = next_session(event, view.now);
    ui.begin_card();
    ui.heading(at_line_start(view.dates.span(next->starts_at, next->ends_at)), {.id = "event.when"});
    ui.text(view.text(event.event.place), {.id = "event.place"});
    ui.end_card();
}

void draw_seats(const View& view, ui::Ui& ui, const EventView& event) {
    const Words& tr = view.tr;
    const std::string sentence = seats_sentence(view, event);
    ui.begin_card();
    if (event.seats) {
        ui.heading(sentence);
        const int taken = std::min(event.seats->taken, event.seats->capacity);
        const int held = std::min(event.queued_here, event.seats->capacity - taken);
        const std::string label =
            tr("events.seats_taken", {{"taken", event.seats->taken}, {"total", event.seats->capacity}});
        ui.seat_bar("event.seats", {.total = event.seats->capacity, .taken = taken, .held = held, .label = label});
        if (event.queued_here > 0) ui.secondary(tr.count("events.queued_here", event.queued_here));
    } else {
        ui.heading(sentence, {.id = "event.seats"});
    }
    if (event.event.state == EventState::Cancelled && !event.event.cancelled_because.empty())
        ui.text(view.text(event.event.cancelled_because), {.id = "event.cancelled"});
    else if (view.sync.date_known)
        ui.secondary(tr("events.closes", {{"when", view.dates.moment(event.event.closes_at)}}));
    ui.end_card();
}

void draw_sessions(const View& view, ui::Ui& ui, const Event& event) {
    if (event.sessions.size() < 2) return;
    ui.begin_card();
    ui.heading(view.tr("events.sessions"));
    for (const EventSession& session : event.sessions) {
        const std::string line = at_line_start(view.tr(
            "events.session", {{"when", view.dates.moment(session.starts_at)}, {"title", view.text(session.title)}}));
        if (session.cancelled_because.empty())
            ui.text(line);
        else
            ui.text(view.tr("events.session_cancelled",
                            {{"session", line}, {"why", view.text(session.cancelled_because)}}));
    }
    ui.end_card();
}

void draw_taken(KnownSignUp::State state, const View& view, ui::Ui& ui) {
    switch (state) {
        case KnownSignUp::State::Confirmed:
            return ui.banner("event.taken", ui::Tone::Green, "check", view.tr("events.taken"));
        case KnownSignUp::State::Waiting:
            return ui.banner("event.taken", ui::Tone::Amber, "users", view.tr("events.taken_waiting"));
        case KnownSignUp::State::Unconfirmed:
            return ui.banner("event.taken", ui::Tone::Blue, "clock", view.tr("events.taken_unconfirmed"));
    }
}

void draw_terms(const View& view, ui::Ui& ui, const Event& event) {
    ui.begin_card();
    ui.fact("event.who", view.tr("events.who"), view.text(event.who));
    if (event.ages)
        ui.fact("event.ages", view.tr("events.ages"),
                view.tr("events.ages_value", {{"from", event.ages->from}, {"until", event.ages->until}}));
    if (event.pick_up == PickUp::Code) ui.fact("event.pickup", view.tr("events.pickup"), view.tr("events.pickup_what"));
    ui.fact("event.cost", view.tr("events.cost"), view.text(event.cost));
    if (event.family_max > 1)
        ui.fact("event.family", view.tr("events.family"), view.tr.count("events.family_max", event.family_max));
    ui.end_card();
}

}  // namespace

void draw_events(const EventsState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const std::string_view show = state.draft.value(kShow);
    begin_page(view, ui, commands, {.title = tr("events.page"), .back = ui::Back::Shown});
    ui.title(tr("events.title"));
    const std::string_view kind = state.draft.value(kKind);
    draw_filter(view, ui, commands, show);
    draw_kinds(view, ui, commands, show, kind);
    int shown = 0;
    ui.begin_grid(card_columns(ui));
    for (const EventView& event : view.station.events) {
        if (!is_listed(view, event, show) || (!kind.empty() && event.event.kind != kind)) continue;
        draw_event_item(view, ui, commands, event);
        ++shown;
    }
    ui.end_grid();
    if (shown == 0) ui.text(tr(show.empty() ? "events.none" : "events.none_then"), {.id = "events.none"});
    draw_status(view, ui);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_event(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const EventView* event = find_event(view.station, view.here().key);
    if (event == nullptr) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = tr("events.page"), .back = ui::Back::Shown});
    draw_tags(view, ui, event->event);
    ui.title(view.text(event->event.title), {.id = "event.title"});
    if (const KnownSignUp* mine = known_sign_up(view, *event))
        draw_taken(mine->state, view, ui);
    else if (const EventView* clash = clashing_event(view, *event))
        ui.banner("event.clash", ui::Tone::Amber, "calendar",
                  tr("events.clash", {{"title", view.text(clash->event.title)}}));
    ui.text(view.text(event->event.summary));
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    draw_when(view, ui, *event);
    draw_seats(view, ui, *event);
    if (ui.wide()) ui.next_column();
    draw_sessions(view, ui, event->event);
    draw_terms(view, ui, event->event);
    if (ui.wide()) ui.end_columns();
    const SignUpState state = sign_up_state(*event, view.sync, view.now);
    const auto& now = view.session.sign_ups;
    const bool taken =
        std::any_of(now.begin(), now.end(), [&](const KnownSignUp& each) { return each.event == event->event.id; });
    const bool open = !taken && (state == SignUpState::Free || state == SignUpState::WaitingList);
    const std::string label = tr(state == SignUpState::WaitingList ? "events.queue_up" : "events.sign_up");
    const auto tapped =
        open
            ? footer(view, ui, commands,
                     {{.id = "event.signup", .label = label, .kind = ui::ButtonKind::Primary, .icon = "chevron-right"}})
            : footer(view, ui, commands, {});
    if (tapped == "event.signup") commands.push(Open{{Page::SignUp, event->event.id}});
    ui.end_page();
}

}  // namespace linli::screens
