// UTF-8 at the borders: what comes in from a finger, a file or the wire is made well-formed here once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace linli {

// Well-formed by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

// The code point at `offset`, and `offset` moved past it. Malformed bytes give U+FFFD and move one byte.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_code_point(std::string& text, char32_t code_point);
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// What a resident typed, made fit to keep: malformed bytes become U+FFFD; control characters, bidi overrides
// (U+202A..U+202E), isolates (U+2066..U+2069) and noncharacters go; line ends become '\n'; white space at both ends
// goes; at most `max_code_points` stay.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t max_code_points);

}  // namespace linli
