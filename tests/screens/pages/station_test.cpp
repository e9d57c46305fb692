// What a station tells beside its forms: what is near, who helps, and what happened to what was left.
#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "kiosk/screens/item_news.h"
#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

class StationPages : public testing::Test {
  protected:
    StationPages() {
        glass.state.session.settings.language = "en";
        glass.settle();
    }
    void go(Page page, const std::string& key = {}) {
        glass.state.session = opened(glass.state.session, {page, key});
        glass.settle();
    }
    void change(const std::function<void(StationView&)>& edit) {
        StationView station = *glass.state.station;
        edit(station);
        glass.state.station = std::make_shared<const StationView>(std::move(station));
        glass.settle();
    }
    static ItemView sign_up(const std::string& event, ItemStatus status) {
        ItemView item;
        item.id = "K1.1.8";
        item.short_id = "K1-8";
        item.type = ItemType::SignUp;
        item.subject = event;
        item.delivery = Delivery::Sent;
        item.state.status = status;
        return item;
    }
    void show(ItemView item) {
        glass.state.mine.items = {item};
        go(Page::Item, item.id);
    }
    Glass glass;
};

TEST_F(StationPages, TellWhatIsOpenNowAndUntilWhen) {
    go(Page::Around);
    // A Saturday evening, 18:42.
    EXPECT_EQ(glass.text_of("around.now.qh-desk"), "Open now, until 20:30");
    EXPECT_EQ(glass.text_of("around.now.qh-aed-point"), "Open day and night");
    EXPECT_EQ(glass.text_of("around.now.qh-clinic").rfind("Shut now, opens", 0), 0U);
}

TEST_F(StationPages, CallNothingOpenWhereTheDateIsNotKnown) {
    SyncView sync = online();
    sync.date_known = false;
    glass.feed(CoreEvent{SyncChanged{sync}});
    go(Page::Around);
    EXPECT_EQ(glass.text_of("around.now.qh-desk"), "The date is not known here; please see the hours");
}

TEST_F(StationPages, NameTheHelperOfTheBuildingBeforeThoseOfAll) {
    go(Page::Helpers);
    EXPECT_FALSE(glass.has("helpers.name.qh3-grid"));
    glass.tap("helpers.place.qh3");
    ASSERT_TRUE(glass.has("helpers.name.qh3-grid"));
    EXPECT_FALSE(glass.has("helpers.name.qh1-grid"));
    EXPECT_TRUE(glass.has("helpers.name.qh-police"));
    EXPECT_LT(glass.transcript().find("helpers.name.qh3-grid")->y,
              glass.transcript().find("helpers.name.qh-police")->y);
}

TEST_F(StationPages, SayWhereNobodyIsNamedToHelp) {
    go(Page::Helpers);
    EXPECT_FALSE(glass.has("helpers.none"));
    change(
        [](StationView& station) { std::erase_if(station.helpers, [](const Helper& h) { return h.serves.empty(); }); });
    EXPECT_FALSE(glass.has("helpers.none")) << "there is a building to choose";
    EXPECT_FALSE(glass.shows("For every building"));
    change([](StationView& station) { station.helpers.clear(); });
    EXPECT_TRUE(glass.has("helpers.none"));
}

TEST_F(StationPages, AskNobodyToComeToASeriesWhoseLastSessionsAreCalledOff) {
    const auto call_off = [&](std::size_t from) {
        change([&](StationView& station) {
            for (EventView& event : station.events) {
                if (event.event.id != "electric") continue;
                for (std::size_t i = from; i < event.event.sessions.size(); ++i)
                    event.event.sessions[i].cancelled_because = {{{"zh-CN", "老师病了"}, {"en", "The teacher is ill"}}};
            }
        });
    };
    const auto state = [&] {
        return screens::sign_up_state(*screens::find_event(*glass.state.station, "electric"), online(), kEvening);
    };
    call_off(1);
    EXPECT_NE(state(), screens::SignUpState::Cancelled) << "the first still comes";
    call_off(0);
    EXPECT_EQ(state(), screens::SignUpState::Cancelled);
    go(Page::Event, "electric");
    EXPECT_FALSE(glass.has("event.signup"));
    show(sign_up("electric", ItemStatus::Confirmed));
    EXPECT_FALSE(glass.has("item.check_in"));
}

