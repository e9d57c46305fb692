#include "kiosk/sync/hub_clock.h"

#include <gtest/gtest.h>

namespace linli::sync {
namespace {

constexpr Instant kHub{1'800'000'000'000};
constexpr Instant kWall{1'790'000'000'000};

TEST(HubClock, OnceHeardItCountsTimeSinceBootWhateverTheDeviceClockDoes) {
    HubClock clock({}, {});
    EXPECT_FALSE(clock.read({kWall, {1'000}}).known);
    clock.set(kHub, {kWall, {1'000}});
    const auto reading = clock.read({{0}, {61'000}});
    EXPECT_TRUE(reading.known);
    EXPECT_EQ(reading.now, kHub + Millis{60'000});
}

TEST(HubClock, AfterARestartTheDeviceClockIsCorrectedByHowFarItWasOff) {
    const HubClock clock(kHub, kWall);
    const auto reading = clock.read({kWall + Millis{3'600'000}, {500}});
    EXPECT_TRUE(reading.known);
    EXPECT_EQ(reading.now, kHub + Millis{3'600'000});
}

TEST(HubClock, AClockThatWentBackMeansThatTheDateIsNotKnown) {
    const HubClock clock(kHub, kWall);
    EXPECT_FALSE(clock.read({kWall - Millis{3'600'000}, {500}}).known);
    EXPECT_TRUE(clock.read({kWall - Millis{30'000}, {500}}).known);
    EXPECT_EQ(clock.read({kWall - Millis{30'000}, {500}}).now, kHub);
}

}  // namespace
}  // namespace linli::sync
