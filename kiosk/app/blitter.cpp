#include "kiosk/app/blitter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <span>

#include <imgui.h>

namespace linli::app {
namespace {

constexpr auto atlas_side = static_cast<float>(text::Atlas::side);

struct Texture {
    const std::uint8_t* pixels = nullptr;  // null: everything is white
};

std::uint32_t blend(std::uint32_t under, std::uint32_t r, std::uint32_t g, std::uint32_t b, std::uint32_t alpha) {
    // x + 128 + ((x + 128) >> 8), >> 8 divides by 255 with rounding.
    const auto channel = [alpha](std::uint32_t over, std::uint32_t below) {
        const std::uint32_t sum = over * alpha + below * (255 - alpha) + 128;
        return (sum + (sum >> 8U)) >> 8U;
    };
    return 0xFF000000U | (channel(r, (under >> 16U) & 255U) << 16U) | (channel(g, (under >> 8U) & 255U) << 8U) |
           channel(b, under & 255U);
}

struct Ink {
    std::uint32_t r, g, b, a;
    explicit Ink(ImU32 c)
        : r((c >> IM_COL32_R_SHIFT) & 255U),
          g((c >> IM_COL32_G_SHIFT) & 255U),
          b((c >> IM_COL32_B_SHIFT) & 255U),
          a((c >> IM_COL32_A_SHIFT) & 255U) {}
    [[nodiscard]] std::uint32_t solid() const { return 0xFF000000U | (r << 16U) | (g << 8U) | b; }
};

void fill_plain(const Canvas& canvas, Area area, Ink ink) {
    if (ink.a == 0) return;
    for (int y = area.y0; y < area.y1; ++y) {
        std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        if (ink.a == 255) {
            std::fill(row + area.x0, row + area.x1, ink.solid());
        } else {
            for (int x = area.x0; x < area.x1; ++x) row[x] = blend(row[x], ink.r, ink.g, ink.b, ink.a);
        }
    }
}

void fill_mask(const Canvas& canvas, Area area, Ink ink, const std::uint8_t* mask, int u, int v) {
    const std::uint32_t solid = ink.solid();
    for (int y = area.y0; y < area.y1; ++y) {
        std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        const std::uint8_t* coverage = mask + static_cast<std::ptrdiff_t>(v + y - area.y0) * text::Atlas::side + u;
        for (int x = area.x0; x < area.x1; ++x) {
            const std::uint32_t alpha = coverage[x - area.x0] * ink.a / 255;
            if (alpha == 0) continue;
            row[x] = alpha == 255 ? solid : blend(row[x], ink.r, ink.g, ink.b, alpha);
        }
    }
}

bool whole(float value) {
    return value == std::floor(value);
}

Area box_of(std::span<const ImDrawVert* const> corners) {
    float x0 = corners[0]->pos.x;
    float y0 = corners[0]->pos.y;
    float x1 = x0;
    float y1 = y0;
    for (const ImDrawVert* v : corners) {
        x0 = std::min(x0, v->pos.x);
        y0 = std::min(y0, v->pos.y);
        x1 = std::max(x1, v->pos.x);
        y1 = std::max(y1, v->pos.y);
    }
    return {static_cast<int>(std::floor(x0)), static_cast<int>(std::floor(y0)), static_cast<int>(std::ceil(x1)),
            static_cast<int>(std::ceil(y1))};
}

// Two triangles that are one box: a b c, a c d with a top left and c bottom right.
bool is_box(const ImDrawVert* const (&v)[4]) {
    const auto &a = *v[0], &b = *v[1], &c = *v[2], &d = *v[3];
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.col == b.col &&
           a.col == c.col && a.col == d.col && a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y &&
           d.uv.x == a.uv.x;
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
                row[x] = blend(row[x], channel(ia.r, ib.r, ic.r), channel(ia.g, ib.g, ic.g), channel(ia.b, ib.b, ic.b),
                               alpha);
        }
    }
}

Area clip_of(const ImDrawCmd& command, int width, int height) {
    const Area clip{static_cast<int>(std::floor(command.ClipRect.x)), static_cast<int>(std::floor(command.ClipRect.y)),
                    static_cast<int>(std::ceil(command.ClipRect.z)), static_cast<int>(std::ceil(command.ClipRect.w))};
    return intersect(clip, {0, 0, width, height});
}

// Calls `box(clip, page, corners)` or `triangle(clip, page, a, b, c)` for each shape, in drawing order.
template <class OnBox, class OnTriangle>
void for_each_shape(const ImDrawData& data, int width, int height, OnBox on_box, OnTriangle on_triangle) {
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const Area clip = clip_of(command, width, height);
            if (clip.empty()) continue;
            const auto page = reinterpret_cast<std::uintptr_t>(command.GetTexID());
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            for (unsigned int i = 0; i + 3 <= command.ElemCount;) {
                if (i + 6 <= command.ElemCount && index[i] == index[i + 3] && index[i + 2] == index[i + 4]) {
                    const ImDrawVert* const corners[4] = {vertices + index[i], vertices + index[i + 1],
                                                          vertices + index[i + 2], vertices + index[i + 5]};
                    if (is_box(corners)) {
                        on_box(clip, page, corners);
                        i += 6;
                        continue;
                    }
                }
                on_triangle(clip, page, vertices + index[i], vertices + index[i + 1], vertices + index[i + 2]);
                i += 3;
            }
        }
    }
}

std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
    // FNV-1a over words: speed matters, an attacker does not come here.
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < size; i += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes + i, std::min<std::size_t>(4, size - i));
        hash = (hash ^ word) * 0x100000001B3ULL;
    }
    return hash;
}

}  // namespace

Area intersect(Area a, Area b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

Area unite(Area a, Area b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

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

Area FrameDiff::update(const ImDrawData& data, std::uint64_t atlas_generation, int width, int height) {
    m_next.clear();
    const auto add = [&](Area clip, std::uintptr_t page, std::span<const ImDrawVert* const> corners) {
        Piece piece;
        piece.area = intersect(box_of(corners), clip);
        if (piece.area.empty()) return;
        piece.hash = 0xCBF29CE484222325ULL ^ page;
        for (const ImDrawVert* v : corners) piece.hash = hash_bytes(piece.hash, v, sizeof *v);
        m_next.push_back(piece);
    };
    for_each_shape(
        data, width, height,
        [&](Area clip, std::uintptr_t page, const ImDrawVert* const(&v)[4]) { add(clip, page, v); },
        [&](Area clip, std::uintptr_t page, const ImDrawVert* a, const ImDrawVert* b, const ImDrawVert* c) {
            const ImDrawVert* corners[3] = {a, b, c};
            add(clip, page, corners);
        });
    const Area all{0, 0, width, height};
    const bool comparable = m_valid && m_generation == atlas_generation && m_width == width && m_height == height;
    Area damage = all;
    if (comparable) {
        damage = {};
        const auto ends = std::mismatch(m_pieces.begin(), m_pieces.end(), m_next.begin(), m_next.end());
        auto old_end = m_pieces.end();
        auto new_end = m_next.end();
        while (old_end != ends.first && new_end != ends.second && *(old_end - 1) == *(new_end - 1)) {
            --old_end;
            --new_end;
        }
        for (auto piece = ends.first; piece != old_end; ++piece) damage = unite(damage, piece->area);
        for (auto piece = ends.second; piece != new_end; ++piece) damage = unite(damage, piece->area);
    }
    m_pieces.swap(m_next);
    m_generation = atlas_generation;
    m_width = width;
    m_height = height;
    m_valid = true;
    return damage;
}

}  // namespace linli::app
