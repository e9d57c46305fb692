// How one paragraph becomes lines of glyphs; inside of TextEngine. UI thread only.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "kiosk/text/font_stack.h"
#include "kiosk/text/layout.h"

namespace linli::text {

/// Glyphs by code point, with their advances and their place in the atlas.
class GlyphSource {
  public:
    GlyphSource(FontStack& fonts, Atlas& atlas) : m_fonts(fonts), m_atlas(atlas) {}
    struct Measured {
        GlyphRef ref;
        float advance = 0;
    };
    [[nodiscard]] Measured measure(char32_t code_point, Weight weight, int size_px);
    /// Its bitmap in the atlas, with the pen at `pen_x` on the baseline `pen_y`; Latin at quarters of a pixel.
    [[nodiscard]] PlacedGlyph place(GlyphRef ref, int size_px, float pen_x, float pen_y);
    [[nodiscard]] PlacedGlyph place_whole(GlyphRef ref, int size_px, float pen_x, float pen_y);
    /// Marks the pages of a cached layout as used in this pass.
    void touch(const Layout& layout);

  private:
    struct Offset {
        std::int16_t left = 0, top = 0;
    };
    PlacedGlyph fetch(GlyphRef ref, int size_px, int quarter, int x, int y);

    static constexpr std::size_t max_measured = 20000;
    FontStack& m_fonts;
    Atlas& m_atlas;
    std::unordered_map<std::uint64_t, Measured> m_measured;
    std::unordered_map<std::uint64_t, Offset> m_offsets;
};

Layout set_paragraph(const LayoutRequest& request, GlyphSource& glyphs);

}  // namespace linli::text
