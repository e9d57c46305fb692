#include "kiosk/wire/report.h"

#include <charconv>
#include <string_view>

#include <fmt/format.h>

namespace linli::wire {
namespace {

// Beyond it a clock is none: the year 2286. A queue that long, or that old, is not one that staff can read off either.
constexpr std::int64_t kMostMillis = 9'999'999'999'999;
constexpr std::int64_t kMostQueued = 1'000'000'000;

std::optional<std::int64_t> number_in(const Target& target, std::string_view name, std::int64_t most) {
    const auto text = target.get(name);
    std::int64_t value = 0;
    if (!text) return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < 0 || value > most) return std::nullopt;
    return value;
}

}  // namespace

std::string report_query(const KioskReport& report) {
    return fmt::format("&clock={}&queued={}&oldest={}", report.clock.ms, report.queued, report.oldest.count());
}

std::optional<KioskReport> read_report(const Target& target) {
    const auto clock = number_in(target, "clock", kMostMillis);
    const auto queued = number_in(target, "queued", kMostQueued);
    const auto oldest = number_in(target, "oldest", kMostMillis);
    if (!clock || !queued || !oldest) return std::nullopt;
    return KioskReport{{*clock}, *queued, Millis{*oldest}};
}

}  // namespace linli::wire
