// Two kiosks' real cores and stores, the real hub and its SQLite, in one thread, from one seed.
//
// A step is one thing that happens: a resident acts, staff act, time passes, a message arrives, a process dies at some
// statement. After each the oracle looks. When the faults end, everything must come to rest within bounded rounds.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "backend/hub/hub.h"
#include "kiosk/base/rng.h"
#include "kiosk/core/core.h"
#include "kiosk/core/reads.h"
#include "tests/sim/network.h"
#include "tests/sim/oracle.h"

namespace linli::sim {

struct Outcome {
    std::string broken;  // empty: every invariant held
    std::uint64_t steps = 0;
    std::uint64_t saved = 0;
    std::uint64_t crashes = 0;
    std::uint64_t faults = 0;
};

// folder: empty, on a file system in memory; it is used up. trace: each step goes to stderr.
enum class Trace { Off, On };
[[nodiscard]] Outcome play(std::uint64_t seed, const std::string& folder, Trace trace);

}  // namespace linli::sim
