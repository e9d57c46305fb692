#include "tests/unit/kiosk/core/core_fixture.h"

namespace linli {
namespace {

template <class T>
const T* last(const std::vector<CoreEvent>& events) {
    const T* found = nullptr;
    for (const CoreEvent& event : events)
        if (const T* one = std::get_if<T>(&event)) found = one;
    return found;
}

TEST_F(CoreTest, BeforeEnrolmentNothingIsTaken) {
    const auto events = core->tick(now);
    ASSERT_NE(last<SyncChanged>(events), nullptr);
    EXPECT_EQ(last<SyncChanged>(events)->sync.link, Link::NotEnrolled);
    EXPECT_EQ(refusal(repair()), "error.not-enrolled");
    EXPECT_EQ(core->wake_at(), sync::kNever);
}

TEST_F(CoreTest, EnrolmentIsToldAndTheStationFollows) {
    (void)core->handle(Enrol{42, hub.new_code()}, now);
    const auto events = settle();
    ASSERT_NE(last<Enrolled>(events), nullptr);
    EXPECT_EQ(last<Enrolled>(events)->ticket, 42U);
    const SyncView& sync = last<SyncChanged>(events)->sync;
    EXPECT_EQ(sync.link, Link::Online);
    EXPECT_EQ(sync.kiosk, "K3");
    EXPECT_TRUE(sync.date_known);
    EXPECT_EQ(sync.now, hub.now);
    EXPECT_EQ(sync.as_of, hub.now);
    auto fresh = Reads::open(folder.path(), crypto::kLeastCost);
    ASSERT_TRUE(fresh) << fresh.error().message;
    const auto station = fresh->refresh(now);
    ASSERT_TRUE(station);
    EXPECT_EQ(station->station->station.id, "qinghe-1");
    EXPECT_EQ(station->station->community.id, "qinghe");
    EXPECT_GE(station->station->kinds.size(), 4U);
    EXPECT_FALSE(fresh->refresh(now));
}

TEST_F(CoreTest, TheStationListsKindsInTheirOrderWithTheCommunitysOwnEmergencyNumber) {
    enrol();
    auto fresh = Reads::open(folder.path(), crypto::kLeastCost);
    const auto station = fresh->refresh(now);
    ASSERT_TRUE(station);
    const auto& kinds = station->station->kinds;
    ASSERT_FALSE(kinds.empty());
    EXPECT_EQ(kinds.front().id, "repair");
    EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end(),
                               [](const RequestKind& a, const RequestKind& b) { return a.order < b.order; }));
    ASSERT_TRUE(kinds.front().emergency);
    EXPECT_EQ(kinds.front().emergency->phone.number, "000 1102");
    EXPECT_EQ(station->station->facilities.size(), 12U);
    EXPECT_FALSE(station->station->helpers.empty());
}

