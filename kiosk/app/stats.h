// What `--stats` writes at the end. UI thread only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace linli::app {

// Durations in ms. The first kLimit are kept: enough for any journey, and a kiosk that runs for months stays small.
class Samples {
  public:
    static constexpr std::size_t kLimit = 100'000;
    void add(double ms) {
        if (m_values.size() < kLimit) m_values.push_back(ms);
    }
    // {"p50":..,"p95":..,"p99":..,"n":..}; nearest rank, 0 where there are none.
    [[nodiscard]] std::string json() const;

  private:
    std::vector<double> m_values;
};

struct Stats {
    double first_content_ms = 0;
    Samples frame_ms;
    Samples tap_to_present_ms;
    Samples page_turn_ms;  // those of the taps that led to another page
    Samples durable_submit_ms;

    // With the memory that the process has at this moment. Errors: Storage.
    [[nodiscard]] Result<void> write(const std::string& path) const;
};

}  // namespace linli::app
