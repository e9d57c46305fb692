// How often wrong receipts may be tried at one kiosk. By time since boot: no device clock can be turned to try more.
#pragma once

#include <array>

#include "kiosk/base/instant.h"

namespace linli {

inline constexpr std::size_t kMaxWrongTries = 5;
inline constexpr Millis kWrongTriesWindow{10 * 60'000};

class TryLimiter {
  public:
    [[nodiscard]] bool allowed(BootTime now) const {
        return m_count < kMaxWrongTries || now - m_wrong[m_count % kMaxWrongTries] >= kWrongTriesWindow;
    }
    // A right one clears nothing: whoever guesses may hold a receipt of their own.
    void wrong(BootTime now) { m_wrong[m_count++ % kMaxWrongTries] = now; }

  private:
    std::array<BootTime, kMaxWrongTries> m_wrong{};  // a ring: the oldest is where the next goes
    std::size_t m_count = 0;
};

}  // namespace linli
