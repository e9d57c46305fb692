#include "kiosk/text/layout.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace linli::text {
namespace {

bool reads_right_to_left(const Cluster& cluster) {
    return (cluster.level & 1U) != 0;
}

std::size_t line_under(const Layout& layout, float y) {
    std::size_t line = 0;
    while (line + 1 < layout.lines.size() && y >= layout.lines[line].top + layout.lines[line].height) ++line;
    return line;
}

std::span<const Cluster> clusters_of(const Layout& layout, const Line& line) {
    return std::span(layout.clusters).subspan(line.first_cluster, line.end_cluster - line.first_cluster);
}

}  // namespace

CaretPlace caret_at(const Layout& layout, std::size_t offset) {
    if (layout.lines.empty()) return {0, 0, layout.line_height};
    const auto on_line = [&](std::size_t line, float x) {
        return CaretPlace{x, layout.lines[line].top, layout.lines[line].height};
    };
    // After a line end typed last there is a line without clusters, and the caret belongs there.
    const Line& last = layout.lines.back();
    if (last.begin == last.end && offset >= last.begin) return on_line(layout.lines.size() - 1, last.x);
    const auto found = std::lower_bound(layout.clusters.begin(), layout.clusters.end(), offset,
                                        [](const Cluster& cluster, std::size_t at) { return cluster.begin < at; });
    if (found != layout.clusters.end() && found->begin == offset)
        return on_line(found->line, reads_right_to_left(*found) ? found->x + found->width : found->x);
    if (found == layout.clusters.begin()) return on_line(0, layout.lines.front().x);
    const Cluster& before = *std::prev(found);
    return on_line(before.line, reads_right_to_left(before) ? before.x : before.x + before.width);
}

std::size_t offset_at(const Layout& layout, float x, float y) {
    if (layout.lines.empty()) return 0;
    const std::size_t index = line_under(layout, y);
    const Line& line = layout.lines[index];
    const auto clusters = clusters_of(layout, line);
    const Cluster* nearest = nullptr;
    float nearest_distance = 0;
    for (const Cluster& cluster : clusters) {
        const float distance = std::max({cluster.x - x, x - (cluster.x + cluster.width), 0.0F});
        // A cluster without width (a line end, a control) is never what was meant, unless there is nothing else.
        const bool better = nearest == nullptr || (nearest->width <= 0 && cluster.width > 0) ||
                            (distance < nearest_distance && cluster.width > 0);
        if (!better) continue;
        nearest = &cluster;
        nearest_distance = distance;
    }
    if (nearest == nullptr || nearest->width <= 0) return line.begin;
    const bool left_half = x < nearest->x + nearest->width / 2;
    if (left_half != reads_right_to_left(*nearest)) return nearest->begin;
    // Behind the last character of a line that was broken is the next line, where nobody pointed.
    const bool leaves_line = nearest->end == line.end && index + 1 < layout.lines.size();
    return leaves_line ? nearest->begin : nearest->end;
}

std::vector<TextBox> boxes_of(const Layout& layout, std::size_t begin, std::size_t end) {
    std::vector<TextBox> boxes;
    for (std::size_t index = 0; index < layout.lines.size(); ++index) {
        const Line& line = layout.lines[index];
        const std::size_t first_of_line = boxes.size();
        for (const Cluster& cluster : clusters_of(layout, line))
            if (cluster.begin < end && cluster.end > begin && cluster.width > 0)
                boxes.push_back({cluster.x, line.top, cluster.width, line.height, index});
        const auto first = boxes.begin() + static_cast<std::ptrdiff_t>(first_of_line);
        std::sort(first, boxes.end(), [](const TextBox& a, const TextBox& b) { return a.x < b.x; });
        std::size_t kept = first_of_line;
        for (std::size_t i = first_of_line; i < boxes.size(); ++i) {
            const float reach = kept > first_of_line ? boxes[kept - 1].x + boxes[kept - 1].width : 0;
            if (kept > first_of_line && boxes[i].x <= reach + 0.05F) {
                boxes[kept - 1].width = std::max(reach, boxes[i].x + boxes[i].width) - boxes[kept - 1].x;
            } else {
                boxes[kept++] = boxes[i];
            }
        }
        boxes.resize(kept);
    }
    return boxes;
}

}  // namespace linli::text
