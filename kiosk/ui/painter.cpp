#include "kiosk/ui/painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <imgui.h>

namespace linli::ui {
namespace {

constexpr std::size_t quads_a_fill = 7;
constexpr std::size_t quads_a_ring = 8;
constexpr std::size_t quads_a_box = quads_a_ring + quads_a_fill;
// Keys of masks beside those of glyphs.
constexpr std::uint64_t mask_bit = std::uint64_t{1} << 63U;
constexpr float texel = 1.0F / static_cast<float>(text::Atlas::side);

ImU32 packed(Colour c, std::uint8_t alpha = 255) {
    return IM_COL32(c.r, c.g, c.b, alpha);
}
ImTextureID texture(std::size_t page) {
    return reinterpret_cast<ImTextureID>(page + 1);
}

struct Quad {
    Box at;
    float u0, v0, u1, v1;
    ImU32 colour;
};

Quad plain(Box at, ImU32 colour) {
    // All four corners on one white texel: the blitter takes that as a plain fill.
    const float white = 1.5F * texel;
    return {at, white, white, white, white, colour};
}

// The four corners of a rounded box.
void corner_quads(Box box, float r, const text::Region& disc, ImU32 packed_colour, Quad* out) {
    const float u = static_cast<float>(disc.x) * texel;
    const float v = static_cast<float>(disc.y) * texel;
    const float step = r * texel;
    const auto corner = [&](float x, float y, float du, float dv) {
        return Quad{{x, y, r, r}, u + du, v + dv, u + du + step, v + dv + step, packed_colour};
    };
    out[0] = corner(box.x, box.y, 0, 0);
    out[1] = corner(box.right() - r, box.y, step, 0);
    out[2] = corner(box.x, box.bottom() - r, 0, step);
    out[3] = corner(box.right() - r, box.bottom() - r, step, step);
}

// The seven quads of one filled rounded box.
void fill_quads(Box box, int radius, const text::Region& disc, Colour colour, Quad* out) {
    const ImU32 packed_colour = packed(colour);
    const auto r = static_cast<float>(radius);
    corner_quads(box, r, disc, packed_colour, out);
    out[4] = plain({box.x + r, box.y, box.w - 2 * r, r}, packed_colour);
    out[5] = plain({box.x, box.y + r, box.w, box.h - 2 * r}, packed_colour);
    out[6] = plain({box.x + r, box.bottom() - r, box.w - 2 * r, r}, packed_colour);
}

// The eight quads of the border alone: what lies inside is painted over, and painting it twice is half of a card's
// cost.
void ring_quads(Box box, int radius, float border, const text::Region& disc, Colour colour, Quad* out) {
    const ImU32 packed_colour = packed(colour);
    const auto r = static_cast<float>(radius);
    corner_quads(box, r, disc, packed_colour, out);
    out[4] = plain({box.x + r, box.y, box.w - 2 * r, border}, packed_colour);
    out[5] = plain({box.x + r, box.bottom() - border, box.w - 2 * r, border}, packed_colour);
    out[6] = plain({box.x, box.y + r, border, box.h - 2 * r}, packed_colour);
    out[7] = plain({box.right() - border, box.y + r, border, box.h - 2 * r}, packed_colour);
}

void write(ImDrawVert* vertex, const Quad& q) {
    vertex[0] = {ImVec2(q.at.x, q.at.y), ImVec2(q.u0, q.v0), q.colour};
    vertex[1] = {ImVec2(q.at.right(), q.at.y), ImVec2(q.u1, q.v0), q.colour};
    vertex[2] = {ImVec2(q.at.right(), q.at.bottom()), ImVec2(q.u1, q.v1), q.colour};
    vertex[3] = {ImVec2(q.at.x, q.at.bottom()), ImVec2(q.u0, q.v1), q.colour};
}

Box whole(Box box) {
    const float x = std::round(box.x);
    const float y = std::round(box.y);
    return {x, y, std::round(box.right()) - x, std::round(box.bottom()) - y};
}

int fitting_radius(Box box, float radius) {
    return std::max(0, static_cast<int>(std::floor(std::min({radius, box.w / 2, box.h / 2}))));
}

}  // namespace

text::Region Painter::disc_mask(int radius) {
    if (radius <= 0) return {};
    const std::uint64_t key = mask_bit | static_cast<std::uint64_t>(radius);
    if (const auto found = m_fonts.atlas().find(key)) return *found;
    const int side = radius * 2;
    std::vector<std::uint8_t> coverage(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const double dx = x + 0.5 - radius;
            const double dy = y + 0.5 - radius;
            const double inside = std::clamp(radius + 0.5 - std::sqrt(dx * dx + dy * dy), 0.0, 1.0);
            coverage[static_cast<std::size_t>(y * side + x)] = static_cast<std::uint8_t>(std::lround(inside * 255));
        }
    }
    return m_fonts.atlas().insert(text::Atlas::Kind::Mask, key, side, side, coverage);
}

void Painter::rect(Box box, Colour colour, std::uint8_t alpha) {
    m_list->PushTextureID(texture(0));
    m_list->PrimReserve(6, 4);
    const Quad quad = plain(whole(on_glass(box)), packed(colour, alpha));
    m_list->PrimRectUV(ImVec2(quad.at.x, quad.at.y), ImVec2(quad.at.right(), quad.at.bottom()),
                       ImVec2(quad.u0, quad.v0), ImVec2(quad.u1, quad.v1), quad.colour);
    m_list->PopTextureID();
}

