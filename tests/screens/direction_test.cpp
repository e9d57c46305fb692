// A page that runs from right to left is the other one in a mirror, but for what must not be turned round.
#include <gtest/gtest.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

constexpr float kWidth = 1080;
const ui::Appearance kMirrored{.direction = ui::Direction::RightToLeft};

// Tolerates what rounding of halves moves.
void expect_mirrored(const ui::Record& there, const ui::Record& here) {
    EXPECT_NEAR(here.x, kWidth - there.x - there.w, 1.5) << there.kind << " " << there.id << " " << there.text;
    EXPECT_EQ(here.y, there.y) << there.id;
    EXPECT_EQ(here.w, there.w) << there.id;
}

TEST(Direction, MirrorsEveryRecordOfAPage) {
    Kiosk kiosk;
    for (const char* page : {"home", "form", "event", "receipt"}) {
        kiosk.state.page = page;
        kiosk.ui().set_appearance({});
        kiosk.frame();
        const ui::Transcript there = kiosk.transcript();
        kiosk.ui().set_appearance(kMirrored);
        kiosk.frame();
        const ui::Transcript& here = kiosk.transcript();
        ASSERT_EQ(there.records.size(), here.records.size());
        for (std::size_t i = 0; i < there.records.size(); ++i) expect_mirrored(there.records[i], here.records[i]);
    }
}

TEST(Direction, PutsBackOnTheRightAndThePrimaryActionOnTheLeft) {
    Kiosk kiosk({}, kMirrored);
    kiosk.state.page = "form";
    kiosk.frame();
    EXPECT_GT(kiosk.transcript().find("page.back")->x, kWidth / 2);
    EXPECT_LT(kiosk.transcript().find("page.end")->x, kWidth / 2);
    EXPECT_LT(kiosk.transcript().find("form.next")->x, kWidth / 4);
}

TEST(Direction, IsPressedWhereItIsDrawn) {
    Kiosk kiosk({}, kMirrored);
    EXPECT_EQ(kiosk.play("tap home.requests\ntap form.phrase.1\ntype form.digits \"1234\"\ntap form.next\n"
                         "expect screen receipt"),
              "");
}

TEST(Direction, LeavesTheKeyboardAsItsLayoutSays) {
    Kiosk kiosk;
    ASSERT_EQ(kiosk.play("tap home.requests\ntap form.words"), "");
    const ui::Record there = *kiosk.transcript().find("keyboard.key.q");
    kiosk.ui().set_appearance(kMirrored);
    kiosk.frame();
    EXPECT_EQ(kiosk.transcript().find("keyboard.key.q")->x, there.x);
    EXPECT_LT(kiosk.transcript().find("keyboard.key.q")->x, kiosk.transcript().find("keyboard.key.p")->x);
}

}  // namespace
}  // namespace linli::demo
