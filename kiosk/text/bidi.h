// The order in which directions stand on a line, by UAX #9. The only includer of FriBidi. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/text/layout.h"

namespace linli::text {

/// An embedding level: even runs from left to right, odd from right to left.
using Level = std::uint8_t;
[[nodiscard]] constexpr bool is_rtl(Level level) {
    return (level & 1U) != 0;
}

/// Writes the level of each code point of one paragraph (without a line end in it) and gives its base level: that of
/// the first strong character outside of isolates, or `fallback` where there is none. Isolates are honoured.
Level resolve_levels(std::span<const std::uint32_t> paragraph, Direction fallback, std::span<Level> levels);

/// Rule L2: from the levels of pieces in reading order, their order from left to right.
[[nodiscard]] std::vector<std::size_t> visual_order(std::span<const Level> levels);

}  // namespace linli::text
