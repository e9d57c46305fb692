#include "kiosk/session/draft.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/utf8.h"

namespace linli {
namespace {

std::string digits_only(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

}  // namespace

std::string_view Draft::value(std::string_view field) const {
    const auto it = values.find(field);
    return it == values.end() ? std::string_view{} : std::string_view{it->second};
}

Draft with_value(Draft draft, std::string_view field, std::string value) {
    draft.problem.clear();
    const auto it = draft.values.find(field);
    if (value.empty()) {
        if (it != draft.values.end()) draft.values.erase(it);
        return draft;
    }
    if (value.size() > kMaxDraftValue || !is_utf8(value)) return draft;
    if (it != draft.values.end())
        it->second = std::move(value);
    else if (draft.values.size() < kMaxDraftFields)
        draft.values.emplace(std::string(field), std::move(value));
    return draft;
}

void scrub(std::string& text) {
    // Through volatile, so that writing to what is about to be freed is not optimised away.
    volatile char* at = text.data();
    for (std::size_t i = 0; i < text.capacity(); ++i) at[i] = 0;
    text.clear();
}

void scrub(Draft& draft) {
    for (auto& [field, value] : draft.values) scrub(value);
    draft = {};
}

Contact contact_of(const Draft& draft, const std::string& language) {
    Contact contact;
    contact.phone = draft.value(kPhoneField);
    contact.property_may_see_phone = !contact.phone.empty() && draft.value(kPropertyField) == "yes";
    contact.digits = digits_of(draft);
    contact.language = language;
    return contact;
}

std::string digits_of(const Draft& draft) {
    if (const auto typed = draft.value(kDigitsField); !typed.empty()) return std::string(typed);
    const std::string phone = digits_only(draft.value(kPhoneField));
    return phone.size() < 4 ? std::string{} : phone.substr(phone.size() - 4);
}

bool phone_is_plausible(std::string_view phone) {
    const std::size_t digits = digits_only(phone).size();
    return phone.empty() || (digits >= 7 && digits <= 15);
}

}  // namespace linli
