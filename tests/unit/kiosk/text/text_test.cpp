#include <array>
#include <utility>

#include <gtest/gtest.h>

#include "kiosk/base/rng.h"
#include "kiosk/base/utf8.h"
#include "tests/unit/kiosk/text/fixture.h"

namespace linli::text {
namespace {

class TextTest : public EngineTest {};

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

TEST_F(TextTest, KeepsLittleOfALongTextThatIsTyped) {
    constexpr std::size_t typed = 600;
    std::string text;
    for (std::size_t i = 0; i < 1400; ++i) text += "字";
    const std::size_t pieces_each = 2 * 1400;
    for (std::size_t i = 0; i < typed; ++i) {
        text += "字";
        (void)engine->layout({.text = text, .size_px = 20, .max_width = 900});
    }
    EXPECT_LE(engine->cached_layouts() * pieces_each, 2 * TextEngine::max_cached_pieces);
    EXPECT_GE(engine->cached_layouts(), 2U);
}

TEST_F(TextTest, StaysBoundedUnderFiftyThousandDifferentStrings) {
    const auto word = [](int i) {
        std::string text;
        for (const int code : {0x4E00 + i % 20000, 0x621 + i % 26, 0xF40 + i % 30, 0x61 + i % 26})
            append_code_point(text, static_cast<char32_t>(code));
        return text + std::to_string(i);
    };
    for (int i = 0; i < 50'000; ++i) {
        if (i % 20 == 0) engine->next_pass();
        ASSERT_FALSE(engine->layout({.text = word(i), .size_px = 16 + i % 12})->lines.empty());
        ASSERT_LE(engine->cached_layouts(), 2 * TextEngine::max_cached_layouts);
        ASSERT_LE(engine->atlas().pages(), 1 + Atlas::max_glyph_pages);
    }
    // A page of 1024 x 1024 holds no more than this many glyphs of the least size that was set.
    EXPECT_LE(engine->atlas().entries(), Atlas::max_glyph_pages * 1024 * 1024 / (6 * 6));
}

TEST_F(TextTest, SetsAgainWhatLackedGlyphsForWantOfRoom) {
    // More than all pages hold, in one pass: some of it is left out, and the next pass does not take that from the
    // cache.
    std::string han;
    for (int i = 0; i < 400; ++i) append_code_point(han, static_cast<char32_t>(0x4E00 + i));
    const auto first = engine->layout({.text = han, .size_px = 200, .max_width = 2000});
    ASSERT_LT(first->glyphs.size(), 400U);
    for (int pass = 0; pass < 3; ++pass) engine->next_pass();
    EXPECT_NE(engine->layout({.text = han, .size_px = 200, .max_width = 2000}).get(), first.get());
    engine->next_pass();
    const auto small = engine->layout({.text = "青禾", .size_px = 20});
    EXPECT_EQ(small->glyphs.size(), 2U);
}

TEST_F(TextTest, SetsAnyBytesAtAll) {
    const std::vector<std::string> hostile{
        "\xED\xA0\x80\xED\xBF\xBF",                 // surrogates
        "\xF4\x90\x80\x80",                         // above U+10FFFF
        std::string("a\0b\x1b[31m\x7f\r\n\r", 12),  // controls
        "\xE2\x81\xA8\xE2\x81\xA8\xE2\x81\xA8",     // isolates that nothing ends
        "\xE2\x80\xAE\xE2\x80\xAE abc",             // overrides
        "\xCC\x81\xCC\x81",                         // marks without a base
        "\xE2\x80\x8D\xEF\xB8\x8F",                 // a joiner and a selector alone
        "\xF0\x9F\x98\x80\xF0\xA0\x80\x80",         // beyond U+FFFF
    };
    for (const std::string& text : hostile) {
        for (const Direction direction : {Direction::LeftToRight, Direction::RightToLeft}) {
            for (const float width : {0.0F, 1.0F, 30.0F}) {
                const auto layout = engine->layout(
                    {.text = text, .size_px = 20, .max_width = width, .direction = direction, .max_lines = 3});
                ASSERT_FALSE(layout->lines.empty());
                for (std::size_t at = 0; at <= text.size(); ++at) (void)caret_at(*layout, at);
                (void)offset_at(*layout, -5, -5);
                (void)boxes_of(*layout, 0, text.size());
            }
        }
    }
    std::string pile = "e";
    for (int i = 0; i < 9000; ++i) pile += "\xCC\x81";
    const auto layout = engine->layout({.text = pile, .size_px = 20, .max_width = 100});
    EXPECT_EQ(layout->clusters.size(), 1U);
    EXPECT_LE(layout->height, 6 * layout->line_height);
}

TEST_F(TextTest, CoversEveryByteOnceWhateverIsWritten) {
    // Letters of every script that is drawn, marks, joiners, direction controls, and the odd broken byte.
    constexpr std::array<std::pair<int, int>, 12> blocks{{{0x20, 0x7E},
                                                          {0x300, 0x310},
                                                          {0x620, 0x6FF},
                                                          {0xF00, 0xFBC},
                                                          {0x200B, 0x200F},
                                                          {0x2028, 0x202E},
                                                          {0x2060, 0x2069},
                                                          {0x3000, 0x3020},
                                                          {0x4E00, 0x4F00},
                                                          {0xFE00, 0xFE0F},
                                                          {0x1F466, 0x1F470},
                                                          {0x0A, 0x0D}}};
    Rng rng(20240601);
    for (int round = 0; round < 1500; ++round) {
        std::string text;
        const std::uint64_t length = rng.below(40);
        for (std::uint64_t i = 0; i < length; ++i) {
            const auto [first, last] = blocks[rng.below(blocks.size())];
            append_code_point(text, static_cast<char32_t>(first + static_cast<int>(rng.below(
                                                                      static_cast<std::uint64_t>(last - first + 1)))));
            if (rng.below(50) == 0) text.push_back(static_cast<char>(0x80 + rng.below(0x80)));
        }
        const auto width = static_cast<float>(rng.below(200));
        const Direction direction = rng.below(2) == 0 ? Direction::LeftToRight : Direction::RightToLeft;
        const auto layout =
            engine->layout({.text = text, .size_px = 16, .max_width = width, .direction = direction, .lang = "ug"});
        std::size_t reached = 0;
        for (const Cluster& cluster : layout->clusters) {
            ASSERT_EQ(cluster.begin, reached) << round;
            ASSERT_LT(cluster.line, layout->lines.size());
            ASSERT_GE(cluster.width, 0);
            reached = cluster.end;
        }
        ASSERT_EQ(reached, text.size()) << round;
        for (std::size_t line = 0; line + 1 < layout->lines.size(); ++line)
            ASSERT_EQ(layout->lines[line].end, layout->lines[line + 1].begin) << round;
        for (std::size_t at = 0; at <= text.size(); ++at) (void)caret_at(*layout, at);
        ASSERT_LE(offset_at(*layout, width / 2, 10), text.size());
    }
}

TEST_F(TextTest, DrawsABoxForWhatNoFaceHas) {
    const auto layout = engine->layout({.text = "\xF0\x9F\x98\x80", .size_px = 40});
    ASSERT_EQ(layout->glyphs.size(), 1U);
    EXPECT_GT(layout->glyphs[0].region.w, 20);
}

TEST_F(TextTest, SurvivesBytesThatAreNotUtf8AndVeryLongText) {
    const std::string broken = "\xFF\xC3(\xE4\xB8 ok";
    EXPECT_GE(engine->layout({.text = broken, .size_px = 20, .max_width = 50})->lines.size(), 1U);
    const std::string longest(200000, 'a');
    EXPECT_FALSE(engine->layout({.text = longest, .size_px = 20, .max_width = 500})->lines.empty());
}

}  // namespace
}  // namespace linli::text
