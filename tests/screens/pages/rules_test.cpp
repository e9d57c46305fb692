// What holds for every page in every language, size, contrast, direction and on every glass: a walk past all of them in
// combinations that meet each pair of choices, and for each rule a page that breaks it.
#include "tests/screens/glass/rules.h"

#include <array>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

// Glasses with the density and the height over the floor that they are sold and hung with.
const std::array<ui::Glass, 4> kGlasses{
    {{1280, 800, 96, 900}, {1080, 1920, 102, 700}, {1920, 1080, 82, 820}, {2160, 3840, 138, 650}}};
constexpr std::array kSizes{TextSize::Small, TextSize::Medium, TextSize::Large, TextSize::Huge};
constexpr std::array kContrasts{ContrastLevel::Standard, ContrastLevel::High};
constexpr std::array kDirections{ui::Direction::LeftToRight, ui::Direction::RightToLeft};
constexpr std::array kLanguages{"zh-CN", "en"};
constexpr std::array kReaches{Reach::Whole, Reach::Low};

// Which of each, in that order.
using Look = std::array<std::size_t, 6>;
constexpr Look kChoices{kGlasses.size(),    kSizes.size(),     kContrasts.size(),
                        kDirections.size(), kLanguages.size(), kReaches.size()};

struct Pair {
    std::size_t one, choice_of_one, other, choice_of_other;
    auto operator<=>(const Pair&) const = default;
};

std::set<Pair> pairs_of(const Look& look) {
    std::set<Pair> pairs;
    for (std::size_t i = 0; i < look.size(); ++i)
        for (std::size_t k = i + 1; k < look.size(); ++k) pairs.insert({i, look[i], k, look[k]});
    return pairs;
}

std::vector<Look> every_look() {
    std::vector<Look> all{Look{}};
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        std::vector<Look> longer;
        for (Look look : all)
            for (look[i] = 0; look[i] < kChoices[i]; ++look[i]) longer.push_back(look);
        all = std::move(longer);
    }
    return all;
}

// Greedy: the look that meets most pairs not met yet, until there are none.
std::vector<Look> pairwise_looks() {
    const std::vector<Look> all = every_look();
    std::set<Pair> unmet;
    for (const Look& look : all) unmet.merge(pairs_of(look));
    std::vector<Look> chosen;
    while (!unmet.empty()) {
        const Look* best = nullptr;
        std::size_t most = 0;
        for (const Look& look : all) {
            std::size_t meets = 0;
            for (const Pair& pair : pairs_of(look)) meets += unmet.count(pair);
            if (meets > most) most = meets, best = &look;
        }
        for (const Pair& pair : pairs_of(*best)) unmet.erase(pair);
        chosen.push_back(*best);
    }
    return chosen;
}

std::string name_of(const Look& look) {
    constexpr std::array sizes{"Small", "Medium", "Large", "Huge"};
    const ui::Glass& glass = kGlasses[look[0]];
    return fmt::format("{}x{}{}{}{}{}{}", glass.width_px, glass.height_px, sizes[look[1]], look[2] == 0 ? "" : "High",
                       look[3] == 0 ? "" : "Mirrored", look[4] == 0 ? "Zh" : "En", look[5] == 0 ? "" : "Low");
}

class EveryPage : public testing::TestWithParam<Look> {};

TEST_P(EveryPage, KeepsTheRulesOfAPublicScreen) {
    const Look& look = GetParam();
    // A key of the catalogue that has no sentence reads as itself.
    const std::regex key("^[a-z_]+(\\.[a-z0-9_-]+)+$");
    Glass glass(kGlasses[look[0]]);
    glass.direction = kDirections[look[3]];
    int pages = 0;
    int told = 0;
    walk_all(glass,
             {.language = kLanguages[look[4]],
              .text_size = kSizes[look[1]],
              .contrast = kContrasts[look[2]],
              .reach = kReaches[look[5]]},
             [&](const std::string& page) {
                 ++pages;
                 const ui::Transcript& transcript = glass.transcript();
                 const std::string screen(transcript.screen());
                 // The two that are nothing but a picture, for whoever sets the glass up.
                 if (screen == "calibration" || screen == "test-picture") return;
                 EXPECT_NE(transcript.find("page.emergency"), nullptr) << page;
                 if (screen != "attract" && screen != "enrol") {
                     EXPECT_NE(transcript.find("page.end"), nullptr) << page;
                 }
                 for (const ui::Record& record : transcript.records) {
                     EXPECT_FALSE(record.kind != "screen" && std::regex_match(record.text, key))
                         << page << " " << record.text;
                     EXPECT_EQ(record.text.find('{'), std::string::npos) << page << " " << record.text;
                 }
                 for (const std::string& breach : all_breaches(transcript, glass.theme())) {
                     if (++told > 40) break;
                     ADD_FAILURE() << page << ": " << breach;
                 }
             });
    EXPECT_GT(pages, 60);
}

INSTANTIATE_TEST_SUITE_P(Looks, EveryPage, testing::ValuesIn(pairwise_looks()),
                         [](const testing::TestParamInfo<Look>& look) { return name_of(look.param); });

TEST(PairwiseLooks, MeetEveryPairOfChoicesInFarFewerWalksThanThereAreLooks) {
    std::set<Pair> met;
    std::set<Pair> all;
    for (const Look& look : pairwise_looks()) met.merge(pairs_of(look));
    for (const Look& look : every_look()) all.merge(pairs_of(look));
    EXPECT_EQ(met, all);
    EXPECT_LE(pairwise_looks().size(), 24U);
    EXPECT_EQ(every_look().size(), 256U);
}

