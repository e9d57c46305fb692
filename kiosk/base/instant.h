// Points in time as values. Nothing here reads a clock: only app/, net/, backend/http and the two main.cpp do.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace linli {

using Millis = std::chrono::milliseconds;

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;
};

[[nodiscard]] inline Instant operator+(Instant at, Millis by) {
    return {at.ms + by.count()};
}
[[nodiscard]] inline Instant operator-(Instant at, Millis by) {
    return {at.ms - by.count()};
}
[[nodiscard]] inline Millis operator-(Instant a, Instant b) {
    return Millis{a.ms - b.ms};
}

// Milliseconds since the machine started; never goes back, unlike the wall clock of a box without a battery.
struct BootTime {
    std::int64_t ms = 0;
    auto operator<=>(const BootTime&) const = default;
};

[[nodiscard]] inline BootTime operator+(BootTime at, Millis by) {
    return {at.ms + by.count()};
}
[[nodiscard]] inline Millis operator-(BootTime a, BootTime b) {
    return Millis{a.ms - b.ms};
}

// Both clocks of one moment, as they are handed to the core, the engine and the hub.
struct Now {
    Instant wall;
    BootTime boot;
};

// A date and time as people read it, at a fixed offset from UTC.
struct Civil {
    int year = 1970, month = 1, day = 1;  // month and day from 1
    int hour = 0, minute = 0, second = 0;
    int weekday = 1;  // 1 Monday ... 7 Sunday
    bool operator==(const Civil&) const = default;
};

// offset_minutes: east of UTC, -840..840.
[[nodiscard]] Civil to_civil(Instant at, int offset_minutes);
// The weekday is ignored; fields beyond their range carry over.
[[nodiscard]] Instant from_civil(const Civil& civil, int offset_minutes);
// Whole days from 1970-01-01 in local time: equal for two instants of the same local day.
[[nodiscard]] std::int64_t day_number(Instant at, int offset_minutes);

// "2026-11-21T10:42:00.000Z"
[[nodiscard]] std::string to_rfc3339(Instant at);
// Accepts fractions of up to 9 digits and any numeric offset. Errors: Invalid.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace linli
