// Where a line may end, by UAX #14. The only includer of libunibreak. Pure; any thread after the first call.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace linli::text {

enum class Break : std::uint8_t { Never, May, Must };

/// One entry a byte: whether a line may or must end after the character whose last byte this is.
std::vector<Break> line_breaks(std::string_view text, std::string_view lang);

/// Whether a code point belongs to the character before it (combining marks, joiners, variation selectors).
bool extends_cluster(char32_t code_point);
/// Ends of user-perceived characters: the byte offset after the one that starts at `offset`.
std::size_t next_cluster(std::string_view text, std::size_t offset);
std::size_t previous_cluster(std::string_view text, std::size_t offset);
std::size_t count_clusters(std::string_view text);

}  // namespace linli::text
