// The faces that text is drawn with, opened when the first character asks for them. UI thread only.
//
// A user-perceived character is drawn by one face: the first, of those for its script and then of those for every
// script, that has all of it. Invariant: face numbers stay valid for the life of the stack.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/text/face.h"
#include "kiosk/text/layout.h"
#include "kiosk/text/scripts.h"

namespace linli::text {

struct FontFile {
    std::string path;
    unsigned index = 0;    // in a collection
    std::string script{};  // ISO 15924; empty: for every script
    /// Its em in ems of the text, so that scripts look equally large side by side.
    float scale = 1;
    /// Room that a line with this face has over and under the baseline, in ems of the text; 0 where the plain does.
    float above = 0, below = 0;
};

/// Which files to draw with; the first of a list is asked first.
struct FontFiles {
    std::vector<FontFile> regular, bold, mono;
    std::string icons;       // empty: no icons are drawn
    std::string icon_names;  // JSON of name to code point, one a line
};
/// Debian's fonts-noto-cjk and fonts-noto-core.
FontFiles debian_fonts();

struct GlyphRef {
    std::uint16_t face = 0;
    std::uint32_t glyph = 0;  // 0: no face has it, the face draws a box
};

class FontStack {
  public:
    /// Opens the first regular face; the others when they are needed. A file that is missing is passed over then.
    static Result<std::unique_ptr<FontStack>> open(const FontFiles& files);
    ~FontStack();
    FontStack(const FontStack&) = delete;
    FontStack& operator=(const FontStack&) = delete;

    /// The face for one user-perceived character: the first that has all of it, else the first that has its base,
    /// else the first regular one.
    [[nodiscard]] std::uint16_t choose(std::span<const std::uint32_t> cluster, Script script, Weight weight);
    /// A face that choose() gave.
    [[nodiscard]] const Face& face(std::uint16_t number) const;
    [[nodiscard]] const FontFile& file(std::uint16_t number) const;
    /// Glyph of a named icon; glyph 0 when there is no such name.
    [[nodiscard]] GlyphRef find_icon(std::string_view name);
    /// `size_px` of the text; the face's own scale is applied here.
    [[nodiscard]] GlyphBitmap render(GlyphRef glyph, int size_px, int quarter);
    /// Size in px that the face is drawn at in text of size_px.
    [[nodiscard]] int face_px(std::uint16_t number, int size_px) const;
    /// Height of a capital letter as a share of the em, of the first regular face.
    [[nodiscard]] double cap_height() const;
    /// How many faces were opened so far.
    [[nodiscard]] std::size_t open_faces() const;

  private:
    FontStack();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace linli::text
