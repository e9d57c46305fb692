#include "kiosk/text/layout.h"

#include <algorithm>
#include <cmath>

namespace linli::text {

CaretPlace caret_at(const Layout& layout, std::size_t offset) {
    CaretPlace place{0, 0, layout.line_height};
    if (layout.lines.empty()) return place;
    for (const Cluster& cluster : layout.clusters) {
        if (cluster.begin >= offset) {
            const bool starts_line = cluster.begin == offset;
            if (starts_line)
                return {cluster.x, static_cast<float>(cluster.line) * layout.line_height, layout.line_height};
            break;
        }
        place = {cluster.x + cluster.width, static_cast<float>(cluster.line) * layout.line_height, layout.line_height};
    }
    // After a line end typed last there is a line without clusters, and the caret belongs there.
    const Line& last = layout.lines.back();
    if (last.begin == last.end && offset >= last.begin) {
        return {last.x, static_cast<float>(layout.lines.size() - 1) * layout.line_height, layout.line_height};
    }
    return place;
}

std::size_t offset_at(const Layout& layout, float x, float y) {
    if (layout.lines.empty()) return 0;
    const float row = std::floor(y / std::max(layout.line_height, 1.0F));
    const auto line = static_cast<std::size_t>(std::clamp(row, 0.0F, static_cast<float>(layout.lines.size() - 1)));
    std::size_t offset = layout.lines[line].begin;
    for (const Cluster& cluster : layout.clusters) {
        if (cluster.line != line) continue;
        if (x < cluster.x + cluster.width / 2) return cluster.begin;
        offset = cluster.end;
    }
    return offset;
}

}  // namespace linli::text
