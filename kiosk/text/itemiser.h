// Cuts a text into runs of one level, one script and one face, which is what a shaper can take. UI thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/text/bidi.h"
#include "kiosk/text/characters.h"
#include "kiosk/text/font_stack.h"
#include "kiosk/text/scripts.h"

namespace linli::text {

/// Code points begin..end; never a line end.
struct Run {
    std::uint32_t begin = 0, end = 0;
    Level level = 0;
    std::uint16_t face = 0;
    Script script = 0;
};

/// Between two line ends: code points begin..end without the line end.
struct ParagraphSpan {
    std::uint32_t begin = 0, end = 0;
    Level base = 0;
};

struct Itemised {
    std::vector<ParagraphSpan> paragraphs;  // one more than there are line ends
    std::vector<Run> runs;                  // in reading order
};

[[nodiscard]] Itemised itemise(const Characters& text, const LayoutRequest& request, FontStack& fonts);

}  // namespace linli::text
