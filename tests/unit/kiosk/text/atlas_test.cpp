#include "kiosk/text/atlas.h"

#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace linli::text {
namespace {

TEST(AtlasTest, KeepsWhereABitmapStandsFromThePen) {
    Atlas atlas;
    const std::vector<std::uint8_t> coverage(6, 255);
    (void)atlas.insert(Atlas::Kind::Glyph, 7, 2, 3, coverage, {-4, -20});
    const auto region = atlas.find(7);
    ASSERT_TRUE(region.has_value());
    EXPECT_EQ(region->left, -4);
    EXPECT_EQ(region->top, -20);
}

TEST(AtlasTest, ForgetsEmptyBitmapsWithThePageThatWasBeingFilled) {
    Atlas atlas;
    (void)atlas.insert(Atlas::Kind::Glyph, 1'000'000, 0, 0, {});
    const std::vector<std::uint8_t> coverage(200 * 200, 200);
    for (std::uint64_t key = 1; key <= 400; ++key) {
        atlas.next_pass();
        (void)atlas.insert(Atlas::Kind::Glyph, key, 200, 200, coverage);
    }
    EXPECT_FALSE(atlas.find(1'000'000).has_value());
}

TEST(AtlasTest, ClearsTheOldestPageWhenFullAndSaysSo) {
    Atlas atlas;
    const std::vector<std::uint8_t> coverage(200 * 200, 200);
    const auto before = atlas.generation();
    for (std::uint64_t key = 1; key <= 400; ++key) {
        atlas.next_pass();
        (void)atlas.insert(Atlas::Kind::Glyph, key, 200, 200, coverage);
    }
    EXPECT_EQ(atlas.pages(), 1 + Atlas::max_glyph_pages);
    EXPECT_GT(atlas.generation(), before);
    EXPECT_TRUE(atlas.find(400).has_value());
    EXPECT_FALSE(atlas.find(1).has_value());
}

TEST(AtlasTest, KeepsWhatThePassUnderWayHasDrawnAndLeavesOutTheRest) {
    Atlas atlas;
    const auto bitmap = [](std::uint64_t key) {
        return std::vector<std::uint8_t>(200 * 200, static_cast<std::uint8_t>(1 + key % 250));
    };
    std::vector<std::pair<std::uint64_t, Region>> drawn;
    std::uint64_t left_out = 0;
    for (std::uint64_t key = 1; key <= 400; ++key) {
        const Region region = atlas.insert(Atlas::Kind::Glyph, key, 200, 200, bitmap(key));
        if (region.w > 0)
            drawn.emplace_back(key, region);
        else
            ++left_out;
    }
    EXPECT_GT(left_out, 0U);
    for (const auto& [key, region] : drawn)
        for (int y = region.y; y < region.y + region.h; y += 50)
            ASSERT_EQ(atlas.pixels(region.page)[static_cast<std::size_t>(y * Atlas::side + region.x)], 1 + key % 250);
    // The next pass needs other ones: there is room again.
    atlas.next_pass();
    EXPECT_GT(atlas.insert(Atlas::Kind::Glyph, 1000, 200, 200, bitmap(1000)).w, 0);
}

TEST(AtlasTest, NeverGivesTwoBitmapsTheSamePlace) {
    Atlas atlas;
    const std::vector<std::uint8_t> coverage(64 * 64, 255);
    std::set<std::tuple<int, int, int>> seen;
    for (int i = 0; i < 300; ++i) {
        const int side = 8 + i % 40;
        const Region region = atlas.insert(Atlas::Kind::Glyph, static_cast<std::uint64_t>(i) + 1, side, side,
                                           std::span(coverage).first(static_cast<std::size_t>(side * side)));
        for (int y = region.y; y < region.y + region.h; ++y) {
            for (int x = region.x; x < region.x + region.w; ++x) EXPECT_TRUE(seen.insert({region.page, x, y}).second);
        }
    }
}

}  // namespace
}  // namespace linli::text
