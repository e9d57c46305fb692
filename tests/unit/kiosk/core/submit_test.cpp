#include <fstream>
#include <utility>

#include "kiosk/db/connection.h"
#include "kiosk/store/schema.h"
#include "tests/unit/kiosk/core/core_fixture.h"

namespace linli {
namespace {

class SubmitTest : public CoreTest {
  protected:
    SubmitTest() { enrol(); }
    SubmitRequest with(const std::string& field, const std::string& value) const {
        SubmitRequest command = repair();
        for (FieldValue& answer : command.answers)
            if (answer.field == field) answer.value = value;
        return command;
    }
    SubmitSignUp sign_up(const std::string& event, std::size_t seats) const {
        return {8, event, std::vector<std::string>(seats, "小红"), contact()};
    }
    PrivatePart staff_see(std::size_t operation) const {
        const auto decoded = wire::decode_operation(hub.operations.at(operation));
        return *wire::decode_private_part(*crypto::open_seal(hub.sealing, decoded->sealed));
    }
};

TEST_F(SubmitTest, ARequestIsSavedSentAndReadByStaff) {
    const Saved receipt = saved(repair());
    EXPECT_EQ(receipt.ticket, 7U);
    EXPECT_EQ(receipt.code.size(), 9U);
    EXPECT_EQ(receipt.item, "K3.1.1");
    EXPECT_EQ(receipt.short_id, "K3-1");
    settle();
    ASSERT_EQ(hub.operations.size(), 1U);
    EXPECT_EQ(wire::decode_operation(hub.operations[0])->body, OperationBody(OpenRequest{"repair", ""}));
    EXPECT_EQ(staff_see(0).phone, "138 0000 5678");
    EXPECT_EQ(staff_see(0).fields.at(2).value, "厨房水龙头一直滴水，关不紧");
}

TEST_F(SubmitTest, AChildsSignUpNeedsConsentAndTheDigitsForPickingUpAndStaffSeeThem) {
    SubmitSignUp command = sign_up("holiday", 1);
    EXPECT_EQ(refusal(command), "error.form-consent");
    command.answers = {{std::string(kConsentField), "yes"}};
    EXPECT_EQ(refusal(command), "error.form-incomplete");
    command.answers.push_back({std::string(kPickUpField), "2468"});
    command.answers.push_back({std::string(kGuardianField), "王妈妈"});
    const std::string phone = std::exchange(command.contact.phone, {});
    EXPECT_EQ(refusal(command), "error.phone") << "whoever leaves a child has to be found";
    command.contact.phone = phone;
    SubmitSignUp nameless = command;
    nameless.names = {"小红", " "};
    EXPECT_EQ(refusal(nameless), "error.form-incomplete");
    (void)saved(command);
    settle();
    ASSERT_EQ(hub.operations.size(), 1U);
    const auto fields = staff_see(0).fields;
    ASSERT_EQ(fields.size(), 3U);
    EXPECT_EQ(fields[1].value, "王妈妈");
    EXPECT_EQ(fields[2].value, "2468");
}

TEST_F(SubmitTest, TheResidentReadsItBackHereBeforeAndAfterItIsSent) {
    const Saved receipt = saved(repair());
    auto items = opened(receipt.code);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].delivery, Delivery::SavedHere);
    EXPECT_EQ(items[0].state.status, ItemStatus::Open);
    EXPECT_EQ(items[0].own.fields.at(1).value, "qh3/3/302");
    EXPECT_EQ(items[0].own.phone, "");
    settle();
    EXPECT_EQ(opened(receipt.code)[0].delivery, Delivery::Sent);
    ItemState item = item_of("K3.1.1", hub.operations[0]);
    item.stage = Stage::Team;
    hub.publish(item);
    ItemEntry entry{"K3.1.1", 1, item.tag, hub.now, EntryType::Answer, Stage::Team, {}, {}};
    const auto receipt_key = wire::decode_operation(hub.operations[0])->receipt_key;
    entry.words = *crypto::seal(*crypto::sealing_public_key(receipt_key), "师傅下午来", hub.entropy);
    hub.publish(entry);
    advance(Millis{12'000});
    settle();
    items = opened(receipt.code);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].state.stage, Stage::Team);
    ASSERT_EQ(items[0].timeline.size(), 1U);
    EXPECT_EQ(items[0].timeline[0].words, "师傅下午来");
}

