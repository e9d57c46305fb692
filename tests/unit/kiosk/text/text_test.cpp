#include <set>

#include <gtest/gtest.h>

#include "kiosk/text/characters.h"
#include "kiosk/text/text_engine.h"

namespace linli::text {
namespace {

class TextTest : public testing::Test {
  protected:
    TextTest() {
        auto opened = TextEngine::open(debian_fonts());
        if (opened) engine = std::move(*opened);
    }
    void SetUp() override { ASSERT_NE(engine, nullptr) << "fonts-noto-cjk is needed"; }

    std::vector<std::string> lines(std::string_view text, float width, int max_lines = 0) {
        const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width, .max_lines = max_lines});
        std::vector<std::string> out;
        for (const Line& line : layout->lines) out.emplace_back(text.substr(line.begin, line.end - line.begin));
        return out;
    }

    std::unique_ptr<TextEngine> engine;
};

TEST_F(TextTest, BreaksHanBetweenCharactersAndKeepsPunctuationOffTheLineStart) {
    EXPECT_EQ(lines("一二三四五六", 60), (std::vector<std::string>{"一二三", "四五六"}));
    EXPECT_EQ(lines("一二三，四五", 60), (std::vector<std::string>{"一二", "三，四", "五"}));
}

TEST_F(TextTest, SetsACodeInColumnsOfEqualWidth) {
    const auto width = [&](std::string_view text) {
        return engine->layout({.text = text, .size_px = 40, .weight = Weight::Mono})->width;
    };
    EXPECT_EQ(width("1-I1"), width("MQW8"));
}

TEST_F(TextTest, BreaksLatinAtSpacesThatTakeNoRoom) {
    EXPECT_EQ(lines("hello world again", 60), (std::vector<std::string>{"hello ", "world ", "again"}));
}

TEST_F(TextTest, CutsAWordThatIsLongerThanTheLine) {
    const auto cut = lines("aaaaaaaaaaaaaaaaaaaaaaaa", 60);
    ASSERT_GT(cut.size(), 2U);
    std::string joined;
    for (const auto& line : cut) joined += line;
    EXPECT_EQ(joined, "aaaaaaaaaaaaaaaaaaaaaaaa");
}

TEST_F(TextTest, NeverSetsALineWiderThanAsked) {
    const std::string_view text =
        "青禾公寓 3 号楼 402，The tap in the bathroom leaks（已经三天），请尽快 https://example.org/very/long";
    for (float width = 45; width < 400; width += 7) {
        const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width});
        EXPECT_LE(layout->width, width + 0.05F) << width;
    }
}

TEST_F(TextTest, EndsTheLastAllowedLineInAnEllipsisThatFits) {
    const auto layout =
        engine->layout({.text = "一二三四五六七八九十", .size_px = 20, .max_width = 80, .max_lines = 2});
    EXPECT_TRUE(layout->truncated);
    EXPECT_EQ(layout->lines.size(), 2U);
    EXPECT_LE(layout->width, 80.0F);
}

TEST_F(TextTest, PutsTheCaretAfterWhatWasTypedAndFindsItAgain) {
    const std::string_view text = "漏水ab\n三";
    const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = 400});
    EXPECT_EQ(caret_at(*layout, 0).x, 0);
    EXPECT_EQ(caret_at(*layout, 6).x, 40);
    EXPECT_EQ(caret_at(*layout, text.size()).top, layout->line_height);
    EXPECT_EQ(offset_at(*layout, 38, 5), 6U);
    EXPECT_EQ(offset_at(*layout, 2, layout->line_height + 2), 9U);
}

TEST_F(TextTest, GivesAnEmptyLineAfterALineEnd) {
    const auto layout = engine->layout({.text = "一\n", .size_px = 20, .max_width = 400});
    EXPECT_EQ(layout->lines.size(), 2U);
    EXPECT_EQ(caret_at(*layout, 4).top, layout->line_height);
}

TEST_F(TextTest, AnswersRepeatedRequestsFromABoundedCache) {
    const auto first = engine->layout({.text = "同一句话", .size_px = 20});
    EXPECT_EQ(engine->layout({.text = "同一句话", .size_px = 20}).get(), first.get());
    EXPECT_NE(engine->layout({.text = "同一句话", .size_px = 21}).get(), first.get());
    for (int i = 0; i < 5000; ++i) (void)engine->layout({.text = std::to_string(i), .size_px = 20});
    EXPECT_LE(engine->cached_layouts(), 2 * TextEngine::max_cached_layouts);
}

TEST_F(TextTest, KeepsMarksWithTheirBase) {
    EXPECT_EQ(count_clusters("e\xCC\x81"), 1U);
    EXPECT_EQ(next_cluster("e\xCC\x81x", 0), 3U);
    EXPECT_EQ(previous_cluster("e\xCC\x81x", 3), 0U);
}

TEST_F(TextTest, SurvivesBytesThatAreNotUtf8AndVeryLongText) {
    const std::string broken = "\xFF\xC3(\xE4\xB8 ok";
    EXPECT_GE(engine->layout({.text = broken, .size_px = 20, .max_width = 50})->lines.size(), 1U);
    const std::string longest(200000, 'a');
    EXPECT_FALSE(engine->layout({.text = longest, .size_px = 20, .max_width = 500})->lines.empty());
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
