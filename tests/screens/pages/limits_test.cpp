// What one person's session and one kiosk take, what is known of a sign-up, and that the next person learns nothing.
#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

class Limits : public testing::Test {
  protected:
    Limits() {
        state = screens::initial_state(screens::Membership::Enrolled, {}, BootTime{1'000});
        state.station = std::make_shared<const StationView>(sample_station());
    }
    // The problem that handing it in meets; empty where it went to the core.
    std::string hand_in(Page page, const std::string& key, const CoreCommand& command) {
        state = screens::update(std::move(state), SessionStep{Open{{page, key}}});
        state = screens::update(std::move(state), SessionStep{Send{command}});
        Draft& draft = page == Page::SignUp ? state.sign_up.draft : state.request.draft;
        if (!draft.problem.empty()) return draft.problem;
        const Saved saved{draft.ticket, "K7Q429MFX", "K1.1.9", "K1-9"};
        state = screens::update(std::move(state), CoreEvent{saved});
        return {};
    }
    void open_receipt(const ItemView& item) {
        state = screens::update(std::move(state), SessionStep{Open{{Page::Mine, {}}}});
        state = screens::update(std::move(state), SessionStep{Send{OpenReceipt{0, {"K7Q429MFX", "1234"}}}});
        state = screens::update(std::move(state), CoreEvent{ReceiptOpened{state.mine.draft.ticket, {item}}});
    }
    static ItemView sign_up(const std::string& event, ItemStatus status) {
        ItemView item;
        item.id = "K1.1.9";
        item.short_id = "K1-9";
        item.type = ItemType::SignUp;
        item.subject = event;
        item.delivery = Delivery::Sent;
        item.state.status = status;
        return item;
    }
    static SubmitSignUp seats(const std::string& event, std::size_t count) {
        return {0, event, std::vector<std::string>(count), {}};
    }
    screens::State state;
};

TEST_F(Limits, OneSessionHandsInSixThingsAndNoMore) {
    for (int i = 0; i < kMostHandedIn; ++i) EXPECT_EQ(hand_in(Page::Request, "question", SubmitRequest{}), "");
    EXPECT_EQ(hand_in(Page::Request, "question", SubmitRequest{}), "limit.session");
    state = screens::update(std::move(state), SessionStep{EndSession{}});
    EXPECT_EQ(hand_in(Page::Request, "question", SubmitRequest{}), "");
}

TEST_F(Limits, ASecondSignUpToTheSameEventIsNotTaken) {
    EXPECT_EQ(hand_in(Page::SignUp, "film", seats("film", 1)), "");
    EXPECT_EQ(hand_in(Page::SignUp, "film", seats("film", 1)), "limit.event_again");
    EXPECT_EQ(hand_in(Page::SignUp, "dumplings", seats("dumplings", 1)), "");
}

TEST_F(Limits, StillCountAfterTheReceiptWhenTheSamePersonGoesOnAndTheReceiptIsGone) {
    EXPECT_EQ(hand_in(Page::SignUp, "film", seats("film", 1)), "");
    EXPECT_EQ(here(state.session).page, Page::Receipt);
    state = screens::update(std::move(state), SessionStep{Open{{Page::Home, {}}}});
    EXPECT_EQ(here(state.session).page, Page::Home);
    EXPECT_TRUE(state.receipt.code.empty());
    EXPECT_EQ(state.session.handed_in, 1);
    EXPECT_FALSE(untouched(state.session));
}

TEST_F(Limits, NeverHoldBackWhatMayBeAnEmergency) {
    state.session.handed_in = kMostHandedIn;
    state.sync.intake = Intake::Full;
    EXPECT_EQ(hand_in(Page::Request, "safety", SubmitRequest{.kind = "safety"}), "");
    EXPECT_EQ(hand_in(Page::Request, "question", SubmitRequest{.kind = "question"}), "limit.session");
}

TEST_F(Limits, CountNoSeatThatWasGivenBack) {
    state.session.sign_ups = {{.event = "film", .item = "K1.1.9", .seats = kMostSeats}};
    EXPECT_EQ(hand_in(Page::SignUp, "dumplings", seats("dumplings", 1)), "limit.seats");
    open_receipt(sign_up("film", ItemStatus::Confirmed));
    state = screens::update(std::move(state), SessionStep{Open{{Page::Withdraw, "K1.1.9"}}});
    const CoreCommand give_back = Withdraw{.ticket = 0, .receipt = {}, .item = "K1.1.9", .type = ItemType::SignUp};
    state = screens::update(std::move(state), SessionStep{Send{give_back}});
    state = screens::update(std::move(state), CoreEvent{Saved{state.mine.withdrawal.ticket, "", "K1.1.9", "K1-9"}});
    EXPECT_EQ(seats_taken(state.session), 0);
    EXPECT_EQ(hand_in(Page::SignUp, "dumplings", seats("dumplings", 1)), "");
}

TEST_F(Limits, ForgetASignUpThatWasNotTakenSoThatItMayBeTriedAgain) {
    EXPECT_EQ(hand_in(Page::SignUp, "film", seats("film", 1)), "");
    ItemView refused = sign_up("film", ItemStatus::Rejected);
    refused.rejected_key = "answer.too-many-seats";
    open_receipt(refused);
    EXPECT_TRUE(state.session.sign_ups.empty());
    EXPECT_TRUE(state.session.held.empty());
    EXPECT_EQ(hand_in(Page::SignUp, "film", seats("film", 1)), "");
}

class SessionOnGlass : public testing::Test {
  protected:
    SessionOnGlass() {
        furnish(glass);
        glass.state.session.settings = glass.state.session.defaults;
        glass.settle();
    }
    void go(Page page, const std::string& key = {}) {
        glass.state.session = opened(glass.state.session, {page, key});
        glass.settle();
    }
    [[nodiscard]] std::string words(std::string_view key) const {
        return Languages::load().value().words(glass.state.session.settings.language)(key);
    }
    Glass glass;
};

TEST_F(SessionOnGlass, SaysBeforeAFormThatItCannotBeHandedIn) {
    glass.state.session.handed_in = kMostHandedIn;
    go(Page::Request, "question");
    EXPECT_EQ(glass.text_of("page.problem"), words("limit.session"));
    EXPECT_FALSE(glass.has("request.next"));
    go(Page::Request, "safety");
    EXPECT_TRUE(glass.has("request.next")) << "it may be an emergency";
    glass.state.session.handed_in = 0;
    SyncView full = online();
    full.intake = Intake::Full;
    glass.feed(CoreEvent{SyncChanged{full}});
    go(Page::Request, "question");
    EXPECT_EQ(glass.text_of("page.problem"), words("limit.kiosk"));
    glass.feed(CoreEvent{SyncChanged{with_link(Link::Refused)}});
    EXPECT_EQ(glass.text_of("page.problem"), words("status.refused"));
    go(Page::SignUp, "dumplings");
    EXPECT_EQ(glass.text_of("page.problem"), words("status.refused"));
    go(Page::Request, "safety");
    EXPECT_EQ(glass.text_of("page.problem"), words("status.refused"));
    EXPECT_TRUE(glass.has("request.emergency")) << "whom to call is said whatever the network does";
}

TEST_F(SessionOnGlass, OffersNoMoreSeatsThanThePersonMayStillTake) {
    glass.state.session.sign_ups = {{.event = "film", .seats = kMostSeats - 2}};
    go(Page::SignUp, "dumplings");
    EXPECT_TRUE(glass.has("signup.seats.2"));
    EXPECT_FALSE(glass.has("signup.seats.3"));
    EXPECT_NE(glass.text_of("signup.most").find(std::to_string(kMostSeats)), std::string::npos);
}

TEST_F(SessionOnGlass, SaysHowFarASignUpIs) {
    using Known = KnownSignUp::State;
    const auto said = [&](Known known) {
        glass.state.session.sign_ups = {{.event = "film", .item = "K1.1.9", .seats = 1, .state = known}};
        go(Page::Event, "film");
        return glass.text_of("event.taken");
    };
    EXPECT_EQ(said(Known::Unconfirmed), words("events.taken_unconfirmed"));
    EXPECT_EQ(said(Known::Waiting), words("events.taken_waiting"));
    EXPECT_EQ(said(Known::Confirmed), words("events.taken"));
}

TEST_F(SessionOnGlass, ASignUpIsConfirmedOnceItsReceiptSaysSo) {
    glass.state.session.sign_ups = {{.event = "film", .item = "K1.1.9"}};
    glass.state.receipt.item = "K1.1.9";
    glass.state.receipt.asking = 77;
    ItemView item;
    item.id = "K1.1.9";
    item.type = ItemType::SignUp;
    item.subject = "film";
    item.state.status = ItemStatus::Waiting;
    glass.feed(CoreEvent{ReceiptOpened{77, {item}}});
    EXPECT_EQ(glass.state.session.sign_ups.front().state, KnownSignUp::State::Unconfirmed)
        << "the hub has not answered";
    item.delivery = Delivery::Sent;
    item.state.status = ItemStatus::Confirmed;
    glass.state.receipt.asking = 78;
    glass.feed(CoreEvent{ReceiptOpened{78, {item}}});
    EXPECT_EQ(glass.state.session.sign_ups.front().state, KnownSignUp::State::Confirmed);
    EXPECT_TRUE(glass.state.session.held.empty());
}

TEST_F(SessionOnGlass, LeavesNothingAtHomeForTheNextPerson) {
    glass.state.session.handed_in = 1;
    glass.state.session.sign_ups = {{.event = "film", .item = "K1.1.9"}};
    glass.state.receipt.code = "K7Q429MFX";
    glass.state.session = arrived(glass.state.session, {Page::Receipt, "K1-9"});
    glass.settle();
    glass.tap("receipt.more");
    ASSERT_EQ(glass.screen(), "home");
    glass.pass_time(kIdleWarningOnReceipt + Millis{1'000});
    EXPECT_TRUE(glass.has("idle.more"));
    glass.pass_time(kIdleAnswer);
    EXPECT_EQ(glass.screen(), "attract");
    glass.tap("attract.start");
    glass.feed(SessionStep{Open{{Page::Event, "film"}}});
    glass.settle();
    EXPECT_FALSE(glass.has("event.taken"));
    EXPECT_TRUE(glass.has("event.signup"));
    EXPECT_FALSE(holds_anything(glass.state.session));
}

TEST_F(SessionOnGlass, AsksANameOfEveryChildAndANumberToCall) {
    go(Page::SignUp, "holiday");
    glass.tap("signup.seats.2");
    EXPECT_TRUE(glass.shows(words("signup.names_needed")));
    glass.feed(SessionStep{SetValue{"name.1", "小红"}});
    glass.feed(SessionStep{SetValue{"name.2", " "}});
    glass.settle();
    EXPECT_FALSE(glass.transcript().find("signup.next")->enabled);
    glass.feed(SessionStep{SetValue{"name.2", "小明"}});
    glass.settle();
    glass.tap("signup.next");
    glass.tap("signup.agree");
    glass.tap("signup.next");
    glass.feed(SessionStep{SetValue{std::string(kPickUpField), "2468"}});
    glass.settle();
    glass.tap("signup.next");
    EXPECT_TRUE(glass.shows(words("contact.phone_needed")));
    EXPECT_FALSE(glass.transcript().find("signup.next")->enabled);
    glass.feed(SessionStep{SetValue{std::string(kPhoneField), "13800001234"}});
    glass.settle();
    EXPECT_TRUE(glass.transcript().find("signup.next")->enabled);
}

}  // namespace
}  // namespace linli::test
