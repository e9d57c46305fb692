// Glyphs as bitmaps in the atlas, drawn when they are first placed. UI thread only.
#pragma once

#include <cstdint>

#include "kiosk/text/atlas.h"
#include "kiosk/text/font_stack.h"
#include "kiosk/text/layout.h"

namespace linli::text {

/// Whether a glyph may stand at quarters of a pixel or only at whole ones.
enum class Grid : std::uint8_t { Quarters, Whole };

class GlyphSource {
  public:
    GlyphSource(FontStack& fonts, Atlas& atlas) : m_fonts(fonts), m_atlas(atlas) {}
    /// Its bitmap, with the pen at `pen_x` on the baseline `pen_y`.
    [[nodiscard]] PlacedGlyph place(GlyphRef glyph, int size_px, Grid grid, float pen_x, float pen_y);
    /// Marks the pages of a cached layout as used in this pass.
    void touch(const Layout& layout);

  private:
    FontStack& m_fonts;
    Atlas& m_atlas;
};

}  // namespace linli::text
