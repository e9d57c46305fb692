#include "kiosk/text/bidi.h"

#include <gtest/gtest.h>

#include "kiosk/text/characters.h"

namespace linli::text {
namespace {

struct Resolved {
    Level base = 0;
    std::vector<Level> levels;
};

Resolved resolve(std::string_view text, Direction fallback = Direction::LeftToRight) {
    const Characters characters = take_apart(text);
    Resolved out;
    out.levels.resize(characters.codes.size());
    out.base = resolve_levels(characters.codes, fallback, out.levels);
    return out;
}

TEST(BidiTest, TakesTheBaseFromTheFirstStrongCharacter) {
    EXPECT_EQ(resolve("ئۆي 12").base, 1);
    EXPECT_EQ(resolve("12 ئۆي").base, 1);
    EXPECT_EQ(resolve("青禾 ئۆي", Direction::RightToLeft).base, 0);
}

TEST(BidiTest, TakesTheBaseFromThePageWhereNothingIsStrong) {
    EXPECT_EQ(resolve("12:30").base, 0);
    EXPECT_EQ(resolve("12:30", Direction::RightToLeft).base, 1);
    EXPECT_EQ(resolve("", Direction::RightToLeft).base, 1);
}

TEST(BidiTest, DoesNotLookIntoIsolatesForTheBase) {
    EXPECT_EQ(resolve("\u2068ئۆي\u2069 A").base, 0);
    EXPECT_EQ(resolve("\u2068A\u2069 ئۆي").base, 1);
}

TEST(BidiTest, KeepsFiguresLeftToRightWithinRightToLeftText) {
    const Resolved resolved = resolve("ئۆي 12");
    EXPECT_EQ(resolved.levels, (std::vector<Level>{1, 1, 1, 1, 2, 2}));
}

TEST(BidiTest, LeavesWhatFollowsAnIsolateOnItsSide) {
    // Without the isolate the time would be pulled to the left of the word.
    EXPECT_EQ(resolve("A \u2068ئۆي\u2069 12").levels.back(), 0);
    EXPECT_EQ(resolve("A ئۆي 12").levels.back(), 2);
}

TEST(BidiTest, OrdersPiecesByTheirLevels) {
    const auto order = [](std::vector<Level> levels) { return visual_order(levels); };
    using Order = std::vector<std::size_t>;
    EXPECT_EQ(order({0, 1, 0}), (Order{0, 1, 2}));
    EXPECT_EQ(order({1, 2, 1}), (Order{2, 1, 0}));
    EXPECT_EQ(order({1, 2, 2, 1}), (Order{3, 1, 2, 0}));
    EXPECT_EQ(order({0, 1, 2, 1, 0}), (Order{0, 3, 2, 1, 4}));
    EXPECT_EQ(order({}), (Order{}));
}

}  // namespace
}  // namespace linli::text
