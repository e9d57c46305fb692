// Glyph numbers are those of Debian 12's fonts-noto-cjk 20220127 and fonts-noto-core 20201225.
#include <algorithm>
#include <set>

#include "tests/unit/kiosk/text/fixture.h"

namespace linli::text {
namespace {

using Clusters = std::vector<std::uint32_t>;

std::vector<std::uint32_t> ids_of(const ShapedText& text) {
    std::vector<std::uint32_t> out;
    for (const ShapedGlyph& glyph : text.glyphs) out.push_back(glyph.id);
    return out;
}

TEST_F(ShaperTest, SetsHanOnWholeEms) {
    const ShapedText text = shape("青禾3号");
    EXPECT_EQ(ids_of(text), (std::vector<std::uint32_t>{43650, 29072, 20, 11929}));
    EXPECT_EQ(clusters_of(text), (Clusters{0, 1, 2, 3}));
    EXPECT_FLOAT_EQ(text.glyphs[0].advance, 100);
    EXPECT_LT(text.glyphs[2].advance, 60);
    EXPECT_EQ(text.runs.size(), 1U);
}

TEST_F(ShaperTest, SharesALigatureBetweenItsLetters) {
    const ShapedText text = shape("fi", "en");
    ASSERT_EQ(text.glyphs.size(), 1U);
    EXPECT_FLOAT_EQ(text.widths[0], text.widths[1]);
    EXPECT_FLOAT_EQ(text.widths[0] * 2, text.glyphs[0].advance);
}

TEST_F(ShaperTest, JoinsUyghurFromTheRight) {
    const ShapedText text = shape("ئۇيغۇرچە", "ug");
    ASSERT_EQ(text.runs.size(), 1U);
    EXPECT_EQ(text.runs[0].run.level, 1);
    EXPECT_EQ(face_of(text.runs[0]), "NotoSansArabic-Regular.ttf");
    // Drawn from left to right, read from right to left; the two u's are the same letter in the same form.
    EXPECT_EQ(clusters_of(text), (Clusters{7, 6, 5, 4, 3, 2, 1, 0}));
    EXPECT_EQ(ids_of(text), (std::vector<std::uint32_t>{6, 1253, 978, 1388, 392, 1490, 1388, 1504}));
    // A letter alone has another form than in the word.
    EXPECT_NE(shape("ي", "ug").glyphs[0].id, text.glyphs[5].id);
}

TEST_F(ShaperTest, StacksTibetan) {
    const ShapedText text = shape("བཀྲ་ཤིས་བདེ་ལེགས།", "bo");
    ASSERT_EQ(text.runs.size(), 1U);
    EXPECT_EQ(face_of(text.runs[0]), "NotoSerifTibetan-Regular.ttf");
    // ka with ra under it is one glyph; a vowel stands over its letter and takes no room.
    EXPECT_EQ(ids_of(text), (std::vector<std::uint32_t>{27, 180, 1261, 41, 1328, 43, 1261, 27, 22, 1337, 1261, 40, 1337,
                                                        8, 43, 1263}));
    EXPECT_EQ(clusters_of(text), (Clusters{0, 1, 3, 4, 4, 6, 7, 8, 9, 9, 11, 12, 12, 14, 15, 16}));
    EXPECT_FLOAT_EQ(text.glyphs[4].advance, 0);
    EXPECT_LT(text.glyphs[4].x, -50);
}

TEST_F(ShaperTest, CutsRunsByLevelScriptAndFace) {
    const ShapedText text = shape("A-1024 \u2068ئۇيغۇرچە\u2069 12:30");
    std::vector<std::pair<int, std::string>> runs;
    for (const ShapedRun& run : text.runs) runs.emplace_back(run.run.level, face_of(run));
    const std::string cjk = "NotoSansCJK-Regular.ttc";
    const std::string arabic = "NotoSansArabic-Regular.ttf";
    EXPECT_EQ(runs, (std::vector<std::pair<int, std::string>>{{0, cjk}, {1, arabic}, {0, arabic}, {0, cjk}}));
}

TEST_F(ShaperTest, MeasuresTheSameAtEverySize) {
    const float large = shape("Residents", "en", 200).glyphs[3].advance;
    EXPECT_FLOAT_EQ(shape("Residents", "en", 20).glyphs[3].advance * 10, large);
}

TEST_F(ShaperTest, DrawsQuotesNarrowAmongLettersAndWideAmongHan) {
    EXPECT_FLOAT_EQ(shape("他说“好”").widths[2], 100);
    EXPECT_LT(shape("say “yes”", "en").widths[4], 60);
    EXPECT_LT(shape("It’s", "en").widths[2], 40);
    EXPECT_FLOAT_EQ(shape("阿·热").widths[1], 100);
    EXPECT_FLOAT_EQ(shape("报修 · 活动").widths[3], 50);
}

TEST_F(ShaperTest, GivesABracketTheScriptOfItsPair) {
    const Characters characters = take_apart("ئۆي (漏水) ئۆي");
    const auto resolved = resolve_scripts(characters.codes, scripts::latin);
    EXPECT_EQ(resolved[4], scripts::arabic);
    EXPECT_EQ(resolved[5], scripts::han);
    EXPECT_EQ(resolved[7], scripts::arabic);
}

TEST_F(ShaperTest, KeepsAMarkWithItsBaseInOneFace) {
    // Noto Sans CJK has no q with a ring under it as one glyph, but it has to come out as one character.
    const ShapedText text = shape("q\u0325x", "en");
    EXPECT_EQ(text.widths.size(), 2U);
    for (const ShapedRun& run : text.runs) EXPECT_NE(run.run.begin, 1U);
}

TEST_F(ShaperTest, DrawsWhatIsBeyondTheBasicPlane) {
    const ShapedText text = shape("𠮷\U0001F600");
    ASSERT_EQ(text.glyphs.size(), 2U);
    EXPECT_NE(text.glyphs[0].id, 0U);
    EXPECT_EQ(text.glyphs[1].id, 0U);  // the box of the first face
    EXPECT_FLOAT_EQ(text.widths[1], 100);
}

TEST_F(ShaperTest, OpensOnlyTheFacesThatATextNeeds) {
    EXPECT_EQ(fonts->open_faces(), 1U);
    (void)shape("青禾 repair 12:30");
    EXPECT_EQ(fonts->open_faces(), 1U);
    (void)shape("ئۆي");
    EXPECT_EQ(fonts->open_faces(), 2U);
}

TEST(FontStackTest, PassesOverAFallbackThatIsMissing) {
    FontFiles files;
    files.regular = {debian_fonts().regular.front(), {.path = "/nowhere/at/all.ttf", .script = "Arab"}};
    auto fonts = FontStack::open(files);
    ASSERT_TRUE(fonts.has_value());
    Shaper shaper(**fonts);
    const ShapedText text = shape_text({.text = "ئۆي"}, **fonts, shaper);
    EXPECT_EQ(text.glyphs.size(), 3U);
}

TEST(FontStackTest, SaysWhatToInstallWhenTheFirstFaceIsMissing) {
    FontFiles files;
    files.regular = {{.path = "/nowhere/at/all.ttf"}};
    const auto fonts = FontStack::open(files);
    ASSERT_FALSE(fonts.has_value());
    EXPECT_EQ(fonts.error().fault, Fault::NotFound);
}

}  // namespace
}  // namespace linli::text
