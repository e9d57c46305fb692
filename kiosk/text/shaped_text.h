// A text as runs of glyphs before it is cut into lines: what a line filler measures and a line setter draws.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/text/itemiser.h"
#include "kiosk/text/line_breaker.h"
#include "kiosk/text/shaper.h"

namespace linli::text {

/// A run with its glyphs, first_glyph..end_glyph of whatever list belongs to it.
struct ShapedRun {
    Run run;
    std::uint32_t first_glyph = 0, end_glyph = 0;
};

enum class ClusterKind : std::uint8_t { Ink, Space, Invisible, LineEnd };

/// Lists by cluster are as long as there are clusters.
struct ShapedText {
    Characters characters;
    std::vector<ParagraphSpan> paragraphs;
    std::vector<ShapedRun> runs;  // in reading order
    std::vector<ShapedGlyph> glyphs;
    std::vector<float> widths;       // of each cluster, px
    std::vector<Break> breaks;       // after each cluster
    std::vector<ClusterKind> kinds;  // of each cluster
};

[[nodiscard]] ShapedText shape_text(const LayoutRequest& request, FontStack& fonts, Shaper& shaper);

/// Code points that share their glyphs: a letter and its marks, or a ligature. From left to right as drawn.
struct Segment {
    std::uint32_t begin = 0, end = 0;
    std::span<const ShapedGlyph> glyphs;
    float advance = 0;
};
[[nodiscard]] std::vector<Segment> segments_of(const Run& run, std::span<const ShapedGlyph> glyphs);

}  // namespace linli::text
