#include "kiosk/db/connection.h"
#include "kiosk/store/schema.h"
#include "tests/unit/kiosk/sync/sync_fixture.h"

namespace linli::sync {
namespace {

class EngineTest : public SyncTest {
  protected:
    EngineTest() { enrol(); }
    // The next request of that path, after settling what else is due through the hub.
    Outgoing next(std::string_view path) {
        for (int i = 0; i < 20; ++i) {
            while (engine->has_work()) engine->work(now);
            auto out = engine->next_request(now);
            if (!out) break;
            if (out->request.target.starts_with(path)) return std::move(*out);
            (void)engine->on_response(out->key, hub.handle(out->request), now);
        }
        ADD_FAILURE() << "no request to " << path;
        return {};
    }
};

TEST_F(EngineTest, WhatWasLeftIsPushedAnsweredAndSeenInTheFeed) {
    leave_seats(3);
    settle();
    EXPECT_EQ(hub.operations.size(), 3U);
    EXPECT_EQ(store->unanswered(), 0);
    EXPECT_EQ(store->cursor(), 3);
    EXPECT_EQ(engine->link(), Link::Online);
    EXPECT_EQ(mirror().size(), hub.feed.size());
}

TEST_F(EngineTest, AnIdleKioskPollsAboutEveryTenSeconds) {
    settle();
    const Millis wait = engine->wake_at() - now.boot;
    EXPECT_GE(wait, Millis{9'000});
    EXPECT_LE(wait, Millis{11'000});
    EXPECT_FALSE(engine->next_request(now));
    sleep();
    EXPECT_EQ(settle(), 1);
}

TEST_F(EngineTest, BeforeAnEmptyRoomItPollsOnceAMinuteAndAtOnceWhenSomebodyComes) {
    engine->attend(Attendance::Nobody, now);
    sleep();
    settle();
    EXPECT_GE(engine->wake_at() - now.boot, Millis{54'000});
    EXPECT_LE(engine->wake_at() - now.boot, Millis{66'000});
    EXPECT_FALSE(engine->next_request(now));
    engine->attend(Attendance::Somebody, now);
    EXPECT_EQ(settle(), 1);
    EXPECT_LE(engine->wake_at() - now.boot, Millis{11'000});
}

TEST_F(EngineTest, WhoComesDoesNotPressOnAHubInTrouble) {
    engine->attend(Attendance::Nobody, now);
    sleep();
    settle([](const HttpRequest&) -> Result<HttpResponse> { return HttpResponse{502, {}, "bad gateway"}; });
    ASSERT_GT(engine->wake_at(), now.boot);
    engine->attend(Attendance::Somebody, now);
    EXPECT_FALSE(engine->next_request(now));
}

TEST_F(EngineTest, EachLookAtTheFeedTellsTheClockAndWhatWaits) {
    const auto told = [&] { return wire::read_report(parse_target(last_target)); };
    settle();
    sleep();
    settle();
    EXPECT_EQ(told(), (wire::KioskReport{now.wall, 0, Millis{0}}));
    leave_seats(2);
    advance(Millis{600'000});
    settle([](const HttpRequest&) { return no_answer(); });
    ASSERT_TRUE(told());
    EXPECT_EQ(told()->queued, 2);
    EXPECT_GT(told()->oldest, Millis{0});
}

TEST_F(EngineTest, ALostReplyDoesNoHarm) {
    leave_seats(2);
    const Outgoing out = next("/v1/push");
    (void)hub.handle(out.request);
    (void)engine->on_response(out.key, no_answer(), now);
    EXPECT_EQ(engine->link(), Link::Offline);
    EXPECT_EQ(store->unanswered(), 2);
    for (int i = 0; i < 3; ++i) {
        sleep();
        settle();
    }
    EXPECT_EQ(hub.operations.size(), 2U);
    EXPECT_EQ(stored_answers().size(), 2U);
}

TEST_F(EngineTest, TheFeedBringsAnAnswerWhoseReplyWasLost) {
    leave_seats(1);
    const Outgoing out = next("/v1/push");
    (void)hub.handle(out.request);
    sleep();
    settle([&](const HttpRequest& request) -> Result<HttpResponse> {
        return request.method == "POST" ? no_answer() : Result<HttpResponse>(hub.handle(request));
    });
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, ADuplicateReplyAndOneForAnotherRequestAreNoAnswer) {
    leave_seats(1);
    const Outgoing first = next("/v1/push");
    const HttpResponse reply = hub.handle(first.request);
    (void)engine->on_response(first.key, reply, now);
    (void)engine->on_response(first.key, reply, now);
    EXPECT_EQ(store->unanswered(), 0);
    leave_seats(1);
    const Outgoing second = next("/v1/push");
    (void)engine->on_response(second.key, reply, now);
    EXPECT_EQ(store->unanswered(), 1);
    EXPECT_EQ(hub.operations.size(), 1U);
}

TEST_F(EngineTest, ACopyOfARequestThatWasTakenIsNotARefusal) {
    leave_seats(1);
    const Outgoing out = next("/v1/push");
    (void)hub.handle(out.request);
    (void)engine->on_response(out.key, hub.handle(out.request), now);
    EXPECT_EQ(hub.replays, 1);
    EXPECT_NE(engine->link(), Link::Refused);
    sleep();
    settle();
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, TruncatedForgedAndForeignAnswersChangeNothing) {
    FakeHub other(4);
    hub.publish(SeatCount{"EV1", 5, 1, 0});
    const auto spoil = [&](const std::function<void(HttpResponse&, const HttpRequest&)>& how) {
        leave_seats(1);
        settle([&](const HttpRequest& request) -> Result<HttpResponse> {
            HttpResponse response = hub.handle(request);
            how(response, request);
            return response;
        });
    };
    spoil([](HttpResponse& response, const HttpRequest&) { response.body.resize(response.body.size() / 2); });
    spoil(
        [](HttpResponse& response, const HttpRequest&) { response.body[0] = static_cast<char>(response.body[0] ^ 1); });
    spoil([](HttpResponse& response, const HttpRequest&) { response.status = 201; });
    spoil([](HttpResponse& response, const HttpRequest&) { response.headers.clear(); });
    spoil([&](HttpResponse& response, const HttpRequest& request) {
        response.headers.clear();
        wire::sign_reply(response, request, other.signing);
    });
    spoil([&](HttpResponse& response, const HttpRequest& request) {
        response.headers.clear();
        HttpRequest earlier = request;
        for (auto& [name, value] : earlier.headers)
            if (name == "Linli-Nonce") value = "AAAAAAAAAAAAAAAAAAAAAA";
        wire::sign_reply(response, earlier, hub.signing);
    });
    // Another kiosk asks with the nonce that it overheard, and passes on what it was told.
    spoil([&](HttpResponse& response, const HttpRequest& request) {
        response.headers.clear();
        HttpRequest anothers{request.method, request.target, {}, request.body, ""};
        wire::sign_request(anothers, {"K9", 1, 1, *wire::read_nonce(request)}, other.signing);
        wire::sign_reply(response, anothers, hub.signing);
    });
    EXPECT_EQ(store->unanswered(), 7);
    EXPECT_TRUE(mirror().empty());
    engine->kick(now);
    settle();
    EXPECT_EQ(store->unanswered(), 0);
    EXPECT_EQ(hub.operations.size(), 7U);
}

TEST_F(EngineTest, APortalsPageIsToldFromAGatewayAndFromNoNetwork) {
    sleep();
    settle([](const HttpRequest&) -> Result<HttpResponse> {
        return HttpResponse{200, {}, "<html>log in here</html>"};
    });
    EXPECT_EQ(engine->link(), Link::CaptivePortal);
    EXPECT_TRUE(last_target.starts_with("/v1/hello")) << last_target;
    engine->kick(now);
    settle([](const HttpRequest&) -> Result<HttpResponse> { return HttpResponse{502, {}, "bad gateway"}; });
    EXPECT_EQ(engine->link(), Link::HubTrouble);
    engine->kick(now);
    settle([](const HttpRequest&) { return no_answer(); });
    EXPECT_EQ(engine->link(), Link::Offline);
    engine->kick(now);
    settle();
    EXPECT_EQ(engine->link(), Link::Online);
}

TEST_F(EngineTest, APageInsteadOfTheFeedWhileTheHubAnswersIsTrouble) {
    sleep();
    settle([&](const HttpRequest& request) -> Result<HttpResponse> {
        if (request.target.starts_with("/v1/hello")) return hub.handle(request);
        return HttpResponse{403, {}, "filtered"};
    });
    EXPECT_EQ(engine->link(), Link::HubTrouble);
}

TEST_F(EngineTest, RetryAfterIsKeptAlsoWhenAResidentLeavesSomething) {
    leave_seats(1);
    const Outgoing out = next("/v1/push");
    (void)engine->on_response(out.key, hub.refusal(out.request, 429, "busy", 0, {{"Retry-After", "600"}}), now);
    EXPECT_EQ(engine->link(), Link::HubTrouble);
    leave_seats(1);
    engine->push_soon(now);
    for (const BootTime until = now.boot + Millis{599'000}; now.boot < until; sleep()) settle();
    EXPECT_TRUE(hub.operations.empty());
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(hub.operations.size(), 2U);
}

TEST_F(EngineTest, ARefusalStopsThePushDeletesNothingAndEndsWhenStaffChangeTheirMind) {
    leave_seats(2);
    const auto refuse = [&](const HttpRequest& request) -> Result<HttpResponse> {
        return hub.refusal(request, 403, "revoked");
    };
    settle(refuse);
    EXPECT_EQ(engine->link(), Link::Refused);
    for (int i = 0; i < 5; ++i) {
        sleep();
        settle([&](const HttpRequest& request) -> Result<HttpResponse> {
            EXPECT_NE(request.method, "POST");
            return hub.refusal(request, 403, "revoked");
        });
    }
    EXPECT_EQ(store->unanswered(), 2);
    for (int i = 0; i < 5; ++i) {
        sleep();
        settle();
    }
    EXPECT_EQ(engine->link(), Link::Online);
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, ABodyTooLargeForAProxyIsHalvedUntilItPasses) {
    leave_seats(200);
    std::vector<std::size_t> sizes;
    settle([&](const HttpRequest& request) -> Result<HttpResponse> {
        if (request.method != "POST") return hub.handle(request);
        const auto push = wire::decode_push_request(*wire::inflate_body(request.headers, request.body));
        sizes.push_back(push->operations.size());
        if (sizes.back() > 60) return HttpResponse{413, {}, "too large"};
        return hub.handle(request);
    });
    ASSERT_GE(sizes.size(), 3U);
    EXPECT_EQ(sizes[0], 200U);
    EXPECT_EQ(sizes[1], 100U);
    EXPECT_EQ(sizes[2], 50U);
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, ALineTooSlowForAFullPushCarriesItInParts) {
    leave_seats(64);
    for (int round = 0; round < 200 && store->unanswered() > 0; ++round) {
        settle([&](const HttpRequest& request) -> Result<HttpResponse> {
            if (request.method != "POST") return hub.handle(request);
            const auto push = wire::decode_push_request(*wire::inflate_body(request.headers, request.body));
            if (push->operations.size() > 10) return fail(Fault::Network, "the time for the whole was over");
            return hub.handle(request);
        });
        if (store->unanswered() > 0) sleep();
    }
    EXPECT_EQ(store->unanswered(), 0);
    EXPECT_EQ(hub.operations.size(), 64U);
}

TEST_F(EngineTest, AHubThatLostItsNewestDataGetsAcknowledgedOperationsAgain) {
    leave_seats(5);
    settle();
    hub.operations.resize(2);
    hub.answers.resize(2);
    leave_seats(1);
    settle();
    EXPECT_EQ(hub.operations.size(), 6U);
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, AHubThatIsAheadMeansThatThisDiskWasRolledBack) {
    leave_seats(1);
    const Outgoing out = next("/v1/push");
    HttpResponse reply{200, {}, ""};
    wire::PushReply body;
    body.expect = 50;
    body.answers = {Applied{}};
    reply.body = wire::encode(body);
    wire::sign_reply(reply, out.request, hub.signing);
    (void)engine->on_response(out.key, reply, now);
    EXPECT_EQ(engine->link(), Link::Refused);
    leave_seats(1);
    sleep();
    settle([&](const HttpRequest& request) -> Result<HttpResponse> {
        EXPECT_NE(request.method, "POST");
        return hub.handle(request);
    });
    EXPECT_EQ(store->unanswered(), 1);
}

TEST_F(EngineTest, AReplyThatCoversAPartIsGoneOnFrom) {
    hub.take_at_most = 3;
    leave_seats(8);
    settle();
    EXPECT_EQ(store->unanswered(), 0);
    EXPECT_EQ(hub.operations.size(), 8U);
}

TEST_F(EngineTest, AReplyWithoutAnswersIsNotAskedForAgainAtOnce) {
    hub.take_at_most = 0;
    leave_seats(1);
    EXPECT_LE(settle(), 3);
    EXPECT_EQ(store->unanswered(), 1);
}

TEST_F(EngineTest, RejectedAndQuarantinedAreAnswersAndDelayNoOther) {
    int n = 0;
    hub.decide = [&](const Operation&) -> Answer {
        ++n;
        if (n == 1) return Quarantined{};
        if (n == 2) return Rejected{"event-closed", "answer.event-closed"};
        return Waitlisted{n};
    };
    leave_seats(3);
    settle();
    EXPECT_EQ(stored_answers(),
              (std::vector<Answer>{Quarantined{}, Rejected{"event-closed", "answer.event-closed"}, Waitlisted{3}}));
}

TEST_F(EngineTest, AnOperationThatTheDiskDamagedIsLaidBeforeStaffAndDelaysNoOther) {
    leave_seats(3);
    auto disk = db::Connection::open(store::database_path(folder.path()), db::Access::ReadWrite, store::kApplication);
    ASSERT_TRUE(disk);
    ASSERT_TRUE(disk->run("UPDATE outbox SET body=replace(body,'EV1','EV2') WHERE seq=2"));
    settle();
    EXPECT_EQ(stored_answers(), (std::vector<Answer>{Applied{}, Quarantined{}, Applied{}}));
    EXPECT_EQ(engine->link(), Link::Online);
}

TEST_F(EngineTest, AnOutboxThatCannotBeReadIsNotShownAsIfAllWereWell) {
    leave_seats();
    store->set_fault_hook([] { return std::optional(Fault::Corrupt); });
    settle();
    EXPECT_EQ(engine->link(), Link::HubTrouble);
    store->set_fault_hook({});
    sleep();
    settle();
    EXPECT_EQ(engine->link(), Link::Online);
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, ARowThatCannotBeReadStopsNothing) {
    hub.publish({"item", "K9.1.1"}, "{\"nonsense\":7}");
    hub.publish({"answer", "K3.1.1"}, "{\"is\":\"purple\"}");
    hub.publish({"new-kind", "x"}, "{}");
    hub.publish(SeatCount{"EV1", 5, 1, 0});
    sleep();
    settle();
    EXPECT_EQ(store->cursor(), 4);
    EXPECT_EQ(mirror().size(), 4U);
}

TEST_F(EngineTest, ALongFeedComesInPagesAndIsAppliedInParts) {
    for (int i = 0; i < 2'500; ++i) hub.publish(SeatCount{fmt::format("EV{}", i), 5, 1, 0});
    sleep();
    auto out = engine->next_request(now);
    ASSERT_TRUE(out);
    (void)engine->on_response(out->key, hub.handle(out->request), now);
    ASSERT_TRUE(engine->has_work());
    engine->work(now);
    EXPECT_EQ(store->cursor(), 200);
    EXPECT_TRUE(engine->next_request(now)) << "the next page may come meanwhile";
    restart();
    settle();
    EXPECT_EQ(store->cursor(), 2'500);
    EXPECT_EQ(mirror().size(), 2'500U);
}

TEST_F(EngineTest, AfterACrashTheDataIsNotSaidToBeNewerThanItIs) {
    hub.publish(SeatCount{"EV1", 5, 1, 0});
    sleep();
    settle();
    const auto as_of = store->hub_time();
    ASSERT_EQ(store->cursor(), 1);
    advance(Millis{600'000});
    hub.publish(SeatCount{"EV1", 5, 5, 2});
    for (auto out = engine->next_request(now); out; out = engine->next_request(now))
        (void)engine->on_response(out->key, hub.handle(out->request), now);
    ASSERT_TRUE(engine->has_work()) << "the page came and is not applied yet";
    restart();
    EXPECT_EQ(engine->as_of(), as_of);
    settle();
    EXPECT_EQ(engine->as_of(), hub.now);
    restart();
    EXPECT_EQ(engine->as_of(), hub.now);
}

TEST_F(EngineTest, AnotherGenerationOfTheHubIsNotMixedIntoTheMirror) {
    hub.publish(SeatCount{"EV1", 5, 1, 0});
    sleep();
    settle();
    hub.generation = 2;
    hub.publish(SeatCount{"EV2", 5, 1, 0});
    sleep();
    settle();
    EXPECT_EQ(store->cursor(), 1);
    EXPECT_EQ(engine->link(), Link::HubTrouble);
}

TEST_F(EngineTest, WaitsGrowFromTwoSecondsToAQuarterOfAnHourAndASignedSuccessEndsThem) {
    Millis longest{0};
    for (int i = 0; i < 40; ++i) {
        sleep();
        settle([](const HttpRequest&) { return no_answer(); });
        const Millis wait = engine->wake_at() - now.boot;
        EXPECT_LE(wait, kLastCeiling);
        if (i == 0) {
            EXPECT_LE(wait, kFirstCeiling);
        }
        longest = std::max(longest, wait);
    }
    EXPECT_GT(longest, Millis{60'000});
    sleep();
    settle();
    sleep();
    settle([](const HttpRequest&) { return no_answer(); });
    EXPECT_LE(engine->wake_at() - now.boot, kFirstCeiling);
}

TEST_F(EngineTest, CountersAreNeverUsedTwiceAcrossRestarts) {
    for (int i = 0; i < 5; ++i) {
        restart();
        leave_seats(1);
        settle();
    }
    EXPECT_EQ(hub.replays, 0);
    EXPECT_EQ(store->unanswered(), 0);
}

TEST_F(EngineTest, TheSameInputsGiveTheSameRequests) {
    leave_seats(1);
    restart();
    const auto run = [&] {
        Engine twin(*store, EngineConfig{}, store::seeded(3), Rng(9));
        return twin.next_request(now)->request;
    };
    const HttpRequest a = run();
    EXPECT_EQ(a.target, "/v1/push");
    EXPECT_EQ(a.body, run().body);
}

TEST_F(EngineTest, ACrashAtEveryStatementLosesNothingAndDoublesNothing) {
    int left = 0;
    for (int step = 0; step < 60; ++step) {
        ASSERT_TRUE(store::add(*store, store::seats_operation(fmt::format("EV{}", step), 1)));
        ++left;
        hub.publish(SeatCount{fmt::format("EV{}", step), 5, 1, 0});
        store->set_fault_hook([n = step]() mutable { return n-- > 0 ? std::nullopt : std::optional(Fault::Storage); });
        for (int i = 0; i < 3; ++i) {
            settle();
            advance(Millis{3'000});
        }
        restart();
    }
    settle();
    EXPECT_EQ(hub.operations.size(), static_cast<std::size_t>(left));
    EXPECT_EQ(std::set<std::string>(hub.operations.begin(), hub.operations.end()).size(), hub.operations.size());
    EXPECT_EQ(stored_answers().size(), static_cast<std::size_t>(left));
    EXPECT_EQ(store->cursor(), static_cast<std::int64_t>(hub.feed.size()));
}

TEST_F(EngineTest, AFullDiskStopsTheMirrorButNotTheKiosk) {
    hub.publish(SeatCount{"EV1", 5, 1, 0});
    store->set_fault_hook([] { return std::optional(Fault::DiskFull); });
    sleep();
    settle();
    EXPECT_EQ(store->cursor(), 0);
    store->set_fault_hook({});
    engine->kick(now);
    settle();
    EXPECT_EQ(store->cursor(), 1);
}

}  // namespace
}  // namespace linli::sync
