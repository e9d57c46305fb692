// What follows from an event's document alone: whom it must know, and whether any of it still takes place. Any thread.
#pragma once

#include <algorithm>
#include <optional>

#include "kiosk/base/instant.h"
#include "kiosk/domain/content.h"

namespace linli {

// Is somebody left in the care of staff there? Then staff must know who, and must reach whoever answers for them.
[[nodiscard]] inline bool leaves_somebody_in_care(const Event& event) {
    return event.pick_up == PickUp::Code || !event.consent.empty();
}

// Are all of its sessions that are not over called off? now: nothing where the date is not known; then none is over.
// False for an event that is over.
[[nodiscard]] inline bool rest_is_called_off(const Event& event, std::optional<Instant> now) {
    const auto& sessions = event.sessions;
    const auto comes = [&](const EventSession& session) { return !now || session.ends_at > *now; };
    return std::any_of(sessions.begin(), sessions.end(), comes) &&
           std::none_of(sessions.begin(), sessions.end(), [&](const EventSession& session) {
               return comes(session) && session.cancelled_because.empty();
           });
}

}  // namespace linli
