#include "kiosk/text/shaped_text.h"

#include <algorithm>

namespace linli::text {
namespace {

ClusterKind kind_of(std::span<const std::uint32_t> cluster) {
    if (cluster.back() == '\n') return ClusterKind::LineEnd;
    if (cluster.size() == 1 && is_space(cluster.front())) return ClusterKind::Space;
    return std::all_of(cluster.begin(), cluster.end(), is_ignorable) ? ClusterKind::Invisible : ClusterKind::Ink;
}

// The clusters of a ligature share its width evenly.
void add_widths(const Run& run, std::span<const ShapedGlyph> glyphs, const Characters& characters,
                std::vector<float>& widths) {
    for (const Segment& segment : segments_of(run, glyphs)) {
        const std::uint32_t first = characters.cluster_of[segment.begin];
        const std::uint32_t last = characters.cluster_of[segment.end - 1];
        const float share = segment.advance / static_cast<float>(last - first + 1);
        for (std::uint32_t cluster = first; cluster <= last; ++cluster) widths[cluster] += share;
    }
}

}  // namespace

std::vector<Segment> segments_of(const Run& run, std::span<const ShapedGlyph> glyphs) {
    std::vector<Segment> segments;
    segments.reserve(glyphs.size());
    const bool rtl = is_rtl(run.level);
    std::uint32_t reached = rtl ? run.end : run.begin;  // where the next segment touches the one before
    for (std::size_t i = 0; i < glyphs.size();) {
        Segment segment;
        const std::size_t first = i;
        for (; i < glyphs.size() && glyphs[i].cluster == glyphs[first].cluster; ++i)
            segment.advance += glyphs[i].advance;
        segment.glyphs = glyphs.subspan(first, i - first);
        const std::uint32_t next = i < glyphs.size() ? glyphs[i].cluster : run.end;
        segment.begin = rtl ? glyphs[first].cluster : reached;
        segment.end = rtl ? reached : next;
        reached = rtl ? segment.begin : segment.end;
        if (segment.begin < segment.end) segments.push_back(segment);
    }
    return segments;
}

ShapedText shape_text(const LayoutRequest& request, FontStack& fonts, Shaper& shaper) {
    ShapedText out;
    out.characters = take_apart(request.text);
    Itemised itemised = itemise(out.characters, request, fonts);
    out.paragraphs = std::move(itemised.paragraphs);
    const std::size_t count = out.characters.clusters.size() - 1;
    out.widths.assign(count, 0);
    out.breaks.resize(count);
    out.kinds.resize(count);
    const std::vector<Break> breaks = line_breaks(out.characters, request.lang);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t begin = out.characters.clusters[i];
        const std::uint32_t end = out.characters.clusters[i + 1];
        out.breaks[i] = breaks[end - 1];
        out.kinds[i] = kind_of(std::span(out.characters.codes).subspan(begin, end - begin));
    }
    const ShapeStyle style{request.size_px, request.letter_space, request.lang, request.weight};
    out.glyphs.reserve(out.characters.codes.size());
    out.runs.reserve(itemised.runs.size());
    for (const Run& run : itemised.runs) {
        ShapedRun shaped{run, static_cast<std::uint32_t>(out.glyphs.size()), 0};
        shaper.shape(out.characters.codes, run, style, out.glyphs);
        shaped.end_glyph = static_cast<std::uint32_t>(out.glyphs.size());
        add_widths(run, std::span(out.glyphs).subspan(shaped.first_glyph), out.characters, out.widths);
        out.runs.push_back(shaped);
    }
    return out;
}

}  // namespace linli::text
