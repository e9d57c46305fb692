#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"

namespace linli::hub::console {

Reply show_visits(const Visit& visit, std::string_view) {
    LINLI_TRY(const int total, visit.desk.count_visits(visit.actor()));
    int from = number_field(Form{{"from", std::string(visit.query("from"))}}, "from").value_or(0);
    if (from >= total) from = 0;
    LINLI_TRY(const std::vector<VisitLine> lines, visit.desk.to_visit(visit.actor(), from));
    const Words& words = visit.words();
    const std::vector<Place> places = visit.desk.places(visit.actor().community);
    View::List rows;
    for (const VisitLine& line : lines) {
        View row = case_line_view(visit, line.line, places);
        row.text("grade", words.fill("visits.grade", {{"n", std::to_string(line.grade)}}));
        visit.time(row, "asked", line.asked_at);
        rows.push_back(std::move(row));
    }
    View view;
    const int shown = static_cast<int>(lines.size());
    view.text("more", total <= shown ? ""
                                     : words.fill("queue.lines", {{"from", std::to_string(from + 1)},
                                                                  {"to", std::to_string(from + shown)},
                                                                  {"total", std::to_string(total)}}));
    view.text("before_href", from > 0 ? fmt::format("/visits?from={}", std::max(0, from - kMaxVisits)) : "");
    view.text("after_href", from + shown < total ? fmt::format("/visits?from={}", from + kMaxVisits) : "");
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    return page(visit, 200, "visits", words.get("visits.title"), "requests", std::move(view));
}

Reply mark_visited(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.mark_visited(visit.actor(), id, field(visit.form, "words", kMaxStaffWords)));
    return done("/visits", "visited");
}

}  // namespace linli::hub::console
