// Walks ImGui's draw data shape by shape: what the blitter paints and what the comparison of two frames compares.
// Inside of app; UI thread only.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include <imgui.h>

#include "kiosk/app/damage.h"

namespace linli::app {

using BoxCorners = const ImDrawVert* [4];

inline Area box_of(std::span<const ImDrawVert* const> corners) {
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
inline bool is_box(const ImDrawVert* const (&v)[4]) {
    const auto &a = *v[0], &b = *v[1], &c = *v[2], &d = *v[3];
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.col == b.col &&
           a.col == c.col && a.col == d.col && a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y &&
           d.uv.x == a.uv.x;
}

inline Area clip_of(const ImDrawCmd& command, int width, int height) {
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

}  // namespace linli::app
