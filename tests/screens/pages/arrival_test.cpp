// A page that is turned to rises to its place, and nobody waits for it.
#include <gtest/gtest.h>

#include "kiosk/session/session.h"
#include "tests/screens/glass/glass.h"

namespace linli::test {
namespace {

using Edge = app::TouchInput::Edge;

app::Point middle(const Glass& glass, std::string_view id) {
    const ui::Record* record = glass.transcript().find(id);
    EXPECT_NE(record, nullptr) << id;
    return record == nullptr ? app::Point{} : app::Point{record->x + record->w / 2, record->y + record->h / 2};
}

// Up to the first frame of what the tap leads to.
void tap_only(Glass& glass, app::Point at) {
    glass.push(Edge::Down, at.x, at.y);
    glass.frame(0.01);
    glass.push(Edge::Up, at.x, at.y);
    glass.frame(0.01);
}

TEST(Arrival, EndsAfterItsTimeAndCostsNoFramesAfterwards) {
    Glass glass;
    tap_only(glass, middle(glass, "home.requests"));
    EXPECT_EQ(glass.screen(), "requests");
    EXPECT_EQ(glass.next_change(), 0.0);
    EXPECT_FALSE(glass.frame(0.03).empty());
    EXPECT_FALSE(glass.frame(0.09).empty()) << "the frame in which it comes to rest";
    EXPECT_FALSE(glass.next_change().has_value());
    EXPECT_TRUE(glass.frame(0.02).empty());
}

TEST(Arrival, TakesNoLongerWhereFramesAreLate) {
    Glass glass;
    tap_only(glass, middle(glass, "home.requests"));
    EXPECT_FALSE(glass.frame(0.5).empty());
    EXPECT_FALSE(glass.next_change().has_value());
}

TEST(Arrival, MovesNothingButTheBody) {
    Glass glass;
    tap_only(glass, middle(glass, "home.requests"));
    const app::Area moved = glass.frame(0.03).bounds();
    EXPECT_GE(moved.y0, static_cast<int>(glass.transcript().body_top));
    EXPECT_LE(moved.y1, static_cast<int>(glass.transcript().body_bottom));
}

TEST(Arrival, HasTheSameTranscriptInEveryFrame) {
    Glass glass;
    tap_only(glass, middle(glass, "home.requests"));
    const std::string first = glass.transcript().lines();
    for (int i = 0; i < 4; ++i) {
        glass.frame(0.035);
        EXPECT_EQ(glass.transcript().lines(), first);
    }
    EXPECT_FALSE(glass.next_change().has_value());
}

TEST(Arrival, IsEndedByATapInItsFirstFrameWhichActsOnceOnTheRestingPlace) {
    Glass glass;
    tap_only(glass, middle(glass, "home.requests"));
    const std::size_t depth = glass.state.session.trail.size();
    // The upper edge at rest: what is painted has not come there yet.
    const ui::Record item = *glass.transcript().find("requests.kind.repair");
    const app::Point at{item.x + item.w / 2, item.y + 2};
    glass.push(Edge::Down, at.x, at.y);
    EXPECT_FALSE(glass.frame(0.01).empty());
    EXPECT_FALSE(glass.next_change().has_value());
    glass.push(Edge::Up, at.x, at.y);
    glass.settle();
    EXPECT_EQ(glass.screen(), "request");
    EXPECT_EQ(glass.state.session.trail.size(), depth + 1);
}

TEST(Arrival, IsNotMadeInHighContrast) {
    Glass glass;
    glass.state.session.settings.contrast = ContrastLevel::High;
    glass.settle();
    tap_only(glass, middle(glass, "home.requests"));
    EXPECT_EQ(glass.screen(), "requests");
    EXPECT_FALSE(glass.next_change().has_value());
    EXPECT_TRUE(glass.frame(0.03).empty());
}

}  // namespace
}  // namespace linli::test
