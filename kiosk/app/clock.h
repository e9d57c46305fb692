// The program's two clocks, read here and handed on as values. Any thread.
#pragma once

#include <optional>

#include "kiosk/base/instant.h"

namespace linli::app {

class Clock {
  public:
    // `wall`: what the wall clock is to say now; it goes on from there. Nothing: the machine's.
    explicit Clock(std::optional<Instant> wall);
    [[nodiscard]] Now now() const;
    // Monotonic, for frames.
    [[nodiscard]] static double seconds();
    // Since this process was started, to the kernel's tick of 10 ms.
    [[nodiscard]] static double ms_since_start();

  private:
    Millis m_shift{0};  // added to the machine's wall clock
};

}  // namespace linli::app
