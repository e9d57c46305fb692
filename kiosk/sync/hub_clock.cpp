#include "kiosk/sync/hub_clock.h"

namespace linli::sync {
namespace {

// Small steps back are a time service at work, not a lost battery.
constexpr Millis kTolerance{2 * 60'000};

}  // namespace

HubClock::Reading HubClock::read(Now now) const {
    if (m_heard) return {m_hub + (now.boot - m_boot), true};
    if (m_hub.ms == 0) return {now.wall, false};
    const Millis passed = now.wall - m_wall;
    if (passed < -kTolerance) return {now.wall, false};
    return {m_hub + std::max(passed, Millis{0}), true};
}

}  // namespace linli::sync
