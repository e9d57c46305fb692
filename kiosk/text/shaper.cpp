#include "kiosk/text/shaper.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <hb.h>

namespace linli::text {
namespace {

// In Noto Sans CJK quotes, dashes and dots are as wide as Han; among other letters they are asked to be narrow.
bool wants_narrow_signs(Script script) {
    constexpr std::array wide{scripts::han, script_of_name("Hira"), script_of_name("Kana"), script_of_name("Hang"),
                              script_of_name("Bopo")};
    return std::find(wide.begin(), wide.end(), script) == wide.end();
}

bool is_wide_sign(std::uint32_t code) {
    return code >= 0x2010 && code <= 0x2027;
}

// A middle dot is as wide as Han too, which is right inside of a name and a hole between two spaces or among letters.
bool is_loose_dot(std::span<const std::uint32_t> text, std::uint32_t at, Script script) {
    if (text[at] != 0xB7) return false;
    const bool after_space = at > 0 && is_space(text[at - 1]);
    const bool before_space = at + 1 < text.size() && is_space(text[at + 1]);
    return after_space || before_space || wants_narrow_signs(script);
}

class Features {
  public:
    void add(const char (&tag)[5], std::uint32_t value, unsigned begin = HB_FEATURE_GLOBAL_START,
             unsigned end = HB_FEATURE_GLOBAL_END) {
        if (m_count < m_list.size()) m_list[m_count++] = {HB_TAG(tag[0], tag[1], tag[2], tag[3]), value, begin, end};
    }
    [[nodiscard]] const hb_feature_t* data() const { return m_list.data(); }
    [[nodiscard]] unsigned size() const { return m_count; }

  private:
    std::array<hb_feature_t, 64> m_list{};  // the signs beyond it stay wide
    unsigned m_count = 0;
};

// Letters stand apart only where no two of them join, and then not as ligatures.
void space_letters(std::vector<ShapedGlyph>& glyphs, std::size_t first, float space) {
    for (std::size_t i = first; i < glyphs.size(); ++i) {
        const bool ends_cluster = i + 1 == glyphs.size() || glyphs[i + 1].cluster != glyphs[i].cluster;
        if (ends_cluster && glyphs[i].advance > 0) glyphs[i].advance += space;
    }
}

}  // namespace

Shaper::Shaper(FontStack& fonts) : m_fonts(fonts), m_buffer(hb_buffer_create()) {}
Shaper::~Shaper() {
    hb_buffer_destroy(m_buffer);
}

void Shaper::shape(std::span<const std::uint32_t> text, const Run& run, const ShapeStyle& style,
                   std::vector<ShapedGlyph>& glyphs) {
    const Face& face = m_fonts.face(run.face);
    const std::string_view lang = language_for(run.script, style.lang);
    hb_buffer_clear_contents(m_buffer);
    hb_buffer_add_codepoints(m_buffer, text.data(), static_cast<int>(text.size()), run.begin,
                             static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(m_buffer, is_rtl(run.level) ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(m_buffer, static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(m_buffer, hb_language_from_string(lang.data(), static_cast<int>(lang.size())));
    const bool spaced = style.letter_space > 0 && !is_cursive(run.script);
    Features features;
    if (spaced) features.add("liga", 0);
    if (spaced) features.add("clig", 0);
    // A code's characters stand in columns, so that none is overlooked.
    const bool narrow = style.weight != Weight::Mono && wants_narrow_signs(run.script);
    for (std::uint32_t at = run.begin; at < run.end; ++at) {
        if (narrow && is_wide_sign(text[at])) features.add("pwid", 1, at, at + 1);
        if (is_loose_dot(text, at, run.script)) features.add("halt", 1, at, at + 1);
    }
    hb_shape(face.shaping_font(), m_buffer, features.data(), features.size());

    unsigned length = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(m_buffer, &length);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(m_buffer, &length);
    const float scale = static_cast<float>(m_fonts.face_px(run.face, style.size_px)) / face.units_per_em();
    const std::size_t first = glyphs.size();
    glyphs.reserve(first + length);
    for (unsigned i = 0; i < length; ++i) {
        ShapedGlyph glyph;
        glyph.id = infos[i].codepoint;
        glyph.cluster = std::clamp(infos[i].cluster, run.begin, run.end - 1);
        glyph.advance = std::max(0.0F, static_cast<float>(positions[i].x_advance) * scale);
        glyph.x = static_cast<float>(positions[i].x_offset) * scale;
        glyph.y = -static_cast<float>(positions[i].y_offset) * scale;
        glyph.breaks_safely = (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) == 0;
        // Han stands on whole pixels, where its strokes are sharp.
        if (is_wide(text[glyph.cluster])) glyph.advance = std::round(glyph.advance);
        glyphs.push_back(glyph);
    }
    if (spaced) space_letters(glyphs, first, style.letter_space);
}

}  // namespace linli::text
