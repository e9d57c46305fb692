#include "kiosk/app/blitter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <cwchar>

#include "kiosk/app/shapes.h"

namespace linli::app {
namespace {

constexpr auto atlas_side = static_cast<float>(text::Atlas::side);

struct Texture {
    const std::uint8_t* pixels = nullptr;  // null: everything is white
};

// x + 128 + ((x + 128) >> 8), >> 8 divides by 255 with rounding. Red and blue go side by side in one word: neither sum
// grows beyond its sixteen bits.
std::uint32_t blend(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
    constexpr std::uint32_t outer = 0x00FF00FFU;
    const std::uint32_t rest = 255 - alpha;
    std::uint32_t rb = (over & outer) * alpha + (under & outer) * rest + 0x00800080U;
    rb = ((rb + ((rb >> 8U) & outer)) >> 8U) & outer;
    std::uint32_t g = ((over >> 8U) & 255U) * alpha + ((under >> 8U) & 255U) * rest + 128U;
    g = (g + (g >> 8U)) & 0xFF00U;
    return 0xFF000000U | rb | g;
}

std::uint32_t pixel(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
    return (r << 16U) | (g << 8U) | b;
}

struct Ink {
    std::uint32_t r, g, b, a;
    explicit Ink(ImU32 c)
        : r((c >> IM_COL32_R_SHIFT) & 255U),
          g((c >> IM_COL32_G_SHIFT) & 255U),
          b((c >> IM_COL32_B_SHIFT) & 255U),
          a((c >> IM_COL32_A_SHIFT) & 255U) {}
    [[nodiscard]] std::uint32_t solid() const { return 0xFF000000U | pixel(r, g, b); }
};

// The C library's is written for the processor it finds: a third less time for a whole page than a loop for any.
void fill_row(std::uint32_t* row, int count, std::uint32_t solid) {
    static_assert(sizeof(wchar_t) == sizeof solid);
    std::wmemset(reinterpret_cast<wchar_t*>(row), static_cast<wchar_t>(solid), static_cast<std::size_t>(count));
}

void fill_plain(const Canvas& canvas, Area area, Ink ink) {
    if (ink.a == 0) return;
    for (int y = area.y0; y < area.y1; ++y) {
        std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        if (ink.a == 255) {
            fill_row(row + area.x0, area.x1 - area.x0, ink.solid());
        } else {
            for (int x = area.x0; x < area.x1; ++x) row[x] = blend(row[x], ink.solid(), ink.a);
        }
    }
}

// The same for two pixels at once, which makes a page of text a quarter cheaper: most of a blit is glyphs.
void blend_two(std::uint32_t* row, std::uint32_t over, std::uint32_t first, std::uint32_t second) {
    using Bytes = std::uint8_t __attribute__((vector_size(8)));
    using Words = std::uint16_t __attribute__((vector_size(16)));
    const std::array<std::uint32_t, 2> alphas{first * 0x01010101U, second * 0x01010101U};
    const std::array<std::uint32_t, 2> overs{over, over};
    const auto load = [](const std::uint32_t* from) {
        Bytes bytes;
        std::memcpy(&bytes, from, sizeof bytes);
        return __builtin_convertvector(bytes, Words);
    };
    const Words alpha = load(alphas.data());
    Words sum = load(overs.data()) * alpha + load(row) * (255 - alpha) + 128;
    sum = (sum + (sum >> 8)) >> 8;
    const Bytes out = __builtin_convertvector(sum, Bytes);
    std::memcpy(row, &out, sizeof out);
}

// A function of its own, so that the few values of its loop stay in registers.
[[gnu::noinline]] void mask_row(std::uint32_t* row, const std::uint8_t* coverage, int count, std::uint32_t solid,
                                std::uint32_t ink_alpha) {
    int x = 0;
    for (; ink_alpha == 255 && x + 4 <= count; x += 4) {
        std::uint32_t four = 0;
        std::memcpy(&four, coverage + x, sizeof four);
        if (four == 0) continue;
        if (four == 0xFFFFFFFFU) {
            std::fill_n(row + x, 4, solid);
            continue;
        }
        blend_two(row + x, solid, coverage[x], coverage[x + 1]);
        blend_two(row + x + 2, solid, coverage[x + 2], coverage[x + 3]);
    }
    for (; x < count; ++x) {
        const std::uint32_t alpha = ink_alpha == 255 ? coverage[x] : coverage[x] * ink_alpha / 255;
        if (alpha == 0) continue;
        row[x] = alpha == 255 ? solid : blend(row[x], solid, alpha);
    }
}

void fill_mask(const Canvas& canvas, Area area, Ink ink, const std::uint8_t* mask, int u, int v) {
    for (int y = area.y0; y < area.y1; ++y) {
        mask_row(canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride + area.x0,
                 mask + static_cast<std::ptrdiff_t>(v + y - area.y0) * text::Atlas::side + u, area.x1 - area.x0,
                 ink.solid(), ink.a);
    }
}

bool whole(float value) {
    return value == std::floor(value);
}

bool draw_box(const Canvas& canvas, Area clip, const Texture& texture, const ImDrawVert* const (&v)[4]) {
    const auto &a = *v[0], &c = *v[2];
    if (!whole(a.pos.x) || !whole(a.pos.y) || !whole(c.pos.x) || !whole(c.pos.y)) return false;
    const Area box = box_of(v);
    const Area area = intersect(box, clip);
    if (area.empty()) return true;
    const Ink ink(a.col);
    const bool plain = a.uv.x == c.uv.x && a.uv.y == c.uv.y;
    if (texture.pixels == nullptr || plain) {
        fill_plain(canvas, area, ink);
        return true;
    }
    const auto u = static_cast<int>(std::lround(a.uv.x * atlas_side));
    const auto t = static_cast<int>(std::lround(a.uv.y * atlas_side));
    const auto u1 = static_cast<int>(std::lround(c.uv.x * atlas_side));
    const auto t1 = static_cast<int>(std::lround(c.uv.y * atlas_side));
    if (u1 - u != box.x1 - box.x0 || t1 - t != box.y1 - box.y0) return false;
    fill_mask(canvas, area, ink, texture.pixels, u + area.x0 - box.x0, t + area.y0 - box.y0);
    return true;
}

// Pixel centres inside the triangle; edges shared by two triangles belong to one of them (the top-left rule).
void draw_triangle(const Canvas& canvas, Area clip, const Texture& texture, const ImDrawVert* a, const ImDrawVert* b,
                   const ImDrawVert* c) {
    const auto cross = [](const ImVec2& p, const ImVec2& q, float x, float y) {
        return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
    };
    float area = cross(a->pos, b->pos, c->pos.x, c->pos.y);
    if (area == 0) return;
    if (area < 0) {
        std::swap(b, c);
        area = -area;
    }
    const auto owns = [](const ImVec2& p, const ImVec2& q) { return q.y < p.y || (q.y == p.y && q.x > p.x); };
    const auto inside = [&](float w, const ImVec2& p, const ImVec2& q) { return w > 0 || (w == 0 && owns(p, q)); };
    const ImDrawVert* corners[3] = {a, b, c};
    const Area box = intersect(box_of(corners), clip);
    for (int y = box.y0; y < box.y1; ++y) {
        std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        for (int x = box.x0; x < box.x1; ++x) {
            const float px = static_cast<float>(x) + 0.5F;
            const float py = static_cast<float>(y) + 0.5F;
            const float wa = cross(b->pos, c->pos, px, py);
            const float wb = cross(c->pos, a->pos, px, py);
            const float wc = cross(a->pos, b->pos, px, py);
            if (!inside(wa, b->pos, c->pos) || !inside(wb, c->pos, a->pos) || !inside(wc, a->pos, b->pos)) continue;
            const auto mix = [&](float va, float vb, float vc) { return (va * wa + vb * wb + vc * wc) / area; };
            const Ink ia(a->col), ib(b->col), ic(c->col);
            const auto channel = [&](std::uint32_t ca, std::uint32_t cb, std::uint32_t cc) {
                return static_cast<std::uint32_t>(std::clamp(
                    mix(static_cast<float>(ca), static_cast<float>(cb), static_cast<float>(cc)) + 0.5F, 0.0F, 255.0F));
            };
            std::uint32_t alpha = channel(ia.a, ib.a, ic.a);
            if (texture.pixels != nullptr) {
                const float limit = atlas_side - 1;
                const auto u = static_cast<int>(std::clamp(mix(a->uv.x, b->uv.x, c->uv.x) * atlas_side, 0.0F, limit));
                const auto v = static_cast<int>(std::clamp(mix(a->uv.y, b->uv.y, c->uv.y) * atlas_side, 0.0F, limit));
                alpha = alpha * texture.pixels[static_cast<std::ptrdiff_t>(v) * text::Atlas::side + u] / 255;
            }
            if (alpha > 0)
                row[x] = blend(row[x],
                               pixel(channel(ia.r, ib.r, ic.r), channel(ia.g, ib.g, ic.g), channel(ia.b, ib.b, ic.b)),
                               alpha);
        }
    }
}

}  // namespace

void blit(const ImDrawData& data, const text::Atlas& atlas, const Canvas& canvas, Area damage) {
    const auto texture = [&](std::uintptr_t page) {
        // 0 is ImGui's own font, of which only the white pixel is ever used.
        return Texture{page == 0 || page > atlas.pages() ? nullptr : atlas.pixels(page - 1).data()};
    };
    for_each_shape(
        data, canvas.width, canvas.height,
        [&](Area clip, std::uintptr_t page, const ImDrawVert* const(&v)[4]) {
            const Area area = intersect(clip, damage);
            if (area.empty() || draw_box(canvas, area, texture(page), v)) return;
            draw_triangle(canvas, area, texture(page), v[0], v[1], v[2]);
            draw_triangle(canvas, area, texture(page), v[0], v[2], v[3]);
        },
        [&](Area clip, std::uintptr_t page, const ImDrawVert* a, const ImDrawVert* b, const ImDrawVert* c) {
            draw_triangle(canvas, intersect(clip, damage), texture(page), a, b, c);
        });
}

}  // namespace linli::app
