#include "kiosk/session/session.h"

#include <gtest/gtest.h>

#include "kiosk/session/draft.h"

namespace linli {
namespace {

constexpr BootTime kStart{1'000'000};
Session at_page(Page page) {
    return opened(start_session(Page::Home, {}, kStart), {page, {}});
}

TEST(Idle, WarnsAfterTwoMinutesAndIsOverThirtySecondsLater) {
    const Session session = at_page(Page::Requests);
    EXPECT_EQ(idle_at(session, kStart + Millis{119'999}).phase, Idle::Phase::Awake);
    EXPECT_EQ(idle_at(session, kStart + Millis{120'000}), (Idle{Idle::Phase::Warning, 30}));
    EXPECT_EQ(idle_at(session, kStart + Millis{149'999}), (Idle{Idle::Phase::Warning, 1}));
    EXPECT_EQ(idle_at(session, kStart + Millis{150'000}).phase, Idle::Phase::Over);
}

TEST(Idle, WarnsAfterOneMinuteWhereAReceiptIsShown) {
    EXPECT_EQ(idle_at(at_page(Page::Receipt), kStart + Millis{60'000}).phase, Idle::Phase::Warning);
    EXPECT_EQ(idle_at(at_page(Page::Receipt), kStart + Millis{90'000}).phase, Idle::Phase::Over);
}

TEST(Idle, TakesBackWhatWasTypedToEnrolAndThenRests) {
    const Session fresh = start_session(Page::Enrol, {}, kStart);
    EXPECT_EQ(next_idle_change(fresh, kStart), std::nullopt);
    const Session typed = touched(fresh, kStart + Millis{5'000});
    EXPECT_EQ(next_idle_change(typed, kStart + Millis{5'000}), kStart + Millis{125'000});
    EXPECT_EQ(idle_at(typed, kStart + Millis{125'000}).phase, Idle::Phase::Over);
}

TEST(Idle, IsPutOffByATouchAnyNumberOfTimes) {
    Session session = at_page(Page::Request);
    BootTime now = kStart;
    for (int i = 0; i < 50; ++i) {
        now = now + Millis{149'000};
        ASSERT_EQ(idle_at(session, now).phase, Idle::Phase::Warning);
        session = touched(std::move(session), now);
        ASSERT_EQ(idle_at(session, now).phase, Idle::Phase::Awake);
    }
}

TEST(Idle, HasNothingToWarnAboutOnAHomeThatNobodyTouched) {
    Session session = start_session(Page::Home, {}, kStart);
    EXPECT_EQ(idle_at(session, kStart + kIdleWarning).phase, Idle::Phase::Over);
    session.settings.language = "en";
    EXPECT_EQ(idle_at(session, kStart + kIdleWarning).phase, Idle::Phase::Warning);
}

TEST(Idle, WarnsSoonAtAHomeThatKnowsAnythingOfThePersonBefore) {
    const Session fresh = start_session(Page::Home, {}, kStart);
    const auto warned = [&](const Session& session) {
        return idle_at(session, kStart + kIdleWarningOnReceipt).phase == Idle::Phase::Warning &&
               idle_at(session, kStart + kIdleWarningOnReceipt + kIdleAnswer).phase == Idle::Phase::Over &&
               !untouched(session);
    };
    EXPECT_FALSE(warned(fresh));
    Session left = fresh;
    left.handed_in = 1;
    Session signed_up = fresh;
    signed_up.sign_ups = {{.event = "film"}};
    Session held = fresh;
    held.held = {{.event = "film"}};
    Session opened_one = fresh;
    opened_one.receipts = 1;
    Session read = fresh;
    read.read = {"water-stop"};
    for (const Session& session : {left, signed_up, held, opened_one, read}) EXPECT_TRUE(warned(session));
}

TEST(Idle, NamesTheMomentOfItsNextChange) {
    const Session session = at_page(Page::Requests);
    BootTime now = kStart;
    int changes = 0;
    for (Idle before = idle_at(session, now); before.phase != Idle::Phase::Over; ++changes) {
        const auto next = next_idle_change(session, now);
        ASSERT_TRUE(next);
        ASSERT_GT(*next, now);
        EXPECT_EQ(idle_at(session, *next + Millis{-1}), before);
        now = *next;
        ASSERT_NE(idle_at(session, now), before);
        before = idle_at(session, now);
    }
    EXPECT_EQ(changes, 31);
    EXPECT_FALSE(next_idle_change(start_session(Page::Attract, {}, kStart), kStart));
}

TEST(Trail, LeadsBackTheWayItCameAndStaysBounded) {
    Session session = start_session(Page::Home, {}, kStart);
    EXPECT_EQ(here(returned(session)).page, Page::Home);
    session = opened(opened(std::move(session), {Page::Events, {}}), {Page::Event, "film"});
    session = returned(std::move(session));
    EXPECT_EQ(here(session).page, Page::Events);
    for (int i = 0; i < 100; ++i) session = opened(std::move(session), {Page::Event, std::to_string(i)});
    EXPECT_EQ(session.trail.size(), kMaxTrail);
    EXPECT_EQ(session.trail.front().page, Page::Home);
}

TEST(Drafts, BoundWhatIsEntered) {
    Draft draft;
    draft = with_value(std::move(draft), "words", std::string(kMaxDraftValue + 1, 'a'));
    EXPECT_EQ(draft.value("words"), "");
    draft = with_value(std::move(draft), "words", "\xFF");
    EXPECT_EQ(draft.value("words"), "");
    for (std::size_t i = 0; i < kMaxDraftFields + 10; ++i) draft = with_value(std::move(draft), std::to_string(i), "x");
    EXPECT_EQ(draft.values.size(), kMaxDraftFields);
}

TEST(Drafts, OfferTheLastFourOfAPhoneUntilOthersAreTyped) {
    Draft draft = with_value({}, kPhoneField, "138 0000 1234");
    EXPECT_EQ(digits_of(draft), "1234");
    EXPECT_EQ(digits_of(with_value(draft, kDigitsField, "9")), "9");
    EXPECT_EQ(digits_of(with_value({}, kPhoneField, "12")), "");
}

TEST(Contacts, HideThePhoneFromThePropertyUnlessTheResidentSaysOtherwise) {
    Draft draft = with_value({}, kPhoneField, "13800001234");
    EXPECT_FALSE(contact_of(draft, "zh-CN").property_may_see_phone);
    draft = with_value(std::move(draft), kPropertyField, "yes");
    EXPECT_TRUE(contact_of(draft, "zh-CN").property_may_see_phone);
    EXPECT_FALSE(contact_of(with_value(draft, kPhoneField, ""), "zh-CN").property_may_see_phone);
}

TEST(Contacts, TakeNoNumberThatCannotBeOne) {
    EXPECT_TRUE(phone_is_plausible(""));
    EXPECT_TRUE(phone_is_plausible("+86 138 0000 1234"));
    EXPECT_FALSE(phone_is_plausible("123"));
    EXPECT_FALSE(phone_is_plausible("1234567890123456"));
}

}  // namespace
}  // namespace linli