BoxSlot Painter::reserve() {
    BoxSlot slot;
    slot.list = m_list;
    m_list->PushTextureID(texture(0));
    const auto count = static_cast<int>(quads_a_box);
    m_list->PrimReserve(count * 6, count * 4);
    slot.first_vertex = static_cast<std::size_t>(m_list->_VtxWritePtr - m_list->VtxBuffer.Data);
    for (int i = 0; i < count; ++i) m_list->PrimRectUV(ImVec2(0, 0), ImVec2(0, 0), ImVec2(0, 0), ImVec2(0, 0), 0);
    m_list->PopTextureID();
    return slot;
}

void Painter::fill(const BoxSlot& slot, Box requested, const BoxLook& look) {
    const Box outer = whole(on_glass(requested));
    std::array<Quad, quads_a_box> quads{};
    const int radius = fitting_radius(outer, look.radius);
    Box inner = outer;
    int inner_radius = radius;
    if (look.border > 0) {
        ring_quads(outer, radius, look.border, disc_mask(radius), look.line, quads.data());
        inner = outer.inset(look.border);
        inner_radius = std::max(0, radius - static_cast<int>(look.border));
    }
    fill_quads(inner, inner_radius, disc_mask(inner_radius), look.fill, quads.data() + quads_a_ring);
    ImDrawVert* vertex = slot.list->VtxBuffer.Data + slot.first_vertex;
    for (std::size_t i = look.border > 0 ? 0 : quads_a_ring; i < quads_a_box; ++i) write(vertex + 4 * i, quads[i]);
}

std::size_t Painter::mark() const {
    return static_cast<std::size_t>(m_list->VtxBuffer.Size);
}

void Painter::lower(std::size_t from, std::size_t to, float by) {
    for (std::size_t i = from; i < to; ++i) m_list->VtxBuffer.Data[i].pos.y += by;
}

void Painter::box(Box box, const BoxLook& look) {
    fill(reserve(), box, look);
}

void Painter::disc(float centre_x, float centre_y, float radius, Colour colour) {
    const float r = std::max(1.0F, std::floor(radius));
    box({std::round(centre_x - r), std::round(centre_y - r), 2 * r, 2 * r},
        {.fill = colour, .line = colour, .radius = r});
}

void Painter::glyph(const text::Region& region, Box at, std::uint32_t packed, Turn turn) {
    float u0 = static_cast<float>(region.x) * texel;
    float u1 = u0 + at.w * texel;
    const float v = static_cast<float>(region.y) * texel;
    if (turn == Turn::Yes) std::swap(u0, u1);
    m_list->PushTextureID(texture(region.page));
    m_list->PrimReserve(6, 4);
    m_list->PrimRectUV(ImVec2(at.x, at.y), ImVec2(at.right(), at.bottom()), ImVec2(u0, v), ImVec2(u1, v + at.h * texel),
                       packed);
    m_list->PopTextureID();
}

void Painter::layout(const text::Layout& layout, float x, float y, float box_width, Colour colour) {
    const ImU32 packed_colour = packed(colour);
    const auto left = static_cast<int>(std::lround(on_glass({x, y, box_width, 0}).x));
    const auto top = static_cast<int>(std::lround(y));
    const ImVec2 clip_min = m_list->GetClipRectMin();
    const ImVec2 clip_max = m_list->GetClipRectMax();
    for (const text::PlacedGlyph& placed : layout.glyphs) {
        if (placed.region.w == 0 || placed.region.h == 0) continue;
        const Box at{static_cast<float>(left + placed.x), static_cast<float>(top + placed.y),
                     static_cast<float>(placed.region.w), static_cast<float>(placed.region.h)};
        if (at.y >= clip_max.y || at.bottom() <= clip_min.y) continue;
        glyph(placed.region, at, packed_colour, Turn::No);
    }
}

void Painter::icon(const text::Layout& layout, float x, float y, float side, Colour colour, Turn turn) {
    const float left = std::round(on_glass({x, y, side, side}).x);
    const bool turned = turn == Turn::Yes && m_mirror > 0;
    for (const text::PlacedGlyph& placed : layout.glyphs) {
        Box at{left + static_cast<float>(placed.x), std::round(y) + static_cast<float>(placed.y),
               static_cast<float>(placed.region.w), static_cast<float>(placed.region.h)};
        if (turned) at.x = left + side - static_cast<float>(placed.x) - at.w;
        glyph(placed.region, at, packed(colour), turned ? Turn::Yes : Turn::No);
    }
}

std::optional<text::Region> Painter::find_mask(std::uint64_t key) {
    return m_fonts.atlas().find(mask_bit | key);
}

text::Region Painter::insert_mask(std::uint64_t key, int w, int h, const std::vector<std::uint8_t>& coverage) {
    return m_fonts.atlas().insert(text::Atlas::Kind::Mask, mask_bit | key, w, h, coverage);
}

void Painter::draw_mask(const text::Region& region, Box box, Colour colour) {
    glyph(region, whole(on_glass(box)), packed(colour), m_mirror > 0 ? Turn::Yes : Turn::No);
}

}  // namespace linli::ui
