// When a place is open: parts of the week, and days on which it is shut. Plain data and pure functions; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/base/instant.h"

namespace linli {

// Minutes of the local day, 0 <= from < until <= 1440. What goes on after midnight is a second part, from 0.
struct OpeningPart {
    std::vector<int> days;  // 1 Monday .. 7 Sunday, each at most once
    int from_minute = 0;
    int until_minute = 1440;
    bool operator==(const OpeningPart&) const = default;
};

struct OpeningHours {
    std::vector<OpeningPart> parts;       // at most 21
    std::vector<std::int64_t> closed_on;  // day numbers as of day_number(); at most 60
    bool operator==(const OpeningHours&) const = default;
};

struct Openness {
    enum class State {
        Always,  // for the coming week at least
        Open,    // until `change`
        Shut,    // until `change`
        Closed,  // for the coming week at least
    };
    State state = State::Closed;
    Instant change;  // of Open and Shut
    bool operator==(const Openness&) const = default;
};

// As of `now`, at that offset east of UTC. Parts that touch, over midnight too, are one.
[[nodiscard]] Openness openness_at(const OpeningHours& hours, Instant now, int offset_minutes);

}  // namespace linli
