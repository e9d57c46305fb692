// The faces that text is drawn with, and one glyph of them as a bitmap. Owns FreeType. UI thread only.
//
// A code point is looked up in the faces of its weight in order; the first whose cmap holds it draws it. Invariant:
// face indices stay valid for the life of the stack.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/text/layout.h"

namespace linli::text {

struct FontFile {
    std::string path;
    int index = 0;  // in a collection
};

/// Which files to draw with; the first of a list is asked first.
struct FontFiles {
    std::vector<FontFile> regular, bold, mono;
    std::string icons;       // empty: no icons are drawn
    std::string icon_names;  // JSON of name to code point, one a line
};
/// Debian's fonts-noto-cjk (NotoSansCJK SC is index 2 of the collection, its Mono index 7).
FontFiles debian_fonts();

struct GlyphRef {
    std::uint16_t face = 0;
    std::uint32_t glyph = 0;  // 0: no face has it
};

/// Coverage with the offset of its top left from the pen, y downwards from the baseline.
struct GlyphBitmap {
    int left = 0, top = 0, w = 0, h = 0;
    std::vector<std::uint8_t> coverage;
};

class FontStack {
  public:
    static Result<std::unique_ptr<FontStack>> open(const FontFiles& files);
    ~FontStack();
    FontStack(const FontStack&) = delete;
    FontStack& operator=(const FontStack&) = delete;

    [[nodiscard]] GlyphRef find(char32_t code_point, Weight weight) const;
    /// Glyph of a named icon; glyph 0 when there is no such name.
    [[nodiscard]] GlyphRef find_icon(std::string_view name) const;
    /// Unhinted advance in px.
    [[nodiscard]] float advance(GlyphRef glyph, int size_px);
    /// `quarter` moves the outline right by 0..3 quarters of a pixel.
    [[nodiscard]] GlyphBitmap render(GlyphRef glyph, int size_px, int quarter);
    /// Height of a capital letter as a share of the em, of the first regular face.
    [[nodiscard]] double cap_height() const;

  private:
    FontStack();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace linli::text
