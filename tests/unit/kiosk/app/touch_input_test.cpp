#include "kiosk/app/touch_input.h"

#include <gtest/gtest.h>

namespace linli::app {
namespace {

TEST(TouchInput, GivesAPressAndItsReleaseToDifferentFrames) {
    TouchInput input;
    input.push(TouchInput::Edge::Down, 5, 6);
    input.push(TouchInput::Edge::Up, 7, 8);
    EXPECT_TRUE(input.next().down);
    const auto up = input.next();
    EXPECT_FALSE(up.down);
    EXPECT_EQ(up.x, 7);
}

TEST(TouchInput, LeavesTheGlassAfterARelease) {
    TouchInput input;
    input.push(TouchInput::Edge::Down, 5, 6);
    input.push(TouchInput::Edge::Up, 5, 6);
    (void)input.next();
    (void)input.next();
    EXPECT_TRUE(input.pending());
    EXPECT_EQ(input.next().x, -1);
    EXPECT_FALSE(input.pending());
}

TEST(TouchInput, MergesMovesButNeverEdges) {
    TouchInput input;
    input.push(TouchInput::Edge::Down, 0, 0);
    for (int i = 1; i <= 100; ++i) input.push(TouchInput::Edge::Move, static_cast<float>(i), 0);
    input.push(TouchInput::Edge::Up, 100, 0);
    EXPECT_TRUE(input.next().down);
    EXPECT_EQ(input.next().x, 100);
    EXPECT_FALSE(input.next().down);
}

TEST(TouchInput, TellsOfWhatSomebodyDidAndNotOfWhatRests) {
    TouchInput input;
    const auto passes_on = [&] {
        while (input.pending()) (void)input.next();
        return input.take_acted();
    };
    EXPECT_FALSE(passes_on());
    input.push(TouchInput::Edge::Down, 100, 100);
    EXPECT_TRUE(passes_on());
    for (int i = 0; i < 1000; ++i) {
        input.push(TouchInput::Edge::Move, 100 + static_cast<float>(i % 3), 100);
        EXPECT_FALSE(passes_on()) << "a sticker keeps the session open";
    }
    input.push(TouchInput::Edge::Move, 110, 100);
    EXPECT_TRUE(passes_on());
    input.push(TouchInput::Edge::Up, 110, 100);
    EXPECT_TRUE(passes_on());
    // All of a quick tap in one frame is a touch as well.
    input.push(TouchInput::Edge::Down, 5, 5);
    input.push(TouchInput::Edge::Up, 5, 5);
    EXPECT_TRUE(passes_on());
    input.cancel();
    input.drop();
    EXPECT_FALSE(passes_on()) << "what the program takes back is nobody's touch";
}

TEST(TouchInput, HoldsABoundedQueue) {
    TouchInput input;
    for (int i = 0; i < 5000; ++i) {
        input.push(TouchInput::Edge::Down, 0, 0);
        input.push(TouchInput::Edge::Up, 0, 0);
    }
    std::size_t taken = 0;
    while (input.pending()) (void)input.next(), ++taken;
    EXPECT_LE(taken, TouchInput::max_queued);
    EXPECT_FALSE(input.current().down);
}

TEST(TouchInput, NeverKeepsAPressWhoseReleaseFoundNoRoom) {
    TouchInput input;
    for (int i = 0; i < 100; ++i) {
        for (int press = 0; press < 200; ++press) {
            input.push(TouchInput::Edge::Down, 0, 0);
            input.push(TouchInput::Edge::Move, static_cast<float>(press), 0);
            if (press % 3 == 0)
                input.cancel();
            else
                input.push(TouchInput::Edge::Up, 0, 0);
        }
        while (input.pending()) (void)input.next();
        ASSERT_FALSE(input.current().down);
    }
}

TEST(TouchInput, TakesAPressBackOffTheGlass) {
    TouchInput input;
    input.push(TouchInput::Edge::Down, 5, 6);
    (void)input.next();
    input.cancel();
    const auto left = input.next();
    EXPECT_TRUE(left.down);
    EXPECT_EQ(left.x, -1);
    EXPECT_FALSE(input.next().down);
    input.push(TouchInput::Edge::Up, 5, 6);
    EXPECT_FALSE(input.pending());
}

TEST(TouchInput, ForgetsWhatNoFrameWasFed) {
    TouchInput input;
    input.push(TouchInput::Edge::Down, 5, 6);
    (void)input.next();
    input.push(TouchInput::Edge::Up, 5, 6);
    input.push(TouchInput::Edge::Down, 5, 6);
    input.push(TouchInput::Edge::Up, 5, 6);
    input.drop();
    int presses = 0;
    bool down = true;
    while (input.pending()) {
        const auto state = input.next();
        if (state.down && !down) ++presses;
        EXPECT_TRUE(state.down || !down || state.x == -1);
        down = state.down;
    }
    EXPECT_EQ(presses, 0);
    EXPECT_FALSE(down);
}

}  // namespace
}  // namespace linli::app
