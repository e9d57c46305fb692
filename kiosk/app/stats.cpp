#include "kiosk/app/stats.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace linli::app {
namespace {

// Proportional set size: what this process costs the machine, shared pages divided among those that share them.
double pss_mb() {
    std::ifstream file("/proc/self/smaps_rollup");
    std::string word;
    while (file >> word) {
        if (word != "Pss:") continue;
        double kb = 0;
        file >> kb;
        return kb / 1024.0;
    }
    return 0;
}

}  // namespace

std::string Samples::json() const {
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const auto rank = [&](double share) {
        if (sorted.empty()) return 0.0;
        const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
        return sorted[std::clamp<std::size_t>(at, 1, sorted.size()) - 1];
    };
    return fmt::format("{{\"p50\":{:.3f},\"p95\":{:.3f},\"p99\":{:.3f},\"n\":{}}}", rank(0.50), rank(0.95), rank(0.99),
                       sorted.size());
}

Result<void> Stats::write(const std::string& path) const {
    std::ofstream file(path, std::ios::trunc);
    file << fmt::format(
        "{{\"first_content_ms\":{:.1f},\"pss_mb\":{:.1f},\"frame_ms\":{},\"tap_to_present_ms\":{},\"page_turn_ms\":{},"
        "\"durable_submit_ms\":{}}}\n",
        first_content_ms, pss_mb(), frame_ms.json(), tap_to_present_ms.json(), page_turn_ms.json(),
        durable_submit_ms.json());
    if (!file.flush()) return fail(Fault::Storage, "--stats {}: cannot be written", path);
    return {};
}

}  // namespace linli::app
