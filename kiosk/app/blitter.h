// Draws ImGui's draw lists into pixels, in software. UI thread only.
//
// What Ui emits is axis-aligned boxes on whole pixels, textured one to one from the A8 atlas or plain: those are copied
// row by row. Any other triangle goes a slower general way. Drawing within a damage box gives the same pixels there as
// drawing everything (a test holds it).
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/text/atlas.h"

struct ImDrawData;

namespace linli::app {

/// 32-bit pixels, 0xFFRRGGBB, `stride` pixels a row. Not owned.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0, height = 0, stride = 0;
};

/// Half-open, in pixels.
struct Area {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
    friend bool operator==(const Area&, const Area&) = default;
};
[[nodiscard]] Area intersect(Area a, Area b);
[[nodiscard]] Area unite(Area a, Area b);

/// Paints only inside `damage`.
void blit(const ImDrawData& data, const text::Atlas& atlas, const Canvas& canvas, Area damage);

/// Tells what changed since the draw data it saw last.
class FrameDiff {
  public:
    /// The box outside of which the two frames are the same; empty when they are equal. All of the canvas at first,
    /// after invalidate(), and when the size or the atlas's generation changed.
    [[nodiscard]] Area update(const ImDrawData& data, std::uint64_t atlas_generation, int width, int height);
    void invalidate() { m_valid = false; }

  private:
    struct Piece {
        std::uint64_t hash = 0;
        Area area;
        friend bool operator==(const Piece&, const Piece&) = default;
    };
    std::vector<Piece> m_pieces, m_next;
    std::uint64_t m_generation = 0;
    int m_width = 0, m_height = 0;
    bool m_valid = false;
};

}  // namespace linli::app
