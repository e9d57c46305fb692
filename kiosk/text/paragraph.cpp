#include "kiosk/text/paragraph.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "kiosk/text/line_filler.h"
#include "kiosk/text/shaped_text.h"

namespace linli::text {
namespace {

// However many marks are piled up, a line grows to this many plain ones at most.
constexpr float max_line_growth = 3;

struct Extent {
    float above = 0, below = 0;  // px from the baseline, both downwards positive for below, upwards for above
    void include(float over, float under) {
        above = std::max(above, over);
        below = std::max(below, under);
    }
};

class LineSetter {
  public:
    LineSetter(const ShapedText& text, const FilledText& filled, const LayoutRequest& request, FontStack& fonts,
               GlyphSource& glyphs, Layout& layout)
        : m_text(text), m_filled(filled), m_request(request), m_fonts(fonts), m_glyphs(glyphs), m_layout(layout) {}

    void set(const FilledLine& filled, bool with_ellipsis, float box_width) {
        Line line = start(filled, with_ellipsis, box_width);
        m_extent = plain_extent();
        float pen = line.x;
        const bool rtl = is_rtl(filled.base);
        if (with_ellipsis && rtl) pen = draw_ellipsis(pen);
        pen = draw_pieces(filled, pen);
        if (with_ellipsis && !rtl) pen = draw_ellipsis(pen);
        hang(filled, rtl ? line.x : pen);
        finish(line);
    }

  private:
    Line start(const FilledLine& filled, bool with_ellipsis, float box_width) {
        Line line;
        const Characters& characters = m_text.characters;
        line.begin = characters.offsets[characters.clusters[filled.begin]];
        line.end = characters.offsets[characters.clusters[filled.end]];
        line.width = filled.width + (with_ellipsis ? m_filled.ellipsis_width : 0);
        line.base_level = filled.base;
        const Align right = m_request.direction == Direction::LeftToRight ? Align::End : Align::Start;
        if (m_request.align == Align::Centre) line.x = std::floor((box_width - line.width) / 2);
        if (m_request.align == right) line.x = std::floor(box_width - line.width);
        line.top = m_layout.height;
        line.first_glyph = m_layout.glyphs.size();
        line.first_cluster = m_layout.clusters.size();
        for (std::uint32_t cluster = filled.begin; cluster < filled.end; ++cluster) {
            m_layout.clusters.push_back({characters.offsets[characters.clusters[cluster]],
                                         characters.offsets[characters.clusters[cluster + 1]], line.x, 0,
                                         m_layout.lines.size(), filled.base});
        }
        line.end_cluster = m_layout.clusters.size();
        m_first_cluster = line.first_cluster - filled.begin;
        return line;
    }

    // Wide enough for Han and Latin: 0.36 of the em under the middle puts capitals and Han optically in the centre.
    [[nodiscard]] Extent plain_extent() const {
        const float above = std::round(m_layout.line_height / 2 + static_cast<float>(m_request.size_px) * 0.36F);
        return {above, m_layout.line_height - above};
    }

    float draw_pieces(const FilledLine& filled, float pen) {
        std::vector<Level> levels;
        levels.reserve(filled.pieces.size());
        for (const ShapedRun& piece : filled.pieces) levels.push_back(piece.run.level);
        for (const std::size_t index : visual_order(levels)) {
            const ShapedRun& piece = filled.pieces[index];
            const auto glyphs =
                std::span(filled.glyphs).subspan(piece.first_glyph, piece.end_glyph - piece.first_glyph);
            place_clusters(piece.run, glyphs, pen);
            pen = draw(piece.run, glyphs, m_text.characters.codes, pen);
        }
        return pen;
    }

    float draw_ellipsis(float pen) {
        static constexpr std::uint32_t code[] = {0x2026};
        return draw(m_filled.ellipsis.run, m_filled.ellipsis_glyphs, code, pen);
    }

