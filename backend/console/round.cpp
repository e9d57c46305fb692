#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/queue_query.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"

namespace linli::hub::console {
namespace {

// As many slips as someone carries on one round; each is a case that was opened, and that is in the records.
constexpr int kMaxSlips = 40;

enum class Phones { Hidden, Shown };

// A dispute or a hardship is told to the desk alone, and this paper goes out of its hands: such a kind is printed only
// where it was asked for by name.
bool stays_at_the_desk(const Visit& visit, const QueueQuery& query, const CaseLine& line) {
    const RequestKind* kind = visit.desk.kind(line.kind);
    const bool told_to_the_desk = kind == nullptr || kind->desk == linli::Desk::Community;
    return line.visibility == Visibility::Private && told_to_the_desk && query.kind != line.kind;
}

// Nothing where there is none, or where the resident did not allow it.
Result<std::string> phone_of(const Visit& visit, const Case& found) {
    if (!found.has_phone) return std::string();
    auto number = visit.desk.show_phone(visit.actor(), found.line.id);
    if (number) return *std::move(number);
    if (number.error().fault == Fault::Denied || number.error().fault == Fault::NotFound) return std::string();
    return fail(std::move(number).error());
}

Reply round_page(const Visit& visit, const Form& fields, Phones phones) {
    const Words& words = visit.words();
    const QueueQuery query = read_queue_query(fields);
    LINLI_TRY(const CasePage found,
              visit.desk.cases(visit.actor(), to_filter(query, visit.session->staff.id, kMaxSlips)));
    const std::vector<Place> places = visit.desk.places(visit.actor().community);
    View::List slips;
    int left_out = 0;
    for (const CaseLine& line : found.lines) {
        if (stays_at_the_desk(visit, query, line)) {
            ++left_out;
            continue;
        }
        LINLI_TRY(const Case opened, visit.desk.open_case(visit.actor(), line.id, Reading::OnPaper));
        View slip = case_line_view(visit, line, places);
        own_words(visit, visit.desk.kind(line.kind), opened.opened, opened.own, slip);
        slip.flag("phone", false).flag("phone_refused", opened.opened == Opened::WithoutPhone);
        if (phones == Phones::Shown) {
            LINLI_TRY(const std::string number, phone_of(visit, opened));
            slip.text("phone", number);
        }
        slips.push_back(std::move(slip));
    }
    View view;
    view.text("day", day_words(words, visit.now, visit.utc_offset)).text("query", to_query(query));
    view.flag("phones_hidden", phones == Phones::Hidden && !slips.empty());
    if (found.total > static_cast<int>(found.lines.size()))
        view.text("more", words.fill("queue.more", {{"n", std::to_string(found.lines.size())}}));
    if (left_out > 0) view.text("left_out", words.fill("round.left_out", {{"n", std::to_string(left_out)}}));
    view.flag("any", !slips.empty()).list("slips", std::move(slips));
    return page(visit, 200, "round", words.get("round.title"), "requests", std::move(view));
}

}  // namespace

Reply show_round(const Visit& visit, std::string_view) {
    return round_page(visit, visit.target.query, Phones::Hidden);
}

// Numbers come by a form, like everywhere: each that is shown is in the records.
Reply show_round_phones(const Visit& visit, std::string_view) {
    return round_page(visit, parse_form(raw_field(visit.form, "query")), Phones::Shown);
}

}  // namespace linli::hub::console
