// Where lines end, which side they stand on and how high they are.
#include "kiosk/base/utf8.h"
#include "tests/unit/kiosk/text/fixture.h"

namespace linli::text {
namespace {

using Lines = std::vector<std::string>;

class LinesTest : public EngineTest {
  protected:
    // The bytes in the order that they are drawn on a line, by their clusters.
    std::string drawn(const Layout& layout, std::string_view text, std::size_t line) {
        std::vector<const Cluster*> on_line;
        for (const Cluster& cluster : layout.clusters)
            if (cluster.line == line && cluster.width > 0) on_line.push_back(&cluster);
        std::sort(on_line.begin(), on_line.end(), [](const auto* a, const auto* b) { return a->x < b->x; });
        std::string out;
        for (const Cluster* cluster : on_line) out += text.substr(cluster->begin, cluster->end - cluster->begin);
        return out;
    }
};

TEST_F(LinesTest, StartWithNoChinesePunctuation) {
    EXPECT_EQ(lines("一二三，四五", 60), (Lines{"一二", "三，四", "五"}));
    EXPECT_EQ(lines("一二三。”四五", 60), (Lines{"一二", "三。”", "四五"}));
    EXPECT_EQ(lines("一二（三四）", 60), (Lines{"一二", "（三", "四）"}));
}

TEST_F(LinesTest, EndAfterATibetanTsheg) {
    const std::string_view text = "བཀྲ་ཤིས་བདེ་ལེགས།";
    for (float width = 80; width < 180; width += 10) {
        const Lines set = lines(text, width);
        for (std::size_t i = 0; i + 1 < set.size(); ++i)
            EXPECT_TRUE(set[i].ends_with("་")) << set[i] << " at " << width;
    }
}

TEST_F(LinesTest, NeverPartACharacter) {
    const std::string_view text = "བསྒྲིགསརྩྭཧཱུྃབཀྲེ\u0301e\u0301e\u0301";
    const Characters characters = take_apart(text);
    for (const float width : {5.0F, 20.0F, 45.0F}) {
        const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width});
        for (const Line& line : layout->lines) {
            bool starts_one = false;
            for (const std::uint32_t first : characters.clusters) starts_one |= characters.offsets[first] == line.begin;
            EXPECT_TRUE(starts_one) << line.begin;
        }
    }
}

TEST_F(LinesTest, AreFoundBesideEveryCharacterThereIs) {
    constexpr char32_t end = 0x110000;
    constexpr char32_t at_once = 0x1000;
    for (char32_t first = 0; first < end; first += at_once) {
        std::string text;
        for (char32_t code = first; code < first + at_once; ++code) {
            if (code >= 0xD800 && code <= 0xDFFF) continue;
            for (const char32_t one : {U'a', code, code, U'\u4e00', code}) append_code_point(text, one);
        }
        const Characters characters = take_apart(text);
        ASSERT_EQ(line_breaks(characters, "zh-CN").size(), characters.codes.size())
            << static_cast<std::uint32_t>(first);
    }
}

TEST_F(LinesTest, EndBesideAFlagAndNotInIt) {
    EXPECT_EQ(lines("国庆🇨🇳🇨🇳节", 20), (Lines{"国", "庆", "🇨🇳", "🇨🇳", "节"}));
}

TEST_F(LinesTest, KeepAnInsertedValueWithItsDirectionMarks) {
    EXPECT_EQ(lines("ab \u2068cd\u2069 ef", 30), (Lines{"ab ", "\u2068cd\u2069 ", "ef"}));
}

TEST_F(LinesTest, AreNotWiderThanAskedInAnyScript) {
    const std::vector<std::string> texts{
        "ئاھالىلەر ئۆيلىرىدىكى سۇ ئېقىپ كەتسە، Wi-Fi ۋە 402-ئۆي، 3 كۈن ئىچىدە جاۋاب بېرىمىز.",
        "ئاھالىلەرئۆيلىرىدىكىسۇئېقىپكەتسە", "བོད་ཡིག་གི་ཡིག་གཟུགས་འདི་ནི་བོད་ཀྱི་སྐད་ཡིག་བྲིས་པའི་ཡིག་གཟུགས་ཤིག་ཡིན།",
        "office affinity fffffi 青禾 ئۆي བོད"};
    for (const std::string& text : texts) {
        for (float width = 45; width < 400; width += 7) {
            const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width});
            EXPECT_LE(layout->width, width + 0.05F) << text;
            std::size_t reached = 0;
            for (const Line& line : layout->lines) {
                EXPECT_EQ(line.begin, reached);
                reached = line.end;
            }
            EXPECT_EQ(reached, text.size());
        }
    }
}

TEST_F(LinesTest, KeepTheLettersOfACutWordJoined) {
    // Each piece keeps the form that its letters have in the word, so the pieces are as wide as the word.
    const std::string_view word = "ببببببببببب";
    const float whole = engine->layout({.text = word, .size_px = 40, .lang = "ug"})->lines[0].width;
    const auto cut = engine->layout({.text = word, .size_px = 40, .max_width = 120, .lang = "ug"});
    ASSERT_GT(cut->lines.size(), 1U);
    float sum = 0;
    for (const Line& line : cut->lines) sum += line.width;
    EXPECT_NEAR(sum, whole, 1);
}

