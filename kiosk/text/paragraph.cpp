#include "kiosk/text/paragraph.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/base/utf8.h"
#include "kiosk/text/line_breaker.h"

namespace linli::text {
namespace {

constexpr char32_t ellipsis = 0x2026;

bool is_han(char32_t code) {
    return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFE30 && code <= 0xFE4F) || (code >= 0xFF00 && code <= 0xFFEF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

bool is_space(char32_t code) {
    return code == ' ' || code == '\t' || code == 0x3000;
}

// Direction controls order text but have no picture of their own.
bool is_invisible(char32_t code) {
    return code == '\n' || code == '\r' || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

struct Unit {
    std::size_t begin = 0, end = 0;  // bytes of a cluster
    std::vector<char32_t> codes;
    float width = 0;
    bool space = false;
    Break after = Break::Never;
};

std::vector<Unit> units_of(const LayoutRequest& request, GlyphSource& glyphs) {
    const std::vector<Break> breaks = line_breaks(request.text, request.lang);
    std::vector<Unit> units;
    for (std::size_t at = 0; at < request.text.size();) {
        Unit unit;
        unit.begin = at;
        unit.end = next_cluster(request.text, at);
        while (at < unit.end) {
            const char32_t code = next_code_point(request.text, at);
            unit.codes.push_back(code);
            if (is_invisible(code)) continue;
            const float advance = glyphs.measure(code, request.weight, request.size_px).advance;
            // Marks are drawn over their base and take no room.
            if (unit.codes.size() == 1 || !extends_cluster(code)) unit.width += advance;
        }
        if (unit.width > 0) unit.width += request.letter_space;
        unit.space = is_space(unit.codes.front());
        unit.after = breaks[unit.end - 1];
        units.push_back(std::move(unit));
    }
    return units;
}

struct Span {
    std::size_t begin = 0, end = 0;  // units
    float width = 0;                 // without spaces at the end
};

float visible_width(const std::vector<Unit>& units, std::size_t begin, std::size_t end) {
    while (end > begin && (units[end - 1].space || units[end - 1].after == Break::Must)) --end;
    float width = 0;
    for (std::size_t i = begin; i < end; ++i) width += units[i].width;
    return width;
}

std::vector<Span> break_lines(const std::vector<Unit>& units, float max_width) {
    std::vector<Span> lines;
    std::size_t begin = 0;
    std::size_t last_may = 0;  // units up to here make a line that may end
    float width = 0;
    const auto close = [&](std::size_t end) {
        lines.push_back({begin, end, visible_width(units, begin, end)});
        begin = last_may = end;
        width = 0;
    };
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit& unit = units[i];
        while (max_width > 0 && !unit.space && width + unit.width > max_width + 0.01F && i > begin) {
            // A word longer than the line is cut between characters.
            close(last_may > begin ? last_may : i);
            for (std::size_t k = begin; k < i; ++k) width += units[k].width;
        }
        width += unit.width;
        if (unit.after == Break::May) last_may = i + 1;
        if (unit.after == Break::Must) close(i + 1);
    }
    // An empty text and a text that ends in a line end both have one more line, where the caret stands.
    if (begin < units.size() || lines.empty() || (!units.empty() && units.back().after == Break::Must))
        close(units.size());
    return lines;
}

// Cuts the last line allowed so that an ellipsis fits behind it.
bool truncate(std::vector<Span>& lines, const std::vector<Unit>& units, int max_lines, float max_width, float dots) {
    if (max_lines <= 0 || lines.empty()) return false;
    const auto allowed = static_cast<std::size_t>(max_lines);
    const bool too_many = lines.size() > allowed;
    if (too_many) lines.resize(allowed);
    if (!too_many) return false;
    Span& last = lines.back();
    while (last.end > last.begin && max_width > 0 && visible_width(units, last.begin, last.end) + dots > max_width)
        --last.end;
    last.width = visible_width(units, last.begin, last.end) + dots;
    return true;
}

}  // namespace

GlyphSource::Measured GlyphSource::measure(char32_t code_point, Weight weight, int size_px) {
    const std::uint64_t key = (static_cast<std::uint64_t>(code_point) << 24U) |
                              (static_cast<std::uint64_t>(weight) << 16U) | static_cast<std::uint64_t>(size_px);
    if (const auto found = m_measured.find(key); found != m_measured.end()) return found->second;
    if (m_measured.size() >= max_measured) m_measured.clear();
    Measured measured;
    measured.ref = m_fonts.find(code_point, weight);
    measured.advance = m_fonts.advance(measured.ref, size_px);
    // Han stands on whole pixels, where its horizontal strokes are sharp.
    if (is_han(code_point)) measured.advance = std::round(measured.advance);
    m_measured[key] = measured;
    return measured;
}

PlacedGlyph GlyphSource::fetch(GlyphRef ref, int size_px, int quarter, int x, int y) {
    const std::uint64_t key = (static_cast<std::uint64_t>(ref.face + 1U) << 52U) |
                              (static_cast<std::uint64_t>(ref.glyph) << 24U) |
                              (static_cast<std::uint64_t>(size_px) << 4U) | static_cast<std::uint64_t>(quarter);
    PlacedGlyph placed;
    if (const auto region = m_atlas.find(key)) {
        placed.region = *region;
    } else {
        const GlyphBitmap bitmap = m_fonts.render(ref, size_px, quarter);
        placed.region = m_atlas.insert(Atlas::Kind::Glyph, key, bitmap.w, bitmap.h, bitmap.coverage);
        if (m_offsets.size() >= max_measured * 2) m_offsets.clear();
        m_offsets[key] = {static_cast<std::int16_t>(bitmap.left), static_cast<std::int16_t>(bitmap.top)};
    }
    auto offset = m_offsets.find(key);
    if (offset == m_offsets.end()) {
        const GlyphBitmap bitmap = m_fonts.render(ref, size_px, quarter);
        offset =
            m_offsets
                .emplace(key, Offset{static_cast<std::int16_t>(bitmap.left), static_cast<std::int16_t>(bitmap.top)})
                .first;
    }
    placed.x = x + offset->second.left;
    placed.y = y + offset->second.top;
    return placed;
}

PlacedGlyph GlyphSource::place(GlyphRef ref, int size_px, float pen_x, float pen_y) {
    const auto quarters = static_cast<int>(std::floor(pen_x * 4.0F + 0.5F));
    const int whole = quarters >= 0 ? quarters / 4 : -((-quarters + 3) / 4);
    return fetch(ref, size_px, quarters - whole * 4, whole, static_cast<int>(std::lround(pen_y)));
}

PlacedGlyph GlyphSource::place_whole(GlyphRef ref, int size_px, float pen_x, float pen_y) {
    return fetch(ref, size_px, 0, static_cast<int>(std::lround(pen_x)), static_cast<int>(std::lround(pen_y)));
}

void GlyphSource::touch(const Layout& layout) {
    for (const PlacedGlyph& glyph : layout.glyphs) m_atlas.touch_page(glyph.region.page);
}

Layout set_paragraph(const LayoutRequest& request, GlyphSource& glyphs) {
    Layout layout;
    const std::vector<Unit> units = units_of(request, glyphs);
    std::vector<Span> spans = break_lines(units, request.max_width);
    const auto dots = glyphs.measure(ellipsis, request.weight, request.size_px);
    layout.truncated = truncate(spans, units, request.max_lines, request.max_width, dots.advance);
    const auto size = static_cast<float>(request.size_px);
    layout.line_height = std::round(size * request.line_factor);
    // Whole pixels, so that whatever is placed beside it stands on them too.
    for (const Span& span : spans) layout.width = std::max(layout.width, std::ceil(span.width));
    const Align end_side = request.direction == Direction::LeftToRight ? Align::End : Align::Start;
    const float box = request.max_width > 0 ? request.max_width : layout.width;

    for (std::size_t index = 0; index < spans.size(); ++index) {
        const Span& span = spans[index];
        Line line;
        line.begin = span.begin < units.size() ? units[span.begin].begin : request.text.size();
        line.end = span.end > span.begin ? units[span.end - 1].end : line.begin;
        line.width = span.width;
        if (request.align == Align::Centre) line.x = std::floor((box - span.width) / 2);
        if (request.align == end_side) line.x = std::floor(box - span.width);
        const float top = static_cast<float>(index) * layout.line_height;
        // 0.36 of the em under the middle of the line puts capitals and Han optically in its centre.
        line.baseline = std::round(top + layout.line_height / 2 + size * 0.36F);
        line.first_glyph = layout.glyphs.size();
        float pen = line.x;
        const auto draw = [&](char32_t code, float at) {
            const auto measured = glyphs.measure(code, request.weight, request.size_px);
            layout.glyphs.push_back(is_han(code) ? glyphs.place_whole(measured.ref, request.size_px, at, line.baseline)
                                                 : glyphs.place(measured.ref, request.size_px, at, line.baseline));
        };
        for (std::size_t i = span.begin; i < span.end; ++i) {
            const Unit& unit = units[i];
            for (const char32_t code : unit.codes) {
                if (!is_invisible(code) && !is_space(code)) draw(code, pen);
            }
            layout.clusters.push_back({unit.begin, unit.end, pen, unit.width, index});
            pen += unit.width;
        }
        if (layout.truncated && index + 1 == spans.size()) draw(ellipsis, pen);
        line.end_glyph = layout.glyphs.size();
        layout.lines.push_back(line);
    }
    layout.height = layout.line_height * static_cast<float>(layout.lines.size());
    return layout;
}

}  // namespace linli::text
