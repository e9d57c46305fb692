// The way to the operator's page, what is on it, and what ends it.
#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

using Answer = PinChecked::Answer;

class OperatorTest : public testing::Test {
  protected:
    OperatorTest() { glass.feed(screens::ProgramChanged{operated_program()}); }
    void tap_mark(std::size_t times) {
        for (std::size_t i = 0; i < times; ++i) glass.tap("page.mark");
    }
    void type_pin() {
        for (const char* digit : {"2", "4", "6", "8", "1", "0"}) glass.tap(std::string("service.digit.") + digit);
    }
    Ticket send_pin() {
        type_pin();
        glass.tap("service.open");
        const auto sent = glass.sent();
        EXPECT_EQ(sent.size(), 1U);
        const auto* check = sent.empty() ? nullptr : std::get_if<CheckPin>(&sent.front());
        EXPECT_NE(check, nullptr);
        EXPECT_EQ(check == nullptr ? "" : check->pin, "246810");
        return check == nullptr ? 0 : check->ticket;
    }
    void answer(Ticket ticket, Answer what, Millis wait = Millis{0}) {
        glass.feed(CoreEvent{PinChecked{ticket, what, wait}});
    }
    void open_page() {
        tap_mark(kServiceTaps);
        answer(send_pin(), Answer::Right);
    }
    Glass glass;
};

TEST_F(OperatorTest, PinIsAskedForAfterFiveQuickTapsOnTheMark) {
    tap_mark(kServiceTaps - 1);
    EXPECT_EQ(glass.screen(), "home");
    glass.pass_time(kServiceTime + Millis{1});
    tap_mark(kServiceTaps - 1);
    EXPECT_EQ(glass.screen(), "home") << "taps of long ago count";
    tap_mark(1);
    EXPECT_EQ(glass.screen(), "service");
}

TEST_F(OperatorTest, PinIsNotAskedForWhereThereIsNone) {
    glass.feed(screens::ProgramChanged{});
    tap_mark(3 * kServiceTaps);
    glass.feed(SessionStep{AskForPin{}});
    EXPECT_EQ(glass.screen(), "home");
}

TEST_F(OperatorTest, PinIsNeverOnTheScreen) {
    tap_mark(kServiceTaps);
    type_pin();
    EXPECT_FALSE(glass.shows("246810"));
    EXPECT_EQ(glass.text_of("service.pin"), "●●●●●●");
    glass.tap("service.delete");
    EXPECT_EQ(glass.text_of("service.pin"), "●●●●●○");
    EXPECT_FALSE(glass.transcript().find("service.open")->enabled) << "five digits are no PIN";
}

