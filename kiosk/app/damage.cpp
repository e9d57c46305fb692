#include "kiosk/app/damage.h"

#include <algorithm>
#include <limits>

namespace linli::app {
namespace {

// What painting both as one paints beyond the two.
std::int64_t waste(Area a, Area b) {
    return unite(a, b).pixels() - a.pixels() - b.pixels();
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

void Damage::add(Area area) {
    if (area.empty()) return;
    // A box that grew may have come near another one, so every merge looks at all of them again.
    for (std::size_t i = 0; i < m_count;) {
        if (waste(m_areas[i], area) > near_pixels) {
            ++i;
            continue;
        }
        area = unite(m_areas[i], area);
        remove(i);
        i = 0;
    }
    m_areas[m_count++] = area;
    if (m_count > max_areas) add(take_cheapest_pair());
}

Area Damage::take_cheapest_pair() {
    std::size_t first = 0;
    std::size_t second = 1;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < m_count; ++i)
        for (std::size_t k = i + 1; k < m_count; ++k)
            if (const std::int64_t cost = waste(m_areas[i], m_areas[k]); cost < least) {
                least = cost;
                first = i;
                second = k;
            }
    const Area both = unite(m_areas[first], m_areas[second]);
    remove(second);  // the later one first: removing moves the last into the gap
    remove(first);
    return both;
}

Area Damage::bounds() const {
    Area all;
    for (const Area& area : areas()) all = unite(all, area);
    return all;
}

std::int64_t Damage::pixels() const {
    std::int64_t sum = 0;
    for (const Area& area : areas()) sum += area.pixels();
    return sum;
}

}  // namespace linli::app
