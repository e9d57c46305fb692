#include "kiosk/domain/hours.h"

#include <gtest/gtest.h>

namespace linli {
namespace {

constexpr int kOffset = 480;
const std::vector<int> kEveryDay{1, 2, 3, 4, 5, 6, 7};

Instant at(const char* local) {
    return *parse_rfc3339(std::string(local) + ":00+08:00");
}

// 2026-11-21 is a Saturday.
TEST(OpeningHours, AreOpenFromTheFirstMinuteAndShutAtTheLast) {
    const OpeningHours hours{{{{6}, 9 * 60, 12 * 60}, {{6}, 13 * 60, 17 * 60}}, {}};
    const auto check = [&](const char* when, Openness::State state, const char* change) {
        EXPECT_EQ(openness_at(hours, at(when), kOffset), (Openness{state, at(change)})) << when;
    };
    check("2026-11-21T08:59", Openness::State::Shut, "2026-11-21T09:00");
    check("2026-11-21T09:00", Openness::State::Open, "2026-11-21T12:00");
    check("2026-11-21T12:00", Openness::State::Shut, "2026-11-21T13:00");
    check("2026-11-21T17:00", Openness::State::Shut, "2026-11-28T09:00");
}

TEST(OpeningHours, GoOnOverMidnightWhereTwoPartsTouch) {
    const OpeningHours hours{{{{6}, 18 * 60, 1440}, {{7}, 0, 2 * 60}}, {}};
    const Openness until_two{Openness::State::Open, at("2026-11-22T02:00")};
    EXPECT_EQ(openness_at(hours, at("2026-11-21T23:30"), kOffset), until_two);
    EXPECT_EQ(openness_at(hours, at("2026-11-22T01:30"), kOffset), until_two);
}

TEST(OpeningHours, AreAlwaysWhereNothingEndsWithinAWeek) {
    const OpeningHours hours{{{kEveryDay, 0, 1440}}, {}};
    EXPECT_EQ(openness_at(hours, at("2026-11-21T03:00"), kOffset).state, Openness::State::Always);
}

TEST(OpeningHours, LeaveOutADayOnWhichItIsShut) {
    OpeningHours hours{{{kEveryDay, 9 * 60, 17 * 60}}, {}};
    hours.closed_on = {day_number(at("2026-11-21T12:00"), kOffset)};
    EXPECT_EQ(openness_at(hours, at("2026-11-21T10:00"), kOffset),
              (Openness{Openness::State::Shut, at("2026-11-22T09:00")}));
}

TEST(OpeningHours, AreClosedWhereNoDayIsLeft) {
    EXPECT_EQ(openness_at({}, at("2026-11-21T10:00"), kOffset).state, Openness::State::Closed);
}

}  // namespace
}  // namespace linli