TEST_F(SubmitTest, AnotherKioskOfTheCommunityOpensTheReceipt) {
    const Saved receipt = saved(repair());
    settle();
    hub.publish(item_of("K3.1.1", hub.operations[0]));
    sync::FakeHub& same_hub = hub;
    const store::Folder elsewhere;
    CoreConfig config;
    config.folder = elsewhere.path();
    config.receipt_cost = crypto::kLeastCost;
    auto other = Core::open(config, store::seeded(77), Rng(1));
    ASSERT_TRUE(other);
    same_hub.kiosk_key.reset();
    same_hub.kiosk = "K4";
    same_hub.counters.clear();
    ASSERT_TRUE((*other)->handle(Enrol{1, same_hub.new_code()}, now).empty());
    for (int i = 0; i < 50; ++i) {
        (void)(*other)->tick(now);
        if (const auto out = (*other)->next_request(now))
            (void)(*other)->on_response(out->key, same_hub.handle(out->request), now);
    }
    auto there = Reads::open(elsewhere.path(), crypto::kLeastCost);
    ASSERT_TRUE(there);
    const CoreEvent event = there->handle(OpenReceipt{3, {receipt.code, "5678"}}, now);
    ASSERT_TRUE(std::holds_alternative<ReceiptOpened>(event));
    EXPECT_EQ(std::get<ReceiptOpened>(event).items.at(0).own.fields.at(2).value, "厨房水龙头一直滴水，关不紧");
}

