#include "kiosk/lang/dates.h"

#include <charconv>

#include <fmt/format.h>

namespace linli {
namespace {

// From this hour on an event of today is "tonight".
constexpr int kEveningHour = 18;

}  // namespace

std::string Dates::time(Instant at) const {
    const Civil civil = to_civil(at, m_offset);
    return fmt::format("{:02}:{:02}", civil.hour, civil.minute);
}

std::string Dates::date(Instant at) const {
    const Words& tr = *m_words;
    const Civil civil = to_civil(at, m_offset);
    return tr("date.day", {{"weekday", tr("date.weekday." + std::to_string(civil.weekday))},
                           {"day", civil.day},
                           {"month", tr("date.month." + std::to_string(civil.month))}});
}

std::string Dates::weekday(Instant at) const {
    return (*m_words)("date.weekday." + std::to_string(to_civil(at, m_offset).weekday));
}

std::string Dates::day_of_month(Instant at) const {
    const Words& tr = *m_words;
    const Civil civil = to_civil(at, m_offset);
    return tr("date.month_day", {{"day", civil.day}, {"month", tr("date.month." + std::to_string(civil.month))}});
}

std::string Dates::full_date(const Civil& day) const {
    const Words& tr = *m_words;
    return tr("date.full",
              {{"year", day.year}, {"day", day.day}, {"month", tr("date.month." + std::to_string(day.month))}});
}

std::optional<std::int64_t> Dates::days_from_today(Instant at) const {
    if (!m_today) return std::nullopt;
    return day_number(at, m_offset) - day_number(*m_today, m_offset);
}

std::string Dates::day(Instant at) const {
    const Words& tr = *m_words;
    const auto days = days_from_today(at);
    if (days == 0) return tr("date.today");
    if (days == 1) return tr("date.tomorrow");
    return date(at);
}

std::string Dates::moment(Instant at) const {
    const Words& tr = *m_words;
    if (days_from_today(at) == 0 && to_civil(at, m_offset).hour >= kEveningHour)
        return tr("date.tonight_at", {{"time", time(at)}});
    return tr("date.day_at", {{"day", day(at)}, {"time", time(at)}});
}

std::string Dates::span(Instant from, Instant until) const {
    const Words& tr = *m_words;
    const bool one_day = day_number(from, m_offset) == day_number(until, m_offset);
    return tr("date.span", {{"from", moment(from)}, {"until", one_day ? time(until) : moment(until)}});
}

std::string Dates::freshness(Instant at) const {
    return days_from_today(at) == 0 ? time(at) : moment(at);
}

Instant Dates::day_after(int days) const {
    Civil civil = to_civil(m_today.value_or(Instant{}), m_offset);
    civil.day += days;
    civil.hour = civil.minute = civil.second = 0;
    return from_civil(civil, m_offset);
}

std::string Dates::iso_day(Instant at) const {
    const Civil civil = to_civil(at, m_offset);
    return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

std::optional<Instant> Dates::from_iso_day(std::string_view text) const {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    Civil civil;
    const auto number = [&](std::size_t at, std::size_t length, int& out) {
        const char* end = text.data() + at + length;
        return std::from_chars(text.data() + at, end, out).ptr == end;
    };
    if (!number(0, 4, civil.year) || !number(5, 2, civil.month) || !number(8, 2, civil.day)) return std::nullopt;
    civil.hour = 12;
    return from_civil(civil, m_offset);
}

std::string at_line_start(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

}  // namespace linli
