#include "kiosk/sync/backoff.h"

#include <algorithm>

namespace linli::sync {

BootTime Backoff::fail(BootTime now, Rng& rng, std::optional<Millis> at_least) {
    // Beyond ten doublings the ceiling is reached.
    const Millis ceiling = std::min(kFirstCeiling * (1 << std::min(m_failures, 10)), kLastCeiling);
    ++m_failures;
    const Millis wait{static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(ceiling.count()) + 1))};
    return now + std::max(wait, std::min(at_least.value_or(Millis{0}), kMaxRetryAfter));
}

}  // namespace linli::sync