TEST_F(SubmitTest, WrongDigitsOpenNothingAndTriesAreLimited) {
    const Saved receipt = saved(repair());
    const auto wrong = [&] { return refusal(OpenReceipt{2, {receipt.code, "0000"}}); };
    const Withdraw wrong_act{2, {receipt.code, "0000"}, receipt.item, ItemType::Request};
    int opens = 0;
    for (int i = 0; i < 20; ++i) {
        opens += wrong() == "error.receipt-unknown" ? 1 : 0;
        opens += refusal(wrong_act) == "error.receipt-unknown" ? 1 : 0;
    }
    EXPECT_EQ(opens, 5);
    EXPECT_EQ(wrong(), "error.too-many-tries");
    EXPECT_EQ(refusal(OpenReceipt{2, {receipt.code, "5678"}}), "error.too-many-tries");
    EXPECT_EQ(refusal(Withdraw{2, {receipt.code, "5678"}, receipt.item, ItemType::Request}), "error.too-many-tries");
    EXPECT_EQ(std::get<Refused>(core->handle(OpenReceipt{2, {receipt.code, "5678"}}, now).at(0)).message_key,
              "error.general");
    advance(Millis{10 * 60'000});
    EXPECT_EQ(opened(receipt.code).size(), 1U);
    std::string slip = receipt.code;
    slip.back() = slip.back() == '0' ? '1' : '0';
    EXPECT_EQ(refusal(OpenReceipt{2, {slip, "5678"}}), "error.receipt-code");
}

TEST_F(SubmitTest, WhatTheFormWouldNotAllowIsRefused) {
    EXPECT_EQ(refusal(SubmitRequest{1, "no-such-kind", {}, contact()}), "error.not-offered");
    EXPECT_EQ(refusal(with("area", "moon")), "error.form-invalid");
    EXPECT_EQ(refusal(with("room", "qh3/3/999")), "error.form-invalid");
    EXPECT_EQ(refusal(with("room", "hy1/1/101")), "error.form-invalid");
    EXPECT_EQ(refusal(with("room", "qh3/qh3-lift")), "error.form-invalid");
    EXPECT_EQ(refusal(with("words", "")), "error.form-incomplete");
    EXPECT_EQ(refusal(with("words", " \x01\x02 ")), "error.form-incomplete");
    SubmitRequest command = repair();
    command.contact.digits = "12a4";
    EXPECT_EQ(refusal(command), "error.digits");
    command = repair();
    command.contact.phone = "<script>";
    EXPECT_EQ(refusal(command), "error.phone");
    command = repair();
    command.answers.push_back({"time", "2031-01-01/morning"});
    EXPECT_EQ(refusal(command), "error.form-date");
    EXPECT_EQ(core->store().unanswered(), 0);
}

TEST_F(SubmitTest, TenThousandCharactersAndBrokenTextAreMadeFitToKeep) {
    std::string words;
    for (int i = 0; i < 10'000; ++i) words += "水";
    (void)saved(with("words", words));
    (void)saved(with("words",
                     "a\xff\xfe"
                     "b\x07"
                     "c\xe2\x80\xae"
                     "d"));
    settle();
    EXPECT_EQ(staff_see(0).fields.at(2).value.size(), 200U * 3U);
    EXPECT_EQ(staff_see(1).fields.at(2).value,
              "a\xef\xbf\xbd\xef\xbf\xbd"
              "bcd");
}

TEST_F(SubmitTest, AnswersOfAStepThatIsNotShownCountForNothing) {
    SubmitRequest command = repair();
    command.answers.push_back({"place", "qh3/qh3-lift"});
    command.answers.push_back({"nonsense", "x"});
    (void)saved(command);
    settle();
    EXPECT_EQ(staff_see(0).fields.size(), 3U);
    EXPECT_EQ(wire::decode_operation(hub.operations[0])->body, OperationBody(OpenRequest{"repair", ""}));
}

TEST_F(SubmitTest, ACommonPlaceOfAPublicKindTravelsInClear) {
    (void)saved(
        SubmitRequest{1, "repair", {{"area", "common"}, {"place", "qh3/qh3-lift"}, {"words", "停了"}}, contact()});
    settle();
    EXPECT_EQ(wire::decode_operation(hub.operations[0])->body, OperationBody(OpenRequest{"repair", "qh3-lift"}));
}

TEST_F(SubmitTest, SeatsAreAskedForWithinTheEventsRules) {
    EXPECT_EQ(saved(sign_up("film", 3)).short_id, "K3-1");
    EXPECT_EQ(refusal(sign_up("film", 6)), "error.too-many-seats");
    EXPECT_EQ(refusal(sign_up("film", 0)), "error.too-many-seats");
    EXPECT_EQ(refusal(sign_up("kids", 1)), "error.event-closed");
    EXPECT_EQ(refusal(sign_up("clinic", 1)), "error.event-past");
    EXPECT_EQ(refusal(sign_up("nothing", 1)), "error.event-unknown");
    EXPECT_EQ(saved(sign_up("jobfair", 1)).short_id, "K3-2");
    std::string film = **core->store().reader().row("content", "event/film");
    film.insert(film.find('{') + 1, R"("cancelled_because":{"zh-CN":"下雨"},)");
    hub.publish({"content", "event/film"}, film);
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(refusal(sign_up("film", 1)), "error.event-cancelled");
}

TEST_F(SubmitTest, AWaitingSignUpIsShownWithItsPlaceAndCanBeCancelledOnce) {
    hub.decide = [](const Operation& operation) {
        return std::holds_alternative<TakeSeats>(operation.body) ? Answer(Waitlisted{4}) : Answer(Applied{});
    };
    const Saved receipt = saved(sign_up("film", 2));
    EXPECT_EQ(opened(receipt.code)[0].state.status, ItemStatus::Waiting);
    EXPECT_EQ(opened(receipt.code)[0].state.position, 0);
    settle();
    EXPECT_EQ(opened(receipt.code)[0].state.position, 4);
    const Withdraw cancel{9, {receipt.code, "5678"}, receipt.item, ItemType::SignUp};
    const Saved cancelled = saved(cancel);
    EXPECT_EQ(cancelled.code, "");
    EXPECT_EQ(cancelled.item, receipt.item);
    EXPECT_TRUE(opened(receipt.code)[0].change_waiting);
    EXPECT_EQ(refusal(cancel), "error.change-waiting");
    settle();
    const auto operation = wire::decode_operation(hub.operations.at(1));
    EXPECT_EQ(operation->body, OperationBody(CancelSeats{receipt.item}));
    ASSERT_TRUE(operation->proof);
    EXPECT_TRUE(
        crypto::verify(operation->receipt_key, wire::proof_message({"K3", 1, 2}, operation->body), *operation->proof));
    EXPECT_FALSE(opened(receipt.code)[0].change_waiting);
}

TEST_F(SubmitTest, ARejectionIsReadWithItsSentence) {
    hub.decide = [](const Operation&) { return Answer(Rejected{"event-closed", "answer.event-closed"}); };
    const Saved receipt = saved(sign_up("film", 1));
    settle();
    EXPECT_EQ(opened(receipt.code)[0].rejected_key, "answer.event-closed");
    EXPECT_EQ(opened(receipt.code)[0].state.status, ItemStatus::Rejected);
    EXPECT_EQ(refusal(Withdraw{1, {receipt.code, "5678"}, receipt.item, ItemType::SignUp}), "error.item-ended");
}

TEST_F(SubmitTest, AWithdrawalThatTheHubRefusedIsToldUntilTheItemMovesOn) {
    const Saved receipt = saved(repair());
    settle();
    ItemState item = item_of(receipt.item, hub.operations[0]);
    hub.publish(item);
    advance(Millis{12'000});
    settle();
    hub.decide = [](const Operation&) { return Answer(Rejected{"item-ended", "answer.item-ended"}); };
    const Withdraw withdraw{9, {receipt.code, "5678"}, receipt.item, ItemType::Request};
    (void)saved(withdraw);
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, std::nullopt);
    settle();
    EXPECT_FALSE(opened(receipt.code)[0].change_waiting);
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, "answer.item-ended");
    EXPECT_EQ(opened(receipt.code)[0].state.status, ItemStatus::Open);
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, "answer.item-ended");
    item.stage = Stage::Team;
    hub.publish(item);
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, std::nullopt);
}

TEST_F(SubmitTest, AChangeThatIsDoneTakesBackWhatWasSaidOfTheOneBefore) {
    const Saved receipt = saved(sign_up("film", 2));
    settle();
    hub.publish(item_of(receipt.item, hub.operations[0]));
    advance(Millis{12'000});
    settle();
    hub.decide = [](const Operation&) { return Answer(Rejected{"item-unknown", "answer.item-unknown"}); };
    const Withdraw cancel{9, {receipt.code, "5678"}, receipt.item, ItemType::SignUp};
    (void)saved(cancel);
    settle();
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, "answer.item-unknown");
    hub.decide = [](const Operation&) { return Answer(Applied{}); };
    (void)saved(cancel);
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, std::nullopt);
    settle();
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, std::nullopt);
}

