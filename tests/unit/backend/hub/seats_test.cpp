#include <algorithm>

#include "kiosk/wire/codec.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class Seats : public HubFixture {
  protected:
    // "firstaid" of the sample has two seats, "dumplings" 24 and families of up to five.
    enum class Held { Yes, CalledOff };
    static std::string dumplings(int capacity, Held held = Held::Yes) {
        return fmt::format(R"({{"type":"event","id":"dumplings","community":"qinghe","kind":"festival",
          "shared_with":["heyuan"],"tags":[{{"zh-CN":"节"}}],"title":{{"zh-CN":"饺子"}},"summary":{{"zh-CN":"饺子"}},
          "sessions":[{{"starts_at":{{"day":"+2","time":"18:00"}},"ends_at":{{"day":"+2","time":"20:00"}}}}],
          "place":{{"zh-CN":"食堂"}},"who":{{"zh-CN":"谁"}},"cost":{{"zh-CN":"免费"}},"capacity":{},"family_max":5,
          "closes_at":{{"day":"+2","time":"12:00"}}{}}})",
                           capacity, held == Held::Yes ? "" : R"(,"cancelled_because":{"zh-CN":"停电"})");
    }
};

TEST_F(Seats, NobodyIsDecidedPastWhoeverWaits) {
    TestKiosk kiosk = enrol("qinghe-1");
    reload(dumplings(6));
    EXPECT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 4, ""}))));
    EXPECT_EQ(std::get<Waitlisted>(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 3, ""}))).position, 1);
    // Two seats are free and one is asked for, but a family waits.
    EXPECT_EQ(std::get<Waitlisted>(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 1, ""}))).position, 2);
}

TEST_F(Seats, ACancellationMovesUpTheFirstThatFitsAndSaysWhoWasPassedOver) {
    TestKiosk kiosk = enrol("qinghe-1");
    reload(dumplings(6));
    const Holder first = holder();
    kiosk.act(kiosk.operation(first, TakeSeats{"dumplings", 2, ""}));     // 1
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 4, ""}));  // 2: full
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 5, ""}));  // 3 waits, a family of five
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 2, ""}));  // 4 waits
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 1, ""}));  // 5 waits
    EXPECT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.proven(first, CancelSeats{kiosk.id(1)}))));
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Cancelled);
    EXPECT_EQ(kiosk.item(3).status, ItemStatus::Waiting);
    EXPECT_EQ(kiosk.item(3).position, 1);
    EXPECT_EQ(kiosk.item(4).status, ItemStatus::Confirmed);
    EXPECT_EQ(kiosk.item(5).position, 2);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='seats.moved-up' AND subject='" + kiosk.id(4) +
                    "' AND detail LIKE '%" + kiosk.id(3) + " needs 5 of 2 free%'"),
              1);
    std::vector<CallLine> calls;
    EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(calls, desk.to_call(actor(Role::Desk)));
        return {};
    }));
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].entry.item, kiosk.id(4));
    EXPECT_FALSE(at_desk([&](Desk& desk) { return desk.mark_called(actor(Role::Desk), kiosk.id(4)); }));
    EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(calls, desk.to_call(actor(Role::Desk)));
        return {};
    }));
    EXPECT_TRUE(calls.empty());
}

TEST_F(Seats, AFamilyIsAllOrNone) {
    TestKiosk kiosk = enrol("qinghe-1");
    reload(dumplings(6));
    const Holder first = holder();
    kiosk.act(kiosk.operation(first, TakeSeats{"dumplings", 3, ""}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 3, ""}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 5, ""}));
    kiosk.act(kiosk.proven(first, CancelSeats{kiosk.id(1)}));
    EXPECT_EQ(kiosk.item(3).status, ItemStatus::Waiting);
    EXPECT_EQ(count("SELECT taken FROM event_seats WHERE event='dumplings'"), 3);
}

TEST_F(Seats, CapacityLoweredBelowWhatIsTakenCancelsNobodyAndShowsIt) {
    TestKiosk kiosk = enrol("qinghe-1");
    for (int i = 0; i < 3; ++i) kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 5, ""}));
    reload(dumplings(10));
    std::vector<EventLine> events;
    EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(events, desk.events(actor(Role::Desk)));
        return {};
    }));
    const auto line =
        std::find_if(events.begin(), events.end(), [](const auto& e) { return e.event.id == "dumplings"; });
    ASSERT_NE(line, events.end());
    EXPECT_TRUE(line->overbooked);
    EXPECT_EQ(line->taken, 15);
    const auto seats = std::get<SeatCount>(*kiosk.newest("seats", "dumplings"));
    EXPECT_EQ(seats.capacity, 10);
    EXPECT_EQ(seats.taken, 15);
    EXPECT_TRUE(
        std::holds_alternative<Waitlisted>(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 1, ""}))));
}

TEST_F(Seats, AnEventThatIsCalledOffEndsItsSignUpsWithAnAuditEntry) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, TakeSeats{"dumplings", 2, ""}));
    reload(dumplings(24, Held::CalledOff));
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Cancelled);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='sign-up.cancel'"), 1);
    // The receipt says why, also when kiosks have long forgotten the event.
    const auto told = std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(1) + "/2"));
    EXPECT_EQ(crypto::open_seal(crypto::sealing_key_of(resident), told.words).value(), "停电");
    EXPECT_EQ(code_of(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 1, ""}))), "event-cancelled");
}

TEST_F(Seats, WhatCannotBeTakenIsRefusedWithItsReason) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_EQ(code_of(kiosk.act(kiosk.operation(holder(), TakeSeats{"nothing", 1, ""}))), "event-unknown");
    EXPECT_EQ(code_of(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 6, ""}))), "too-many-seats");
    now = now + std::chrono::hours(24 * 30);
    EXPECT_EQ(code_of(kiosk.act(kiosk.operation(holder(), TakeSeats{"dumplings", 1, ""}))), "event-closed");
    EXPECT_EQ(count("SELECT count(*) FROM item"), 3) << "each receipt says why";
    EXPECT_EQ(count("SELECT count(*) FROM item WHERE status<>'rejected'"), 0);
    EXPECT_EQ(count("SELECT coalesce(sum(taken)+sum(waiting),0) FROM event_seats"), 0);
}

TEST_F(Seats, OnlyTheReceiptCancels) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder mine = holder();
    kiosk.act(kiosk.operation(mine, TakeSeats{"film", 1, ""}));
    EXPECT_EQ(code_of(kiosk.act(kiosk.proven(holder(), CancelSeats{kiosk.id(1)}))), "proof-wrong");
    Operation moved = kiosk.proven(mine, CancelSeats{kiosk.id(1)});
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}));
    EXPECT_EQ(code_of(kiosk.act(moved)), "proof-wrong") << "a proof is for one operation";
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Confirmed);
    TestKiosk other = enrol("heyuan-1");
    EXPECT_EQ(code_of(other.act(other.proven(mine, CancelSeats{kiosk.id(1)}))), "item-unknown");
    EXPECT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.proven(mine, CancelSeats{kiosk.id(1)}))));
    EXPECT_EQ(code_of(kiosk.act(kiosk.proven(mine, CancelSeats{kiosk.id(1)}))), "item-ended");
}

}  // namespace
}  // namespace linli::hub