// ---- each rule fails where it is broken ----

class Rule : public testing::Test {
  protected:
    Rule() : shown(glass.transcript()), theme(glass.theme()) {}
    ui::Record& record(std::string_view id) {
        for (ui::Record& each : shown.records)
            if (each.id == id) return each;
        ADD_FAILURE() << "no " << id;
        return shown.records.front();
    }
    ui::DrawnLine& line_in(const ui::Record& control) {
        for (ui::DrawnLine& line : shown.lines_drawn)
            if (line.x >= control.x && line.y >= control.y && line.x + line.w <= control.x + control.w &&
                line.y + line.h <= control.y + control.h)
                return line;
        ADD_FAILURE() << "no line in " << control.id;
        return shown.lines_drawn.front();
    }
    Glass glass;
    ui::Transcript shown;
    ui::Theme theme;
};

TEST_F(Rule, OfTargetsFailsOnOneThatIsTooNarrowOrTooLow) {
    EXPECT_TRUE(small_targets(shown, theme).empty());
    record("home.language").w = theme.px(12.4);
    record("home.mine").h = theme.px(12.4);
    EXPECT_EQ(small_targets(shown, theme).size(), 2U);
}

TEST_F(Rule, OfGapsFailsWhereTwoTargetsStandTooClose) {
    EXPECT_TRUE(narrow_gaps(shown, theme).empty());
    const ui::Record& language = record("home.language");
    record("home.appearance").x = language.x + language.w + theme.px(2.3);
    EXPECT_EQ(narrow_gaps(shown, theme).size(), 1U);
}

TEST_F(Rule, OfGapsFailsWhereTheBodysEdgeComesTooCloseToTheFooter) {
    ui::Record& cut = record("home.mine");
    shown.body_bottom = record("home.language").y - 2;
    cut.y = shown.body_bottom - 20;
    const Breaches found = narrow_gaps(shown, theme);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const std::string& each) {
        return each.find("home.mine") != std::string::npos && each.find("home.language") != std::string::npos;
    }));
}

TEST_F(Rule, OfTextFailsUnderItsStepAndOnWhatWasDrawnSmaller) {
    EXPECT_TRUE(small_text(shown, theme).empty());
    record("home.requests").cap_mm = 4.7;
    EXPECT_EQ(small_text(shown, theme).size(), 0U) << "not main text at that size";
    record("page.status").cap_mm = 3.4;
    EXPECT_EQ(small_text(shown, theme).size(), 1U);
    line_in(record("home.mine")).h = 10;
    EXPECT_EQ(small_text(shown, theme).size(), 2U);
    const ui::Theme large(theme.glass(), {.step = ui::TextStep::Large});
    EXPECT_GT(small_text(shown, large).size(), 3U) << "medium text is too small for who asked for large";
}

TEST_F(Rule, OfContrastFailsForMainTextForTheRestAndInHighContrast) {
    EXPECT_TRUE(weak_contrast(shown, theme).empty());
    record("home.requests").foreground = "#46504A";
    EXPECT_EQ(weak_contrast(shown, theme).size(), 1U) << "8.3:1 is too little for main text";
    record("page.status").foreground = "#5FA08F";
    EXPECT_EQ(weak_contrast(shown, theme).size(), 2U);
    const ui::Theme high(theme.glass(), {.contrast = ui::Contrast::High});
    EXPECT_GT(weak_contrast(glass.transcript(), high).size(), 0U) << "14.7:1 is too little in high contrast";
}

TEST_F(Rule, OfWholeTextFailsOnALineThatIsCutCoveredOrLeavesItsControl) {
    EXPECT_TRUE(cut_or_covered_text(shown, theme).empty());
    line_in(record("home.ask")).cut = true;
    EXPECT_EQ(cut_or_covered_text(shown, theme).size(), 1U);
    line_in(record("home.mine")).x -= theme.px(20);
    EXPECT_GE(cut_or_covered_text(shown, theme).size(), 2U);
    shown = glass.transcript();
    ui::DrawnLine second = line_in(record("home.ask"));
    second.x += 3;
    second.y += 4;
    shown.lines_drawn.push_back(second);
    EXPECT_EQ(cut_or_covered_text(shown, theme).size(), 1U);
}

TEST_F(Rule, OfReachFailsOnWhatNoScrollingBringsOntoTheGlass) {
    EXPECT_TRUE(out_of_reach(shown, theme).empty());
    record("home.ask").x = -4;
    EXPECT_EQ(out_of_reach(shown, theme).size(), 1U);
    record("home.language").y = 1900;
    EXPECT_EQ(out_of_reach(shown, theme).size(), 2U);
    record("home.mine").h = 1900;
    EXPECT_EQ(out_of_reach(shown, theme).size(), 3U);
}

TEST_F(Rule, OfReachFailsOnAControlAboveWhatASeatedPersonReaches) {
    const ui::Theme low({1080, 1920, 96, 700}, {.posture = ui::Posture::Seated});
    const Breaches found = out_of_reach(shown, low);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                            [](const std::string& each) { return each.find("page.emergency") != std::string::npos; }));
}

}  // namespace
}  // namespace linli::test
