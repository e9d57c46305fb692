// What day it is: the hub's last time and what has passed since, because a kiosk's own clock may be months off.
#pragma once

#include "kiosk/base/instant.h"

namespace linli::sync {

class HubClock {
  public:
    // What was stored before this start; 0 where the hub never told.
    HubClock(Instant stored_hub, Instant stored_wall) : m_hub(stored_hub), m_wall(stored_wall) {}

    void set(Instant hub, Now at) {
        m_hub = hub;
        m_wall = at.wall;
        m_boot = at.boot;
        m_heard = true;
    }

    struct Reading {
        Instant now;
        bool known = false;
    };
    // After a start without a hub the device's clock is believed as long as it has not gone back behind the moment the
    // hub was last heard, corrected by how far it was off then.
    [[nodiscard]] Reading read(Now now) const;

  private:
    Instant m_hub;
    Instant m_wall;
    BootTime m_boot;
    bool m_heard = false;
};

}  // namespace linli::sync
