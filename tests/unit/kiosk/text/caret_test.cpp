#include "tests/unit/kiosk/text/fixture.h"

namespace linli::text {
namespace {

class CaretTest : public EngineTest {};

TEST_F(CaretTest, IsFoundAgainFromEveryCharacterInEveryDirection) {
    for (const std::string_view text : {"青禾3号 Tap", "ئۇيغۇرچە 402 ئۆي", "བཀྲ་ཤིས་བདེ་ལེགས།",
                                        "A-1024 \u2068ئۆي\u2069 12:30", "一\n二三\nئۆي", "لا لا"}) {
        for (const float width : {0.0F, 60.0F}) {
            const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width});
            for (const Cluster& cluster : layout->clusters) {
                if (cluster.width <= 0) continue;
                const bool rtl = (cluster.level & 1) != 0;
                const float middle = layout->lines[cluster.line].top + layout->lines[cluster.line].height / 2;
                const float near_start = cluster.x + cluster.width * (rtl ? 0.75F : 0.25F);
                EXPECT_EQ(offset_at(*layout, near_start, middle), cluster.begin) << text << " " << cluster.begin;
                const CaretPlace caret = caret_at(*layout, cluster.begin);
                EXPECT_FLOAT_EQ(caret.x, rtl ? cluster.x + cluster.width : cluster.x);
                EXPECT_EQ(caret.top, layout->lines[cluster.line].top);
            }
        }
    }
}

TEST_F(CaretTest, StandsBehindTheLastCharacterInItsDirection) {
    const auto latin = engine->layout({.text = "ab", .size_px = 20});
    EXPECT_FLOAT_EQ(caret_at(*latin, 2).x, latin->lines[0].width);
    const auto uyghur = engine->layout({.text = "ئۆي", .size_px = 20, .lang = "ug"});
    EXPECT_FLOAT_EQ(caret_at(*uyghur, 6).x, 0);
    EXPECT_FLOAT_EQ(caret_at(*uyghur, 0).x, uyghur->lines[0].width);
}

TEST_F(CaretTest, StandsAtTheSideThatTheNextCharacterIsReadFrom) {
    // Between A and the Uyghur word: at the right end of the word, where its reading begins.
    const auto layout = engine->layout({.text = "A ئۆي", .size_px = 20});
    const Cluster& first = layout->clusters[2];
    EXPECT_FLOAT_EQ(caret_at(*layout, 2).x, first.x + first.width);
}

TEST_F(CaretTest, StaysOnTheLineThatWasTapped) {
    const std::string_view text = "一二三四五六\n七八九";
    const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = 60});
    ASSERT_EQ(layout->lines.size(), 3U);
    for (std::size_t line = 0; line < 3; ++line) {
        const float middle = layout->lines[line].top + 5;
        for (const float x : {-50.0F, 30.0F, 500.0F})
            EXPECT_EQ(caret_at(*layout, offset_at(*layout, x, middle)).top, layout->lines[line].top)
                << line << " " << x;
    }
    EXPECT_EQ(offset_at(*layout, 500, layout->lines[1].top + 5), 18U);  // before the line end
    EXPECT_EQ(offset_at(*layout, 500, 1000), text.size());
}

TEST_F(CaretTest, StandsInTheMiddleOfALigature) {
    const auto layout = engine->layout({.text = "fi", .size_px = 40, .lang = "en"});
    EXPECT_FLOAT_EQ(caret_at(*layout, 1).x, layout->lines[0].width / 2);
}

TEST_F(CaretTest, StandsOnTheOnlyLineOfAnEmptyText) {
    const auto empty = engine->layout({.text = "", .size_px = 20, .max_width = 100});
    EXPECT_EQ(caret_at(*empty, 0).x, 0);
    EXPECT_EQ(caret_at(*empty, 0).height, empty->line_height);
    const auto right =
        engine->layout({.text = "", .size_px = 20, .max_width = 100, .direction = Direction::RightToLeft});
    EXPECT_EQ(caret_at(*right, 0).x, 100);
}

TEST_F(CaretTest, SelectsOneBoxWhereCharactersStandTogetherAndMoreWhereTheyDoNot) {
    const auto plain = engine->layout({.text = "abcd", .size_px = 20});
    const auto middle = boxes_of(*plain, 1, 3);
    ASSERT_EQ(middle.size(), 1U);
    EXPECT_FLOAT_EQ(middle[0].x, plain->clusters[1].x);
    EXPECT_FLOAT_EQ(middle[0].width, plain->clusters[1].width + plain->clusters[2].width);
    EXPECT_TRUE(boxes_of(*plain, 2, 2).empty());
    // "A " and the first letter of the word, which stands at the word's right end.
    const auto mixed = engine->layout({.text = "A ئۆي", .size_px = 20});
    EXPECT_EQ(boxes_of(*mixed, 0, 4).size(), 2U);
    EXPECT_EQ(boxes_of(*mixed, 0, 8).size(), 1U);
    const auto lines = engine->layout({.text = "一二\n三四", .size_px = 20});
    const auto both = boxes_of(*lines, 3, 10);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].line, 0U);
    EXPECT_EQ(both[1].top, lines->lines[1].top);
}

}  // namespace
}  // namespace linli::text
