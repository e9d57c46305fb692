// The receipt code: what a resident carries away, 40 random bits in eight characters and a ninth that checks them.
//
// Characters are Crockford's base 32 (no I, L, O, U), so that a code read aloud or copied by hand comes back whole.
// The check character is Luhn's algorithm modulo 32: it finds every single wrong character and most swapped neighbours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace linli {

inline constexpr std::size_t kReceiptCodeLength = 9;

// From five random bytes. Canonical form: nine characters without dashes.
[[nodiscard]] std::string make_receipt_code(const ByteArray<5>& random);
// Reads what a person typed or a QR holds: case, dashes and blanks do not matter, O is 0, I and L are 1.
// Nothing where the length or the check character is wrong.
[[nodiscard]] std::optional<std::string> parse_receipt_code(std::string_view typed);
// "K7Q-429-MFX", for reading aloud.
[[nodiscard]] std::string format_receipt_code(std::string_view code);
// Exactly four ASCII digits.
[[nodiscard]] bool is_four_digits(std::string_view text);

// Base 32 helpers that enrolment codes use too: upper case with the look-alikes mapped; nothing for other characters.
[[nodiscard]] std::optional<std::string> normalise_base32(std::string_view typed);
// The Luhn mod 32 check character of canonical text.
[[nodiscard]] char base32_check_character(std::string_view canonical);

}  // namespace linli
