#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "backend/console/roster_words.h"
#include "backend/console/when.h"
#include "backend/hub/export.h"

namespace linli::hub::console {
namespace {

// What tells a spreadsheet that the file is UTF-8.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string names_of(const Words& words, const RosterLine& line) {
    std::string out;
    for (const std::string& name : line.names) {
        if (!out.empty()) out += words.get("event.names.join");
        out += name;
    }
    return out;
}

View::List sheet_rows(const Words& words, const std::vector<RosterLine>& lines) {
    View::List rows;
    for (const RosterLine& line : lines) {
        View row;
        row.text("short_id", line.short_id).text("names", names_of(words, line)).number("seats", line.seats);
        row.text("care", care_words(words, line));
        rows.push_back(std::move(row));
    }
    return rows;
}

// The days of the sessions that they came to, as the community counts days.
std::string came_to(const Visit& visit, const RosterLine& line) {
    std::string out;
    for (const Instant session : line.came_to) {
        const Civil day = to_civil(session, visit.utc_offset);
        out += fmt::format("{}{:04}-{:02}-{:02}", out.empty() ? "" : " ", day.year, day.month, day.day);
    }
    return out;
}

void add_rows(const Visit& visit, std::string_view state, const std::vector<RosterLine>& lines, std::string& out) {
    for (const RosterLine& line : lines) {
        for (const std::string& cell :
             {line.short_id, std::string(state), names_of(visit.words(), line), std::to_string(line.seats)})
            out += csv_cell(cell) + ",";
        out += csv_cell(to_rfc3339(line.signed_up_at)) + "," + csv_cell(came_to(visit, line)) + "\r\n";
    }
}

}  // namespace

Reply show_roster_sheet(const Visit& visit, std::string_view id) {
    LINLI_TRY(const Roster roster, visit.desk.roster(visit.actor(), id));
    const Words& words = visit.words();
    const Event& event = roster.line.event;
    View view;
    view.text("id", event.id).text("title_words", visit.pick(event.title)).text("place", visit.pick(event.place));
    const auto next = std::find_if(event.sessions.begin(), event.sessions.end(),
                                   [&](const EventSession& each) { return each.ends_at > visit.now; });
    visit.time(view, "starts", (next != event.sessions.end() ? *next : event.sessions.back()).starts_at);
    view.list("rows", sheet_rows(words, roster.confirmed)).flag("any", !roster.confirmed.empty());
    view.list("waiting", sheet_rows(words, roster.waiting)).flag("any_waiting", !roster.waiting.empty());
    return page(visit, 200, "roster", visit.pick(event.title), "events", std::move(view));
}

// By a form, like whatever leaves the house; without a number, which is shown one at a time.
Reply roster_file(const Visit& visit, std::string_view id) {
    LINLI_TRY(const Roster roster, visit.desk.take_roster(visit.actor(), id));
    const Words& words = visit.words();
    std::string out(kByteOrderMark);
    for (const std::string_view key : {"event.col.no", "roster.col.state", "event.col.names", "event.col.seats"})
        out += csv_cell(words.get(key)) + ",";
    out += csv_cell(words.get("event.col.when")) + "," + csv_cell(words.get("roster.col.came")) + "\r\n";
    add_rows(visit, words.get("event.roster"), roster.confirmed, out);
    add_rows(visit, words.get("event.waitlist"), roster.waiting, out);
    return csv_reply(fmt::format("{}.csv", roster.line.event.id), std::move(out));
}

}  // namespace linli::hub::console
