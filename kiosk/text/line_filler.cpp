#include "kiosk/text/line_filler.h"

#include <algorithm>
#include <array>

namespace linli::text {
namespace {

constexpr std::array<std::uint32_t, 1> ellipsis_codes{0x2026};
constexpr float tolerance = 0.01F;
// Shaping a line's ends again can make it wider than it was measured; it seldom takes more than one step back.
constexpr int max_refits = 8;

class LineFiller {
  public:
    LineFiller(const ShapedText& text, const LayoutRequest& request, Shaper& shaper)
        : m_text(text),
          m_max(request.max_width),
          m_shaper(shaper),
          m_style{request.size_px, request.letter_space, request.lang, request.weight} {}

    [[nodiscard]] std::uint32_t cluster_count() const { return static_cast<std::uint32_t>(m_text.widths.size()); }

    // The line that starts at cluster `begin`, as long as it fits.
    FilledLine next(std::uint32_t begin) {
        float budget = m_max;
        FilledLine line;
        for (int refit = 0; refit < max_refits; ++refit) {
            line = cut(begin, end_of_line(begin, budget));
            if (m_max <= 0 || line.width <= m_max + tolerance || line.end == begin + 1) break;
            budget = std::max(1.0F, budget - (line.width - m_max));
        }
        return line;
    }

    // Shortens a line until `room` px are left behind it.
    FilledLine shortened(FilledLine line, float room) {
        while (m_max > 0 && line.width + room > m_max + tolerance && line.ink_end > line.begin) {
            float excess = line.width + room - m_max;
            std::uint32_t end = line.ink_end;
            while (end > line.begin && excess > 0) excess -= m_text.widths[--end];
            line = cut(line.begin, end);
        }
        return cut(line.begin, line.ink_end);
    }

    [[nodiscard]] bool ends_in_line_end(std::uint32_t end) const {
        return end > 0 && m_text.kinds[end - 1] == ClusterKind::LineEnd;
    }

  private:
    [[nodiscard]] std::uint32_t end_of_line(std::uint32_t begin, float budget) const {
        float width = 0;
        std::uint32_t last_may = begin;
        for (std::uint32_t i = begin; i < cluster_count(); ++i) {
            const bool space = m_text.kinds[i] == ClusterKind::Space;
            const bool full =
                m_max > 0 && !space && m_text.widths[i] > 0 && width + m_text.widths[i] > budget + tolerance;
            // A word longer than the line is cut between characters.
            if (full && i > begin) return last_may > begin ? last_may : i;
            width += m_text.widths[i];
            if (m_text.breaks[i] == Break::May) last_may = i + 1;
            if (m_text.breaks[i] == Break::Must) return i + 1;
        }
        return cluster_count();
    }

    FilledLine cut(std::uint32_t begin, std::uint32_t end) {
        FilledLine line;
        line.begin = begin;
        line.end = line.ink_end = end;
        while (line.ink_end > begin && m_text.kinds[line.ink_end - 1] != ClusterKind::Ink) --line.ink_end;
        const std::uint32_t first_code = m_text.characters.clusters[begin];
        const std::uint32_t end_code = m_text.characters.clusters[line.ink_end];
        line.base = base_at(first_code);
        auto run = std::partition_point(m_text.runs.begin(), m_text.runs.end(),
                                        [&](const ShapedRun& r) { return r.run.end <= first_code; });
        for (; run != m_text.runs.end() && run->run.begin < end_code; ++run)
            add_piece(line, *run, std::max(run->run.begin, first_code), std::min(run->run.end, end_code));
        for (const ShapedGlyph& glyph : line.glyphs) line.width += glyph.advance;
        return line;
    }

    [[nodiscard]] Level base_at(std::uint32_t code) const {
        const auto paragraph = std::partition_point(m_text.paragraphs.begin(), m_text.paragraphs.end(),
                                                    [&](const ParagraphSpan& p) { return p.end < code; });
        return paragraph == m_text.paragraphs.end() ? m_text.paragraphs.back().base : paragraph->base;
    }

