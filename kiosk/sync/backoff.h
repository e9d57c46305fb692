// How long to wait after a failure: full jitter, so that five thousand kiosks do not come back in step.
#pragma once

#include <optional>

#include "kiosk/base/instant.h"
#include "kiosk/base/rng.h"

namespace linli::sync {

// The wait is uniform between nothing and a ceiling, which doubles with each failure from the first to the last of
// these.
inline constexpr Millis kFirstCeiling{2'000};
inline constexpr Millis kLastCeiling{15 * 60'000};
// A Retry-After is honoured up to here.
inline constexpr Millis kMaxRetryAfter{60 * 60'000};

class Backoff {
  public:
    // Returns when to try again, no sooner than `at_least` from now.
    BootTime fail(BootTime now, Rng& rng, std::optional<Millis> at_least = {});
    void reset() { m_failures = 0; }
    [[nodiscard]] int failures() const { return m_failures; }

  private:
    int m_failures = 0;
};

}  // namespace linli::sync
