#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Journey, TapsControlsByIdAndByTheirWords) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.requests\nexpect screen form\ntap \"返回\"\nexpect screen home\ntap "
                         "\"夜课堂\"\nexpect screen event"),
              "");
    EXPECT_EQ(kiosk.state.page, "event");
}

TEST(Journey, CountsOneTapForOneTap) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.mine\ntap home.mine\ntap \"预约\""), "");
    EXPECT_EQ(kiosk.state.taps, 3);
}

TEST(Journey, FailsWithPlaceExpectationAndWhatWasThere) {
    Kiosk kiosk;
    const std::string failure = kiosk.play("\ntap home.nothing\n");
    EXPECT_THAT(failure, StartsWith("demo:2: expected home.nothing, on screen home: "));
    EXPECT_THAT(failure, HasSubstr("您好，想办什么？"));
}

TEST(Journey, RefusesWordsThatFitTwoControls) {
    Kiosk kiosk;
    EXPECT_THAT(kiosk.play("tap \"、\""), HasSubstr("expected one control \"、\", found"));
}

TEST(Journey, RefusesADisabledControl) {
    Kiosk kiosk;
    kiosk.state.page = "form";
    kiosk.frame();
    EXPECT_THAT(kiosk.play("tap form.never"), HasSubstr("expected form.never to be enabled"));
}

TEST(Journey, RefusesAControlUnderADialog) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.events\ntap event.warn\nexpect \"还在吗\""), "");
    EXPECT_THAT(kiosk.play("tap event.signup"), HasSubstr("expected event.signup not to be covered by a dialog"));
    EXPECT_EQ(kiosk.play("tap idle.stay\nexpect not idle.stay\ntap event.signup\nexpect screen receipt"), "");
}

TEST(Journey, DoesNotLetAFingerThroughADialogEither) {
    Kiosk kiosk;
    ASSERT_EQ(kiosk.play("tap home.events\ntap event.warn"), "");
    const ui::Record* beneath = kiosk.transcript().find("page.back");
    ASSERT_NE(beneath, nullptr);
    kiosk.input().push(app::TouchInput::Edge::Down, beneath->x + 5, beneath->y + 5);
    kiosk.input().push(app::TouchInput::Edge::Up, beneath->x + 5, beneath->y + 5);
    kiosk.frame();
    EXPECT_EQ(kiosk.state.page, "event");
}

TEST(Journey, ReachesEmergencyHelpOverADialogToo) {
    Kiosk kiosk;
    ASSERT_EQ(kiosk.play("tap home.events\ntap page.emergency\ntap event.warn\nexpect idle.stay\ntap page.emergency"),
              "");
    EXPECT_EQ(kiosk.state.emergencies, 2);
}

TEST(Journey, TypesOnTheKeysOfTheGlassAcrossLayers) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.requests\ntype form.words \"Leak in 3-402, it is bad!\"\nexpect \"Leak in 3-402\""),
              "");
    EXPECT_EQ(kiosk.state.words, "Leak in 3-402, it is bad!");
    EXPECT_EQ(kiosk.play("keys \" ok\"\ntap keyboard.delete\ntap keyboard.done\nexpect not keyboard.done"), "");
    EXPECT_EQ(kiosk.state.words, "Leak in 3-402, it is bad! o");
}

TEST(Journey, FailsWhereTheKeyboardLacksAKey) {
    Kiosk kiosk;
    EXPECT_THAT(kiosk.play("tap home.requests\ntype form.words \"水\""),
                HasSubstr("expected a key for \"水\" on the keyboard"));
    EXPECT_THAT(kiosk.play("type form.digits \"12x\""), HasSubstr("expected a key for \"x\""));
    EXPECT_EQ(kiosk.state.digits, "12");
}

TEST(Journey, KeepsAFieldWithinItsBound) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.requests\ntype form.digits \"123456\""), "");
    EXPECT_EQ(kiosk.state.digits, "1234");
}

TEST(Journey, ScrollsToWhatIsOutOfSight) {
    Kiosk kiosk({1920, 1080, 96}, {.step = ui::TextStep::Huge});
    ASSERT_EQ(kiosk.play("tap home.requests\nexpect screen form"), "");
    ASSERT_TRUE(kiosk.transcript().find("form.phone")->clipped);
    EXPECT_EQ(kiosk.play("tap form.phone"), "");
    EXPECT_EQ(kiosk.state.taps, 1);
    EXPECT_FALSE(kiosk.transcript().find("form.phone")->clipped);
}

TEST(Journey, SwipesTheContentWithoutPressingWhatIsUnderTheFinger) {
    Kiosk kiosk({1920, 1080, 96}, {.step = ui::TextStep::Huge});
    const float before = kiosk.transcript().find("home.ask")->y;
    EXPECT_EQ(kiosk.play("swipe home.requests up"), "");
    EXPECT_EQ(kiosk.play("expect screen home"), "");
    EXPECT_LT(kiosk.transcript().find("home.ask")->y, before - 100);
    EXPECT_EQ(kiosk.state.page, "home");
}

TEST(Journey, ScrollsByTapsWhereTheContentIsLonger) {
    Kiosk kiosk({1920, 1080, 96}, {.step = ui::TextStep::Huge});
    EXPECT_FALSE(kiosk.transcript().find("page.up")->enabled);
    EXPECT_EQ(kiosk.play("tap page.down\ntap page.up\ntap page.down"), "");
    EXPECT_TRUE(kiosk.transcript().find("page.up")->enabled);
}

TEST(Journey, KeepsWhatAControlSaysForLaterSteps) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("tap home.ask\nkeep receipt.code CODE\nexpect \"$CODE\""), "");
    EXPECT_EQ(kiosk.variables["CODE"], "K7Q4-29MF");
    EXPECT_THAT(kiosk.play("expect \"$NOPE\""), HasSubstr("expected $NOPE to have been kept before"));
}

TEST(Journey, HandsOnWhatBelongsToTheRestOfTheKiosk) {
    Kiosk kiosk;
    EXPECT_EQ(kiosk.play("link down\nelapse 3min\ncard 04A1\nshot home\nlink up\ntranscript"), "");
    EXPECT_THAT(kiosk.calls, ElementsAre("link down", "elapse 180000", "card 04A1", "shot home", "link up"));
    EXPECT_THAT(kiosk.printed, StartsWith("screen\thome\t"));
    EXPECT_THAT(kiosk.play("card 0"), StartsWith("demo:1: no card reader, on screen home"));
    EXPECT_THAT(kiosk.play("ink \"路\""), HasSubstr("expected a field for handwriting"));
}

TEST(Journey, WaitsUntilTheLimitAndNoLonger) {
    Kiosk kiosk;
    EXPECT_THAT(kiosk.play("wait synced 2s"), HasSubstr("expected everything to be synced"));
    kiosk.is_synced = true;
    EXPECT_EQ(kiosk.play("wait synced 2s\nwait \"您好\" 1s\nwait home.mine 1s\nwait screen home 1s"), "");
    EXPECT_THAT(kiosk.play("wait screen nowhere 1s"), HasSubstr("expected screen nowhere, on screen home"));
}

}  // namespace
}  // namespace linli::demo
