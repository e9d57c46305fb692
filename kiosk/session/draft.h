// What a resident has entered on a form so far. It is gone with the session. Plain data; UI thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kiosk/session/commands.h"

namespace linli {

// Fields at most 64 a draft; a value at most kMaxDraftValue bytes: further typing is not taken.
inline constexpr std::size_t kMaxDraftFields = 64;
inline constexpr std::size_t kMaxDraftValue = 8'000;

struct Draft {
    std::map<std::string, std::string, std::less<>> values;  // by field
    int page = 0;                                            // of the form, from 0
    Ticket ticket = 0;                                       // of what was sent and is not answered; 0: nothing is
    std::string problem;                                     // key of a sentence; empty: none
    bool operator==(const Draft&) const = default;

    [[nodiscard]] std::string_view value(std::string_view field) const;
    [[nodiscard]] bool waiting() const { return ticket != 0; }
};

// The draft with that value; an empty one takes the field away. Typing clears the problem.
[[nodiscard]] Draft with_value(Draft draft, std::string_view field, std::string value);

// Overwrites what was entered before letting go of it: a freed string would keep a phone number in memory.
void scrub(Draft& draft);
void scrub(std::string& text);

// Fields that every contact page has. Ids of content never begin with '@'.
inline constexpr std::string_view kPhoneField = "@phone";
inline constexpr std::string_view kPropertyField = "@property";  // "yes" or nothing
inline constexpr std::string_view kDigitsField = "@digits";
[[nodiscard]] Contact contact_of(const Draft& draft, const std::string& language);
// The digits typed, or else the last four of the phone number.
[[nodiscard]] std::string digits_of(const Draft& draft);
// Empty, or 7 to 15 digits.
[[nodiscard]] bool phone_is_plausible(std::string_view phone);

}  // namespace linli
