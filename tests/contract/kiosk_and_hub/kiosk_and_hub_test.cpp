// The real core against the real hub: what a resident leaves at one kiosk comes to staff, and back to any kiosk.
#include "kiosk/core/core.h"
#include "kiosk/core/reads.h"
#include "kiosk/wire/codec.h"
#include "tests/unit/backend/hub/hub_fixture.h"
#include "tests/unit/kiosk/store/store_fixture.h"

namespace linli {
namespace {

class KioskAndHub : public hub::HubFixture {
  protected:
    struct Kiosk {
        store::Folder folder;
        std::unique_ptr<Core> core;
        std::vector<CoreEvent> events;
    };

    void SetUp() override {
        hub::HubFixture::SetUp();
        enrol(first, "qinghe-1");
        enrol(second, "qinghe-2");
    }
    void open(Kiosk& kiosk) {
        kiosk.core.reset();
        CoreConfig config;
        config.folder = kiosk.folder.path();
        config.receipt_cost = crypto::kLeastCost;
        auto core = Core::open(config, store::seeded(rng.next()), Rng(rng.next()));
        ASSERT_TRUE(core) << core.error().message;
        kiosk.core = std::move(*core);
    }
    void enrol(Kiosk& kiosk, const std::string& station) {
        open(kiosk);
        (void)kiosk.core->handle(Enrol{1, code_for(station)}, at());
        settle(kiosk);
        ASSERT_TRUE(kiosk.core->store().identity());
    }
    [[nodiscard]] Now at() const { return {{1'000}, {now.ms}}; }
    void settle(Kiosk& kiosk) {
        for (int round = 0; round < 500; ++round) {
            do {
                for (CoreEvent& event : kiosk.core->tick(at())) kiosk.events.push_back(std::move(event));
            } while (kiosk.core->has_work());
            const auto out = kiosk.core->next_request(at());
            if (!out) return;
            for (CoreEvent& event : kiosk.core->on_response(out->key, ask(out->request), at()))
                kiosk.events.push_back(std::move(event));
        }
        ADD_FAILURE() << "the kiosk never rests";
    }
    // A poll of both a while later.
    void later() {
        now = now + Millis{15'000};
        settle(first);
        settle(second);
    }
    Saved saved(Kiosk& kiosk, const CoreCommand& command) {
        const CoreEvent event = kiosk.core->handle(command, at()).at(0);
        if (const auto* refused = std::get_if<Refused>(&event)) ADD_FAILURE() << refused->message_key;
        const auto* out = std::get_if<Saved>(&event);
        return out != nullptr ? *out : Saved{};
    }
    ItemView read(Kiosk& kiosk, const Saved& receipt) {
        auto reads = Reads::open(kiosk.folder.path(), crypto::kLeastCost);
        EXPECT_TRUE(reads) << reads.error().message;
        const CoreEvent event = reads->handle(OpenReceipt{1, {receipt.code, "5678"}}, at());
        const auto* opened = std::get_if<ReceiptOpened>(&event);
        EXPECT_NE(opened, nullptr);
        return opened != nullptr ? opened->items.at(0) : ItemView{};
    }
    static Link link_of(const Kiosk& kiosk) {
        Link link = Link::NotEnrolled;
        for (const CoreEvent& event : kiosk.events)
            if (const auto* changed = std::get_if<SyncChanged>(&event)) link = changed->sync.link;
        return link;
    }
    static Contact contact() { return {"13800005678", false, "5678", "zh-CN"}; }
    static SubmitRequest repair() {
        return {7, "repair", {{"area", "room"}, {"room", "qh3/3/302"}, {"words", "水龙头滴水"}}, contact()};
    }
    static SubmitSignUp seats(const std::string& event, std::size_t count) {
        return {8, event, std::vector<std::string>(count, "小红"), contact()};
    }
    static ReceiptProof proof(const Saved& receipt) { return {receipt.code, "5678"}; }

    Kiosk first, second;
};

TEST_F(KioskAndHub, ARequestIsAnsweredByStaffReadAtAnotherKioskAndReopenedByItsSlip) {
    const Saved receipt = saved(first, repair());
    later();
    ASSERT_EQ(read(second, receipt).own.fields.at(2).value, "水龙头滴水");
    EXPECT_FALSE(at_desk([&](hub::Desk& desk) -> Result<> {
        LINLI_OK(desk.set_stage(actor(hub::Role::Desk), receipt.item, Stage::Solve));
        LINLI_OK(desk.answer(actor(hub::Role::Desk), receipt.item, "师傅下午三点来"));
        return desk.close(actor(hub::Role::Desk), receipt.item, Ending::Solved, "换了新的龙头", "");
    }));
    later();
    const ItemView closed = read(second, receipt);
    EXPECT_EQ(closed.state.status, ItemStatus::Closed);
    EXPECT_EQ(closed.state.ending, Ending::Solved);
    std::string words;
    for (const EntryView& entry : closed.timeline) words += entry.words;
    EXPECT_NE(words.find("师傅下午三点来"), std::string::npos);
    EXPECT_NE(words.find("换了新的龙头"), std::string::npos);
    (void)saved(second, Rate{3, proof(receipt), receipt.item, Verdict::NotSolved, 2, "还在滴", "zh-CN"});
    EXPECT_TRUE(read(second, receipt).change_waiting);
    later();
    later();
    const ItemView reopened = read(first, receipt);
    EXPECT_EQ(reopened.state.status, ItemStatus::Open);
    EXPECT_EQ(reopened.state.reopened, 1);
    EXPECT_EQ(reopened.state.verdict, Verdict::NotSolved);
}

TEST_F(KioskAndHub, ACancellationAtOneKioskMovesTheWaitingListOfTheOther) {
    const Saved holder = saved(first, seats("firstaid", 2));
    later();
    EXPECT_EQ(read(first, holder).state.status, ItemStatus::Confirmed);
    const Saved waiter = saved(second, seats("firstaid", 1));
    later();
    EXPECT_EQ(read(second, waiter).state.status, ItemStatus::Waiting);
    EXPECT_EQ(read(second, waiter).state.position, 1);
    (void)saved(second, Withdraw{4, proof(holder), holder.item, ItemType::SignUp});
    later();
    later();
    EXPECT_EQ(read(first, holder).state.status, ItemStatus::Cancelled);
    EXPECT_EQ(read(first, waiter).state.status, ItemStatus::Confirmed);
}

TEST_F(KioskAndHub, ACommonTroubleIsSeenAndJoinedAtAnotherKiosk) {
    const Saved receipt = saved(
        first,
        SubmitRequest{1, "repair", {{"area", "common"}, {"place", "qh3/qh3-lift"}, {"words", "停了"}}, contact()});
    later();
    auto reads = Reads::open(second.folder.path(), crypto::kLeastCost);
    ASSERT_TRUE(reads);
    auto station = reads->refresh(at());
    ASSERT_TRUE(station);
    ASSERT_EQ(station->station->troubles.size(), 1U);
    EXPECT_EQ(station->station->troubles[0].place, "qh3-lift");
    (void)saved(second, SubmitJoin{2, station->station->troubles[0].id, contact()});
    later();
    later();
    station = reads->refresh(at());
    ASSERT_TRUE(station);
    EXPECT_EQ(station->station->troubles.at(0).people, 2);
    EXPECT_EQ(read(first, receipt).state.status, ItemStatus::Open);
}

TEST_F(KioskAndHub, ARevokedKioskKeepsWhatItHasAndSaysThatStaffMustLook) {
    EXPECT_FALSE(at_desk([&](hub::Desk& desk) -> Result<> {
        return desk.revoke(actor(hub::Role::Operator), first.core->store().identity()->kiosk);
    }));
    (void)saved(first, repair());
    later();
    EXPECT_EQ(link_of(first), Link::Refused);
    EXPECT_EQ(first.core->store().unanswered(), 1);
    EXPECT_EQ(link_of(second), Link::Online);
}

TEST_F(KioskAndHub, AtRestTheMirrorsAreTheHubsFeed) {
    for (int i = 0; i < 30; ++i) {
        (void)saved(i % 2 == 0 ? first : second, i % 3 == 0 ? CoreCommand(repair()) : CoreCommand(seats("film", 1)));
        if (i % 7 == 0) open(first);
    }
    later();
    later();
    const auto mirror = [](Kiosk& kiosk) {
        std::vector<wire::FeedRow> rows;
        EXPECT_TRUE(
            kiosk.core->store().reader().each_mirror_row([&](const wire::FeedRow& row) { rows.push_back(row); }));
        return rows;
    };
    std::map<wire::RowKey, wire::FeedRow> told;
    hub::TestKiosk witness = hub::HubFixture::enrol("qinghe-1");
    for (wire::FeedRow& row : witness.pull()) {
        if (row.json.empty())
            told.erase(row.key);
        else
            told[row.key] = row;
    }
    later();
    std::vector<wire::FeedRow> expected;
    for (auto& [key, row] : told) expected.push_back(row);
    EXPECT_EQ(mirror(first), expected);
    EXPECT_EQ(mirror(second), expected);
    EXPECT_EQ(first.core->store().unanswered() + second.core->store().unanswered(), 0);
}

}  // namespace
}  // namespace linli
