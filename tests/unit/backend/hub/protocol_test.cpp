#include "backend/hub/pages.h"
#include "backend/store/sqlite.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/report.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

using Enrolment = HubFixture;
using Signatures = HubFixture;
using Push = HubFixture;
using FeedPages = HubFixture;

wire::PushReply push_reply(const HttpResponse& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    const auto reply = wire::decode_push_reply(*wire::inflate_body(response.headers, response.body));
    EXPECT_TRUE(reply);
    return reply.value_or(wire::PushReply{});
}

TEST_F(Enrolment, TheSameCodeWithTheSameKeyGetsTheSameKioskAgain) {
    const std::string code = code_for("qinghe-1");
    const auto key = crypto::make_signing_key(entropy()).public_key;
    const HttpResponse first = ask_to_enrol(code, key);
    now = now + Millis{7'200'000};  // a reply that was lost is asked for after the code's end, too
    const HttpResponse second = ask_to_enrol(code, key);
    const auto a = wire::decode_enrol_reply(first.body);
    const auto b = wire::decode_enrol_reply(second.body);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->kiosk, "K1");
    EXPECT_EQ(b->kiosk, "K1");
    EXPECT_EQ(a->station, "qinghe-1");
    EXPECT_EQ(count("SELECT count(*) FROM kiosk"), 1);
}

TEST_F(Enrolment, AnotherKeyCannotSpendAUsedCode) {
    const std::string code = code_for("qinghe-1");
    ASSERT_EQ(ask_to_enrol(code, holder().public_key).status, 200);
    const HttpResponse refused = ask_to_enrol(code, holder().public_key);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(error_code(refused), "code-used");
}

TEST_F(Enrolment, ACodeEnds) {
    const std::string code = code_for("qinghe-1", Millis{60'000});
    now = now + Millis{60'000};
    const HttpResponse refused = ask_to_enrol(code, holder().public_key);
    EXPECT_EQ(refused.status, 410);
    EXPECT_EQ(error_code(refused), "code-expired");
}

TEST_F(Enrolment, GuessingIsStoppedForThatAddressAndAfterAWhileNotAnyMore) {
    const std::string good = code_for("qinghe-1");
    const std::string unknown =
        wire::format_enrolment_code(wire::make_enrolment_code(keys.signing.public_key, entropy()));
    for (int i = 0; i < 10; ++i) EXPECT_EQ(error_code(ask_to_enrol(unknown, holder().public_key)), "code-unknown");
    EXPECT_EQ(ask_to_enrol(good, holder().public_key).status, 429);
    EXPECT_EQ(ask_to_enrol(unknown, holder().public_key, "192.0.2.99").status, 404);
    now = now + Millis{600'001};
    EXPECT_EQ(ask_to_enrol(good, holder().public_key).status, 200);
}

TEST_F(Signatures, ARequestThatWasAlteredIsNotTaken) {
    TestKiosk kiosk = enrol("qinghe-1");
    HttpRequest request = kiosk.push_request(1, {wire::encode(kiosk.operation(holder(), OpenRequest{"repair", ""}))});
    request.body.back() ^= 1;
    EXPECT_EQ(ask(request).status, 401);
    EXPECT_EQ(count("SELECT count(*) FROM operation"), 0);
}

TEST_F(Signatures, AReplayIsRefusedAndDisorderWithinTheWindowIsNot) {
    TestKiosk kiosk = enrol("qinghe-1");
    const HttpRequest early = kiosk.signed_request("GET", "/v1/changes?community=qinghe&since=0", "");
    for (int i = 0; i < 30; ++i) EXPECT_EQ(kiosk.changes(0, 1).status, 200);
    EXPECT_EQ(ask(early).status, 200);
    EXPECT_EQ(error_code(ask(early)), "replay");
    const HttpRequest late = kiosk.signed_request("GET", "/v1/changes?community=qinghe&since=0", "");
    for (int i = 0; i < 64; ++i) EXPECT_EQ(kiosk.changes(0, 1).status, 200);
    EXPECT_EQ(error_code(ask(late)), "replay");
}

TEST_F(Signatures, AnotherKiosksNameOnARequestIsRefused) {
    TestKiosk kiosk = enrol("qinghe-1");
    TestKiosk other = enrol("qinghe-2");
    HttpRequest request = kiosk.signed_request("GET", "/v1/changes?community=qinghe&since=0", "");
    for (auto& [name, value] : request.headers)
        if (name == "Linli-Kiosk") value = other.who().kiosk;
    EXPECT_EQ(ask(request).status, 401);
}

TEST_F(Signatures, ARevokedKioskIsRefusedAndItsOperationsStay) {
    TestKiosk kiosk = enrol("qinghe-1");
    ASSERT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}))));
    EXPECT_FALSE(at_desk([&](Desk& desk) { return desk.revoke(actor(Role::Operator), kiosk.who().kiosk); }));
    const HttpResponse refused = kiosk.changes(0, 10);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(error_code(refused), "revoked");
    EXPECT_EQ(count("SELECT count(*) FROM operation"), 1);
}