TEST_F(StationPages, LetWhoJoinedATroubleSayHowItWas) {
    ItemView joined = answered_item();
    joined.type = ItemType::Join;
    show(joined);
    EXPECT_TRUE(glass.has("item.rate"));
}

TEST_F(StationPages, ListRepairsFirst) {
    go(Page::Requests);
    const auto& records = glass.transcript().records;
    const auto first = std::find_if(records.begin(), records.end(),
                                    [](const ui::Record& r) { return r.id.starts_with("requests.kind."); });
    ASSERT_NE(first, records.end());
    EXPECT_EQ(first->id, "requests.kind.repair");
}

TEST_F(StationPages, ShowTheCommunitysOwnNumberForAnEmergencyThatNamesARole) {
    go(Page::Request, "repair");
    EXPECT_EQ(glass.text_of("request.emergency.number"), "000 1102");
}

TEST_F(StationPages, SayFirstThatAnEventWasCancelledAndWhy) {
    change([](StationView& station) {
        for (EventView& event : station.events)
            if (event.event.id == "film") {
                event.event.state = EventState::Cancelled;
                event.event.cancelled_because = {{{"zh-CN", "下雨"}, {"en", "Rain"}}};
            }
    });
    show(sign_up("film", ItemStatus::Confirmed));
    EXPECT_EQ(glass.text_of("item.news"), "The event is cancelled: Rain");
    EXPECT_LT(glass.transcript().find("item.news")->y, glass.transcript().find("item.state")->y);
    // The hub ends every sign-up of it; whoever signed up still has to read why.
    show(sign_up("film", ItemStatus::Cancelled));
    EXPECT_TRUE(glass.has("item.news"));
}

TEST_F(StationPages, TellOfASignUpThatStaffEndedAndNotOfOneThatTheResidentCancelled) {
    ItemView item = sign_up("film", ItemStatus::Cancelled);
    item.timeline = {{kEvening, EntryType::Confirmed, Stage::Intake, {}, {}},
                     {kEvening, EntryType::Cancelled, Stage::Intake, {}, {}}};
    show(item);
    EXPECT_FALSE(glass.has("item.news"));
    item.timeline.back().words = "The hall is too small";
    show(item);
    EXPECT_EQ(glass.text_of("item.news"), "Staff cancelled your sign-up: The hall is too small");
}

TEST_F(StationPages, SayThatASeatIsKeptWhereThereAreFewerThanWerePromised) {
    change([](StationView& station) {
        for (EventView& event : station.events)
            if (event.event.id == "film") event.seats = SeatCount{"film", 10, 12, 0};
    });
    show(sign_up("film", ItemStatus::Confirmed));
    EXPECT_EQ(glass.text_of("item.news"), "There are fewer seats now. Yours is kept: do come.");
    show(sign_up("film", ItemStatus::Waiting));
    EXPECT_FALSE(glass.has("item.news"));
}

TEST_F(StationPages, PromiseNoSeatOfAnEventThatIsOverOrGone) {
    ItemView moved_up = sign_up("film", ItemStatus::Confirmed);
    moved_up.timeline = {{kEvening, EntryType::Waiting, Stage::Intake, {}, {}},
                         {kEvening, EntryType::Confirmed, Stage::Intake, {}, {}}};
    show(moved_up);
    EXPECT_TRUE(glass.has("item.news"));
    change([](StationView& station) {
        for (EventView& event : station.events)
            if (event.event.id == "film")
                for (EventSession& session : event.event.sessions) session.ends_at = kEvening - Millis{1};
    });
    show(moved_up);
    EXPECT_FALSE(glass.has("item.news"));
    change([](StationView& station) {
        std::erase_if(station.events, [](const EventView& event) { return event.event.id == "film"; });
    });
    show(moved_up);
    EXPECT_FALSE(glass.has("item.news"));
}

TEST_F(StationPages, PutAnAnswerThatAsksBackAboveTheRest) {
    ItemView asked = answered_item();
    asked.state.status = ItemStatus::Open;
    asked.timeline.pop_back();
    asked.timeline.back().words = "您哪天在家？";
    glass.state.mine.items = {sign_up("film", ItemStatus::Confirmed), asked};
    go(Page::Items);
    EXPECT_LT(glass.transcript().find("items.item.K1-7")->y, glass.transcript().find("items.item.K1-8")->y);
    asked.change_waiting = true;
    show(asked);
    EXPECT_FALSE(glass.has("item.news"));
}

