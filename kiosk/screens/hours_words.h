// Opening hours in words: whether it is open now and until when, and the hours of the week.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/screens/view.h"

namespace linli::screens {

struct OpenNow {
    ui::Status status = ui::Status::Information;
    std::string text;
};
// A place is open, somebody is on duty.
enum class Keeps : std::uint8_t { Open, OnDuty };
// Where the date is not known nothing is called open.
[[nodiscard]] OpenNow open_now(const View& view, const OpeningHours& hours, Keeps keeps);
// "周一到周五 8:30–20:30", and on the next line "周六、周日 9:00–17:00".
[[nodiscard]] std::string hours_sentence(const View& view, const OpeningHours& hours);

}  // namespace linli::screens
