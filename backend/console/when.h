// Times and clocks as staff read them. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "backend/console/words.h"
#include "backend/hub/desk_values.h"
#include "kiosk/base/instant.h"

namespace linli::hub::console {

// "35 min", "2 h", "3 d": rounded down, at least one minute; negative spans count as positive.
[[nodiscard]] std::string span_words(const Words& words, Millis span);
// "Today 18:45", "Yesterday 09:10", "21 Nov 18:45".
[[nodiscard]] std::string when_words(const Words& words, Instant at, Instant now, int utc_offset);
// "Saturday, 21 November", the day of the page.
[[nodiscard]] std::string day_words(const Words& words, Instant at, int utc_offset);
// "5 min ago", "just now".
[[nodiscard]] std::string ago_words(const Words& words, Instant at, Instant now);

struct ClockWords {
    std::string words;      // "Reply due in 2 h", "3 h late"
    std::string_view tone;  // "red", "amber", "plain", "green"
};
// The clock that runs: until the first answer the one for answering, then the one for closing.
[[nodiscard]] ClockWords clock_words(const Words& words, const CaseLine& line, Instant now);

}  // namespace linli::hub::console
