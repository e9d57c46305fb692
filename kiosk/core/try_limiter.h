// How often wrong receipts may be tried at one kiosk. By time since boot: no device clock can be turned to try more.
#pragma once

#include <array>

#include "kiosk/base/instant.h"

namespace linli {

inline constexpr std::size_t kMaxWrongTries = 5;
// Of these for what acts on an item. Looking and acting are on two threads that share nothing, so each has its part of
// the limit. Acting needs almost none: the screens act only with a receipt that looking has opened.
inline constexpr std::size_t kMaxWrongActs = 1;
inline constexpr std::size_t kMaxWrongLooks = kMaxWrongTries - kMaxWrongActs;
inline constexpr Millis kWrongTriesWindow{10 * 60'000};

class TryLimiter {
  public:
    // most: of wrong ones in a window, from 1 to kMaxWrongTries.
    explicit TryLimiter(std::size_t most) : m_most(most) {}

    [[nodiscard]] bool allowed(BootTime now) const {
        return m_count < m_most || now - m_wrong[m_count % m_most] >= kWrongTriesWindow;
    }
    // A right one clears nothing: whoever guesses may hold a receipt of their own.
    void wrong(BootTime now) { m_wrong[m_count++ % m_most] = now; }

  private:
    std::size_t m_most;
    std::array<BootTime, kMaxWrongTries> m_wrong{};  // a ring: the oldest is where the next goes
    std::size_t m_count = 0;
};

}  // namespace linli
