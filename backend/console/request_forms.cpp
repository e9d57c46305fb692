#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/hub/desk_rights.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxWhose = 80;

HttpResponse back_to(std::string_view id, std::string_view key) {
    return done(fmt::format("/requests/{}", id), key);
}

std::string words_of(const Visit& visit) {
    return field(visit.form, "words", kMaxStaffWords);
}

// An empty choice is nobody.
Result<std::int64_t> staff_of(const Visit& visit, std::string_view name) {
    if (raw_field(visit.form, name).empty()) return 0;
    const auto staff = number_field(visit.form, name);
    if (!staff) return fail(Fault::Invalid, "not a member of staff");
    return *staff;
}

}  // namespace

Reply answer_request(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.answer(visit.actor(), id, words_of(visit)));
    return back_to(id, "answer");
}

Reply note_request(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.note(visit.actor(), id, words_of(visit)));
    return back_to(id, "note");
}

Reply assign_request(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t staff, staff_of(visit, "assignee"));
    LINLI_OK(visit.desk.assign(visit.actor(), id, staff));
    return back_to(id, "assign");
}

Reply hand_request(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t partner, staff_of(visit, "partner"));
    LINLI_OK(visit.desk.hand(visit.actor(), id, partner, field(visit.form, "why", kMaxStaffWords)));
    return back_to(id, "hand");
}

Reply stage_request(const Visit& visit, std::string_view id) {
    const auto stage = stage_from_name(raw_field(visit.form, "stage"));
    if (!stage) return fail(Fault::Invalid, "no such stage");
    LINLI_OK(visit.desk.set_stage(visit.actor(), id, *stage));
    return back_to(id, "stage");
}

Reply close_request(const Visit& visit, std::string_view id) {
    const auto ending = ending_from_name(raw_field(visit.form, "ending"));
    if (!ending) return fail(Fault::Invalid, "no such ending");
    const std::string whose = *ending == Ending::SomeoneElses ? field(visit.form, "whose", kMaxWhose) : std::string{};
    if (*ending == Ending::SomeoneElses && whose.empty()) return fail(Fault::Invalid, "it is not said whose it is");
    LINLI_OK(visit.desk.close(visit.actor(), id, *ending, words_of(visit), whose));
    return back_to(id, "close");
}

Reply reopen_request(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.reopen(visit.actor(), id, words_of(visit)));
    return back_to(id, "reopen");
}

Reply confirm_erase(const Visit& visit, std::string_view id) {
    LINLI_OK(require(visit.actor(), Right::Erase));
    View view;
    view.text("id", id);
    return page(visit, 200, "erase", visit.words().get("erase.title"), "requests", std::move(view));
}

Reply erase_request(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.erase(visit.actor(), id));
    return back_to(id, "erased");
}

}  // namespace linli::hub::console
