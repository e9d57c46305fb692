#include "kiosk/text/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>

#include <fcntl.h>
#include <hb-ot.h>
#include <hb.h>
#include <unistd.h>

#include "kiosk/text/atlas.h"

namespace linli::text {

// Outlines are read, not mapped: a character's outline is a hundred bytes somewhere in sixteen megabytes, and the
// kernel maps sixteen pages around each, which made a third of the kiosk's memory.
struct Face::Stream {
    FT_StreamRec record{};

    bool open(const std::string& path) {
        const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) return false;
        record.size = static_cast<unsigned long>(std::max<off_t>(0, lseek(fd, 0, SEEK_END)));
        record.descriptor.value = fd;
        record.read = read;
        record.close = close;
        return true;
    }
    // FreeType's contract: with a count of 0 it seeks, and not 0 says that it cannot.
    static unsigned long read(FT_Stream stream, unsigned long offset, unsigned char* buffer, unsigned long count) {
        if (count == 0) return offset <= stream->size ? 0 : 1;
        unsigned long done = 0;
        while (done < count) {
            const ssize_t got = pread(static_cast<int>(stream->descriptor.value), buffer + done, count - done,
                                      static_cast<off_t>(offset + done));
            if (got <= 0) break;
            done += static_cast<unsigned long>(got);
        }
        return done;
    }
    static void close(FT_Stream stream) { ::close(static_cast<int>(stream->descriptor.value)); }
};

Face::Face() = default;

std::unique_ptr<Face> Face::open(FT_LibraryRec_* library, hb_blob_t* file, const std::string& path, unsigned index) {
    if (index >= hb_face_count(file)) return nullptr;
    hb_face_t* shape = hb_face_create(file, index);
    std::unique_ptr<Face> face;
    if (hb_face_get_glyph_count(shape) > 0) {
        face.reset(new Face());
        face->m_library = library;
        face->m_file = hb_blob_reference(file);
        face->m_index = index;
        face->m_path = path;
        face->m_units_per_em = static_cast<float>(std::max(1U, hb_face_get_upem(shape)));
        face->m_font = hb_font_create(shape);
        hb_font_make_immutable(face->m_font);
    }
    hb_face_destroy(shape);
    return face;
}

Face::~Face() {
    if (m_outlines != nullptr) FT_Done_Face(m_outlines);
    hb_font_destroy(m_font);
    hb_blob_destroy(m_file);
}

std::uint32_t Face::glyph_of(std::uint32_t code) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(m_font, code, &glyph) != 0 ? glyph : 0;
}

double Face::cap_height() const {
    hb_position_t height = 0;
    const bool known = hb_ot_metrics_get_position(m_font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height) != 0 && height > 0;
    return known ? static_cast<double>(height) / static_cast<double>(m_units_per_em) : 0.733;
}

bool Face::open_outlines() {
    if (m_outlines != nullptr || m_is_broken) return m_outlines != nullptr;
    m_stream = std::make_unique<Stream>();
    m_is_broken = !m_stream->open(m_path);
    if (m_is_broken) return false;
    FT_Open_Args arguments{};
    arguments.flags = FT_OPEN_STREAM;
    arguments.stream = &m_stream->record;
    // The file is closed by FreeType, here too when it is no font.
    m_is_broken = FT_Open_Face(m_library, &arguments, static_cast<FT_Long>(m_index), &m_outlines) != 0;
    if (m_is_broken) m_outlines = nullptr;
    return !m_is_broken;
}

GlyphBitmap Face::render(std::uint32_t glyph, int size_px, int quarter) {
    GlyphBitmap bitmap;
    if (!open_outlines()) return bitmap;
    if (m_size_px != size_px) {
        if (FT_Set_Pixel_Sizes(m_outlines, 0, static_cast<FT_UInt>(size_px)) != 0) return bitmap;
        m_size_px = size_px;
    }
    if (FT_Load_Glyph(m_outlines, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return bitmap;
    FT_GlyphSlot slot = m_outlines->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return bitmap;
    if (quarter != 0) FT_Outline_Translate(&slot->outline, quarter * 16, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return bitmap;
    if (slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || slot->bitmap.pitch < 0) return bitmap;
    bitmap.left = slot->bitmap_left;
    bitmap.top = -slot->bitmap_top;
    bitmap.w = static_cast<int>(std::min<unsigned>(slot->bitmap.width, Atlas::side - 8));
    bitmap.h = static_cast<int>(std::min<unsigned>(slot->bitmap.rows, Atlas::side - 16));
    bitmap.coverage.resize(static_cast<std::size_t>(bitmap.w) * static_cast<std::size_t>(bitmap.h));
    for (int y = 0; y < bitmap.h; ++y) {
        std::copy_n(slot->bitmap.buffer + static_cast<std::ptrdiff_t>(y) * slot->bitmap.pitch, bitmap.w,
                    bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(y) * bitmap.w);
    }
    return bitmap;
}

}  // namespace linli::text
