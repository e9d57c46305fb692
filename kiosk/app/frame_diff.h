// Tells which parts of the picture differ between two frames' draw data. UI thread only.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/app/damage.h"

struct ImDrawData;

namespace linli::app {

class FrameDiff {
  public:
    /// Boxes outside of which this frame and the one before are the same; empty when they are equal. All of the canvas
    /// at first, after invalidate(), and when the size or the atlas's generation changed.
    [[nodiscard]] Damage update(const ImDrawData& data, std::uint64_t atlas_generation, int width, int height);
    void invalidate() { m_valid = false; }

  private:
    struct Piece {
        std::uint64_t hash = 0;
        Area area;
        friend bool operator==(const Piece&, const Piece&) = default;
    };
    using Pieces = std::vector<Piece>;
    struct Skip {
        std::size_t before = 0, after = 0;
    };
    void read(const ImDrawData& data, int width, int height);
    [[nodiscard]] Damage compare() const;
    [[nodiscard]] static Skip resume(const Piece* before, std::size_t befores, const Piece* after, std::size_t afters);

    Pieces m_pieces, m_next;  // in drawing order
    std::uint64_t m_generation = 0;
    int m_width = 0, m_height = 0;
    bool m_valid = false;
};

}  // namespace linli::app