TEST_F(Signatures, AnotherCommunitysFeedIsNotServed) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_EQ(ask(kiosk.signed_request("GET", "/v1/changes?community=heyuan&since=0", "")).status, 403);
}

TEST_F(Signatures, WhatAKioskTellsOfItselfIsShownToThoseWhoKeepItRunning) {
    TestKiosk kiosk = enrol("qinghe-1");
    const auto line = [&] {
        KioskLine out;
        EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
            LINLI_TRY(const auto lines, desk.kiosks(actor(Role::Operator)));
            out = lines.front();
            return {};
        }));
        return out;
    };
    const auto look = [&](std::int64_t since, const std::string& report) {
        return ask(kiosk.signed_request("GET", fmt::format("/v1/changes?community=qinghe&since={}{}", since, report),
                                        ""))
            .status;
    };
    EXPECT_EQ(look(0, ""), 200);
    EXPECT_FALSE(line().told_at) << "a kiosk that says nothing of itself is served";
    EXPECT_EQ(look(0, wire::report_query({now - Millis{180'000}, 2, Millis{90'000}})), 200);
    EXPECT_EQ(line().told_at, now);
    EXPECT_EQ(line().drift, Millis{-180'000});
    EXPECT_EQ(line().queued, 2);
    EXPECT_EQ(line().oldest_at, now - Millis{90'000});
    EXPECT_GT(line().content_behind, 0);
    // Within the minute only a queue that went and a feed that was caught up with are written.
    now = now + Millis{10'000};
    EXPECT_EQ(look(1, wire::report_query({now, 2, Millis{100'000}})), 200);
    EXPECT_EQ(line().drift, Millis{-180'000});
    EXPECT_EQ(look(1'000, wire::report_query({now - Millis{120'000}, 2, Millis{100'000}})), 200);
    EXPECT_EQ(line().drift, Millis{-120'000});
    EXPECT_EQ(look(1'000, wire::report_query({now, 2, Millis{100'000}})), 200);
    EXPECT_EQ(line().drift, Millis{-120'000});
    EXPECT_EQ(look(1'000, wire::report_query({now, 0, Millis{0}})), 200);
    EXPECT_EQ(line().queued, 0);
    EXPECT_FALSE(line().oldest_at);
    EXPECT_EQ(line().drift, Millis{0});
    EXPECT_EQ(line().content_behind, 0);
}

TEST_F(Push, AKnownSeqGetsItsStoredAnswerAgain) {
    TestKiosk kiosk = enrol("qinghe-1");
    std::vector<std::string> operations;
    for (int i = 0; i < 3; ++i)
        operations.push_back(wire::encode(kiosk.operation(holder(), TakeSeats{"firstaid", 2, ""})));
    const wire::PushReply first = push_reply(kiosk.push(1, operations));
    ASSERT_EQ(first.answers.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<Applied>(first.answers[0]));
    EXPECT_EQ(std::get<Waitlisted>(first.answers[2]).position, 2);
    // Room was made since: the answers stay what they were.
    reload(R"({"type":"event","id":"firstaid","community":"qinghe","kind":"first-aid","tags":[{"zh-CN":"急救"}],
      "title":{"zh-CN":"急救"},"summary":{"zh-CN":"急救"},"sessions":[{"starts_at":{"day":"+3","time":"14:00"},
      "ends_at":{"day":"+3","time":"16:00"}}],"place":{"zh-CN":"家"},"who":{"zh-CN":"谁"},"cost":{"zh-CN":"免费"},
      "capacity":20,"family_max":2,"closes_at":{"day":"+3","time":"12:00"}})");
    EXPECT_EQ(kiosk.item(3).status, ItemStatus::Confirmed);
    const wire::PushReply again = push_reply(kiosk.push(1, operations));
    EXPECT_EQ(again.answers, first.answers);
    EXPECT_EQ(again.expect, 4);
    EXPECT_EQ(count("SELECT count(*) FROM item"), 3);
}

TEST_F(Push, ASeqBeyondTheExpectedOneTakesNothing) {
    TestKiosk kiosk = enrol("qinghe-1");
    const HttpResponse refused = kiosk.push(2, {wire::encode(kiosk.operation(holder(), OpenRequest{"repair", ""}))});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(wire::decode_error(refused.body)->expect, 1);
    EXPECT_EQ(count("SELECT count(*) FROM operation"), 0);
}

TEST_F(Push, AnotherOperationUnderAKnownSeqFencesTheKioskAndChangesNoAnswer) {
    TestKiosk kiosk = enrol("qinghe-1");
    ASSERT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}))));
    const std::string other = wire::encode(kiosk.operation(holder(), OpenRequest{"hardship", ""}));
    const HttpResponse refused = kiosk.push(1, {other, other});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(error_code(refused), "conflict");
    EXPECT_EQ(count("SELECT count(*) FROM operation"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE reason='conflict'"), 1);
    EXPECT_EQ(error_code(kiosk.push(2, {other})), "fenced");
    EXPECT_EQ(kiosk.changes(0, 10).status, 200);
}

TEST_F(Push, APoisonOperationIsQuarantinedAndDelaysNoOther) {
    TestKiosk kiosk = enrol("qinghe-1");
    const std::string good = wire::encode(kiosk.operation(holder(), OpenRequest{"repair", ""}));
    const std::vector<std::string> operations{good,
                                              "{\"do\":\"vote\",\"ballot\":7}",
                                              "not json",
                                              "{\"do\":\"open\",\"kind\":3}",
                                              std::string("\xff\xfe{"),
                                              "{\"do\":\"seats\",\"event\":\"film\",\"seats\":11}",
                                              good};
    const wire::PushReply reply = push_reply(kiosk.push(1, operations));
    ASSERT_EQ(reply.answers.size(), 7U);
    EXPECT_TRUE(std::holds_alternative<Applied>(reply.answers[0]));
    for (std::size_t i = 1; i < 6; ++i) EXPECT_TRUE(std::holds_alternative<Quarantined>(reply.answers[i])) << i;
    EXPECT_TRUE(std::holds_alternative<Applied>(reply.answers[6]));
    EXPECT_EQ(reply.expect, 8);
    std::vector<QuarantineLine> lines;
    EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(lines, desk.quarantined(actor(Role::Operator), 50));
        return {};
    }));
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines.back().reason, "kind-unknown");
    EXPECT_EQ(lines.back().kind, "vote");
}

TEST_F(Push, AFailureOutsideTheOperationIs503AndNothingAdvances) {
    TestKiosk kiosk = enrol("qinghe-1");
    const std::int64_t head = count("SELECT head FROM feed_head WHERE community='qinghe'");
    const std::vector<std::string> operations{
        wire::encode(kiosk.operation(holder(), OpenRequest{"repair", "qh1-lift"})),
        wire::encode(kiosk.operation(holder(), TakeSeats{"film", 2, ""}))};
    // At each statement in turn, until the push goes through.
    int failed = 0;
    for (int at = 0;; ++at) {
        int left = at;
        fault = [&left]() -> std::optional<Fault> {
            return left-- == 0 ? std::optional(Fault::DiskFull) : std::nullopt;
        };
        const HttpResponse response = kiosk.push(1, operations);
        fault = {};
        if (response.status == 200) break;
        ++failed;
        ASSERT_EQ(response.status, 503) << at;
        ASSERT_EQ(count("SELECT count(*) FROM operation") + count("SELECT count(*) FROM item"), 0) << at;
        ASSERT_EQ(count("SELECT head FROM feed_head WHERE community='qinghe'"), head) << at;
    }
    EXPECT_GT(failed, 20);
    EXPECT_EQ(count("SELECT count(*) FROM operation"), 2);
}

TEST_F(Push, WhatIsTooLargeIsRefusedBeforeItIsRead) {
    TestKiosk kiosk = enrol("qinghe-1");
    HttpRequest bomb = kiosk.signed_request("POST", "/v1/push", wire::compress(std::string(50'000'000, ' ')));
    bomb.headers.emplace_back("Content-Encoding", "zstd");
    EXPECT_EQ(ask(bomb).status, 413);
    EXPECT_EQ(ask(kiosk.signed_request("POST", "/v1/push", std::string(2'000'001, ' '))).status, 413);
    EXPECT_EQ(kiosk.push(1, std::vector<std::string>(201, "{}")).status, 413);
}

TEST_F(Push, ManyRequestsAreOneBatchAndABadOneHarmsNoOther) {
    TestKiosk a = enrol("qinghe-1");
    TestKiosk b = enrol("qinghe-2");
    std::vector<HttpRequest> requests;
    requests.push_back(a.push_request(1, {wire::encode(a.operation(holder(), OpenRequest{"repair", ""}))}));
    requests.push_back(HttpRequest{"POST", "/v1/push", {}, "garbage", "192.0.2.3"});
    requests.push_back(b.push_request(5, {"{}"}));
    requests.push_back(b.push_request(1, {wire::encode(b.operation(holder(), OpenRequest{"repair", ""}))}));
    const auto replies = hub->handle(requests, now);
    ASSERT_EQ(replies.size(), 4U);
    EXPECT_EQ(replies[0].status, 200);
    EXPECT_EQ(replies[1].status, 400);
    EXPECT_EQ(replies[2].status, 409);
    EXPECT_EQ(replies[3].status, 200);
    EXPECT_EQ(count("SELECT count(*) FROM item"), 2);
}

// A page that writes and answers with the status that it is asked for.
class WritingPages : public PageHandler {
  public:
    PageReply handle(const PreparedRequest& request, Desk& desk, Instant) override {
        EXPECT_TRUE(desk.count_try("page", request.request.target, 10, Millis{60'000}));
        return HttpResponse{std::stoi(request.request.body), {}, ""};
    }
};

TEST_F(Push, APageThatRefusesLeavesNothingBehindButATryToLogIn) {
    WritingPages pages;
    hub = std::make_unique<Hub>(*Hub::open(*open_sqlite(":memory:"), keys, entropy(), &pages));
    for (const auto& [status, kept] : {std::pair{200, 1}, {303, 1}, {401, 1}, {429, 1}, {403, 0}, {422, 0}, {503, 0}}) {
        const HttpRequest request{"POST", "/" + std::to_string(status), {}, std::to_string(status), ""};
        EXPECT_EQ(ask(request).status, status);
        EXPECT_EQ(hub->sql().number("SELECT count(*) FROM tries WHERE who=?", 0, request.target).value(), kept)
            << status;
    }
}

TEST_F(FeedPages, PagesOfAnySizeGiveTheSameRowsWithoutAGap) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", "qh1-lift"}));
    kiosk.act(kiosk.operation(holder(), JoinTrouble{kiosk.id(1)}));
    kiosk.act(kiosk.proven(resident, WithdrawRequest{kiosk.id(1)}));
    const auto whole = kiosk.pull();
    EXPECT_EQ(kiosk.pull(1).size(), whole.size());
    EXPECT_EQ(kiosk.pull(7), whole);
    EXPECT_EQ(static_cast<std::int64_t>(whole.size()), count("SELECT head FROM feed_head WHERE community='qinghe'"));
}

TEST_F(FeedPages, EveryAnswerComesDownTheFeedAsItWasGiven) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Answer answer = kiosk.act(kiosk.operation(holder(), OpenRequest{"no-such-kind", ""}));
    EXPECT_TRUE(std::holds_alternative<Quarantined>(answer));
    const auto row = kiosk.newest("answer", kiosk.id(1));
    ASSERT_TRUE(row);
    EXPECT_EQ(std::get<wire::AnswerRow>(*row).answer, answer);
}

TEST_F(FeedPages, ASharedEventAndItsSeatsAreInEachAlliedFeed) {
    TestKiosk ours = enrol("qinghe-1");
    TestKiosk theirs = enrol("heyuan-1");
    theirs.act(theirs.operation(holder(), TakeSeats{"dumplings", 3, ""}));
    for (TestKiosk* kiosk : {&ours, &theirs}) {
        ASSERT_TRUE(kiosk->newest("content", "event/dumplings"));
        const auto seats = kiosk->newest("seats", "dumplings");
        ASSERT_TRUE(seats);
        EXPECT_EQ(std::get<SeatCount>(*seats).taken, 3);
    }
    EXPECT_FALSE(theirs.newest("content", "event/film"));
    EXPECT_EQ(code_of(theirs.act(theirs.operation(holder(), TakeSeats{"film", 1, ""}))), "event-unknown");
}

TEST_F(Push, ANoticeThatAsksIsCountedWhenSomebodyHasReadItAndNoOther) {
    TestKiosk kiosk = enrol("qinghe-1");
    const auto read = [&](const std::string& notice) {
        return kiosk.act({.body = ReadNotice{notice}, .device_time = {}});
    };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(read("water-stop"), Answer(Applied{}));
    EXPECT_EQ(read("desk-hours"), Answer(Applied{})) << "it asks nobody";
    EXPECT_EQ(read("gone"), Answer(Applied{}));
    std::vector<NoticeReads> reads;
    const auto look = [&](Desk& desk) -> Result<> {
        LINLI_TRY(reads, desk.notice_reads(actor(Role::Desk)));
        return {};
    };
    EXPECT_EQ(at_desk(look), std::nullopt);
    ASSERT_EQ(reads.size(), 1U);
    EXPECT_EQ(reads.front().notice, "water-stop");
    EXPECT_EQ(reads.front().times, 3);
    EXPECT_EQ(count("SELECT count(*) FROM item"), 0) << "nobody in particular read it";
    EXPECT_EQ(at_desk([&](Desk& desk) -> Result<> {
                  LINLI_TRY(reads, desk.notice_reads(actor(Role::Partner)));
                  return {};
              }),
              Fault::Denied);
}

}  // namespace
}  // namespace linli::hub
