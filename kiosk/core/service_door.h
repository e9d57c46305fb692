// Who may open the operator's page: one PIN, and ever longer waits after wrong ones.
//
// Belongs to one thread. By time since boot: no device clock can be turned to try more. Wrong tries are counted in a
// file of the data folder, each before it is answered: whoever cuts the kiosk's power waits again from the beginning,
// as long as after the last wrong one. Only the right PIN ends the count.
#pragma once

#include <string>

#include "kiosk/session/events.h"

namespace linli {

inline constexpr int kFreePinTries = 3;
inline constexpr Millis kFirstPinWait{30'000};  // doubles with each wrong one
inline constexpr Millis kLongestPinWait{15 * 60'000};

class ServiceDoor {
  public:
    // hash: as crypto::hash_password made it; empty: the door has no key and stays shut. tries: path of the count;
    // where it can be neither read nor written (a full disk must not lock the operator out), the log says so and the
    // count lives as long as this.
    ServiceDoor(std::string hash, std::string tries) : m_hash(std::move(hash)), m_tries(std::move(tries)) {}

    // Takes as long as the hash costs, about a tenth of a second.
    [[nodiscard]] PinChecked check(const CheckPin& command, BootTime now);

    // Once, when the program begins: the wait of before runs from then, and not from the first PIN that is typed. check
    // does it where nobody did.
    void begin(BootTime now);

  private:
    void count(int wrong);

    std::string m_hash;
    std::string m_tries;
    bool m_begun = false;
    int m_wrong = 0;
    BootTime m_open_from;  // before that nothing is tried
};

}  // namespace linli
