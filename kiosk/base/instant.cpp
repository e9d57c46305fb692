#include "kiosk/base/instant.h"

#include <cctype>

namespace linli {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

// Days from the civil epoch by std::chrono, which is proleptic Gregorian like RFC 3339.
std::int64_t days_from_civil(int year, int month, int day) {
    using namespace std::chrono;
    const int months = year * 12 + (month - 1);
    const auto ymd = std::chrono::year{static_cast<int>(floor_div(months, 12))} /
                     std::chrono::month{static_cast<unsigned>(months - floor_div(months, 12) * 12) + 1} / 1;
    return sys_days{ymd}.time_since_epoch().count() + day - 1;
}

// Reads exactly n digits; false where there are fewer.
bool digits(std::string_view& text, int n, int& value) {
    if (text.size() < static_cast<std::size_t>(n)) return false;
    value = 0;
    for (int i = 0; i < n; ++i) {
        const char c = text[static_cast<std::size_t>(i)];
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(static_cast<std::size_t>(n));
    return true;
}

bool literal(std::string_view& text, char c) {
    if (text.empty() || std::toupper(static_cast<unsigned char>(text.front())) != c) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

Civil to_civil(Instant at, int offset_minutes) {
    using namespace std::chrono;
    const std::int64_t local = at.ms + std::int64_t{offset_minutes} * 60'000;
    const std::int64_t day = floor_div(local, kDayMs);
    const std::int64_t rest = local - day * kDayMs;
    const sys_days date{days{day}};
    const year_month_day ymd{date};
    Civil civil;
    civil.year = static_cast<int>(ymd.year());
    civil.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    civil.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
    civil.hour = static_cast<int>(rest / 3'600'000);
    civil.minute = static_cast<int>(rest / 60'000 % 60);
    civil.second = static_cast<int>(rest / 1000 % 60);
    civil.weekday = static_cast<int>(weekday{date}.iso_encoding());
    return civil;
}

Instant from_civil(const Civil& civil, int offset_minutes) {
    const std::int64_t days = days_from_civil(civil.year, civil.month, civil.day);
    const std::int64_t seconds = std::int64_t{civil.hour} * 3600 + std::int64_t{civil.minute} * 60 + civil.second -
                                 std::int64_t{offset_minutes} * 60;
    return {days * kDayMs + seconds * 1000};
}

std::int64_t day_number(Instant at, int offset_minutes) {
    return floor_div(at.ms + std::int64_t{offset_minutes} * 60'000, kDayMs);
}

std::string to_rfc3339(Instant at) {
    const Civil c = to_civil(at, 0);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", c.year, c.month, c.day, c.hour, c.minute, c.second,
                       at.ms - floor_div(at.ms, 1000) * 1000);
}

Result<Instant> parse_rfc3339(std::string_view text) {
    const auto bad = [] { return fail(Fault::Invalid, "not an RFC 3339 date and time"); };
    Civil c;
    if (!digits(text, 4, c.year) || !literal(text, '-') || !digits(text, 2, c.month) || !literal(text, '-') ||
        !digits(text, 2, c.day) || !literal(text, 'T') || !digits(text, 2, c.hour) || !literal(text, ':') ||
        !digits(text, 2, c.minute) || !literal(text, ':') || !digits(text, 2, c.second))
        return bad();
    const std::chrono::year_month_day date = std::chrono::year{c.year} / c.month / c.day;
    if (!date.ok() || c.hour > 23 || c.minute > 59 || c.second > 60) return bad();
    std::int64_t millis = 0;
    if (literal(text, '.')) {
        int count = 0;
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++count)
            if (count < 3) millis = millis * 10 + (text.front() - '0');
        if (count == 0 || count > 9) return bad();
        for (; count < 3; ++count) millis *= 10;
    }
    int offset = 0;
    if (!literal(text, 'Z')) {
        if (text.empty() || (text.front() != '+' && text.front() != '-')) return bad();
        const int sign = text.front() == '-' ? -1 : 1;
        text.remove_prefix(1);
        int hours = 0;
        int minutes = 0;
        if (!digits(text, 2, hours) || !literal(text, ':') || !digits(text, 2, minutes) || hours > 14 || minutes > 59)
            return bad();
        offset = sign * (hours * 60 + minutes);
    }
    if (!text.empty()) return bad();
    return Instant{from_civil(c, offset).ms + millis};
}

}  // namespace linli
