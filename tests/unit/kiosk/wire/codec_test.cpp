#include "kiosk/wire/codec.h"

#include <gtest/gtest.h>

#include "kiosk/base/rng.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

const Operation kOpen{
    OpenRequest{"repair", "b3-lift"}, Instant{1'790'000'000'000}, {1, 2, 3}, Bytes{1, 2}, Bytes{3}, std::nullopt};

TEST(OperationCodec, EveryKindComesBackAsItWasAndAsTheSameBytes) {
    std::vector<Operation> all{kOpen};
    Operation o = kOpen;
    o.proof = ByteArray<64>{9};
    for (const OperationBody& body : std::initializer_list<OperationBody>{
             OpenRequest{"repair", ""}, JoinTrouble{"K3.1.5"}, WithdrawRequest{"K3.1.5"},
             RateRequest{"K3.1.5", Verdict::NotSolved, 1}, TakeSeats{"EV12", 3, ""}, TakeSeats{"EV12", 1, "L9"},
             CancelSeats{"K3.1.6"}}) {
        o.body = body;
        all.push_back(o);
    }
    all.push_back({.body = ReadNotice{"water-stop"}, .device_time = kOpen.device_time});
    for (const Operation& each : all) {
        const std::string json = encode(each);
        const auto back = decode_operation(json);
        ASSERT_TRUE(back) << json << back.error().message;
        EXPECT_EQ(*back, each) << json;
        EXPECT_EQ(encode(*back), json);
        EXPECT_EQ(json.find('\n'), std::string::npos);
    }
}

TEST(OperationCodec, AKindOfANewerKioskIsKeptAndABrokenOneRefused) {
    EXPECT_EQ(decode_operation(R"({"do":"dance","x":[1]})")->body, OperationBody(UnknownOperation{"dance"}));
    EXPECT_FALSE(decode_operation(R"({"do":"open"})"));
    EXPECT_FALSE(decode_operation(R"({"do":"seats","event":"E","seats":11,"at":0,"key":"AA"})"));
    EXPECT_FALSE(decode_operation(R"({"do":"rate","item":"K.1.1","verdict":"great","grade":5})"));
    EXPECT_FALSE(decode_operation("[]"));
    EXPECT_FALSE(decode_operation("\xFF"));
    EXPECT_EQ(decode_operation(std::string(kMaxOperationBytes + 1, ' ')).error().fault, Fault::TooLarge);
}

TEST(OperationCodec, AProofIsForOneOperationAndOneDeed) {
    const OperationKey key{"K3", 1, 7};
    const OperationBody body = RateRequest{"K3.1.5", Verdict::Solved, 5};
    EXPECT_NE(proof_message(key, body), proof_message({"K3", 1, 8}, body));
    EXPECT_NE(proof_message(key, body), proof_message(key, RateRequest{"K3.1.5", Verdict::Solved, 4}));
    EXPECT_NE(proof_message(key, WithdrawRequest{"K3.1.5"}), proof_message(key, CancelSeats{"K3.1.5"}));
}

TEST(PrivatePartCodec, RoundTripsWithEveryField) {
    const PrivatePart part{
        {{"words", "漏水\n\"了\""}, {"place", "b3/4/402"}}, {"李", "王"}, "138 0000 0042", true, "zh-CN"};
    EXPECT_EQ(*decode_private_part(encode(part)), part);
    EXPECT_EQ(*decode_private_part(encode(PrivatePart{})), PrivatePart{});
}

TEST(AnswerCodec, EveryAnswerRoundTrips) {
    for (const Answer& answer : std::initializer_list<Answer>{
             Applied{}, Waitlisted{4}, Rejected{"event-closed", "answer.event-closed"}, Quarantined{}})
        EXPECT_EQ(*decode_answer(encode(answer)), answer);
    EXPECT_FALSE(decode_answer(R"({"is":"perhaps"})"));
}