TEST_F(SubmitTest, WhatTheHubCouldNotApplyIsWithStaffAndIsNotTakenBackHere) {
    hub.decide = [](const Operation&) { return Answer(Quarantined{}); };
    const Saved receipt = saved(repair());
    EXPECT_FALSE(opened(receipt.code)[0].by_hand);
    settle();
    EXPECT_TRUE(opened(receipt.code)[0].by_hand);
    EXPECT_EQ(opened(receipt.code)[0].own.fields.at(1).value, "qh3/3/302");
    EXPECT_EQ(refusal(Withdraw{1, {receipt.code, "5678"}, receipt.item, ItemType::Request}), "state.by_hand");
}

TEST_F(SubmitTest, AChangeThatTheHubCouldNotApplyIsSaidToBeWithStaff) {
    const Saved receipt = saved(repair());
    settle();
    hub.decide = [](const Operation&) { return Answer(Quarantined{}); };
    (void)saved(Withdraw{9, {receipt.code, "5678"}, receipt.item, ItemType::Request});
    settle();
    EXPECT_FALSE(opened(receipt.code)[0].by_hand);
    EXPECT_EQ(opened(receipt.code)[0].change_refused_key, "state.change_by_hand");
}

TEST_F(SubmitTest, AnItemWhoseBodyTheDiskDamagedIsStillOpenedByItsReceipt) {
    const Saved receipt = saved(repair());
    auto disk = db::Connection::open(store::database_path(folder.path()), db::Access::ReadWrite, store::kApplication);
    ASSERT_TRUE(disk);
    ASSERT_TRUE(disk->run("UPDATE outbox SET body='rust'"));
    const auto items = opened(receipt.code);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].id, receipt.item);
    EXPECT_TRUE(items[0].own.fields.empty());
    settle();
    EXPECT_TRUE(opened(receipt.code)[0].by_hand);
}