TEST_F(CoreTest, AKioskTakesSoManyNewThingsInAnHourAndThenSaysSo) {
    enrol();
    most_new_an_hour = 2;
    restart();
    const SubmitSignUp seat{1, "film", {""}, contact()};
    (void)saved(seat);
    Intake after = Intake::Open;
    for (const CoreEvent& event : core->handle(seat, now))
        if (const auto* changed = std::get_if<SyncChanged>(&event)) after = changed->sync.intake;
    EXPECT_EQ(after, Intake::Full) << "said before the next form begins";
    EXPECT_EQ(refusal(seat), "limit.kiosk");
    (void)saved(repair());
    advance(Millis{60 * 60'000});
    (void)saved(seat);
}

TEST_F(CoreTest, ANoticeThatAsksIsSaidToBeReadAndLeavesNothingOfAnybody) {
    EXPECT_EQ(refusal(SayRead{1, "water-stop"}), "error.not-enrolled");
    enrol();
    EXPECT_EQ(saved(SayRead{2, "water-stop"}).code, "");
    EXPECT_EQ(refusal(SayRead{3, "desk-hours"}), "error.general") << "it asks nobody";
    EXPECT_EQ(refusal(SayRead{4, "no-such"}), "error.general");
    std::string body;
    ASSERT_TRUE(core->store().reader().each_operation([&](const store::OutboxRow& row) { body = row.body; }));
    EXPECT_EQ(body.find("key"), std::string::npos) << body;
    settle();
    EXPECT_EQ(core->store().unanswered(), 0);
}

TEST_F(CoreTest, AWrongCodeIsRefusedWithTheTicketThatAsked) {
    const auto at_once = core->handle(Enrol{5, "nonsense"}, now);
    ASSERT_NE(last<Refused>(at_once), nullptr);
    EXPECT_EQ(last<Refused>(at_once)->message_key, "error.code-typo");
    hub.refuse_enrolment = "code-expired";
    (void)core->handle(Enrol{6, hub.new_code()}, now);
    const auto events = settle();
    ASSERT_NE(last<Refused>(events), nullptr);
    EXPECT_EQ(last<Refused>(events)->ticket, 6U);
    EXPECT_EQ(last<Refused>(events)->message_key, "error.code-expired");
}

TEST_F(CoreTest, TheStationShowsWhatTheFeedBringsAndWhatIsQueuedHere) {
    enrol();
    auto fresh = Reads::open(folder.path(), crypto::kLeastCost);
    const auto first = fresh->refresh(now);
    ASSERT_TRUE(first);
    const auto film = [](const StationPtr& station) {
        for (const EventView& event : station->events)
            if (event.event.id == "film") return event;
        return EventView{};
    };
    EXPECT_FALSE(film(first->station).seats);
    for (const EventView& event : first->station->events) EXPECT_NE(event.event.id, "clinic") << "it is over";
    (void)saved(SubmitSignUp{1, "film", {"", ""}, contact()});
    const auto queued = fresh->refresh(now);
    ASSERT_TRUE(queued);
    EXPECT_EQ(film(queued->station).queued_here, 2);
    settle();
    hub.publish(SeatCount{"film", 80, 2, 0});
    hub.publish(PublicTrouble{"K9.1.1", "repair", "qh3-lift", Stage::Team, false, 3, hub.now});
    hub.publish(PublicTrouble{"K9.1.2", "repair", "qh3-lamp", Stage::Solve, true, 1, hub.now});
    hub.publish(MonthTally{"2026-12", 9, 8, 7});
    hub.publish(MonthTally{"2027-01", 3, 2, 1});
    hub.publish({"trouble", "K9.1.3"}, "{\"broken\":1}");
    advance(Millis{12'000});
    settle();
    const auto after = fresh->refresh(now);
    ASSERT_TRUE(after);
    EXPECT_EQ(film(after->station).queued_here, 0);
    EXPECT_EQ(film(after->station).seats->taken, 2);
    ASSERT_EQ(after->station->troubles.size(), 1U);
    EXPECT_EQ(after->station->troubles[0].people, 3);
    EXPECT_EQ(after->station->tally->month, "2027-01");
}

TEST_F(CoreTest, AFullDiskAndAReadOnlyOneRefuseWithASentenceAndStoreNothing) {
    enrol();
    free_space = 1'000'000;
    EXPECT_EQ(refusal(repair()), "error.disk-full");
    free_space = 1'000'000'000;
    core->store().set_fault_hook([] { return std::optional(Fault::ReadOnly); });
    for (int step = 0; step < 5; ++step) {
        core->store().set_fault_hook(
            [n = step]() mutable { return n-- > 0 ? std::nullopt : std::optional(Fault::ReadOnly); });
        EXPECT_EQ(refusal(SubmitSignUp{1, "film", {"a"}, contact()}), "error.read-only") << "at statement " << step;
    }
    core->store().set_fault_hook({});
    EXPECT_EQ(core->store().unanswered(), 0);
    EXPECT_EQ(saved(repair()).short_id, "K3-1");
}

TEST_F(CoreTest, SavedIsOnlySaidOfWhatARestartFinds) {
    enrol();
    int saved_count = 0;
    for (int step = 0; step < 40; ++step) {
        core->store().set_fault_hook(
            [n = step]() mutable { return n-- > 0 ? std::nullopt : std::optional(Fault::Storage); });
        const CoreEvent event = answer_to(repair());
        saved_count += std::holds_alternative<Saved>(event) ? 1 : 0;
        restart();
        ASSERT_EQ(core->store().unanswered(), saved_count) << "at statement " << step;
    }
    EXPECT_GT(saved_count, 20);
}

TEST_F(CoreTest, AfterAPowerCutWithNoHubTheDateIsKnownOnlyIfTheClockDidNotGoBack) {
    enrol();
    restart();
    now.boot = {100};
    auto events = core->tick(now);
    EXPECT_TRUE(last<SyncChanged>(events)->sync.date_known);
    EXPECT_EQ(last<SyncChanged>(events)->sync.link, Link::Starting);
    EXPECT_TRUE(last<SyncChanged>(events)->sync.as_of);
    restart();
    now.wall = {0};
    events = core->tick(now);
    EXPECT_FALSE(last<SyncChanged>(events)->sync.date_known);
    EXPECT_EQ(saved(SubmitSignUp{1, "kids", {"a"}, contact()}).short_id, "K3-1")
        << "no date is judged that is not known";
}

TEST_F(CoreTest, ASecondCoreOnTheFolderIsRefused) {
    CoreConfig config;
    config.folder = folder.path();
    EXPECT_EQ(Core::open(config, store::seeded(1), Rng(1)).error().fault, Fault::InUse);
}

TEST_F(CoreTest, TheSameInputsGiveTheSameBytes) {
    const auto run = [&] {
        const store::Folder own;
        sync::FakeHub twin;
        CoreConfig config;
        config.folder = own.path();
        config.receipt_cost = crypto::kLeastCost;
        auto one = Core::open(config, store::seeded(3), Rng(3));
        std::string bytes;
        twin.feed = hub.feed;
        (void)(*one)->handle(Enrol{1, twin.new_code()}, now);
        for (int i = 0; i < 30; ++i) {
            (void)(*one)->tick(now);
            if (i == 20) (void)(*one)->handle(repair(), now);
            const auto out = (*one)->next_request(now);
            if (!out) continue;
            bytes += out->request.target + out->request.body;
            (void)(*one)->on_response(out->key, twin.handle(out->request), now);
        }
        EXPECT_EQ(twin.operations.size(), 1U);
        return bytes;
    };
    EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace linli
