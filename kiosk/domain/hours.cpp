#include "kiosk/domain/hours.h"

#include <algorithm>
#include <utility>

namespace linli {
namespace {

constexpr std::int64_t kMinutesADay = 24 * 60;
constexpr std::int64_t kMillisAMinute = 60'000;
constexpr std::int64_t kDaysAhead = 8;

// From and until, in local minutes since 1970-01-01.
using Span = std::pair<std::int64_t, std::int64_t>;

// Day 0, 1970-01-01, was a Thursday.
int weekday_of(std::int64_t day) {
    return static_cast<int>((day % 7 + 7 + 3) % 7) + 1;
}

std::vector<Span> spans_around(const OpeningHours& hours, std::int64_t today) {
    std::vector<Span> spans;
    for (std::int64_t day = today - 1; day <= today + kDaysAhead; ++day) {
        if (std::find(hours.closed_on.begin(), hours.closed_on.end(), day) != hours.closed_on.end()) continue;
        for (const OpeningPart& part : hours.parts)
            if (std::find(part.days.begin(), part.days.end(), weekday_of(day)) != part.days.end())
                spans.emplace_back(day * kMinutesADay + part.from_minute, day * kMinutesADay + part.until_minute);
    }
    std::sort(spans.begin(), spans.end());
    std::vector<Span> merged;
    for (const Span& span : spans) {
        if (!merged.empty() && span.first <= merged.back().second)
            merged.back().second = std::max(merged.back().second, span.second);
        else
            merged.push_back(span);
    }
    return merged;
}

}  // namespace

Openness openness_at(const OpeningHours& hours, Instant now, int offset_minutes) {
    const std::int64_t today = day_number(now, offset_minutes);
    const std::int64_t local_ms = now.ms + offset_minutes * kMillisAMinute;
    const auto instant_of = [&](std::int64_t minute) { return Instant{(minute - offset_minutes) * kMillisAMinute}; };
    for (const Span& span : spans_around(hours, today)) {
        if (span.second * kMillisAMinute <= local_ms) continue;
        if (span.first * kMillisAMinute > local_ms) return {Openness::State::Shut, instant_of(span.first)};
        if (span.second >= (today + kDaysAhead) * kMinutesADay) return {Openness::State::Always, {}};
        return {Openness::State::Open, instant_of(span.second)};
    }
    return {Openness::State::Closed, {}};
}

}  // namespace linli
