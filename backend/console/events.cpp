#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/roster_words.h"
#include "backend/console/when.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxReason = 200;

// Cancelled, over or full comes before "open": what a reader must know first.
void state(const Visit& visit, const EventLine& line, View& view) {
    std::string_view key = "open";
    std::string_view tone = "green";
    if (line.event.state == EventState::Cancelled) {
        key = "cancelled";
        tone = "red";
    } else if (visit.now >= line.event.closes_at) {
        key = "closed";
        tone = "plain";
    } else if (line.taken >= line.event.capacity) {
        key = "full";
        tone = "amber";
    }
    view.text("state", visit.words().get(fmt::format("event.state.{}", key))).text("state_tone", tone);
}

// The one that runs or comes next; the last where all are over.
const EventSession* next_session(const Event& event, Instant now) {
    for (const EventSession& session : event.sessions)
        if (session.ends_at > now) return &session;
    return event.sessions.empty() ? nullptr : &event.sessions.back();
}

bool is_over(const Event& event, Instant now) {
    const EventSession* session = next_session(event, now);
    return session == nullptr || session->ends_at <= now;
}

View event_view(const Visit& visit, const EventLine& line) {
    const Words& words = visit.words();
    const Event& event = line.event;
    View view;
    view.text("id", event.id).text("title", visit.pick(event.title)).text("place", visit.pick(event.place));
    view.number("capacity", event.capacity).number("taken", line.taken);
    view.text("seats", words.fill("event.seats", {{"taken", std::to_string(line.taken)},
                                                  {"capacity", std::to_string(event.capacity)}}));
    view.text("waiting", line.waiting > 0 ? words.fill("event.waiting", {{"n", std::to_string(line.waiting)}}) : "");
    view.text("overbooked", line.overbooked
                                ? words.fill("event.overbooked", {{"n", std::to_string(line.taken - event.capacity)}})
                                : "");
    View::List tags;
    for (const LocalizedText& tag : event.tags) tags.push_back(View().text("tag", visit.pick(tag)));
    view.list("tags", std::move(tags));
    view.flag("past", is_over(event, visit.now));
    if (const EventSession* session = next_session(event, visit.now)) visit.time(view, "starts", session->starts_at);
    state(visit, line, view);
    return view;
}

std::string joined(const Words& words, const std::vector<std::string>& names) {
    if (names.empty()) return std::string(words.get("event.no_names"));
    std::string out;
    for (const std::string& name : names) {
        if (!out.empty()) out += words.get("event.names.join");
        out += name;
    }
    return out;
}

std::string people_words(const Words& words, int seats) {
    return words.fill("event.people", {{"n", std::to_string(seats)}});
}

struct ShownPhone {
    std::string item;
    std::string number;
};

void phone(const Visit& visit, const RosterLine& line, const ShownPhone& shown, View& view) {
    view.flag("phone", false).flag("phone_hidden", false).flag("no_phone", !line.has_phone);
    if (line.has_phone && shown.item == line.item)
        view.text("phone", shown.number);
    else if (line.has_phone)
        view.flag("phone_hidden", true);
    view.text("phone_show_label", visit.words().fill("event.phone.show.label", {{"id", line.short_id}}));
}

View roster_row(const Visit& visit, const RosterLine& line, std::string_view event, const ShownPhone& shown) {
    View view;
    view.text("id", line.item).text("short_id", line.short_id).text("names", joined(visit.words(), line.names));
    view.text("care", care_words(visit.words(), line));
    view.text("seats", people_words(visit.words(), line.seats)).text("event", event);
    visit.time(view, "at", line.signed_up_at);
    phone(visit, line, shown, view);
    return view;
}

View roster_part(const Visit& visit, std::string_view key, const std::vector<RosterLine>& lines, std::string_view event,
                 const ShownPhone& shown) {
    const Words& words = visit.words();
    View::List rows;
    int seats = 0;
    for (const RosterLine& line : lines) {
        rows.push_back(roster_row(visit, line, event, shown));
        seats += line.seats;
    }
    View part;
    part.text("heading", words.get(key)).text("none", words.get(fmt::format("{}.none", key)));
    part.text("total", lines.empty() ? ""
                                     : words.fill("event.total", {{"entries", std::to_string(lines.size())},
                                                                  {"seats", std::to_string(seats)}}));
    part.flag("any", !rows.empty()).flag("can_cancel", true).list("rows", std::move(rows));
    return part;
}

View::List event_figures(const Words& words, const EventLine& line) {
    View::List list;
    const auto add = [&](std::string_view key, int value, std::string_view tone) {
        list.push_back(View().text("label", words.get(key)).number("value", value).text("tone", tone));
    };
    const bool off = line.event.state == EventState::Cancelled;
    const int free = off ? 0 : std::max(0, line.event.capacity - line.taken);
    add("event.figure.capacity", line.event.capacity, "");
    add("event.figure.taken", line.taken, line.overbooked ? "red" : "");
    add("event.figure.free", free, free > 0 ? "green" : "");
    add("event.figure.waiting", line.waiting, line.waiting > 0 ? "amber" : "");
    return list;
}

