#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/queue_query.h"
#include "backend/console/reply.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"

namespace linli::hub::console {
namespace {

constexpr int kPageLines = 100;
constexpr std::size_t kMaxName = 40;

View figure(std::string_view label, std::string_view value, std::string_view tone, std::string_view hint = {}) {
    View view;
    view.text("label", label).text("value", value).text("tone", tone).text("hint", hint);
    return view;
}

// Ended by staff and confirmed by residents are counted apart: closed is not the same as solved.
View rate(const Words& words, std::string_view label, int part, int whole) {
    if (whole == 0) return figure(words.get(label), "–", "", words.get("figure.none"));
    return figure(words.get(label), fmt::format("{}%", std::min(100, part * 100 / whole)), "green",
                  words.fill("figure.of", {{"part", std::to_string(part)}, {"whole", std::to_string(whole)}}));
}

Result<View::List> figures(const Visit& visit) {
    const Words& words = visit.words();
    LINLI_TRY(const CaseCounts counts, visit.desk.case_counts(visit.actor()));
    View::List list;
    const auto count = [&](std::string_view label, int value, std::string_view tone) {
        list.push_back(figure(words.get(label), std::to_string(value), value > 0 ? tone : ""));
    };
    count("figure.open", counts.open, "");
    count("figure.overdue", counts.overdue, "red");
    count("figure.reopened", counts.reopened, "red");
    count("figure.unassigned", counts.unassigned, "amber");
    if (visit.role() == Role::Desk) {
        LINLI_TRY(const MonthTally tally, visit.desk.month_tally(visit.actor()));
        list.push_back(rate(words, "figure.handled", tally.handled, tally.opened));
        list.push_back(rate(words, "figure.solved", tally.solved, tally.handled));
    }
    return list;
}

View row(const Visit& visit, const CaseLine& line, const std::vector<StaffLine>& staff,
         const std::vector<Place>& places) {
    const Words& words = visit.words();
    View view = case_line_view(visit, line, places);
    if (line.assignee) view.text("assignee", login_of(staff, *line.assignee));
    if (line.partner) view.text("partner", words.fill("queue.handed", {{"whose", login_of(staff, *line.partner)}}));
    if (line.level != Level::Community) view.text("level", words.get(fmt::format("level.{}", name_of(line.level))));
    const RequestKind* kind = visit.desk.kind(line.kind);
    view.flag("private", kind != nullptr && kind->visibility == Visibility::Private);
    const bool open = line.status == ItemStatus::Open;
    const ClockWords clock = clock_words(words, line, visit.now);
    view.text("tone", !open ? "done" : line.reopened > 0 ? "red" : clock.tone == "plain" ? "" : clock.tone);
    return view;
}

View::List saved_filters(const Visit& visit, const std::vector<SavedFilter>& saved, std::string_view current) {
    View::List list;
    for (const SavedFilter& each : saved) {
        View item;
        item.number("id", each.id).text("name", each.name).text("href", fmt::format("/requests?{}", each.query));
        item.flag("current", each.query == current);
        item.text("forget_label", visit.words().fill("queue.saved.forget", {{"name", each.name}}));
        list.push_back(std::move(item));
    }
    return list;
}

// The pages before and after, and which lines these are.
void pager(const Words& words, const QueueQuery& query, const CasePage& found, View& view) {
    const int shown = static_cast<int>(found.lines.size());
    if (found.total <= shown) return;
    const std::string rest = to_query(query);
    view.text("more", words.fill("queue.lines", {{"from", std::to_string(query.from + 1)},
                                                 {"to", std::to_string(query.from + shown)},
                                                 {"total", std::to_string(found.total)}}));
    if (query.from > 0)
        view.text("before_href", fmt::format("/requests?{}&from={}", rest, std::max(0, query.from - kPageLines)));
    if (query.from + shown < found.total)
        view.text("after_href", fmt::format("/requests?{}&from={}", rest, query.from + kPageLines));
}

// What stands beside the queue, for whoever may go there.
Result<> ways(const Visit& visit, std::string_view query, View& view) {
    view.text("round_href", fmt::format("/round?{}", query));
    view.flag("decides", visit.role() != Role::Partner).flag("is_desk", visit.role() == Role::Desk);
    view.flag("to_visit", false);
    if (visit.role() == Role::Partner) return {};
    LINLI_TRY(const int visits, visit.desk.count_visits(visit.actor()));
    if (visits > 0) view.number("to_visit", visits);
    return {};
}

}  // namespace

Reply show_queue(const Visit& visit, std::string_view) {
    const Words& words = visit.words();
    const QueueQuery query = read_queue_query(visit.target.query);
    const std::string address = to_query(query);
    LINLI_TRY(const CasePage found,
              visit.desk.cases(visit.actor(), to_filter(query, visit.session->staff.id, kPageLines)));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    LINLI_TRY(const std::vector<SavedFilter> saved, visit.desk.saved_filters(visit.actor()));
    LINLI_TRY(View::List numbers, figures(visit));
    View view;
    view.text("today", day_words(words, visit.now, visit.utc_offset)).list("figures", std::move(numbers));
    filter_choices(visit, query, view);
    view.list("saved", saved_filters(visit, saved, address)).text("query", address);
    view.flag("can_save", query.narrows());
    LINLI_OK(ways(visit, address, view));
    view.text("poll_url", fmt::format("/requests?{}&from={}&poll=1", address, query.from));
    View::List rows;
    const std::vector<Place> places = visit.desk.places(visit.actor().community);
    for (const CaseLine& line : found.lines) rows.push_back(row(visit, line, staff, places));
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    pager(words, query, found, view);
    view.text("empty_title", words.get(query.narrows() ? "queue.empty.filtered.title" : "queue.empty.title"));
    view.text("empty_words", words.get(query.narrows() ? "queue.empty.filtered" : "queue.empty"));
    return page(visit, 200, "queue", words.get("queue.title"), "requests", std::move(view));
}

Reply save_filter(const Visit& visit, std::string_view) {
    const std::string query = to_query(read_queue_query(parse_form(raw_field(visit.form, "query"))));
    LINLI_OK(visit.desk.save_filter(visit.actor(), field(visit.form, "name", kMaxName), query));
    return redirect_to(fmt::format("/requests?{}&done=filter", query));
}

Reply forget_filter(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    LINLI_OK(visit.desk.forget_filter(visit.actor(), number));
    return done("/requests", "filter.gone");
}

}  // namespace linli::hub::console
