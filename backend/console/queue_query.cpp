#include "backend/console/queue_query.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "backend/console/request_view.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxText = 40;
constexpr std::array<std::string_view, 5> kViews{"open", "mine", "unassigned", "reopened", "closed"};
constexpr std::array<std::string_view, 2> kClocks{"overdue", "soon"};
constexpr std::array<std::string_view, 2> kDesks{"community", "property"};
constexpr std::array<std::string_view, 2> kLevels{"street", "district"};

template <std::size_t N>
std::string one_of(const std::array<std::string_view, N>& known, std::string_view value) {
    return std::find(known.begin(), known.end(), value) == known.end() ? std::string() : std::string(value);
}

View option(std::string_view value, std::string_view label, std::string_view current) {
    View view;
    view.text("value", value).text("label", label).flag("current", value == current);
    return view;
}

template <std::size_t N>
View::List options(const Words& words, std::string_view prefix, const std::array<std::string_view, N>& known,
                   std::string_view current) {
    View::List list;
    for (const std::string_view each : known)
        list.push_back(option(each, words.get(fmt::format("{}.{}", prefix, each)), current));
    return list;
}

}  // namespace

bool QueueQuery::narrows() const {
    return view != "open" || !(kind + stage + clock + desk + level + text).empty();
}

QueueQuery read_queue_query(const Form& fields) {
    QueueQuery query;
    const std::string view = field(fields, "view", kMaxText);
    // What used to be a view of its own is a clock now.
    if (view == "overdue") query.clock = view;
    if (const std::string known = one_of(kViews, view); !known.empty()) query.view = known;
    if (const std::string clock = one_of(kClocks, field(fields, "clock", kMaxText)); !clock.empty())
        query.clock = clock;
    query.kind = field(fields, "kind", kMaxText);
    if (const auto stage = stage_from_name(raw_field(fields, "stage"))) query.stage = stage_name(*stage);
    query.desk = one_of(kDesks, field(fields, "desk", kMaxText));
    query.level = one_of(kLevels, field(fields, "level", kMaxText));
    query.text = field(fields, "q", kMaxText);
    query.from = number_field(fields, "from").value_or(0);
    return query;
}

std::string to_query(const QueueQuery& query) {
    std::string out = fmt::format("view={}", query.view);
    const std::array<std::pair<std::string_view, std::string_view>, 6> rest{{{"kind", query.kind},
                                                                             {"stage", query.stage},
                                                                             {"clock", query.clock},
                                                                             {"desk", query.desk},
                                                                             {"level", query.level},
                                                                             {"q", query.text}}};
    for (const auto& [name, value] : rest)
        if (!value.empty()) out += fmt::format("&{}={}", name, percent_encode(value));
    return out;
}

CaseFilter to_filter(const QueueQuery& query, std::int64_t staff, int limit) {
    CaseFilter filter;
    filter.limit = limit;
    filter.offset = query.from;
    filter.status = query.view == "closed" ? ItemStatus::Closed : ItemStatus::Open;
    filter.sort = query.view == "closed" ? CaseSort::Newest : CaseSort::Queue;
    if (query.view == "mine") filter.assignee = staff;
    if (query.view == "unassigned") filter.assignee = 0;
    filter.reopened = query.view == "reopened";
    filter.kind = query.kind;
    filter.stage = stage_from_name(query.stage);
    if (query.view != "closed" && !query.clock.empty()) filter.due = query.clock == "soon" ? Due::Soon : Due::Overdue;
    if (!query.desk.empty()) filter.desk = query.desk == "property" ? linli::Desk::Property : linli::Desk::Community;
    filter.level = level_from_name(query.level);
    filter.text = query.text;
    return filter;
}

void filter_choices(const Visit& visit, const QueueQuery& query, View& view) {
    const Words& words = visit.words();
    view.list("views", options(words, "queue.view", kViews, query.view));
    view.list("clocks", options(words, "queue.clock", kClocks, query.clock));
    view.list("desks", options(words, "queue.desk", kDesks, query.desk));
    view.list("levels", options(words, "level", kLevels, query.level));
    View::List kinds;
    for (const RequestKind* kind : visit.desk.kinds(visit.actor()))
        kinds.push_back(option(kind->id, visit.pick(kind->title), query.kind));
    View::List stages;
    for (const Stage stage : kStages)
        stages.push_back(option(stage_name(stage), stage_words(words, stage), query.stage));
    view.flag("narrowed", !(query.kind + query.stage + query.clock + query.desk + query.level).empty());
    view.list("kinds", std::move(kinds)).list("stages", std::move(stages)).text("q", query.text);
    // Property sees its own alone: a choice of one is none.
    view.flag("by_desk", visit.role() != Role::Property);
}

}  // namespace linli::hub::console