    // Takes the glyphs of a run between two code points: as they are where it parts safely there, else shaped again.
    void add_piece(FilledLine& line, const ShapedRun& from, std::uint32_t begin, std::uint32_t end) {
        ShapedRun piece{from.run, static_cast<std::uint32_t>(line.glyphs.size()), 0};
        piece.run.begin = begin;
        piece.run.end = end;
        const auto glyphs = std::span(m_text.glyphs).subspan(from.first_glyph, from.end_glyph - from.first_glyph);
        if (parts_safely(from.run, glyphs, begin) && parts_safely(from.run, glyphs, end)) {
            const bool rtl = is_rtl(from.run.level);
            line.glyphs.insert(line.glyphs.end(), side_of(glyphs, rtl ? end : begin, rtl),
                               side_of(glyphs, rtl ? begin : end, rtl));
        } else {
            m_shaper.shape(m_text.characters.codes, piece.run, m_style, line.glyphs);
        }
        piece.end_glyph = static_cast<std::uint32_t>(line.glyphs.size());
        line.pieces.push_back(piece);
    }

    // Where, from left to right, the glyphs before a code point give way to those from it on, or the other way about.
    [[nodiscard]] static std::span<const ShapedGlyph>::iterator side_of(std::span<const ShapedGlyph> glyphs,
                                                                        std::uint32_t at, bool rtl) {
        return std::partition_point(glyphs.begin(), glyphs.end(),
                                    [&](const ShapedGlyph& glyph) { return (glyph.cluster < at) != rtl; });
    }

    [[nodiscard]] static bool parts_safely(const Run& run, std::span<const ShapedGlyph> glyphs, std::uint32_t at) {
        if (at == run.begin || at == run.end) return true;
        const bool rtl = is_rtl(run.level);
        const auto found = std::partition_point(glyphs.begin(), glyphs.end(), [&](const ShapedGlyph& glyph) {
            return rtl ? glyph.cluster > at : glyph.cluster < at;
        });
        return found != glyphs.end() && found->cluster == at && found->breaks_safely;
    }

    const ShapedText& m_text;
    float m_max;
    Shaper& m_shaper;
    ShapeStyle m_style;
};

// The ellipsis is set in the script that it follows: in the middle of the em after Han, at the baseline after Latin.
void shape_ellipsis(FilledText& out, const LayoutRequest& request, FontStack& fonts, Shaper& shaper) {
    const FilledLine& last = out.lines.back();
    Run run;
    run.end = 1;
    run.level = last.base;
    run.script = last.pieces.empty() ? script_of_language(request.lang) : last.pieces.back().run.script;
    run.face = fonts.choose(ellipsis_codes, run.script, request.weight);
    shaper.shape(ellipsis_codes, run, {request.size_px, 0, request.lang}, out.ellipsis_glyphs);
    out.ellipsis = {run, 0, static_cast<std::uint32_t>(out.ellipsis_glyphs.size())};
    for (const ShapedGlyph& glyph : out.ellipsis_glyphs) out.ellipsis_width += glyph.advance;
}

}  // namespace

FilledText fill_lines(const ShapedText& text, const LayoutRequest& request, FontStack& fonts, Shaper& shaper) {
    LineFiller filler(text, request, shaper);
    FilledText out;
    std::uint32_t begin = 0;
    bool more = true;
    while (more) {
        if (request.max_lines > 0 && out.lines.size() == static_cast<std::size_t>(request.max_lines)) {
            out.truncated = true;
            break;
        }
        out.lines.push_back(filler.next(begin));
        begin = out.lines.back().end;
        // A text that ends in a line end has one more line, where the caret stands.
        more = begin < filler.cluster_count() || (begin > out.lines.back().begin && filler.ends_in_line_end(begin));
    }
    if (out.truncated) {
        shape_ellipsis(out, request, fonts, shaper);
        out.lines.back() = filler.shortened(std::move(out.lines.back()), out.ellipsis_width);
    }
    return out;
}

}  // namespace linli::text