TEST_F(SubmitTest, ASlipIsGivenOnceStaffHaveClosedTheRequest) {
    const Saved receipt = saved(repair());
    const Rate slip{4, {receipt.code, "5678"}, receipt.item, Verdict::NotSolved, 2, "还在滴", "zh-CN"};
    EXPECT_EQ(refusal(slip), "error.not-closed");
    settle();
    ItemState item = item_of(receipt.item, hub.operations[0]);
    item.status = ItemStatus::Closed;
    item.ending = Ending::Solved;
    hub.publish(item);
    advance(Millis{12'000});
    settle();
    (void)saved(slip);
    settle();
    EXPECT_EQ(wire::decode_operation(hub.operations.at(1))->body,
              OperationBody(RateRequest{receipt.item, Verdict::NotSolved, 2}));
    EXPECT_EQ(staff_see(1).fields.at(0).value, "还在滴");
}

TEST_F(SubmitTest, ATroubleIsJoinedWhileItIsOpen) {
    PublicTrouble trouble{"K9.1.4", "repair", "qh3-lift", Stage::Intake, false, 3, hub.now};
    hub.publish(trouble);
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(refusal(SubmitJoin{1, "K9.1.5", contact()}), "error.trouble-gone");
    (void)saved(SubmitJoin{1, "K9.1.4", contact()});
    settle();
    EXPECT_EQ(wire::decode_operation(hub.operations.at(0))->body, OperationBody(JoinTrouble{"K9.1.4"}));
    trouble.closed = true;
    hub.publish(trouble);
    advance(Millis{12'000});
    settle();
    EXPECT_EQ(refusal(SubmitJoin{1, "K9.1.4", contact()}), "error.trouble-closed");
}

TEST_F(SubmitTest, NothingAResidentTypedIsInAnyFileInClear) {
    SubmitRequest command = repair("我是王小明，住402，欠了工资");
    const Saved request = saved(command);
    SubmitSignUp seats = sign_up("film", 2);
    seats.names = {"王小明", "王小花"};
    const Saved seat = saved(seats);
    (void)opened(request.code);
    settle();
    hub.publish(item_of("K3.1.1", hub.operations[0]));
    advance(Millis{12'000});
    settle();
    (void)saved(Withdraw{9, {seat.code, "5678"}, seat.item, ItemType::SignUp});
    int files = 0;
    const auto grep = [&] {
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path())) {
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
            ++files;
            for (const std::string& secret :
                 {std::string("王小"), std::string("138 0000"), std::string("13800005678"), std::string("欠了工资"),
                  std::string("qh3/3/302"), request.code, seat.code})
                EXPECT_EQ(bytes.find(secret), std::string::npos) << secret << " in " << file.path();
        }
    };
    grep();
    core.reset();
    grep();
    EXPECT_GE(files, 6);
}

TEST_F(SubmitTest, WhatWasPreparedIsUsedOnceAndOnlyForItsDigits) {
    ASSERT_TRUE(std::holds_alternative<Prepared>(answer_to(PrepareReceipt{1, "5678"})));
    const Saved first = saved(repair());
    const Saved second = saved(repair());
    EXPECT_NE(first.code, second.code);
    EXPECT_EQ(opened(first.code).size(), 1U);
    EXPECT_EQ(opened(second.code).size(), 1U);
    ASSERT_TRUE(std::holds_alternative<Prepared>(answer_to(PrepareReceipt{1, "1111"})));
    const Saved third = saved(repair());
    EXPECT_EQ(opened(third.code, "5678").size(), 1U);
}

TEST_F(SubmitTest, PreparingAsksForFourDigits) {
    EXPECT_EQ(refusal(PrepareReceipt{1, "567"}), "error.digits");
    EXPECT_EQ(refusal(PrepareReceipt{1, "56a8"}), "error.digits");
}

}  // namespace
}  // namespace linli
