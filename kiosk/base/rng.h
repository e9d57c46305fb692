// A small seeded generator for jitter and for the simulator. Never for secrets: those take Entropy.
#pragma once

#include <cstdint>
#include <span>

#include "kiosk/base/check.h"

namespace linli {

// SplitMix64 (Steele, Lea, Flood 2014): one word of state, full period, the same sequence on every machine.
class Rng {
  public:
    explicit Rng(std::uint64_t seed) : m_state(seed) {}

    [[nodiscard]] std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    // 0 .. bound - 1; bound > 0. The bias is below bound / 2^64.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) {
        LINLI_CHECK(bound > 0);
        return next() % bound;
    }
    // True once in `n` calls on average; n > 0.
    [[nodiscard]] bool one_in(std::uint64_t n) { return below(n) == 0; }
    void fill(std::span<std::uint8_t> out) {
        for (auto& byte : out) byte = static_cast<std::uint8_t>(next() >> 32);
    }

  private:
    std::uint64_t m_state;
};

}  // namespace linli