    float draw(const Run& run, std::span<const ShapedGlyph> glyphs, std::span<const std::uint32_t> codes, float pen) {
        const auto size = static_cast<float>(m_request.size_px);
        const FontFile& file = m_fonts.file(run.face);
        m_extent.include(file.above * size, file.below * size);
        for (const ShapedGlyph& glyph : glyphs) {
            const Grid grid = is_wide(codes[glyph.cluster]) ? Grid::Whole : Grid::Quarters;
            const PlacedGlyph placed =
                m_glyphs.place({run.face, glyph.id}, m_request.size_px, grid, pen + glyph.x, glyph.y);
            pen += glyph.advance;
            if (placed.region.w == 0) continue;
            m_extent.include(static_cast<float>(-placed.y), static_cast<float>(placed.y + placed.region.h));
            m_layout.glyphs.push_back(placed);
        }
        return pen;
    }

    void place_clusters(const Run& run, std::span<const ShapedGlyph> glyphs, float pen) {
        for (const Segment& segment : segments_of(run, glyphs)) {
            const std::uint32_t first = m_text.characters.cluster_of[segment.begin];
            const std::uint32_t count = m_text.characters.cluster_of[segment.end - 1] - first + 1;
            const float share = segment.advance / static_cast<float>(count);
            for (std::uint32_t i = 0; i < count; ++i) {
                const std::uint32_t cluster = is_rtl(run.level) ? first + count - 1 - i : first + i;
                Cluster& placed = m_layout.clusters[m_first_cluster + cluster];
                if (placed.width <= 0) placed.x = pen;
                placed.width += share;
                placed.level = run.level;
                pen += share;
            }
        }
    }

    // Spaces at the end of a line and the line end itself stand outside, on the side where reading ends.
    void hang(const FilledLine& filled, float pen) {
        for (std::uint32_t cluster = filled.ink_end; cluster < filled.end; ++cluster) {
            Cluster& placed = m_layout.clusters[m_first_cluster + cluster];
            placed.width = m_text.widths[cluster];
            if (is_rtl(filled.base)) pen -= placed.width;
            placed.x = pen;
            if (!is_rtl(filled.base)) pen += placed.width;
        }
    }

    void finish(Line line) {
        const float most = std::max(1.0F, m_layout.line_height) * max_line_growth;
        const float above = std::min(std::ceil(m_extent.above), most);
        const float below = std::min(std::ceil(m_extent.below), most);
        line.height = above + below;
        line.baseline = line.top + above;
        line.end_glyph = m_layout.glyphs.size();
        for (std::size_t i = line.first_glyph; i < line.end_glyph; ++i)
            m_layout.glyphs[i].y += static_cast<std::int32_t>(line.baseline);
        m_layout.height += line.height;
        m_layout.lines.push_back(line);
    }

    const ShapedText& m_text;
    const FilledText& m_filled;
    const LayoutRequest& m_request;
    FontStack& m_fonts;
    GlyphSource& m_glyphs;
    Layout& m_layout;
    Extent m_extent;
    std::size_t m_first_cluster = 0;  // added to a cluster's number gives its place in the layout
};

}  // namespace

Layout set_paragraph(const LayoutRequest& request, FontStack& fonts, Shaper& shaper, GlyphSource& glyphs) {
    Layout layout;
    const ShapedText text = shape_text(request, fonts, shaper);
    const FilledText filled = fill_lines(text, request, fonts, shaper);
    layout.truncated = filled.truncated;
    layout.line_height = std::round(static_cast<float>(request.size_px) * request.line_factor);
    const auto has_ellipsis = [&](const FilledLine& line) { return filled.truncated && &line == &filled.lines.back(); };
    // Whole pixels, so that whatever is placed beside it stands on them too.
    for (const FilledLine& line : filled.lines) {
        const float width = line.width + (has_ellipsis(line) ? filled.ellipsis_width : 0);
        layout.width = std::max(layout.width, std::ceil(width));
    }
    const float box = request.max_width > 0 ? request.max_width : layout.width;
    LineSetter setter(text, filled, request, fonts, glyphs, layout);
    for (const FilledLine& line : filled.lines) setter.set(line, has_ellipsis(line), box);
    return layout;
}

}  // namespace linli::text
