#include "kiosk/text/bidi.h"

#include <algorithm>
#include <numeric>

#include <fribidi/fribidi.h>

namespace linli::text {
namespace {

// Most of what a kiosk shows has nothing that could turn: those paragraphs need no algorithm.
bool surely_ltr(std::uint32_t c) {
    return c < 0x590 || (c >= 0x900 && c < 0x200F) || (c >= 0x2010 && c < 0x202A) || (c >= 0x2030 && c < 0x2066) ||
           (c >= 0x2070 && c < 0xFB1D) || (c >= 0xFE00 && c < 0xFE70) || (c >= 0xFF00 && c < 0x10800) ||
           (c >= 0x20000 && c < 0x40000);
}

}  // namespace

Level resolve_levels(std::span<const std::uint32_t> paragraph, Direction fallback, std::span<Level> levels) {
    std::fill(levels.begin(), levels.end(), Level{0});
    const bool left_to_right = fallback == Direction::LeftToRight;
    if (left_to_right && std::all_of(paragraph.begin(), paragraph.end(), surely_ltr)) return 0;
    if (paragraph.empty()) return left_to_right ? 0 : 1;

    const auto size = static_cast<FriBidiStrIndex>(paragraph.size());
    std::vector<FriBidiCharType> types(paragraph.size());
    std::vector<FriBidiBracketType> brackets(paragraph.size());
    std::vector<FriBidiLevel> raw(paragraph.size());
    fribidi_get_bidi_types(paragraph.data(), size, types.data());
    fribidi_get_bracket_types(paragraph.data(), size, types.data(), brackets.data());
    FriBidiParType base = left_to_right ? FRIBIDI_PAR_WLTR : FRIBIDI_PAR_WRTL;
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), size, &base, raw.data()) == 0)
        return left_to_right ? 0 : 1;  // no memory: one direction is still readable
    for (std::size_t i = 0; i < raw.size(); ++i) levels[i] = static_cast<Level>(std::max<FriBidiLevel>(raw[i], 0));
    return FRIBIDI_IS_RTL(base) ? 1 : 0;
}

std::vector<std::size_t> visual_order(std::span<const Level> levels) {
    std::vector<std::size_t> order(levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (levels.empty()) return order;
    const Level highest = *std::max_element(levels.begin(), levels.end());
    for (Level level = highest; level > 0; --level) {
        for (std::size_t begin = 0; begin < levels.size();) {
            std::size_t end = begin;
            while (end < levels.size() && levels[end] >= level) ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(begin),
                         order.begin() + static_cast<std::ptrdiff_t>(end));
            begin = end + 1;
        }
    }
    return order;
}

}  // namespace linli::text
