// Dates and times as each language writes them: "今晚 19:00", "11月21日 周六", "Sat 21 Nov". The patterns are sentences
// of the catalogue. Plain values; no clock: what "today" is comes in, and where it is not known nothing is called
// today.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/instant.h"
#include "kiosk/lang/words.h"

namespace linli {

class Dates {
  public:
    // `words` must outlive this. `today`: nothing where the date is not known; then full dates are written.
    Dates(const Words& words, int utc_offset_minutes, std::optional<Instant> today)
        : m_words(&words), m_offset(utc_offset_minutes), m_today(today) {}

    [[nodiscard]] std::string time(Instant at) const;  // "19:00"
    [[nodiscard]] std::string date(Instant at) const;  // "11月21日 周六"
    // The two parts of it: "周六", "11月21日".
    [[nodiscard]] std::string weekday(Instant at) const;
    [[nodiscard]] std::string day_of_month(Instant at) const;
    // A day of a calendar, without its time: "2026年11月1日".
    [[nodiscard]] std::string full_date(const Civil& day) const;
    // "今天", "明天" or the date.
    [[nodiscard]] std::string day(Instant at) const;
    // "今晚 19:00", "明天 9:00", "11月28日 周六 19:00".
    [[nodiscard]] std::string moment(Instant at) const;
    // "今晚 19:00–20:30"; the end's day only where it is another one.
    [[nodiscard]] std::string span(Instant from, Instant until) const;
    // The time alone on the day itself, else day and time: how fresh something is.
    [[nodiscard]] std::string freshness(Instant at) const;
    // Days from today to then; nothing where today is not known.
    [[nodiscard]] std::optional<std::int64_t> days_from_today(Instant at) const;
    // The first moment of the day `days` after today. Call only where today is known.
    [[nodiscard]] Instant day_after(int days) const;
    // "2026-11-21", as it is stored.
    [[nodiscard]] std::string iso_day(Instant at) const;
    // The noon of such a day; nothing for text that is none.
    [[nodiscard]] std::optional<Instant> from_iso_day(std::string_view text) const;
    [[nodiscard]] int offset_minutes() const { return m_offset; }

  private:
    const Words* m_words;
    int m_offset;
    std::optional<Instant> m_today;
};

// The same with the capital that begins a line: "Tonight 19:00". A to Z only: the words that the catalogues' dates
// begin with have no other small letters.
[[nodiscard]] std::string at_line_start(std::string text);

}  // namespace linli
