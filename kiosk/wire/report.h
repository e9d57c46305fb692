// What a kiosk says of itself with every look at the feed, for those who keep the kiosks running. Plain values; any
// thread. It travels in the target, which is signed; nothing is decided by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"

namespace linli::wire {

struct KioskReport {
    Instant clock;            // the device's own, uncorrected
    std::int64_t queued = 0;  // operations without an answer
    Millis oldest{0};         // how long the first of them has waited
    bool operator==(const KioskReport&) const = default;
};

// "&clock=1795000000000&queued=2&oldest=60000"
[[nodiscard]] std::string report_query(const KioskReport& report);
// Nothing where a part is missing or beyond what can be: an older kiosk, or one that says nothing of itself.
[[nodiscard]] std::optional<KioskReport> read_report(const Target& target);

}  // namespace linli::wire
