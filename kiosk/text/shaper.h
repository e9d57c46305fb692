// Runs to glyphs with their advances and offsets. The only caller of HarfBuzz's shaper. UI thread only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/text/itemiser.h"

struct hb_buffer_t;

namespace linli::text {

/// From left to right as drawn. `cluster` is the first code point that it stands for; px, y downwards.
struct ShapedGlyph {
    std::uint32_t id = 0, cluster = 0;
    float advance = 0, x = 0, y = 0;
    bool breaks_safely = true;  // a line may end before its cluster and both sides keep their glyphs
};

struct ShapeStyle {
    int size_px = 28;
    float letter_space = 0;
    std::string_view lang;
    Weight weight = Weight::Regular;
};

class Shaper {
  public:
    explicit Shaper(FontStack& fonts);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Shapes code points run.begin..run.end of the text; what stands around them decides how they join.
    void shape(std::span<const std::uint32_t> text, const Run& run, const ShapeStyle& style,
               std::vector<ShapedGlyph>& glyphs);

  private:
    FontStack& m_fonts;
    hb_buffer_t* m_buffer;
};

}  // namespace linli::text
