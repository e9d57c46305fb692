// What the queue's address asks for: the filters as staff set, keep and print them. Plain values.
#pragma once

#include <string>
#include <string_view>

#include "backend/console/visit.h"

namespace linli::hub::console {

// Each field is a value that the filter knows, or empty: an address that someone made up asks for what is left of it.
struct QueueQuery {
    std::string view = "open";  // open, mine, unassigned, reopened, closed
    std::string kind;
    std::string stage;
    std::string clock;  // overdue, soon
    std::string desk;   // community, property
    std::string level;  // street, district
    std::string text;
    int from = 0;  // the first line of the page

    // Anything narrower than all that is open.
    [[nodiscard]] bool narrows() const;
};

[[nodiscard]] QueueQuery read_queue_query(const Form& fields);
// "view=open&clock=soon", percent-encoded, without what is empty and without `from`.
[[nodiscard]] std::string to_query(const QueueQuery& query);
[[nodiscard]] CaseFilter to_filter(const QueueQuery& query, std::int64_t staff, int limit);
// The choices of the form, each with what is chosen.
void filter_choices(const Visit& visit, const QueueQuery& query, View& view);

}  // namespace linli::hub::console
