// A core on its own folder, a fake hub that serves the sample station, and the network between them.
#pragma once

#include "kiosk/content/load.h"
#include "kiosk/core/core.h"
#include "kiosk/core/reads.h"
#include "tests/unit/kiosk/store/store_fixture.h"
#include "tests/unit/kiosk/sync/fake_hub.h"

namespace linli {

class CoreTest : public testing::Test {
  protected:
    using Network = std::function<Result<HttpResponse>(const HttpRequest&)>;

    CoreTest() {
        restart();
        const auto files = content::read_source_files({LINLI_SOURCE_DIR "/assets/sample"});
        EXPECT_TRUE(files) << files.error().message;
        const auto loaded = content::load(*files, {}, hub.now);
        EXPECT_TRUE(loaded) << loaded.error().message;
        for (const content::LoadedRow& row : loaded->rows)
            if (std::find(row.audience.begin(), row.audience.end(), hub.community) != row.audience.end())
                hub.publish({"content", row.id}, row.body);
        documents = loaded->catalogue;
    }
    void restart() {
        reads.reset();
        core.reset();
        CoreConfig config;
        config.folder = folder.path();
        config.receipt_cost = crypto::kLeastCost;
        config.most_new_an_hour = most_new_an_hour;
        config.free_space = [this](const std::string&) { return std::optional(free_space); };
        auto opened = Core::open(config, store::seeded(seed++), Rng(5));
        ASSERT_TRUE(opened) << opened.error().message;
        core = std::move(*opened);
    }
    void advance(Millis by) {
        now.boot = now.boot + by;
        now.wall = now.wall + by;
        hub.now = hub.now + by;
    }
    std::vector<CoreEvent> settle(const Network& network) {
        std::vector<CoreEvent> events;
        const auto add = [&](std::vector<CoreEvent> more) {
            std::move(more.begin(), more.end(), std::back_inserter(events));
        };
        for (int round = 0; round < 1000; ++round) {
            add(core->tick(now));
            while (core->has_work()) add(core->tick(now));
            const auto out = core->next_request(now);
            if (!out) return events;
            add(core->on_response(out->key, network(out->request), now));
        }
        ADD_FAILURE() << "the core never rests";
        return events;
    }
    std::vector<CoreEvent> settle() {
        return settle([this](const HttpRequest& request) -> Result<HttpResponse> { return hub.handle(request); });
    }
    void enrol() {
        EXPECT_TRUE(core->handle(Enrol{1, hub.new_code()}, now).empty());
        settle();
        ASSERT_TRUE(core->store().identity());
    }
    // As the kiosk does: looking is for Reads.
    CoreEvent looked(const OpenReceipt& command) {
        if (!reads) {
            auto made = Reads::open(folder.path(), crypto::kLeastCost);
            EXPECT_TRUE(made) << made.error().message;
            reads.emplace(std::move(*made));
        }
        return reads->handle(command, now);
    }
    // The one event that answers the command.
    CoreEvent answer_to(const CoreCommand& command) {
        if (const auto* look = std::get_if<OpenReceipt>(&command)) return looked(*look);
        for (CoreEvent& event : core->handle(command, now))
            if (!std::holds_alternative<SyncChanged>(event)) return std::move(event);
        ADD_FAILURE() << "no answer";
        return Refused{};
    }
    Saved saved(const CoreCommand& command) {
        const CoreEvent event = answer_to(command);
        if (const auto* refused = std::get_if<Refused>(&event)) ADD_FAILURE() << refused->message_key;
        const auto* out = std::get_if<Saved>(&event);
        return out != nullptr ? *out : Saved{};
    }
    std::string refusal(const CoreCommand& command) {
        const CoreEvent event = answer_to(command);
        const auto* refused = std::get_if<Refused>(&event);
        return refused != nullptr ? refused->message_key : "not refused";
    }
    std::vector<ItemView> opened(const std::string& code, const std::string& digits = "5678") {
        const CoreEvent event = answer_to(OpenReceipt{1, {code, digits}});
        if (const auto* refused = std::get_if<Refused>(&event)) ADD_FAILURE() << refused->message_key;
        const auto* out = std::get_if<ReceiptOpened>(&event);
        return out != nullptr ? out->items : std::vector<ItemView>{};
    }
    // A row of the hub's for an item made by `operation`, as the real hub would publish it.
    ItemState item_of(const std::string& id, const std::string& operation_json) const {
        const auto operation = wire::decode_operation(operation_json);
        ItemState item;
        item.id = id;
        item.tag = crypto::receipt_tag(operation->receipt_key);
        item.readback = operation->readback;
        item.opened_at = item.updated_at = hub.now;
        if (const auto* open = std::get_if<OpenRequest>(&operation->body)) item.subject = open->kind;
        if (const auto* take = std::get_if<TakeSeats>(&operation->body)) {
            item.type = ItemType::SignUp;
            item.status = ItemStatus::Confirmed;
            item.subject = take->event;
            item.seats = take->seats;
        }
        return item;
    }
    static Contact contact() { return {"138 0000 5678", false, "5678", "zh-CN"}; }
    static SubmitRequest repair(const std::string& words = "厨房水龙头一直滴水，关不紧") {
        return {7, "repair", {{"area", "room"}, {"room", "qh3/3/302"}, {"words", words}}, contact()};
    }

    store::Folder folder;
    sync::FakeHub hub;
    content::Catalogue documents;
    std::uint64_t seed = 10;
    std::size_t most_new_an_hour = 0;
    std::uint64_t free_space = 1'000'000'000;
    Now now{{1'700'000'000'000}, {5'000}};
    std::unique_ptr<Core> core;
    std::optional<Reads> reads;
};

}  // namespace linli
