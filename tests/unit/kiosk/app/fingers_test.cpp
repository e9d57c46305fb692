#include "kiosk/app/fingers.h"

#include <gtest/gtest.h>

namespace linli::app {
namespace {

constexpr Fingers::Contact kFirst{1, 1}, kSecond{1, 2}, kThird{1, 3};

class FingersTest : public testing::Test {
  protected:
    // What the frames are fed until nothing waits: presses that ended on the glass, and those that were taken back.
    struct Fed {
        int presses = 0, taps = 0, taken_back = 0;
        Point last_tap;
        bool down = false;
    };
    Fed feed() {
        Fed fed;
        bool down = input.current().down;
        while (input.pending()) {
            const auto state = input.next();
            if (state.down && !down) ++fed.presses;
            if (!state.down && down) {
                if (state.x < 0) {
                    ++fed.taken_back;
                } else {
                    ++fed.taps;
                    fed.last_tap = {state.x, state.y};
                }
            }
            down = state.down;
        }
        fed.down = down;
        return fed;
    }
    void tap(Fingers::Contact contact, Point at, double seconds) {
        fingers.down(contact, at, seconds);
        fingers.up(contact, at, seconds + 0.08);
    }

    TouchInput input;
    Fingers fingers{input};
};

TEST_F(FingersTest, TapWhereTheFirstOneLifted) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.move(kFirst, {11, 20}, 0.05);
    fingers.up(kFirst, {12, 20}, 0.1);
    const Fed fed = feed();
    EXPECT_EQ(fed.taps, 1);
    EXPECT_EQ(fed.last_tap, (Point{12, 20}));
    EXPECT_FALSE(fed.down);
}

TEST_F(FingersTest, PassOverASecondOneBesideTheFirst) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.down(kSecond, {500, 900}, 0.2);
    fingers.move(kSecond, {500, 1000}, 0.25);
    fingers.up(kFirst, {10, 20}, 0.3);
    fingers.up(kSecond, {500, 1000}, 0.4);
    const Fed fed = feed();
    EXPECT_EQ(fed.presses, 1);
    EXPECT_EQ(fed.taps, 1);
    EXPECT_EQ(fed.last_tap, (Point{10, 20}));
}

TEST_F(FingersTest, DoNothingAsAFlatHand) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.down(kSecond, {60, 30}, 0.02);
    fingers.down(kThird, {110, 40}, 0.2);
    fingers.up(kFirst, {10, 20}, 0.5);
    fingers.up(kSecond, {60, 30}, 0.5);
    // One still rests: another one beside it is the same hand.
    tap({1, 4}, {300, 300}, 0.6);
    fingers.up(kThird, {110, 40}, 0.8);
    const Fed fed = feed();
    EXPECT_EQ(fed.taps, 0);
    EXPECT_EQ(fed.taken_back, 1);
    EXPECT_FALSE(fed.down);
    tap(kFirst, {300, 300}, 1);
    EXPECT_EQ(feed().taps, 1);
}

TEST_F(FingersTest, TakeAPressBackWhenAPalmFollows) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.down(kSecond, {400, 800}, 0.2);
    fingers.down(kThird, {450, 820}, 0.3);
    fingers.up(kFirst, {10, 20}, 0.4);
    const Fed fed = feed();
    EXPECT_EQ(fed.taps, 0);
    EXPECT_EQ(fed.taken_back, 1);
}

TEST_F(FingersTest, LetAnotherActWhenOneLiesStill) {
    fingers.down(kFirst, {0, 1900}, 0);  // a thumb on the edge, or water
    tap(kSecond, {300, 300}, 2);
    EXPECT_EQ(feed().taps, 0);
    tap(kSecond, {300, 300}, 4);
    const Fed fed = feed();
    EXPECT_EQ(fed.taps, 1);
    EXPECT_EQ(fed.taken_back, 1);
    fingers.up(kFirst, {0, 1900}, 5);
    EXPECT_EQ(feed().taps, 0);
}

TEST_F(FingersTest, KeepHoldingAFingerThatReadsSlowly) {
    fingers.down(kFirst, {300, 1000}, 0);
    for (int i = 1; i < 20; ++i) fingers.move(kFirst, {300, 1000.0F - 10.0F * static_cast<float>(i)}, i);
    fingers.down(kSecond, {700, 300}, 20);
    fingers.up(kFirst, {300, 800}, 21);
    const Fed fed = feed();
    EXPECT_EQ(fed.taken_back, 0);
    EXPECT_EQ(fed.taps, 1);
}

TEST_F(FingersTest, DoNotTapTwiceWhereAPageCameBetween) {
    tap(kFirst, {800, 1800}, 0);
    fingers.page_changed(0.2);
    tap(kFirst, {805, 1802}, 0.3);
    Fed fed = feed();
    EXPECT_EQ(fed.taps, 1);
    // Elsewhere, or after a moment, it is meant.
    tap(kFirst, {100, 100}, 0.45);
    EXPECT_EQ(feed().taps, 1);
    fingers.page_changed(0.55);
    tap(kFirst, {100, 100}, 1.0);
    EXPECT_EQ(feed().taps, 1);
}

TEST_F(FingersTest, TapTwiceQuicklyWhereThePageStayed) {
    tap(kFirst, {800, 1800}, 0);
    tap(kFirst, {800, 1800}, 0.15);
    EXPECT_EQ(feed().taps, 2);
}

TEST_F(FingersTest, TakeAFlickerOfWetGlassForOneTouch) {
    tap(kFirst, {800, 1800}, 0);
    tap(kSecond, {801, 1800}, 0.09);
    EXPECT_EQ(feed().taps, 1);
}

TEST_F(FingersTest, DoNotCarryAPressOntoAnotherPage) {
    fingers.down(kFirst, {800, 1800}, 0);
    fingers.page_changed(0.1);
    fingers.up(kFirst, {800, 1800}, 0.2);
    const Fed fed = feed();
    EXPECT_EQ(fed.taps, 0);
    EXPECT_EQ(fed.taken_back, 1);
    EXPECT_FALSE(fed.down);
}

TEST_F(FingersTest, LeaveNothingPressedWhenTheWindowLosesThem) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.cancel_all();
    Fed fed = feed();
    EXPECT_EQ(fed.taken_back, 1);
    EXPECT_FALSE(fed.down);
    fingers.up(kFirst, {10, 20}, 1);
    EXPECT_EQ(feed().taps, 0);
    tap(kFirst, {10, 20}, 2);
    EXPECT_EQ(feed().taps, 1);
}

TEST_F(FingersTest, GoOnAfterALiftThatWasNeverTold) {
    fingers.down(kFirst, {10, 20}, 0);
    fingers.down(kFirst, {300, 20}, 0.5);
    fingers.up(kFirst, {300, 20}, 0.6);
    const Fed fed = feed();
    EXPECT_EQ(fed.taken_back, 1);
    EXPECT_EQ(fed.taps, 1);
}

TEST_F(FingersTest, KeepTheirNumberBounded) {
    for (int i = 0; i < 1000; ++i) fingers.down({1, i}, {10, 20}, 0.001 * i);
    for (int i = 0; i < 1000; ++i) fingers.up({1, i}, {10, 20}, 2);
    EXPECT_EQ(feed().taps, 0);
    tap(kFirst, {10, 20}, 3);
    EXPECT_EQ(feed().taps, 1);
}

}  // namespace
}  // namespace linli::app
