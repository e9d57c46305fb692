#include "kiosk/text/text_engine.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/base/utf8.h"
#include "kiosk/text/glyph_source.h"
#include "kiosk/text/paragraph.h"
#include "kiosk/text/shaper.h"

namespace linli::text {
namespace {

// Bytes rather than words: it is asked for with every line of every pass, and a formatter took a third of a pass.
std::string cache_key(const LayoutRequest& request, std::string_view text) {
    const std::array<std::int32_t, 8> numbers{request.size_px,
                                              static_cast<std::int32_t>(request.weight),
                                              static_cast<std::int32_t>(std::lround(request.max_width * 4)),
                                              static_cast<std::int32_t>(request.align),
                                              static_cast<std::int32_t>(request.direction),
                                              request.max_lines,
                                              static_cast<std::int32_t>(std::lround(request.line_factor * 100)),
                                              static_cast<std::int32_t>(std::lround(request.letter_space * 4))};
    std::string key;
    key.reserve(sizeof numbers + request.lang.size() + 1 + text.size());
    key.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
    key.append(request.lang).append(1, '|').append(text);
    return key;
}

// At most `limit` bytes, without half a character at the end.
std::size_t whole_characters(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text.size();
    while (limit > 0 && (static_cast<std::uint8_t>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return limit;
}

}  // namespace

struct TextEngine::Impl {
    using Cache = std::unordered_map<std::string, std::shared_ptr<const Layout>>;
    std::unique_ptr<FontStack> fonts;
    Atlas atlas;
    std::unique_ptr<GlyphSource> glyphs;
    std::unique_ptr<Shaper> shaper;
    // Two generations: when the young one is full it becomes the old one, and what was not asked for since goes.
    Cache young, old;
    std::size_t young_pieces = 0;  // glyphs and characters of `young`

    std::shared_ptr<const Layout> cached(const std::string& key) {
        if (const auto found = young.find(key); found != young.end()) return found->second;
        if (const auto found = old.find(key); found != old.end()) {
            auto layout = found->second;
            keep(key, layout);
            return layout;
        }
        return nullptr;
    }

    void keep(const std::string& key, const std::shared_ptr<const Layout>& layout) {
        const std::size_t pieces = layout->glyphs.size() + layout->clusters.size();
        if (young.size() >= max_cached_layouts || young_pieces + pieces > max_cached_pieces) {
            old = std::move(young);
            young = {};
            young_pieces = 0;
        }
        young[key] = layout;
        young_pieces += pieces;
    }

    bool is_drawable(const Layout& layout) const { return layout.generation == atlas.generation(); }
};

TextEngine::TextEngine() : m_impl(std::make_unique<Impl>()) {}
TextEngine::~TextEngine() = default;

Result<std::unique_ptr<TextEngine>> TextEngine::open(const FontFiles& files) {
    std::unique_ptr<TextEngine> engine(new TextEngine());
    LINLI_TRY(engine->m_impl->fonts, FontStack::open(files));
    engine->m_impl->glyphs = std::make_unique<GlyphSource>(*engine->m_impl->fonts, engine->m_impl->atlas);
    engine->m_impl->shaper = std::make_unique<Shaper>(*engine->m_impl->fonts);
    return engine;
}

std::shared_ptr<const Layout> TextEngine::layout(const LayoutRequest& request) {
    LayoutRequest bounded = request;
    bounded.text = request.text.substr(0, whole_characters(request.text, max_text_bytes));
    bounded.size_px = std::clamp(request.size_px, 6, 400);
    const std::string key = cache_key(bounded, bounded.text);
    if (auto found = m_impl->cached(key); found && m_impl->is_drawable(*found)) {
        m_impl->glyphs->touch(*found);
        return found;
    }
    // Clearing a page in the middle of setting would leave this very layout with void regions, so it is set again.
    const std::uint64_t left_out = m_impl->atlas.left_out();
    std::shared_ptr<Layout> layout;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::uint64_t before = m_impl->atlas.generation();
        layout = std::make_shared<Layout>(set_paragraph(bounded, *m_impl->fonts, *m_impl->shaper, *m_impl->glyphs));
        layout->generation = m_impl->atlas.generation();
        if (layout->generation == before) break;
    }
    // What lacks glyphs because this pass has filled the atlas is set again in the next one.
    if (m_impl->atlas.left_out() == left_out) m_impl->keep(key, layout);
    return layout;
}

std::shared_ptr<const Layout> TextEngine::icon(std::string_view name, int size_px) {
    // A text's key begins with its size, which these four letters are not.
    std::string key = "icon";
    key.append(std::to_string(size_px)).append(1, '|').append(name);
    if (auto found = m_impl->cached(key); found && m_impl->is_drawable(*found)) {
        m_impl->glyphs->touch(*found);
        return found;
    }
    const std::uint64_t left_out = m_impl->atlas.left_out();
    auto layout = std::make_shared<Layout>();
    layout->width = layout->height = layout->line_height = static_cast<float>(size_px);
    if (const GlyphRef ref = m_impl->fonts->find_icon(name); ref.glyph != 0) {
        const PlacedGlyph glyph = m_impl->glyphs->place(ref, size_px, Grid::Whole, 0, 0);
        // Icon fonts differ in where their baseline is; the drawing is what has to stand in the middle.
        PlacedGlyph centred = glyph;
        centred.x = (size_px - glyph.region.w) / 2;
        centred.y = (size_px - glyph.region.h) / 2;
        layout->glyphs.push_back(centred);
        Line line;
        line.baseline = line.width = line.height = static_cast<float>(size_px);
        line.end_glyph = 1;
        layout->lines.push_back(line);
    }
    layout->generation = m_impl->atlas.generation();
    if (m_impl->atlas.left_out() == left_out) m_impl->keep(key, layout);
    return layout;
}

bool TextEngine::has_icon(std::string_view name) const {
    return m_impl->fonts->find_icon(name).glyph != 0;
}
Atlas& TextEngine::atlas() {
    return m_impl->atlas;
}
const Atlas& TextEngine::atlas() const {
    return m_impl->atlas;
}
double TextEngine::cap_height() const {
    return m_impl->fonts->cap_height();
}
void TextEngine::next_pass() {
    m_impl->atlas.next_pass();
}
void TextEngine::forget() {
    m_impl->young.clear();
    m_impl->old.clear();
    m_impl->young_pieces = 0;
}
std::size_t TextEngine::cached_layouts() const {
    return m_impl->young.size() + m_impl->old.size();
}

}  // namespace linli::text
