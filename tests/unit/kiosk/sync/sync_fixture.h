// One kiosk's engine on its own folder, a fake hub, and the network between them in the test's hand.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/sync/engine.h"
#include "tests/unit/kiosk/store/store_fixture.h"
#include "tests/unit/kiosk/sync/fake_hub.h"

namespace linli::sync {

inline Result<HttpResponse> no_answer() {
    return fail(Fault::Network, "nothing came back");
}

class SyncTest : public testing::Test {
  protected:
    using Network = std::function<Result<HttpResponse>(const HttpRequest&)>;

    SyncTest() { restart(); }

    // As after a crash: everything that was not on the disk is gone.
    void restart() {
        engine.reset();
        store.reset();
        store.emplace(store::open_store(folder.path()));
        engine = std::make_unique<Engine>(*store, EngineConfig{}, store::seeded(seed++), Rng(7));
    }
    void advance(Millis by) {
        now.boot = now.boot + by;
        now.wall = now.wall + by;
        hub.now = hub.now + by;
    }
    Network through() {
        return [this](const HttpRequest& request) -> Result<HttpResponse> { return hub.handle(request); };
    }
    // Requests and work until nothing more is due now. Returns how many requests were made.
    int settle(const Network& network) {
        int requests = 0;
        for (int round = 0; round < 1000; ++round) {
            while (engine->has_work()) engine->work(now);
            auto out = engine->next_request(now);
            if (!out) return requests;
            ++requests;
            last_target = out->request.target;
            if (auto ended = engine->on_response(out->key, network(out->request), now)) outcome = std::move(ended);
        }
        ADD_FAILURE() << "the engine never rests";
        return requests;
    }
    int settle() { return settle(through()); }
    void enrol() {
        EXPECT_FALSE(engine->enrol(hub.new_code()));
        settle();
        ASSERT_TRUE(store->identity());
    }
    void leave_seats(int count = 1) {
        for (int i = 0; i < count; ++i) EXPECT_TRUE(store::add(*store, store::seats_operation("EV1", 1)));
    }
    // To the moment at which the engine wants to be called again.
    void sleep() {
        const BootTime at = engine->wake_at();
        ASSERT_NE(at.ms, kNever.ms);
        if (at > now.boot) advance(at - now.boot);
    }
    [[nodiscard]] std::vector<Answer> stored_answers() const {
        std::vector<Answer> out;
        EXPECT_TRUE(store->reader().each_operation([&](const store::OutboxRow& row) {
            if (row.answer) out.push_back(*row.answer);
        }));
        return out;
    }
    [[nodiscard]] std::vector<wire::FeedRow> mirror() const {
        std::vector<wire::FeedRow> rows;
        EXPECT_TRUE(store->reader().each_mirror_row([&](const wire::FeedRow& row) { rows.push_back(row); }));
        return rows;
    }

    store::Folder folder;
    FakeHub hub;
    std::uint64_t seed = 1;
    Now now{{1'700'000'000'000}, {5'000}};
    std::optional<store::Store> store;
    std::unique_ptr<Engine> engine;
    std::optional<Enrolment::Outcome> outcome;
    std::string last_target;
};

}  // namespace linli::sync