TEST_F(StationPages, WarnOfAClashWithASignUpOfTheSameSession) {
    change([](StationView& station) {
        for (EventView& event : station.events)
            if (event.event.id == "dumplings")
                event.event.sessions = screens::find_event(station, "film")->event.sessions;
    });
    go(Page::Event, "dumplings");
    EXPECT_FALSE(glass.has("event.clash"));
    glass.state.session.sign_ups = {{.event = "film"}};
    glass.settle();
    EXPECT_TRUE(glass.has("event.clash"));
}

TEST_F(StationPages, ThankWhoHasReadANoticeOnlyOnceItIsStored) {
    go(Page::Notice, "water-stop");
    glass.tap("notice.read");
    const auto sent = glass.sent();
    ASSERT_EQ(sent.size(), 1U);
    const auto* said = std::get_if<SayRead>(&sent.front());
    ASSERT_NE(said, nullptr);
    EXPECT_EQ(said->notice, "water-stop");
    EXPECT_FALSE(glass.has("notice.thanks"));
    glass.feed(CoreEvent{Saved{said->ticket, "", "", ""}});
    EXPECT_TRUE(glass.has("notice.thanks"));
    EXPECT_FALSE(glass.has("notice.read"));
    go(Page::Notice, "desk-hours");
    EXPECT_FALSE(glass.has("notice.read"));
}

