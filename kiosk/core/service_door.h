// Who may open the operator's page: one PIN, and ever longer waits after wrong ones.
//
// Belongs to one thread. By time since boot: no device clock can be turned to try more. The count lives as long as the
// process: whoever can cut the kiosk's power wins three tries a boot, which a PIN of more than six digits outlasts.
#pragma once

#include <string>

#include "kiosk/session/events.h"

namespace linli {

inline constexpr int kFreePinTries = 3;
inline constexpr Millis kFirstPinWait{30'000};  // doubles with each wrong one
inline constexpr Millis kLongestPinWait{15 * 60'000};

class ServiceDoor {
  public:
    // hash: as crypto::hash_password made it; empty: the door has no key and stays shut.
    explicit ServiceDoor(std::string hash) : m_hash(std::move(hash)) {}

    // Takes as long as the hash costs, about a tenth of a second.
    [[nodiscard]] PinChecked check(const CheckPin& command, BootTime now);

  private:
    std::string m_hash;
    int m_wrong = 0;
    BootTime m_open_from;  // before that nothing is tried
};

}  // namespace linli
