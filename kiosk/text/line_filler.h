// Cuts a shaped text into lines, and shapes again what a line end parts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/text/shaped_text.h"

namespace linli::text {

/// What stands on a line: clusters begin..end, of which ink_end..end (spaces, the line end) hang over its edge.
struct FilledLine {
    std::uint32_t begin = 0, end = 0, ink_end = 0;
    Level base = 0;
    float width = 0;                // px, without what hangs and without an ellipsis
    std::vector<ShapedRun> pieces;  // in reading order; their glyphs are in `glyphs`
    std::vector<ShapedGlyph> glyphs;
};

struct FilledText {
    std::vector<FilledLine> lines;  // at least one
    bool truncated = false;         // the last line has room for the ellipsis, which is shaped here
    ShapedRun ellipsis;
    std::vector<ShapedGlyph> ellipsis_glyphs;
    float ellipsis_width = 0;
};

[[nodiscard]] FilledText fill_lines(const ShapedText& text, const LayoutRequest& request, FontStack& fonts,
                                    Shaper& shaper);

}  // namespace linli::text
