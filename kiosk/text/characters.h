// A text as code points with their bytes, and its user-perceived characters by UAX #29. The only includer of utf8proc.
// Pure; any thread. Every function takes any bytes at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace linli::text {

/// Invariants: malformed bytes are U+FFFD; every line separator is '\n' and no other control character is left (they
/// become U+2060, which has no width); offsets has one entry more than codes, the size of the text.
struct Characters {
    std::vector<std::uint32_t> codes;
    std::vector<std::uint32_t> offsets;     // the first byte of each
    std::vector<std::uint32_t> cluster_of;  // of each code point
    std::vector<std::uint32_t> clusters;    // the first code point of each, and behind the last how many there are
};
[[nodiscard]] Characters take_apart(std::string_view text);

/// Byte offset after the user-perceived character that starts at `offset`.
[[nodiscard]] std::size_t next_cluster(std::string_view text, std::size_t offset);
/// Byte offset where the user-perceived character before `offset` starts.
[[nodiscard]] std::size_t previous_cluster(std::string_view text, std::size_t offset);
[[nodiscard]] std::size_t count_clusters(std::string_view text);

[[nodiscard]] bool is_space(std::uint32_t code);
/// Orders or joins text and has no picture of its own (Default_Ignorable_Code_Point).
[[nodiscard]] bool is_ignorable(std::uint32_t code);
/// Stands on whole pixels: Han, kana, Hangul and the wide punctuation that goes with them.
[[nodiscard]] bool is_wide(std::uint32_t code);

}  // namespace linli::text
