#include "kiosk/text/font_stack.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>

namespace linli::text {

FontFiles debian_fonts() {
    const std::string folder = "/usr/share/fonts/opentype/noto/";
    FontFiles files;
    files.regular = {{folder + "NotoSansCJK-Regular.ttc", 2}};
    files.bold = {{folder + "NotoSansCJK-Bold.ttc", 2}};
    files.mono = {{folder + "NotoSansCJK-Bold.ttc", 7}};
    return files;
}

struct FontStack::Impl {
    FT_Library library = nullptr;
    std::vector<FT_Face> faces;
    std::vector<int> sizes;
    std::vector<std::uint16_t> by_weight[3];
    int icon_face = -1;
    std::map<std::string, char32_t, std::less<>> icons;

    ~Impl() {
        for (FT_Face face : faces) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }

    Result<std::uint16_t> add(const FontFile& file) {
        FT_Face face = nullptr;
        if (FT_New_Face(library, file.path.c_str(), file.index, &face) != 0) {
            return fail(Fault::NotFound, "font {} cannot be opened: install fonts-noto-cjk", file.path);
        }
        faces.push_back(face);
        sizes.push_back(0);
        return static_cast<std::uint16_t>(faces.size() - 1);
    }

    void set_size(std::uint16_t face, int size_px) {
        if (sizes[face] == size_px) return;
        FT_Set_Pixel_Sizes(faces[face], 0, static_cast<FT_UInt>(size_px));
        sizes[face] = size_px;
    }

    // The file is generated, one `"name": number,` a line; anything else in it is passed over.
    void read_icon_names(const std::string& path) {
        std::ifstream file(path);
        std::string line;
        while (std::getline(file, line) && icons.size() < 20000) {
            const auto open = line.find('"');
            const auto close = line.find('"', open + 1);
            const auto digit = line.find_first_of("0123456789", close == std::string::npos ? close : close + 1);
            if (open == std::string::npos || close == std::string::npos || digit == std::string::npos) continue;
            std::uint32_t code = 0;
            std::from_chars(line.data() + digit, line.data() + line.size(), code);
            icons[line.substr(open + 1, close - open - 1)] = static_cast<char32_t>(code);
        }
    }
};

FontStack::FontStack() : m_impl(std::make_unique<Impl>()) {}
FontStack::~FontStack() = default;

Result<std::unique_ptr<FontStack>> FontStack::open(const FontFiles& files) {
    std::unique_ptr<FontStack> stack(new FontStack());
    Impl& impl = *stack->m_impl;
    if (FT_Init_FreeType(&impl.library) != 0) return fail(Fault::Internal, "FreeType does not start");
    const std::vector<FontFile>* lists[3] = {&files.regular, &files.bold, &files.mono};
    for (std::size_t weight = 0; weight < 3; ++weight) {
        for (const FontFile& file : *lists[weight]) {
            LINLI_TRY(const std::uint16_t face, impl.add(file));
            impl.by_weight[weight].push_back(face);
        }
    }
    if (impl.by_weight[0].empty()) return fail(Fault::Invalid, "no font is named");
    if (!files.icons.empty()) {
        LINLI_TRY(const std::uint16_t face, impl.add({files.icons, 0}));
        impl.icon_face = face;
        impl.read_icon_names(files.icon_names);
    }
    return stack;
}

GlyphRef FontStack::find(char32_t code_point, Weight weight) const {
    for (const std::uint16_t face : m_impl->by_weight[static_cast<std::size_t>(weight)]) {
        const FT_UInt glyph = FT_Get_Char_Index(m_impl->faces[face], code_point);
        if (glyph != 0) return {face, glyph};
    }
    // A bold or mono face that lacks it falls back to the regular one rather than to a box.
    if (weight != Weight::Regular) return find(code_point, Weight::Regular);
    return {m_impl->by_weight[0].front(), 0};
}

GlyphRef FontStack::find_icon(std::string_view name) const {
    const auto found = m_impl->icons.find(name);
    if (m_impl->icon_face < 0 || found == m_impl->icons.end()) return {};
    const auto face = static_cast<std::uint16_t>(m_impl->icon_face);
    return {face, FT_Get_Char_Index(m_impl->faces[face], found->second)};
}

float FontStack::advance(GlyphRef ref, int size_px) {
    FT_Face face = m_impl->faces[ref.face];
    m_impl->set_size(ref.face, size_px);
    if (FT_Load_Glyph(face, ref.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return 0;
    return static_cast<float>(face->glyph->linearHoriAdvance) / 65536.0F;
}

GlyphBitmap FontStack::render(GlyphRef ref, int size_px, int quarter) {
    GlyphBitmap bitmap;
    FT_Face face = m_impl->faces[ref.face];
    m_impl->set_size(ref.face, size_px);
    if (FT_Load_Glyph(face, ref.glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return bitmap;
    FT_GlyphSlot slot = face->glyph;
    if (quarter != 0 && slot->format == FT_GLYPH_FORMAT_OUTLINE) FT_Outline_Translate(&slot->outline, quarter * 16, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return bitmap;
    bitmap.left = slot->bitmap_left;
    bitmap.top = -slot->bitmap_top;
    bitmap.w = std::min(static_cast<int>(slot->bitmap.width), Atlas::side - 8);
    bitmap.h = std::min(static_cast<int>(slot->bitmap.rows), Atlas::side - 16);
    bitmap.coverage.resize(static_cast<std::size_t>(bitmap.w) * static_cast<std::size_t>(bitmap.h));
    for (int y = 0; y < bitmap.h; ++y) {
        std::copy_n(slot->bitmap.buffer + static_cast<std::ptrdiff_t>(y) * slot->bitmap.pitch, bitmap.w,
                    bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(y) * bitmap.w);
    }
    return bitmap;
}

double FontStack::cap_height() const {
    FT_Face face = m_impl->faces[m_impl->by_weight[0].front()];
    const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
    if (os2 == nullptr || os2->sCapHeight <= 0 || face->units_per_EM == 0) return 0.733;
    return static_cast<double>(os2->sCapHeight) / face->units_per_EM;
}

}  // namespace linli::text
