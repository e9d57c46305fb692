// Where a line may end, by UAX #14. The only includer of libunibreak. Pure; any thread after the first call.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/text/characters.h"

namespace linli::text {

enum class Break : std::uint8_t { Never, May, Must };

/// One entry a code point: whether a line may or must end after it. Never inside of a user-perceived character.
[[nodiscard]] std::vector<Break> line_breaks(const Characters& text, std::string_view lang);

}  // namespace linli::text