TEST(RowCodec, EveryRowRoundTripsUnderItsKey) {
    ItemState item{"K3.1.5", {7}, ItemType::Request, "repair",   ItemStatus::Closed, Stage::FollowUp, Ending::Solved, 0,
                   0,        1,   Verdict::Partly,   Instant{5}, Instant{6},         Bytes{1}};
    ItemState seats{
        "K3.1.6",     {7},        ItemType::SignUp, "EV1", ItemStatus::Waiting, Stage::Intake, std::nullopt, 2, 3, 0,
        std::nullopt, Instant{5}, Instant{6},       {}};
    for (const RowBody& body : std::initializer_list<RowBody>{
             ContentRow{"guide", "medical", R"({"id":"medical"})"}, AnswerRow{{"K3", 1, 5}, Waitlisted{2}}, item, seats,
             ItemEntry{"K3.1.5", 2, {7}, Instant{9}, EntryType::Closed, Stage::Intake, Ending::NotPossible, Bytes{4}},
             ItemEntry{"K3.1.5", 1, {7}, Instant{9}, EntryType::Stage, Stage::Team, std::nullopt, {}},
             PublicTrouble{"K3.1.5", "repair", "b3-lift", Stage::Solve, false, 12, Instant{5}},
             SeatCount{"EV1", 30, 31, 2}, MonthTally{"2026-11", 50, 42, 39}, RemovedRow{"trouble", "K3.1.5"},
             UnknownRow{"weather", "today", R"({"rain":1})"}}) {
        const auto back = decode_row(key_of(body), encode(body));
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(*back, body) << encode(body);
    }
}

TEST(RowCodec, BrokenRowsAreRefused) {
    EXPECT_FALSE(decode_row({"item", "K3.1.5"}, "{}"));
    EXPECT_FALSE(decode_row({"content", "guide"}, "{}"));
    EXPECT_FALSE(decode_row({"answer", "nobody"}, R"({"is":"applied"})"));
    EXPECT_FALSE(decode_row({"seats", "E"}, R"({"capacity":-1,"taken":0,"waiting":0})"));
    EXPECT_FALSE(decode_row({"seats", "E"}, R"({"capacity":18446744073709551615,"taken":0,"waiting":0})"));
}

TEST(MessageCodec, PushCarriesOperationsByteForByte) {
    PushRequest push{"K3", 1, 2, 1, 7, 9, {"L1"}, {encode(kOpen), R"({"do":"dance"})"}};
    EXPECT_EQ(*decode_push_request(encode(push)), push);
    push.operations.assign(kMaxOperations + 1, "{}");
    EXPECT_EQ(decode_push_request(encode(push)).error().fault, Fault::TooLarge);
    const PushReply reply{9, 1, 7, {Applied{}, Rejected{"x", "answer.x"}}, Instant{4}};
    EXPECT_EQ(*decode_push_reply(encode(reply)), reply);
}

TEST(MessageCodec, ChangesHaveNoGap) {
    ChangesReply page{1, 4, 9, Instant{3}, {{5, {"item", "K3.1.5"}, R"({"a":"]\n"})"}, {6, {"trouble", "K3.1.5"}, ""}}};
    EXPECT_EQ(*decode_changes(encode(page)), page);
    page.rows[1].number = 7;
    EXPECT_FALSE(decode_changes(encode(page)));
    EXPECT_FALSE(decode_changes("{}\n[1,\"a\"]"));
}

TEST(MessageCodec, EnrolmentAndHelloRoundTrip) {
    const HelloReply hello{{1}, {2}, Instant{3}, 1};
    EXPECT_EQ(*decode_hello(encode(hello)), hello);
    const EnrolRequest request{"ABCDEFGHJK", {4}};
    EXPECT_EQ(*decode_enrol_request(encode(request)), request);
    const EnrolReply reply{"K3", 2, "qinghe", "qinghe-1", 1, Instant{3}};
    EXPECT_EQ(*decode_enrol_reply(encode(reply)), reply);
    const ErrorReply error{"expect", 5};
    EXPECT_EQ(*decode_error(encode(error)), error);
}

TEST(Json, NestingIsBounded) {
    EXPECT_EQ(decode_operation(std::string(1000, '[')).error().fault, Fault::TooLarge);
    EXPECT_FALSE(decode_private_part(R"({"fields":[["a","[[[[[[[[[[[[[[[[[[[["]],"lang":1})"));
}

// Every single-byte change of a valid message decodes or is refused, without a crash.
TEST(Codec, DamagedBytesNeverCrash) {
    const std::string good = encode(PushRequest{"K3", 1, 2, 1, 7, 9, {}, {encode(kOpen)}});
    Rng rng(11);
    for (int round = 0; round < 3000; ++round) {
        std::string bad = good;
        for (int i = 0; i < 3; ++i) bad[rng.below(bad.size())] = static_cast<char>(rng.below(256));
        const auto push = decode_push_request(bad);
        if (!push) continue;
        for (const std::string& operation : push->operations) static_cast<void>(decode_operation(operation));
    }
    SUCCEED();
}

}  // namespace
}  // namespace linli::wire
