#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "backend/console/roster_words.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxCode = 40;

std::string names_of(const Words& words, const RosterLine& line) {
    std::string out;
    for (const std::string& name : line.names) {
        if (!out.empty()) out += words.get("event.names.join");
        out += name;
    }
    return out.empty() ? std::string(words.get("event.no_names")) : out;
}

std::optional<Instant> session_in(std::string_view text) {
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return Instant{ms};
}

// The one that goes on now or comes next; the last where all are over.
Instant likely_session(const Event& event, Instant now) {
    for (const EventSession& each : event.sessions)
        if (each.ends_at > now) return each.starts_at;
    return event.sessions.back().starts_at;
}

std::string_view key_of(Arrival::What what) {
    switch (what) {
        case Arrival::What::Marked:
            return "attend.marked";
        case Arrival::What::Already:
            return "attend.already";
        case Arrival::What::Waits:
            return "attend.waits";
        case Arrival::What::Cancelled:
            return "attend.cancelled";
        case Arrival::What::Unknown:
            return "attend.unknown";
        case Arrival::What::Several:
            return "attend.several";
        case Arrival::What::Unreadable:
            return "attend.unreadable";
        case Arrival::What::Code:
            return "attend.code.not";
        case Arrival::What::CalledOff:
            return "attend.off";
        case Arrival::What::OtherDay:
            return "attend.day";
    }
    return {};
}

std::string_view key_of(PickedUp said) {
    switch (said) {
        case PickedUp::Right:
            return "attend.pickup.right";
        case PickedUp::Wrong:
            return "attend.pickup.wrong";
        case PickedUp::None:
            return "attend.pickup.none";
        case PickedUp::TooMany:
            return "attend.pickup.many";
    }
    return {};
}

// The line above the list after a form was sent.
struct Said {
    std::string words;
    std::string_view tone;
};

bool came(const RosterLine& line, Instant session) {
    return std::find(line.came_to.begin(), line.came_to.end(), session) != line.came_to.end();
}

View row_of(const Visit& visit, const Event& event, const RosterLine& line, Instant session) {
    View row;
    const std::string names = names_of(visit.words(), line);
    row.text("item", line.item).text("short_id", line.short_id).text("names", names);
    row.text("care", care_words(visit.words(), line));
    row.text("seats", visit.words().fill("event.people", {{"n", std::to_string(line.seats)}}));
    row.flag("came", came(line, session));
    row.text("here_label", visit.words().fill("attend.here.label", {{"names", names}, {"id", line.short_id}}));
    row.text("undo_label", visit.words().fill("attend.undo.label", {{"names", names}, {"id", line.short_id}}));
    row.flag("asks_consent", !event.consent.empty()).flag("consented", line.consented);
    row.flag("asks_pick_up", event.pick_up == PickUp::Code).flag("has_pick_up", line.has_pick_up);
    row.text("pick_up_label", visit.words().fill("attend.pickup.label", {{"names", names}, {"id", line.short_id}}));
    return row;
}

Reply attend_page(const Visit& visit, std::string_view id, std::optional<Instant> wanted,
                  const std::optional<Said>& said) {
    const Words& words = visit.words();
    LINLI_TRY(const Roster roster, visit.desk.roster(visit.actor(), id));
    const Event& event = roster.line.event;
    const Instant session = wanted.value_or(likely_session(event, visit.now));
    View view;
    view.text("id", id).text("event_title", visit.pick(event.title)).text("place", visit.pick(event.place));
    view.text("session", std::to_string(session.ms));
    visit.time(view, "starts", session);
    View::List sessions;
    for (const EventSession& each : event.sessions) {
        View option;
        option.text("value", std::to_string(each.starts_at.ms)).flag("current", each.starts_at == session);
        visit.time(option, "when", each.starts_at);
        option.text("name", visit.pick(each.title));
        sessions.push_back(std::move(option));
    }
    view.flag("several", sessions.size() > 1).list("sessions", std::move(sessions));
    View::List rows;
    int here = 0;
    int seats = 0;
    for (const RosterLine& line : roster.confirmed) {
        rows.push_back(row_of(visit, event, line, session));
        seats += line.seats;
        if (came(line, session)) here += line.seats;
    }
    view.text("count", words.fill("attend.count", {{"here", std::to_string(here)}, {"seats", std::to_string(seats)}}));
    view.flag("any", !rows.empty()).list("rows", std::move(rows)).text("said", "").text("said_tone", "");
    view.flag("asks_consent", !event.consent.empty()).flag("asks_pick_up", event.pick_up == PickUp::Code);
    if (said) view.text("said", said->words).text("said_tone", said->tone);
    return page(visit, 200, "attend", words.get("attend.title"), "events", std::move(view));
}

Said said_of(const Visit& visit, const Arrival& arrival) {
    const bool good = arrival.what == Arrival::What::Marked || arrival.what == Arrival::What::Already;
    return {visit.words().fill(key_of(arrival.what), {{"names", names_of(visit.words(), arrival.line)},
                                                      {"seats", std::to_string(arrival.line.seats)},
                                                      {"id", arrival.line.short_id}}),
            good ? "good" : "wait"};
}

}  // namespace

Reply show_attendance(const Visit& visit, std::string_view id) {
    return attend_page(visit, id, session_in(visit.query("at")), std::nullopt);
}

// A scanner types the number and a line end, so that the form sends itself; the answer names who it was, and the field
// stands ready for the next.
Reply mark_arrived(const Visit& visit, std::string_view id) {
    const auto session = session_in(raw_field(visit.form, "session"));
    if (!session) return fail(Fault::Invalid, "no session");
    const std::string item = field(visit.form, "item", 64);
    if (!item.empty()) {
        LINLI_TRY(const Arrival arrival, visit.desk.arrive_as(visit.actor(), id, *session, item));
        return attend_page(visit, id, session, said_of(visit, arrival));
    }
    LINLI_TRY(const Arrival arrival,
              visit.desk.arrive(visit.actor(), id, *session, field(visit.form, "code", kMaxCode)));
    return attend_page(visit, id, session, said_of(visit, arrival));
}

// The digits are typed as they were said and never shown: the page says right or wrong.
Reply check_pick_up(const Visit& visit, std::string_view id) {
    const auto session = session_in(raw_field(visit.form, "session"));
    if (!session) return fail(Fault::Invalid, "no session");
    const std::string item = field(visit.form, "item", 64);
    const std::string_view digits = raw_field(visit.form, "digits");
    LINLI_TRY(const PickedUp said, visit.desk.check_pick_up(visit.actor(), id, item, digits));
    LINLI_TRY(const Roster roster, visit.desk.roster(visit.actor(), id));
    std::string names;
    for (const RosterLine& line : roster.confirmed)
        if (line.item == item) names = names_of(visit.words(), line);
    const std::string_view tone = said == PickedUp::Right ? "good" : said == PickedUp::Wrong ? "bad" : "wait";
    return attend_page(visit, id, session, Said{visit.words().fill(key_of(said), {{"names", names}}), tone});
}

Reply undo_arrived(const Visit& visit, std::string_view id) {
    const auto session = session_in(raw_field(visit.form, "session"));
    if (!session) return fail(Fault::Invalid, "no session");
    LINLI_OK(visit.desk.not_arrived(visit.actor(), id, *session, field(visit.form, "item", 64)));
    return attend_page(visit, id, session, std::nullopt);
}

}  // namespace linli::hub::console