TEST_F(LinesTest, LeaveTheTimeOnItsSideOfAnInsertedUyghurWord) {
    const std::string_view text = "A-1024 \u2068ئۆي\u2069 12:30";
    const auto layout = engine->layout({.text = text, .size_px = 20});
    EXPECT_EQ(drawn(*layout, text, 0), "A-1024 يۆئ 12:30");
    const std::string_view bare = "A-1024 ئۆي 12:30";
    EXPECT_EQ(drawn(*engine->layout({.text = bare, .size_px = 20}), bare, 0), "A-1024 12:30 يۆئ");
}

TEST_F(LinesTest, ReadFromTheRightInAUyghurParagraph) {
    const std::string_view text = "ئۆي 402 A";
    const auto layout = engine->layout({.text = text, .size_px = 20, .lang = "ug"});
    EXPECT_EQ(drawn(*layout, text, 0), "A 402 يۆئ");
    EXPECT_EQ(layout->lines[0].base_level, 1);
}

TEST_F(LinesTest, StandOnTheSideOfThePageWhateverTheirOwnDirection) {
    for (const std::string_view text : {"ئۆي", "青禾"}) {
        LayoutRequest request{.text = text, .size_px = 20, .max_width = 300};
        EXPECT_EQ(engine->layout(request)->lines[0].x, 0);
        request.direction = Direction::RightToLeft;
        const auto right = engine->layout(request);
        EXPECT_EQ(right->lines[0].x, std::floor(300 - right->lines[0].width));
        request.align = Align::End;
        EXPECT_EQ(engine->layout(request)->lines[0].x, 0);
        request.align = Align::Centre;
        const auto centre = engine->layout(request);
        EXPECT_EQ(centre->lines[0].x, std::floor((300 - centre->lines[0].width) / 2));
    }
}

TEST_F(LinesTest, HangTheirSpacesWhereReadingEnds) {
    const auto latin = engine->layout({.text = "aa bb", .size_px = 20, .max_width = 30});
    EXPECT_FLOAT_EQ(latin->clusters[2].x, latin->lines[0].x + latin->lines[0].width);
    const auto uyghur = engine->layout(
        {.text = "ئۆي ئۆي", .size_px = 20, .max_width = 40, .direction = Direction::RightToLeft, .lang = "ug"});
    ASSERT_EQ(uyghur->lines.size(), 2U);
    EXPECT_FLOAT_EQ(uyghur->clusters[3].x + uyghur->clusters[3].width, uyghur->lines[0].x);
}

TEST_F(LinesTest, EndInAnEllipsisWhereReadingEnds) {
    for (const bool uyghur : {false, true}) {
        const auto layout =
            engine->layout({.text = uyghur ? "ئاھالىلەر ئۆيلىرىدىكى سۇ ئېقىپ كەتسە" : "Residents can report a repair",
                            .size_px = 20,
                            .max_width = 120,
                            .max_lines = 1,
                            .lang = uyghur ? "ug" : "en"});
        ASSERT_TRUE(layout->truncated);
        const Line& line = layout->lines[0];
        EXPECT_LE(line.width, 120.01F);
        float left = line.x + line.width;
        float right = line.x;
        for (const Cluster& cluster : layout->clusters) {
            left = std::min(left, cluster.x);
            right = std::max(right, cluster.x + cluster.width);
        }
        // The room that no character takes is the ellipsis's.
        EXPECT_EQ(left - line.x > 8, uyghur);
        EXPECT_EQ(line.x + line.width - right > 8, !uyghur);
    }
}

TEST_F(LinesTest, EndInNoEllipsisWhereNobodyAskedForIt) {
    EXPECT_FALSE(engine->layout({.text = "一二三四五六", .size_px = 20, .max_width = 60})->truncated);
    EXPECT_FALSE(engine->layout({.text = "一二三四五六", .size_px = 20, .max_width = 60, .max_lines = 2})->truncated);
}

TEST_F(LinesTest, HoldTheInkOfEveryScript) {
    for (const std::string_view text :
         {"青禾ÁŖgj", "ڭېۋېئۇيغۇرچە", "བོད་ཡིག་སྒྲིགས་རྩྭ་ཧཱུྃ", "ﷺ ی", "e\u0301\u0301\u0301\u0301"}) {
        for (const int size : {14, 28, 60}) {
            const auto layout = engine->layout({.text = text, .size_px = size, .line_factor = 1.2F});
            for (const PlacedGlyph& glyph : layout->glyphs) {
                EXPECT_GE(glyph.y, 0) << text;
                EXPECT_LE(static_cast<float>(glyph.y + glyph.region.h), layout->height) << text;
            }
        }
    }
}

TEST_F(LinesTest, ArePlainForHanAndLatinAndEvenlyApartInOneScript) {
    const auto plain = engine->layout({.text = "青禾 Repair gj\n第二行", .size_px = 28});
    EXPECT_EQ(plain->height, 2 * plain->line_height);
    const auto tibetan = engine->layout(
        {.text = "བོད་ཡིག་གི་ཡིག་གཟུགས་འདི་ནི་བོད་ཀྱི་སྐད་ཡིག་བྲིས་པའི་ཡིག་གཟུགས་ཤིག་ཡིན།", .size_px = 28, .max_width = 250});
    ASSERT_GT(tibetan->lines.size(), 2U);
    for (const Line& line : tibetan->lines) {
        EXPECT_GT(line.height, tibetan->line_height);
        EXPECT_EQ(line.height, tibetan->lines[0].height);
    }
    EXPECT_EQ(tibetan->height, tibetan->lines.back().top + tibetan->lines.back().height);
}

}  // namespace
}  // namespace linli::text
