// The two loops with their real threads, against a hub that is not there.
#include "kiosk/app/core_loop.h"
#include "kiosk/app/deliver.h"
#include "kiosk/app/reads_loop.h"
#include "kiosk/wire/enrolment_code.h"
#include "tests/unit/kiosk/store/store_fixture.h"

namespace linli {
namespace {

constexpr Millis kPatience{20'000};

class LoopsTest : public testing::Test {
  protected:
    static Now now() { return {{1'800'000'000'000}, {1'000}}; }
    Result<std::unique_ptr<CoreLoop>> start() {
        CoreLoop::Config config;
        config.core.folder = folder.path();
        config.core.receipt_cost = crypto::kLeastCost;
        config.hub.base_url = "http://127.0.0.1:1";
        return CoreLoop::start(
            config, now, store::seeded(1), Rng(1),
            [this](CoreEvent event) { EXPECT_TRUE(events.send(std::move(event))); }, [this] { ++changes; });
    }
    template <class T>
    T next() {
        while (auto event = events.receive_for(kPatience))
            if (T* wanted = std::get_if<T>(&*event)) return std::move(*wanted);
        ADD_FAILURE() << "the event never came";
        return {};
    }

    store::Folder folder;
    Mailbox<CoreEvent> events{100};
    std::atomic<int> changes = 0;
};

TEST_F(LoopsTest, ACommandIsAnsweredAndTheLoopEnds) {
    auto loop = start();
    ASSERT_TRUE(loop) << loop.error().message;
    EXPECT_EQ(next<SyncChanged>().sync.link, Link::NotEnrolled);
    ASSERT_TRUE((*loop)->send(SubmitSignUp{3, "film", {"a"}, {}}));
    const Refused refused = next<Refused>();
    EXPECT_EQ(refused.ticket, 3U);
    EXPECT_EQ(refused.message_key, "error.not-enrolled");
    loop->reset();
    EXPECT_GE(changes, 1);
}

TEST_F(LoopsTest, AHubThatIsNotThereIsSaidAlsoWithTheLinkDown) {
    auto loop = start();
    ASSERT_TRUE(loop);
    const auto rng = store::seeded(4);
    const auto key = crypto::make_signing_key(rng);
    const auto code = wire::format_enrolment_code(wire::make_enrolment_code(key.public_key, rng));
    ASSERT_TRUE((*loop)->send(Enrol{5, code}));
    EXPECT_EQ(next<Refused>().message_key, "error.hub-unreachable");
    ASSERT_TRUE((*loop)->set_link(net::LinkState::Down));
    ASSERT_TRUE((*loop)->send(Enrol{6, code}));
    EXPECT_EQ(next<Refused>().ticket, 6U);
}

TEST_F(LoopsTest, ASecondLoopOnTheFolderIsRefused) {
    const auto loop = start();
    ASSERT_TRUE(loop);
    EXPECT_EQ(start().error().fault, Fault::InUse);
}

TEST(Deliver, TheAnswerToACommandFindsRoomInABoxThatIsFullOfNews) {
    Mailbox<CoreEvent> box(3, {}, 1);
    for (int i = 0; i < 10; ++i) app::deliver(box, SyncChanged{});
    app::deliver(box, Saved{7, "K7Q429MFX", "K3.1.1", "K3-1"});
    std::vector<CoreEvent> events;
    while (auto event = box.try_receive()) events.push_back(std::move(*event));
    ASSERT_EQ(events.size(), 4U);
    ASSERT_TRUE(std::holds_alternative<Saved>(events.back()));
    EXPECT_EQ(std::get<Saved>(events.back()).code, "K7Q429MFX");
}

TEST_F(LoopsTest, ReadsAnswerReceiptsAndRefreshManyTimesAsOne) {
    const auto loop = start();
    ASSERT_TRUE(loop);
    auto reads = ReadsLoop::start(folder.path(), crypto::kLeastCost, now,
                                  [this](CoreEvent event) { EXPECT_TRUE(events.send(std::move(event))); });
    ASSERT_TRUE(reads) << reads.error().message;
    for (int i = 0; i < 1'000; ++i) (*reads)->refresh();
    ASSERT_TRUE((*reads)->send(OpenReceipt{9, {"000000000", "1234"}}));
    EXPECT_EQ(next<Refused>().ticket, 9U);
}

}  // namespace
}  // namespace linli
