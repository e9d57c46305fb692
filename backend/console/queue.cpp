#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"

namespace linli::hub::console {
namespace {

constexpr int kPageLines = 100;

enum class Listing { Open, Mine, Overdue, Reopened, Closed };
constexpr std::array<std::pair<Listing, std::string_view>, 5> kListings{{{Listing::Open, "open"},
                                                                         {Listing::Mine, "mine"},
                                                                         {Listing::Overdue, "overdue"},
                                                                         {Listing::Reopened, "reopened"},
                                                                         {Listing::Closed, "closed"}}};

Listing listing_of(std::string_view name) {
    for (const auto& [listing, each] : kListings)
        if (each == name) return listing;
    return Listing::Open;
}

CaseFilter filter_of(const Visit& visit, Listing listing) {
    CaseFilter filter;
    filter.limit = kPageLines;
    filter.status = ItemStatus::Open;
    switch (listing) {
        case Listing::Open:
            break;
        case Listing::Mine:
            filter.assignee = visit.session->staff.id;
            break;
        case Listing::Overdue:
            filter.due = Due::Overdue;
            break;
        case Listing::Reopened:
            filter.reopened = true;
            break;
        case Listing::Closed:
            filter.status = ItemStatus::Closed;
            filter.sort = CaseSort::Newest;
            break;
    }
    filter.kind = visit.query("kind");
    filter.stage = stage_from_name(visit.query("stage"));
    return filter;
}

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
    const RequestKind* kind = visit.desk.kind(line.kind);
    view.flag("private", kind != nullptr && kind->visibility == Visibility::Private);
    const bool open = line.status == ItemStatus::Open;
    const ClockWords clock = clock_words(words, line, visit.now);
    view.text("tone", !open ? "done" : line.reopened > 0 ? "red" : clock.tone == "plain" ? "" : clock.tone);
    return view;
}

View::List kind_options(const Visit& visit, std::string_view current) {
    View::List options;
    for (const RequestKind* kind : visit.desk.kinds(visit.actor())) {
        View option;
        option.text("value", kind->id).text("label", visit.pick(kind->title)).flag("current", kind->id == current);
        options.push_back(std::move(option));
    }
    return options;
}

View::List stage_options(const Visit& visit, std::optional<Stage> current) {
    View::List options;
    for (const Stage stage : kStages) {
        View option;
        option.text("value", stage_name(stage)).text("label", stage_words(visit.words(), stage));
        option.flag("current", stage == current);
        options.push_back(std::move(option));
    }
    return options;
}

}  // namespace

Reply show_queue(const Visit& visit, std::string_view) {
    const Words& words = visit.words();
    const Listing listing = listing_of(visit.query("view"));
    const CaseFilter filter = filter_of(visit, listing);
    LINLI_TRY(const CasePage found, visit.desk.cases(visit.actor(), filter));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    LINLI_TRY(View::List numbers, figures(visit));
    View view;
    view.text("today", day_words(words, visit.now, visit.utc_offset)).list("figures", std::move(numbers));
    View::List views;
    for (const auto& [each, name] : kListings) {
        View option;
        option.text("value", name).text("label", words.get(fmt::format("queue.view.{}", name)));
        option.flag("current", each == listing);
        views.push_back(std::move(option));
    }
    view.list("views", std::move(views)).list("kinds", kind_options(visit, filter.kind));
    view.list("stages", stage_options(visit, filter.stage));
    view.text("poll_url", fmt::format("/requests?view={}&kind={}&stage={}&poll=1", percent_encode(visit.query("view")),
                                      percent_encode(filter.kind), percent_encode(visit.query("stage"))));
    View::List rows;
    const std::vector<Place> places = visit.desk.places(visit.actor().community);
    for (const CaseLine& line : found.lines) rows.push_back(row(visit, line, staff, places));
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    if (found.total > static_cast<int>(found.lines.size()))
        view.text("more", words.fill("queue.more", {{"n", std::to_string(found.lines.size())}}));
    const bool filtered = listing != Listing::Open || !filter.kind.empty() || filter.stage;
    view.text("empty_title", words.get(filtered ? "queue.empty.filtered.title" : "queue.empty.title"));
    view.text("empty_words", words.get(filtered ? "queue.empty.filtered" : "queue.empty"));
    return page(visit, 200, "queue", words.get("queue.title"), "requests", std::move(view));
}

}  // namespace linli::hub::console