TEST_F(StationPages, StandsAnEmergencyOverAFormAndLeavesTheFormAlone) {
    go(Page::Request, "question");
    glass.state.request.draft.values["words"] = "hello";
    change([](StationView& station) {
        Notice notice = station.notices.front();
        notice.level = NoticeLevel::Emergency;
        notice.from = kEvening - Millis{1};
        notice.until = kEvening + Millis{60'000};
        station.notices = {notice};
    });
    glass.tap("page.alarm");
    EXPECT_EQ(glass.screen(), "notice");
    glass.tap("page.back");
    EXPECT_EQ(glass.screen(), "request");
    EXPECT_EQ(glass.state.request.draft.value("words"), "hello");
}

TEST_F(StationPages, StandAnEmergencyOverAnotherNoticeAndCountWhereThereAreMore) {
    change([](StationView& station) {
        Notice first = station.notices.front();
        first.level = NoticeLevel::Emergency;
        first.from = kEvening - Millis{1};
        first.until = kEvening + Millis{60'000};
        Notice second = first;
        second.id = "second";
        second.title = {{{"zh-CN", "停气"}, {"en", "No gas"}}};
        Notice calm = first;
        calm.id = "calm";
        calm.level = NoticeLevel::Information;
        station.notices = {first, second, calm};
    });
    go(Page::Notice, "calm");
    EXPECT_TRUE(glass.shows("2 urgent notices"));
    glass.tap("page.alarm");
    EXPECT_EQ(glass.screen(), "notices");
    EXPECT_FALSE(glass.has("page.alarm")) << "the list begins with them";
    glass.tap("notices.item." + glass.state.station->notices.front().id);
    EXPECT_TRUE(glass.shows("No gas")) << "the other one";
    glass.tap("page.alarm");
    EXPECT_EQ(glass.text_of("notice.title"), "No gas");
}

TEST_F(StationPages, ComeToHomeFromTheFirstPageWhereverItIsTouched) {
    glass.state.session.trail = {{Page::Attract, {}}};
    glass.settle();
    const auto touch = [&](float x, float y) {
        glass.push(app::TouchInput::Edge::Down, x, y);
        (void)glass.frame();
        glass.push(app::TouchInput::Edge::Up, x, y);
        glass.settle();
    };
    const ui::Record title = *glass.transcript().find("attract.title");
    touch(title.x + 5, title.y + 5);
    EXPECT_EQ(glass.screen(), "home");
    glass.state.session.trail = {{Page::Attract, {}}};
    glass.settle();
    glass.tap("attract.event.film");
    EXPECT_EQ(glass.screen(), "event");
}

TEST_F(StationPages, ShowTheNumberForTheDoorAsLongAsThereIsASeatAndASession) {
    ItemView item = sign_up("film", ItemStatus::Confirmed);
    show(item);
    EXPECT_EQ(glass.text_of("item.check_in"), "K1-8");
    show(sign_up("film", ItemStatus::Waiting));
    EXPECT_FALSE(glass.has("item.check_in"));
    show(item);
    glass.state.wall = kEvening + Millis{24 * 60 * 60'000};
    glass.settle();
    EXPECT_FALSE(glass.has("item.check_in"));
}

TEST_F(StationPages, PutWhatStaffTellEveryoneWhoSignedUpAboveTheRest) {
    ItemView item = sign_up("film", ItemStatus::Confirmed);
    item.timeline = {{kEvening, EntryType::Confirmed, Stage::Intake, {}, {}},
                     {kEvening, EntryType::Answer, Stage::Intake, {}, "Bring a cushion."}};
    show(item);
    EXPECT_EQ(glass.text_of("item.news"), "Staff say: Bring a cushion.");
}

TEST_F(StationPages, ShowEventsOfOneKindAndWithASecondTapAllAgain) {
    go(Page::Events);
    ASSERT_TRUE(glass.has("events.item.film"));
    glass.tap("events.kind.night-class");
    EXPECT_FALSE(glass.has("events.item.film"));
    EXPECT_TRUE(glass.has("events.item.electric"));
    glass.tap("events.show.today");
    EXPECT_TRUE(glass.has("events.item.film")) << "another time has other kinds";
    glass.tap("events.show.all");
    glass.tap("events.kind.night-class");
    glass.tap("events.kind.night-class");
    EXPECT_TRUE(glass.has("events.item.film"));
}

class Receipts : public StationPages {
  protected:
    // Opens the receipt as somebody does who types it.
    void open_receipt(const std::string& code, const ItemView& item) {
        if (glass.screen() != "mine") glass.feed(SessionStep{Open{{Page::Mine, {}}}});
        glass.feed(SessionStep{Send{OpenReceipt{0, {code, "1234"}}}});
        glass.feed(CoreEvent{ReceiptOpened{ticket_of(glass.sent()), {item}}});
        glass.settle();
    }
    static Ticket ticket_of(const std::vector<CoreCommand>& sent) {
        Ticket ticket = 0;
        if (!sent.empty()) std::visit([&](const auto& command) { ticket = command.ticket; }, sent.back());
        return ticket;
    }
    static ItemView named(ItemView item, const std::string& id, const std::string& number) {
        item.id = id;
        item.short_id = number;
        return item;
    }
};

TEST_F(Receipts, OfOnePersonStandSideBySideAndEachActsForItsOwn) {
    open_receipt("AAAA11111", named(sign_up("film", ItemStatus::Confirmed), "K1.1.8", "K1-8"));
    EXPECT_EQ(glass.screen(), "item");
    glass.tap("items.more");
    EXPECT_EQ(glass.screen(), "mine");
    open_receipt("BBBB22222", named(sign_up("video", ItemStatus::Confirmed), "K1.1.9", "K1-9"));
    EXPECT_EQ(glass.screen(), "items");
    EXPECT_TRUE(glass.has("items.item.K1-8"));
    glass.tap("items.item.K1-8");
    glass.tap("item.withdraw");
    glass.tap("withdraw.go");
    const auto sent = glass.sent();
    ASSERT_FALSE(sent.empty());
    const auto* withdraw = std::get_if<Withdraw>(&sent.back());
    ASSERT_NE(withdraw, nullptr);
    EXPECT_EQ(withdraw->receipt.code, "AAAA11111");
}

TEST_F(Receipts, AreForgottenBeforeTheNextPersonOpensOne) {
    open_receipt("AAAA11111", named(sign_up("film", ItemStatus::Confirmed), "K1.1.8", "K1-8"));
    glass.tap("page.back");
    ASSERT_EQ(glass.screen(), "home");
    open_receipt("BBBB22222", named(sign_up("video", ItemStatus::Confirmed), "K1.1.9", "K1-9"));
    EXPECT_EQ(glass.screen(), "item");
    EXPECT_EQ(glass.text_of("item.number"), "No. K1-9");
    EXPECT_EQ(glass.state.mine.held.size(), 1U);
}

}  // namespace
}  // namespace linli::test
