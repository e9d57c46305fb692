#include "backend/console/when.h"

#include <algorithm>

#include <fmt/format.h>

namespace linli::hub::console {

std::string span_words(const Words& words, Millis span) {
    const std::int64_t minutes = std::max<std::int64_t>(1, (span.count() < 0 ? -span.count() : span.count()) / 60'000);
    if (minutes < 60) return words.fill("span.minutes", {{"n", std::to_string(minutes)}});
    if (minutes < 48 * 60) return words.fill("span.hours", {{"n", std::to_string(minutes / 60)}});
    return words.fill("span.days", {{"n", std::to_string(minutes / (24 * 60))}});
}

std::string when_words(const Words& words, Instant at, Instant now, int utc_offset) {
    const Civil civil = to_civil(at, utc_offset);
    const std::string time = fmt::format("{:02}:{:02}", civil.hour, civil.minute);
    const std::int64_t days = day_number(at, utc_offset) - day_number(now, utc_offset);
    if (days == 0) return words.fill("when.today", {{"time", time}});
    if (days == -1) return words.fill("when.yesterday", {{"time", time}});
    if (days == 1) return words.fill("when.tomorrow", {{"time", time}});
    const bool this_year = civil.year == to_civil(now, utc_offset).year;
    return words.fill(this_year ? "when.date" : "when.year",
                      {{"time", time},
                       {"day", std::to_string(civil.day)},
                       {"month", std::to_string(civil.month)},
                       {"monthname", words.get(fmt::format("month.{}", civil.month))},
                       {"year", std::to_string(civil.year)}});
}

std::string day_words(const Words& words, Instant at, int utc_offset) {
    const Civil civil = to_civil(at, utc_offset);
    return words.fill("when.long", {{"day", std::to_string(civil.day)},
                                    {"month", std::to_string(civil.month)},
                                    {"monthname", words.get(fmt::format("month.{}", civil.month))},
                                    {"weekday", words.get(fmt::format("weekday.{}", civil.weekday))}});
}

std::string ago_words(const Words& words, Instant at, Instant now) {
    const Millis span = now - at;
    if (span.count() < 60'000) return std::string(words.get("when.now"));
    return words.fill("when.ago", {{"time", span_words(words, span)}});
}

ClockWords clock_words(const Words& words, const CaseLine& line, Instant now) {
    const bool answering = line.respond.due != Due::Stopped && line.respond.at;
    const DueClock& clock = answering ? line.respond : line.solve;
    if (clock.due == Due::Stopped || !clock.at) return {std::string(words.get("clock.closed")), "green"};
    const Millis left = *clock.at - now;
    const std::string time = span_words(words, left);
    if (clock.due == Due::Overdue)
        return {words.fill(answering ? "clock.late" : "clock.solve.late", {{"time", time}}), "red"};
    return {words.fill(answering ? "clock.due" : "clock.solve.due", {{"time", time}}),
            clock.due == Due::Soon ? "amber" : "plain"};
}

}  // namespace linli::hub::console
