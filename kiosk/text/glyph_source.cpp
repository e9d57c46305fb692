#include "kiosk/text/glyph_source.h"

#include <cmath>

namespace linli::text {
namespace {

struct Pen {
    int whole = 0, quarter = 0;
};

Pen pen_at(float x, Grid grid) {
    if (grid == Grid::Whole) return {static_cast<int>(std::lround(x)), 0};
    const auto quarters = static_cast<int>(std::floor(x * 4.0F + 0.5F));
    const int whole = quarters >= 0 ? quarters / 4 : -((-quarters + 3) / 4);
    return {whole, quarters - whole * 4};
}

}  // namespace

PlacedGlyph GlyphSource::place(GlyphRef ref, int size_px, Grid grid, float pen_x, float pen_y) {
    const Pen pen = pen_at(pen_x, grid);
    const std::uint64_t key = (static_cast<std::uint64_t>(ref.face + 1U) << 52U) |
                              (static_cast<std::uint64_t>(ref.glyph & 0xFFFFFFFU) << 24U) |
                              (static_cast<std::uint64_t>(size_px) << 4U) | static_cast<std::uint64_t>(pen.quarter);
    PlacedGlyph placed;
    if (const auto region = m_atlas.find(key)) {
        placed.region = *region;
    } else {
        const GlyphBitmap bitmap = m_fonts.render(ref, size_px, pen.quarter);
        placed.region =
            m_atlas.insert(Atlas::Kind::Glyph, key, bitmap.w, bitmap.h, bitmap.coverage, {bitmap.left, bitmap.top});
    }
    placed.x = pen.whole + placed.region.left;
    placed.y = static_cast<int>(std::lround(pen_y)) + placed.region.top;
    return placed;
}

void GlyphSource::touch(const Layout& layout) {
    for (const PlacedGlyph& glyph : layout.glyphs) m_atlas.touch_page(glyph.region.page);
}

}  // namespace linli::text
