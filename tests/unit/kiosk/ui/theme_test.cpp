#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

namespace linli::ui {
namespace {

constexpr TextStep all_steps[] = {TextStep::Small, TextStep::Medium, TextStep::Large, TextStep::Huge};

TEST(Theme, GivesCapHeightsWithinTheRulesAtEveryStep) {
    const std::pair<double, double> ranges[] = {{3.5, 4.2}, {4.8, 5.6}, {6.4, 7.1}, {8.5, 9.0}};
    for (const TextStep step : all_steps) {
        const Theme theme({}, {.step = step});
        const auto [least, most] = ranges[static_cast<int>(step)];
        EXPECT_GE(theme.cap_mm(Role::Body), least);
        EXPECT_LE(theme.cap_mm(Role::Body), most);
        EXPECT_GE(theme.cap_mm(Role::Secondary), 3.5);
        EXPECT_LE(theme.cap_mm(Role::Secondary), theme.cap_mm(Role::Body));
    }
}

TEST(Theme, TurnsMillimetresIntoPixelsByTheGlassItIsOn) {
    EXPECT_EQ(Theme({1080, 1920, 50.8}, {}).px(12.7), 25.0F);
    EXPECT_EQ(Theme({1080, 1920, 96}, {}).px(12.7), 48.0F);
    EXPECT_EQ(Theme({1080, 1920, 96}, {}).px(0.01), 1.0F);
}

TEST(Theme, KeepsTheContrastOfEveryPairOfColours) {
    for (const Contrast contrast : {Contrast::Standard, Contrast::High}) {
        const Palette& c = palette(contrast);
        const double main = contrast == Contrast::High ? 15 : 10;
        const double other = contrast == Contrast::High ? 10 : 4.5;
        for (const Colour ground : {c.paper, c.card, c.bar, c.key, c.keyboard, c.key_special}) {
            EXPECT_GE(contrast_ratio(c.ink, ground), main) << hex(ground);
            EXPECT_GE(contrast_ratio(c.ink2, ground), contrast == Contrast::High ? 15 : other) << hex(ground);
        }
        const std::pair<Colour, Colour> pairs[] = {
            {c.green, c.green_tint}, {c.red, c.red_tint}, {c.amber, c.amber_tint},
            {c.blue, c.blue_tint},   {c.on_act, c.green}, {c.on_act, c.red},
            {c.green, c.card},       {c.red, c.card},     {c.red, c.paper}};
        for (const auto& [front, ground] : pairs)
            EXPECT_GE(contrast_ratio(front, ground), other) << hex(front) << hex(ground);
    }
}

}  // namespace
}  // namespace linli::ui
