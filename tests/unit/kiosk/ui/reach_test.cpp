// Where a page stands on its glass.
#include <gtest/gtest.h>

#include "kiosk/ui/theme.h"

namespace linli::ui {
namespace {

Theme seated(int height_px, double dpi, std::optional<double> floor_mm) {
    return {{1080, height_px, dpi, floor_mm}, {.posture = Posture::Seated}};
}
// mm over the floor.
double height_of(const Theme& theme, float row) {
    return *theme.glass().floor_mm + (static_cast<float>(theme.glass().height_px) - row) * 25.4 / theme.glass().dpi;
}

TEST(Reach, IsTheWholeGlassForOneWhoStands) {
    const Theme theme({1080, 1920, 96, 700}, {});
    EXPECT_EQ(theme.page_rows().top, 0);
    EXPECT_EQ(theme.page_rows().bottom, 1920);
}

TEST(Reach, IsFromEightHundredToElevenHundredMillimetresForOneWhoSits) {
    const Theme theme = seated(1920, 96, 700);
    EXPECT_NEAR(height_of(theme, theme.page_rows().bottom), 800, 0.3);
    EXPECT_NEAR(height_of(theme, theme.page_rows().top), 1100, 0.3);
}

TEST(Reach, IsWhatTheGlassHasWhereItEndsSooner) {
    const Theme low = seated(1920, 96, 500);
    EXPECT_NEAR(height_of(low, low.page_rows().bottom), 800, 0.3);
    EXPECT_NEAR(height_of(low, low.page_rows().top), 1008, 0.5);
    const Theme high = seated(1920, 96, 1050);
    EXPECT_EQ(high.page_rows().bottom, 1920);
    EXPECT_NEAR(height_of(high, high.page_rows().top), 1250, 0.3) << "the nearest part that a page fits in";
    const Theme short_glass = seated(800, 96, 900);
    EXPECT_NEAR(height_of(short_glass, short_glass.page_rows().top), 1100, 0.3);
    EXPECT_EQ(short_glass.page_rows().bottom, 800);
}

TEST(Reach, IsTheWholeGlassWhereNobodySaidHowHighItHangs) {
    EXPECT_EQ(seated(1920, 96, std::nullopt).page_rows().top, 0);
}

TEST(Reach, LeavesTheTopOfAVeryTallGlassToTheTime) {
    const Theme tall({2160, 3840, 138}, {});
    EXPECT_NEAR((3840 - tall.page_rows().top) * 25.4 / 138, 560, 0.5);
    EXPECT_EQ(tall.page_rows().bottom, 3840);
}

TEST(Theme, GrowsAirWithTheGlassButNoTextAndNoTarget) {
    const Theme small({1080, 1920, 102}, {});
    const Theme large({2160, 3840, 138}, {});
    EXPECT_EQ(small.air(), 1.0);
    EXPECT_GT(large.air(), 1.2);
    EXPECT_LE(large.air(), 1.35);
    EXPECT_EQ(small.cap_mm(Role::Body), large.cap_mm(Role::Body));
}

}  // namespace
}  // namespace linli::ui