TEST_F(OperatorTest, WrongPinIsSaidAndForgotten) {
    tap_mark(kServiceTaps);
    answer(send_pin(), Answer::Wrong);
    EXPECT_EQ(glass.screen(), "service");
    EXPECT_EQ(glass.text_of("service.answer"), "密码不对。");
    EXPECT_TRUE(glass.state.op.draft.values.empty());
    answer(send_pin(), Answer::Wrong, Millis{30'000});
    EXPECT_EQ(glass.text_of("service.answer"), "密码不对。请过 1 分钟再试。");
    answer(send_pin(), Answer::Locked, Millis{61'000});
    EXPECT_EQ(glass.text_of("service.answer"), "试错的次数多了，请过 2 分钟再试。");
    glass.tap("service.digit.1");
    EXPECT_FALSE(glass.has("service.answer"));
}

TEST_F(OperatorTest, TappedTwiceAsksOnce) {
    tap_mark(kServiceTaps);
    type_pin();
    glass.tap("service.open");
    EXPECT_FALSE(glass.transcript().find("service.open")->enabled);
    EXPECT_EQ(glass.sent().size(), 1U);
}

TEST_F(OperatorTest, PageTellsHowTheKioskDoes) {
    open_page();
    EXPECT_EQ(glass.screen(), "operator");
    const auto asked = glass.sent();
    ASSERT_EQ(asked.size(), 1U);
    glass.feed(CoreEvent{HealthTold{std::get<AskHealth>(asked.front()).ticket, waiting_health()}});
    EXPECT_EQ(glass.text_of("operator.kiosk"), "K1（qinghe-1）");
    EXPECT_EQ(glass.text_of("operator.hub"), "https://hub.example:8443");
    EXPECT_EQ(glass.text_of("operator.queue"), "3 件，最早的存了 3 小时");
    EXPECT_EQ(glass.text_of("operator.clock"), "快 4 秒");
    EXPECT_EQ(glass.text_of("operator.disk"), "21.4 GB");
    EXPECT_EQ(glass.text_of("operator.version"), "0.1.0");
    EXPECT_EQ(glass.text_of("operator.schema"), "1");
    // News of the network asks again, once at a time.
    glass.feed(CoreEvent{SyncChanged{with_link(Link::Offline)}});
    glass.feed(CoreEvent{SyncChanged{online()}});
    EXPECT_EQ(glass.sent().size(), 1U);
}

TEST_F(OperatorTest, PageClosesWhenNobodyIsThere) {
    open_page();
    glass.pass_time(kIdleWarning + kIdleAnswer);
    EXPECT_EQ(glass.screen(), "attract");
    EXPECT_FALSE(glass.state.op.open);
    glass.state.session = opened(glass.state.session, {Page::Operator, {}});
    glass.settle();
    EXPECT_FALSE(glass.has("operator.exit")) << "without a PIN there is nothing to see";
}

TEST_F(OperatorTest, PageLocksWhenItIsLeft) {
    open_page();
    glass.tap("page.back");
    EXPECT_EQ(glass.screen(), "home");
    EXPECT_FALSE(glass.state.op.open);
}

TEST_F(OperatorTest, AnswerThatComesAfterTheSessionOpensNothing) {
    tap_mark(kServiceTaps);
    const Ticket ticket = send_pin();
    glass.tap("page.end");
    answer(ticket, Answer::Right);
    EXPECT_EQ(glass.screen(), "home");
    EXPECT_FALSE(glass.state.op.open);
}

TEST_F(OperatorTest, ProgramEndsOnlyAfterAQuestion) {
    open_page();
    glass.tap("operator.exit");
    glass.tap("operator.stay");
    EXPECT_TRUE(glass.state.to_program.empty());
    glass.tap("operator.exit");
    glass.tap("operator.go");
    ASSERT_EQ(glass.state.to_program.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<EndProgram>(glass.state.to_program.front()));
}

TEST_F(OperatorTest, IdleWarningTakesThePlaceOfTheQuestion) {
    open_page();
    for (const char* answer : {"idle.more", "idle.end"}) {
        glass.tap("operator.exit");
        glass.pass_time(kIdleWarning);
        EXPECT_FALSE(glass.has("operator.go"));
        glass.tap(answer);
        EXPECT_TRUE(glass.state.to_program.empty()) << answer << " was taken for the end of the program";
        EXPECT_FALSE(glass.has("idle.more"));
    }
    EXPECT_EQ(glass.screen(), "home");
}

TEST_F(OperatorTest, StepsOfThePageDoNothingWithoutThePin) {
    for (const OperatorAct act : {OperatorAct::Exit, OperatorAct::ForgetCalibration, OperatorAct::OpenCalibration,
                                  OperatorAct::OpenTestPicture, OperatorAct::AskExit})
        glass.feed(SessionStep{act});
    for (std::size_t i = 0; i < screens::kCrosses; ++i) glass.feed(SessionStep{TouchCross{}});
    EXPECT_TRUE(glass.state.to_program.empty());
    EXPECT_EQ(glass.screen(), "home");
}

TEST_F(OperatorTest, CalibrationGivesWhereTheCrossesStoodAndTheFingerWas) {
    open_page();
    glass.tap("operator.calibrate");
    for (const char* n : {"1", "2", "3"}) glass.tap(std::string("calibration.cross.") + n);
    EXPECT_EQ(glass.screen(), "calibration");
    glass.tap("calibration.cross.4");
    EXPECT_EQ(glass.screen(), "operator");
    ASSERT_EQ(glass.state.to_program.size(), 1U);
    const auto& touches = std::get<Calibrate>(glass.state.to_program.front()).touches;
    ASSERT_EQ(touches.size(), screens::kCrosses);
    EXPECT_EQ(touches[0], (CrossTouch{108, 192, 108, 192}));
    EXPECT_EQ(touches[2], (CrossTouch{972, 1728, 972, 1728}));
}

TEST_F(OperatorTest, CalibrationCanBeLeft) {
    open_page();
    glass.tap("operator.calibrate");
    glass.tap("calibration.cross.1");
    glass.tap("calibration.cancel");
    EXPECT_EQ(glass.screen(), "operator");
    EXPECT_TRUE(glass.state.to_program.empty());
    glass.tap("operator.calibrate");
    EXPECT_TRUE(glass.has("calibration.cross.1")) << "it begins anew";
}

TEST_F(OperatorTest, TestPicturesFollowEachOtherAndLeadBack) {
    open_page();
    glass.tap("operator.picture");
    for (int n = 1; n <= 7; ++n) {
        EXPECT_EQ(glass.screen(), "test-picture");
        glass.tap("picture.next." + std::to_string(n));
    }
    EXPECT_EQ(glass.screen(), "operator");
}

TEST_F(OperatorTest, NothingThatAResidentTypedIsCarriedThere) {
    glass.feed(SessionStep{Open{{Page::Mine, {}}}});
    glass.type("mine.code", "K7Q4");
    glass.feed(SessionStep{AskForPin{}});
    answer(send_pin(), Answer::Right);
    EXPECT_EQ(glass.screen(), "operator");
    EXPECT_FALSE(glass.shows("K7Q4"));
    EXPECT_TRUE(glass.state.mine.draft.values.empty());
    glass.tap("page.back");
    EXPECT_EQ(glass.screen(), "home") << "the way back leads to a resident's page";
}

TEST_F(OperatorTest, WhoLooksForThePinByMistakeLosesNothing) {
    glass.feed(SessionStep{Open{{Page::Mine, {}}}});
    glass.type("mine.code", "K7Q4");
    glass.feed(SessionStep{AskForPin{}});
    answer(send_pin(), Answer::Wrong);
    glass.tap("page.back");
    EXPECT_EQ(glass.screen(), "mine");
    EXPECT_TRUE(glass.shows("K7Q4"));
}

}  // namespace
}  // namespace linli::test
