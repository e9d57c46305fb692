// One face of one font file: its glyphs for HarfBuzz at once, for FreeType when the first one is drawn. With
// font_stack.cpp and shaper.cpp the only place that names those libraries. UI thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct hb_blob_t;
struct hb_font_t;
struct FT_FaceRec_;
struct FT_LibraryRec_;

namespace linli::text {

/// Coverage with the offset of its top left from the pen, y downwards from the baseline.
struct GlyphBitmap {
    int left = 0, top = 0, w = 0, h = 0;
    std::vector<std::uint8_t> coverage;
};

class Face {
  public:
    /// Takes a reference to the mapped file, which is the one at `path`. Null when there is no such face in it.
    static std::unique_ptr<Face> open(FT_LibraryRec_* library, hb_blob_t* file, const std::string& path,
                                      unsigned index);
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    /// Scaled to units_per_em, so that what was shaped at one size is good for all.
    [[nodiscard]] hb_font_t* shaping_font() const { return m_font; }
    [[nodiscard]] float units_per_em() const { return m_units_per_em; }
    /// 0 when the face lacks it.
    [[nodiscard]] std::uint32_t glyph_of(std::uint32_t code) const;
    /// Height of a capital letter as a share of the em.
    [[nodiscard]] double cap_height() const;
    /// `quarter` moves the outline right by 0..3 quarters of a pixel. Empty when the glyph cannot be drawn.
    [[nodiscard]] GlyphBitmap render(std::uint32_t glyph, int size_px, int quarter);

  private:
    Face();
    bool open_outlines();
    struct Stream;

    FT_LibraryRec_* m_library = nullptr;
    hb_blob_t* m_file = nullptr;
    hb_font_t* m_font = nullptr;
    FT_FaceRec_* m_outlines = nullptr;
    std::unique_ptr<Stream> m_stream;
    std::string m_path;
    unsigned m_index = 0;
    float m_units_per_em = 1000;
    int m_size_px = 0;
    bool m_is_broken = false;
};

}  // namespace linli::text