Reply event_page(const Visit& visit, std::string_view id, const ShownPhone& shown) {
    const Words& words = visit.words();
    View view;
    std::string title;
    if (visit.role() == Role::Desk) {
        LINLI_TRY(const Roster roster, visit.desk.roster(visit.actor(), id));
        view = event_view(visit, roster.line);
        view.list("figures", event_figures(words, roster.line));
        View::List parts;
        parts.push_back(roster_part(visit, "event.roster", roster.confirmed, id, shown));
        parts.push_back(roster_part(visit, "event.waitlist", roster.waiting, id, shown));
        LINLI_OK(event_tools(visit, roster.line, view));
        view.flag("has_rosters", true).list("rosters", std::move(parts));
        title = visit.pick(roster.line.event.title);
    } else {
        // An editor sees the seats and not the people.
        LINLI_TRY(const std::vector<EventLine> events, visit.desk.events(visit.actor()));
        const auto found =
            std::find_if(events.begin(), events.end(), [&](const EventLine& each) { return each.event.id == id; });
        if (found == events.end()) return fail(Fault::NotFound, "no event {}", id);
        view = event_view(visit, *found);
        LINLI_OK(event_tools(visit, *found, view));
        view.flag("has_rosters", false).list("figures", event_figures(words, *found));
        title = visit.pick(found->event.title);
    }
    return page(visit, 200, "event", title, "events", std::move(view));
}

Reply calls_page(const Visit& visit, const ShownPhone& shown) {
    LINLI_TRY(const std::vector<CallLine> calls, visit.desk.to_call(visit.actor()));
    const Words& words = visit.words();
    View::List rows;
    for (const CallLine& call : calls) {
        const Event* event = visit.desk.event(call.event);
        View row;
        row.text("id", call.entry.item).text("names", joined(words, call.entry.names));
        row.text("event", event != nullptr ? visit.pick(event->title) : std::string_view(call.event_title));
        row.text("seats", people_words(words, call.entry.seats)).text("short_id", call.entry.short_id);
        phone(visit, call.entry, shown, row);
        row.flag("called_off", call.entry.status == ItemStatus::Cancelled);
        visit.time(row, "at", call.entry.moved_up_at.value_or(call.entry.signed_up_at));
        rows.push_back(std::move(row));
    }
    View view;
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    return page(visit, 200, "calls", words.get("calls.title"), "calls", std::move(view));
}

const RosterLine* find_line(const Roster& roster, std::string_view item) {
    for (const auto* lines : {&roster.confirmed, &roster.waiting})
        for (const RosterLine& line : *lines)
            if (line.item == item) return &line;
    return nullptr;
}

}  // namespace

Reply show_events(const Visit& visit, std::string_view) {
    LINLI_TRY(std::vector<EventLine> events, visit.desk.events(visit.actor()));
    std::stable_partition(events.begin(), events.end(),
                          [&](const EventLine& each) { return !is_over(each.event, visit.now); });
    View view;
    View::List rows;
    int to_call = 0;
    for (const EventLine& line : events) {
        rows.push_back(event_view(visit, line));
        to_call += line.to_call;
    }
    const Words& words = visit.words();
    view.text("lead", words.fill("events.lead", {{"n", std::to_string(events.size())}}));
    if (to_call > 0 && visit.role() == Role::Desk)
        view.text("calls_href", "/calls")
            .text("calls_label", words.fill("events.calls", {{"n", std::to_string(to_call)}}));
    LINLI_TRY(View::List drafts, event_drafts(visit));
    view.flag("any_drafts", !drafts.empty()).list("drafts", std::move(drafts));
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    return page(visit, 200, "events", words.get("events.title"), "events", std::move(view));
}

Reply show_event(const Visit& visit, std::string_view id) {
    return event_page(visit, id, {});
}

Reply show_sign_up_phone(const Visit& visit, std::string_view id) {
    LINLI_TRY(std::string number, visit.desk.show_phone(visit.actor(), id));
    return event_page(visit, raw_field(visit.form, "event"), {std::string(id), std::move(number)});
}

Reply show_calls(const Visit& visit, std::string_view) {
    return calls_page(visit, {});
}

Reply show_call_phone(const Visit& visit, std::string_view id) {
    LINLI_TRY(std::string number, visit.desk.show_phone(visit.actor(), id));
    return calls_page(visit, {std::string(id), std::move(number)});
}

Reply mark_called(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.mark_called(visit.actor(), id));
    return done("/calls", "called");
}

Reply confirm_cancel(const Visit& visit, std::string_view id) {
    const std::string_view event = visit.query("event");
    LINLI_TRY(const Roster roster, visit.desk.roster(visit.actor(), event));
    const RosterLine* line = find_line(roster, id);
    if (line == nullptr) return fail(Fault::NotFound, "no sign-up {}", id);
    const Words& words = visit.words();
    View view;
    view.text("id", id).text("event", event).text("back_href", fmt::format("/events/{}", percent_encode(event)));
    view.text("what", words.fill("cancel.what", {{"names", joined(words, line->names)},
                                                 {"event", visit.pick(roster.line.event.title)},
                                                 {"seats", people_words(words, line->seats)}}));
    return page(visit, 200, "cancel", words.get("cancel.title"), "events", std::move(view));
}

Reply cancel_sign_up(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.cancel_sign_up(visit.actor(), id, field(visit.form, "reason", kMaxReason)));
    const std::string event = percent_encode(raw_field(visit.form, "event"));
    return done(event.empty() ? std::string("/events") : fmt::format("/events/{}", event), "cancelled");
}

}  // namespace linli::hub::console
