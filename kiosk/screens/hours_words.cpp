#include "kiosk/screens/hours_words.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace linli::screens {
namespace {

constexpr std::size_t kWeek = 7;

std::string weekday_name(const View& view, int day) {
    return view.tr("date.weekday." + std::to_string(day));
}

// "周一到周五", "周二、周四", "每天".
std::string days_sentence(const View& view, std::vector<int> days) {
    const Words& tr = view.tr;
    std::sort(days.begin(), days.end());
    if (days.size() == kWeek) return tr("hours.every_day");
    const bool run = days.size() > 2 && days.back() - days.front() + 1 == static_cast<int>(days.size());
    if (run)
        return tr("hours.days",
                  {{"first", weekday_name(view, days.front())}, {"last", weekday_name(view, days.back())}});
    std::string names;
    for (const int day : days) {
        const std::string name = weekday_name(view, day);
        names = names.empty() ? name : tr("list.and", {{"first", names}, {"second", name}});
    }
    return names;
}

// Midnight at the end of a day is 24:00, and not the 0:00 of the day after.
std::string time_of_day(const View& view, int minute) {
    constexpr std::int64_t ms = 60'000;
    if (minute == 24 * 60) return "24:00";
    return view.dates.time(Instant{(minute - view.dates.offset_minutes()) * ms});
}

}  // namespace

OpenNow open_now(const View& view, const OpeningHours& hours, Keeps keeps) {
    const Words& tr = view.tr;
    const std::string_view said = keeps == Keeps::OnDuty ? "duty." : "hours.";
    const auto key = [&](std::string_view state) { return fmt::format("{}{}", said, state); };
    if (!view.sync.date_known) return {ui::Status::Information, tr(key("unknown"))};
    const Openness now = openness_at(hours, view.now, view.dates.offset_minutes());
    switch (now.state) {
        case Openness::State::Always:
            return {ui::Status::Well, tr(key("always"))};
        case Openness::State::Open:
            return {ui::Status::Well, tr(key("open"), {{"time", view.dates.freshness(now.change)}})};
        case Openness::State::Shut:
            return {ui::Status::Waiting, tr(key("shut"), {{"when", view.dates.moment(now.change)}})};
        case Openness::State::Closed:
            break;
    }
    return {ui::Status::Waiting, tr(key("closed"))};
}

std::string hours_sentence(const View& view, const OpeningHours& hours) {
    const Words& tr = view.tr;
    std::string all;
    for (std::size_t i = 0; i < hours.parts.size(); ++i) {
        const OpeningPart& part = hours.parts[i];
        std::string line = tr("date.span", {{"from", time_of_day(view, part.from_minute)},
                                            {"until", time_of_day(view, part.until_minute)}});
        if (i == 0 || hours.parts[i - 1].days != part.days)
            line = tr("hours.part", {{"days", days_sentence(view, part.days)}, {"times", line}});
        // Other days begin a line of their own, as on the sign at the door.
        const bool same_days = i > 0 && hours.parts[i - 1].days == part.days;
        if (all.empty())
            all = line;
        else if (same_days)
            all = tr("list.and", {{"first", all}, {"second", line}});
        else
            all.append(1, '\n').append(line);
    }
    return all;
}

}  // namespace linli::screens
