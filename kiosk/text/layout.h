// A paragraph set in lines: what is drawn, and where a caret stands in it. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/text/atlas.h"

namespace linli::text {

enum class Weight : std::uint8_t { Regular, Bold, Mono };
enum class Align : std::uint8_t { Start, Centre, End };
/// Of the page: which side Start is on, and the base direction of a paragraph without a strong character.
enum class Direction : std::uint8_t { LeftToRight, RightToLeft };

struct LayoutRequest {
    std::string_view text;  // UTF-8; '\n' ends a line; at most 20,000 bytes are set
    int size_px = 28;       // of the em, 6..400
    Weight weight = Weight::Regular;
    float max_width = 0;  // px; 0 sets everything on one line
    Align align = Align::Start;
    Direction direction = Direction::LeftToRight;
    int max_lines = 0;  // 0 sets all; the last one allowed ends in an ellipsis
    std::string_view lang = "zh-CN";
    float line_factor = 1.4F;  // line height in ems
    float letter_space = 0;    // px after each cluster; scripts that join their letters take none
};

/// Where the bitmap goes, relative to the layout's top left; whole pixels.
struct PlacedGlyph {
    std::int32_t x = 0, y = 0;
    Region region;
};

/// A user-perceived character: bytes begin..end of the text, drawn from x to x + width on a line. In reading order;
/// an odd level is read from right to left.
struct Cluster {
    std::size_t begin = 0, end = 0;
    float x = 0, width = 0;
    std::size_t line = 0;
    std::uint8_t level = 0;
};

/// A line is as high as the plain line height, or higher where its scripts need the room.
struct Line {
    std::size_t begin = 0, end = 0;  // bytes
    float x = 0, baseline = 0, width = 0;
    std::size_t first_glyph = 0, end_glyph = 0;
    float top = 0, height = 0;
    std::uint8_t base_level = 0;  // odd: its paragraph begins at the right
    std::size_t first_cluster = 0, end_cluster = 0;
};

struct Layout {
    std::vector<PlacedGlyph> glyphs;
    std::vector<Cluster> clusters;
    std::vector<Line> lines;
    float width = 0;        // of the widest line
    float height = 0;       // of all lines
    float line_height = 0;  // of a line in Han or Latin, the plain one
    bool truncated = false;
    std::uint64_t generation = 0;  // the atlas generation its regions belong to

    /// Height of the first line, which what stands beside the text is set by.
    [[nodiscard]] float first_line_height() const { return lines.empty() ? line_height : lines.front().height; }
};

struct CaretPlace {
    float x = 0, top = 0, height = 0;
};
/// Where a caret before byte `offset` stands: at the reading-order start of the character that begins there, and at the
/// end of the last one behind the text. Where directions meet, the character after the caret decides.
[[nodiscard]] CaretPlace caret_at(const Layout& layout, std::size_t offset);
/// The byte offset nearest to a point: before or after the character under it, by the half that was hit, on that line.
[[nodiscard]] std::size_t offset_at(const Layout& layout, float x, float y);

struct TextBox {
    float x = 0, top = 0, width = 0, height = 0;
    std::size_t line = 0;
};
/// What covers bytes begin..end, a box for each stretch that stands together, from top to bottom and left to right.
[[nodiscard]] std::vector<TextBox> boxes_of(const Layout& layout, std::size_t begin, std::size_t end);

}  // namespace linli::text
