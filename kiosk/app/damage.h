// Which parts of the picture are painted anew. Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace linli::app {

/// Half-open, in pixels.
struct Area {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
    [[nodiscard]] std::int64_t pixels() const { return empty() ? 0 : std::int64_t{x1 - x0} * (y1 - y0); }
    friend bool operator==(const Area&, const Area&) = default;
};
[[nodiscard]] Area intersect(Area a, Area b);
[[nodiscard]] Area unite(Area a, Area b);

/// A few boxes that cover everything that was added. They may overlap: each is painted whole, from the paper up.
class Damage {
  public:
    static constexpr std::size_t max_areas = 8;
    /// Two boxes become one where that paints at most this much more: walking a page's draw list once costs as much.
    static constexpr std::int64_t near_pixels = 20'000;

    void add(Area area);
    [[nodiscard]] bool empty() const { return m_count == 0; }
    [[nodiscard]] std::span<const Area> areas() const { return {m_areas.data(), m_count}; }
    [[nodiscard]] Area bounds() const;
    /// Of all boxes, overlaps counted twice.
    [[nodiscard]] std::int64_t pixels() const;

  private:
    void remove(std::size_t index) { m_areas[index] = m_areas[--m_count]; }
    [[nodiscard]] Area take_cheapest_pair();

    std::array<Area, max_areas + 1> m_areas;
    std::size_t m_count = 0;
};

}  // namespace linli::app
