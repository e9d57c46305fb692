#include "backend/hub/desk_rights.h"
#include "backend/hub/export.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/enrolment_code.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class DeskTest : public HubFixture {
  protected:
    std::int64_t add(const std::string& login, Role role, const std::string& community = "qinghe") {
        std::int64_t id = 0;
        const auto fault_of = at_desk([&](Desk& desk) -> Result<> {
            LINLI_TRY(id, desk.add_staff({0, Role::Operator, community}, login, role, "hash"));
            return {};
        });
        EXPECT_FALSE(fault_of);
        return id;
    }
    Case open(const Actor& who, const std::string& id) {
        Case out;
        EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
            LINLI_TRY(out, desk.open_case(who, id));
            return {};
        }));
        return out;
    }
    PrivatePart words(const std::string& text, bool property) {
        return {{{"words", text}}, {"阿依"}, "13800001234", property, "zh-CN"};
    }
};

TEST_F(DeskTest, PropertySeesRepairsOnlyAndTheNumberOnlyWhereItWasAllowed) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", false)));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"hardship", ""}, words("难处", true)));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("没电", true)));
    const Actor property = actor(Role::Property);
    CasePage page;
    ASSERT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(page, desk.cases(property, {}));
        return {};
    }));
    EXPECT_EQ(page.total, 2);
    EXPECT_EQ(at_desk([&](Desk& d) { return only_whether(d.open_case(property, kiosk.id(2))); }), Fault::Denied);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.note(property, kiosk.id(2), "x"); }), Fault::Denied);
    EXPECT_FALSE(open(property, kiosk.id(1)).has_phone);
    EXPECT_EQ(open(property, kiosk.id(1)).own.fields[0].value, "漏水");
    EXPECT_EQ(at_desk([&](Desk& d) { return only_whether(d.show_phone(property, kiosk.id(1))); }), Fault::Denied);
    EXPECT_FALSE(at_desk([&](Desk& d) { return only_whether(d.show_phone(property, kiosk.id(3))); }));
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='phone.show'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='case.open'"), 2);
}

TEST_F(DeskTest, AnAnswerIsReadByTheReceiptAndByStaffAndByNobodyElse) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("漏水", false)));
    ASSERT_FALSE(at_desk([&](Desk& desk) { return desk.answer(actor(Role::Desk), kiosk.id(1), "明天上午来修"); }));
    const auto entry = std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(1) + "/2"));
    EXPECT_EQ(crypto::open_seal(crypto::sealing_key_of(resident), entry.words).value(), "明天上午来修");
    EXPECT_FALSE(crypto::open_seal(crypto::sealing_key_of(holder()), entry.words));
    EXPECT_EQ(open(actor(Role::Desk), kiosk.id(1)).timeline.back().words, "明天上午来修");
    EXPECT_EQ(at_desk([&](Desk& desk) { return desk.answer(actor(Role::Desk), kiosk.id(1), " \n"); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& desk) { return desk.answer(actor(Role::Desk), kiosk.id(1), std::string(2001, 'x')); }),
              Fault::TooLarge);
}

TEST_F(DeskTest, NotSolvedReopensTheCaseOnTopOfTheQueue) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    for (int i = 0; i < 3; ++i) kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}));
    now = now + Millis{60'000};
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}));
    EXPECT_EQ(code_of(kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(4), Verdict::Solved, 5}))), "item-open");
    ASSERT_FALSE(
        at_desk([&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(4), Ending::Solved, "修好了", ""); }));
    EXPECT_EQ(kiosk.item(4).stage, Stage::FollowUp);
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).handled, 1);
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(4), Verdict::NotSolved, 1}));
    const ItemState reopened = kiosk.item(4);
    EXPECT_EQ(reopened.status, ItemStatus::Open);
    EXPECT_EQ(reopened.reopened, 1);
    EXPECT_EQ(reopened.verdict, Verdict::NotSolved);
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).handled, 0);
    CasePage page;
    ASSERT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(page, desk.cases(actor(Role::Desk), {}));
        return {};
    }));
    ASSERT_EQ(page.lines.size(), 4U);
    EXPECT_EQ(page.lines[0].id, kiosk.id(4));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(4), Ending::Solved, "", ""); }));
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(4), Verdict::Solved, 5}));
    const auto tally = std::get<MonthTally>(*kiosk.newest("tally", "2026-11"));
    EXPECT_EQ(tally.opened, 4);
    EXPECT_EQ(tally.handled, 1);
    EXPECT_EQ(tally.solved, 1);
}

TEST_F(DeskTest, WhatAResidentWritesBesideARatingReachesStaffAndIsErasedWithTheCase) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    const Holder joiner = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", "qh3-lift"}, words("电梯停了", false)));
    kiosk.act(kiosk.operation(joiner, JoinTrouble{kiosk.id(1)}));
    const auto close = [&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(1), Ending::Solved, "", ""); };
    const auto rate = [&](const Holder& who, std::int64_t seq, Verdict verdict, const std::string& text) {
        Operation rating = kiosk.proven(who, RateRequest{kiosk.id(seq), verdict, 1});
        rating.sealed = *crypto::seal(keys.sealing.public_key, wire::encode(words(text, false)), entropy());
        EXPECT_EQ(code_of(kiosk.act(rating)), "");
    };
    const auto said = [&] {
        std::vector<std::string> out;
        for (const CaseEntry& entry : open(actor(Role::Desk), kiosk.id(1)).timeline)
            if (!entry.words.empty()) out.push_back(entry.words);
        return out;
    };
    ASSERT_FALSE(at_desk(close));
    rate(resident, 1, Verdict::NotSolved, "三楼还是不停");
    ASSERT_FALSE(at_desk(close));
    rate(joiner, 2, Verdict::NotSolved, "又坏了");
    EXPECT_EQ(said(), (std::vector<std::string>{"三楼还是不停", "又坏了"}));
    ASSERT_FALSE(at_desk(close));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.erase(actor(Role::Desk), kiosk.id(1)); }));
    EXPECT_EQ(said(), std::vector<std::string>{});
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE length(sealed)>0 AND item='" + kiosk.id(1) + "'"), 0);
}

TEST_F(DeskTest, EachEndingIsRatedAnewAndNoMonthCountsBelowNothing) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}));
    const auto close = [&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(1), Ending::Solved, "", ""); };
    ASSERT_FALSE(at_desk(close));
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(1), Verdict::Solved, 5}));
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).solved, 1);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.reopen(actor(Role::Desk), kiosk.id(1), "还要换零件"); }));
    EXPECT_FALSE(kiosk.item(1).verdict);
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).solved, 0);
    now = now + std::chrono::hours(24 * 31);
    ASSERT_FALSE(at_desk(close));
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(1), Verdict::NotSolved, 1}));
    EXPECT_EQ(count("SELECT count(*) FROM tally WHERE opened<0 OR handled<0 OR solved<0"), 0);
    ASSERT_FALSE(at_desk(close));
    EXPECT_FALSE(kiosk.item(1).verdict) << "the kiosk offers the slip only where nothing was said yet";
}

TEST_F(DeskTest, AnExportRunsNothingInASpreadsheet) {
    TestKiosk kiosk = enrol("qinghe-1");
    for (const std::string name : {"=1+1", "\n=1+1", "＝1+1", "阿依"}) {
        PrivatePart part;
        part.names = {name};
        kiosk.act(kiosk.operation(holder(), TakeSeats{"firstaid", 1, ""}, part));
    }
    std::string csv;
    ASSERT_TRUE(hub->export_table(ExportWhat::SignUps, ExportFormat::Csv, now, [&](std::string_view text) -> Result<> {
        csv += text;
        return {};
    }));
    EXPECT_NE(csv.find("\"'=1+1\""), csv.npos);
    EXPECT_NE(csv.find("\"'\n=1+1\""), csv.npos);
    EXPECT_NE(csv.find("\"'＝1+1\""), csv.npos);
    EXPECT_NE(csv.find("\"阿依\""), csv.npos);
}

TEST_F(DeskTest, WhoHasItNowIsReadByStaffAndNeverKeptInClear) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", false)));
    ASSERT_FALSE(at_desk(
        [&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(1), Ending::SomeoneElses, "", "供水公司李师傅"); }));
    EXPECT_EQ(open(actor(Role::Desk), kiosk.id(1)).whose, "供水公司李师傅");
    EXPECT_EQ(count("SELECT count(*) FROM item WHERE whose LIKE '%李师傅%'"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE detail LIKE '%李师傅%'"), 0);
}

TEST_F(DeskTest, AnExportLocksNothingWhileItIsWrittenOut) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", false)));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("没电", false)));
    std::string json;
    int written = 0;
    ASSERT_TRUE(
        hub->export_table(ExportWhat::Requests, ExportFormat::Json, now, [&](std::string_view text) -> Result<> {
            // Another writer's transaction goes through between any two pieces, and who exports was recorded before.
            EXPECT_FALSE(at_desk([&](Desk& d) { return d.note(actor(Role::Desk), kiosk.id(1), "写到一半"); }));
            EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='export'"), 1);
            json += text;
            ++written;
            return {};
        }));
    EXPECT_EQ(written, 3);
    EXPECT_TRUE(json.starts_with("[\n{\"id\":") && json.ends_with("}\n]\n")) << json;
    EXPECT_NE(json.find("},\n{"), json.npos);
    EXPECT_NE(json.find("没电"), json.npos);
}

TEST_F(DeskTest, JoiningCountsPeopleAndFollowsTheCaseWithoutItsWords) {
    TestKiosk kiosk = enrol("qinghe-1");
    TestKiosk second = enrol("qinghe-2");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", "qh3-lift"}, words("电梯停了", false)));
    EXPECT_EQ(std::get<PublicTrouble>(*second.newest("trouble", kiosk.id(1))).people, 1);
    const Holder joiner = holder();
    second.act(second.operation(joiner, JoinTrouble{kiosk.id(1)}));
    EXPECT_EQ(std::get<PublicTrouble>(*kiosk.newest("trouble", kiosk.id(1))).people, 2);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(1), Ending::Solved, "秘密", ""); }));
    EXPECT_EQ(second.item(1).status, ItemStatus::Closed);
    EXPECT_TRUE(std::get<ItemEntry>(*second.newest("entry", second.id(1) + "/2")).words.empty());
    EXPECT_TRUE(std::get<PublicTrouble>(*kiosk.newest("trouble", kiosk.id(1))).closed);
    EXPECT_EQ(code_of(second.act(second.operation(holder(), JoinTrouble{kiosk.id(1)}))), "item-ended");
    // A private kind at the same place is no trouble of everyone's.
    kiosk.act(kiosk.operation(holder(), OpenRequest{"hardship", "qh3-lift"}));
    EXPECT_FALSE(kiosk.newest("trouble", kiosk.id(2)));
    EXPECT_EQ(code_of(second.act(second.operation(holder(), JoinTrouble{kiosk.id(2)}))), "item-unknown");
}

TEST_F(DeskTest, AReporterWhoTakesATroubleBackDoesNotEndItForThoseWhoJoined) {
    TestKiosk kiosk = enrol("qinghe-1");
    TestKiosk second = enrol("qinghe-2");
    const Actor desk = actor(Role::Desk);
    const Holder reporter = holder();
    const Holder joiner = holder();
    const std::string id = kiosk.id(1);
    kiosk.act(kiosk.operation(reporter, OpenRequest{"repair", "qh3-lift"}, words("电梯停了", false)));
    second.act(second.operation(joiner, JoinTrouble{id}));
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.note(desk, id, "配件明天到"));
        return d.answer(desk, id, "明天来修");
    }));
    EXPECT_TRUE(std::holds_alternative<Applied>(kiosk.act(kiosk.proven(reporter, WithdrawRequest{id}))));

    // The reporter's receipt says so and holds no word any more; the trouble and whoever joined stay.
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Cancelled);
    EXPECT_TRUE(kiosk.item(1).readback.empty());
    EXPECT_EQ(count("SELECT count(*) FROM feed WHERE json LIKE '%\"readback\"%' AND id='" + id + "'"), 0);
    EXPECT_TRUE(std::get<ItemEntry>(*kiosk.newest("entry", id + "/2")).words.empty());
    EXPECT_EQ(std::get<ItemEntry>(*kiosk.newest("entry", id + "/3")).type, EntryType::Cancelled);
    EXPECT_EQ(count("SELECT count(*) FROM operation WHERE seq=1 AND kiosk='K1' AND body<>''"), 0);
    const auto trouble = std::get<PublicTrouble>(*second.newest("trouble", id));
    EXPECT_FALSE(trouble.closed);
    EXPECT_EQ(trouble.people, 1);
    EXPECT_EQ(second.item(1).status, ItemStatus::Open);
    const Case seen = open(desk, id);
    EXPECT_EQ(seen.line.status, ItemStatus::Open);
    EXPECT_EQ(seen.opened, Opened::Withdrawn);
    EXPECT_FALSE(seen.has_phone);
    EXPECT_EQ(seen.notes.size(), 1U);
    CaseCounts counts;
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(counts, d.case_counts(desk));
        return {};
    }));
    EXPECT_EQ(counts.open, 1);

    // What happens later is told to whoever joined and not to that receipt, which has no say any more.
    EXPECT_EQ(at_desk([&](Desk& d) { return d.answer(desk, id, "喂"); }), Fault::Invalid);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, id, Ending::Solved, "修好了", ""); }));
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Cancelled);
    EXPECT_FALSE(kiosk.newest("entry", id + "/4"));
    EXPECT_EQ(second.item(1).status, ItemStatus::Closed);
    EXPECT_EQ(code_of(kiosk.act(kiosk.proven(reporter, RateRequest{id, Verdict::NotSolved, 1}))), "item-ended");
    EXPECT_EQ(code_of(kiosk.act(kiosk.proven(reporter, WithdrawRequest{id}))), "item-ended");
    second.act(second.proven(joiner, RateRequest{second.id(1), Verdict::NotSolved, 1}));
    EXPECT_EQ(open(desk, id).line.status, ItemStatus::Open);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, id, Ending::Solved, "修好了", ""); }));

    now = now + std::chrono::hours(24 * 180 + 1);
    EXPECT_EQ(hub->sweep(now).value(), 2);
    EXPECT_EQ(count("SELECT count(*) FROM note") + count("SELECT count(*) FROM item WHERE erased_at IS NULL"), 0);
}

TEST_F(DeskTest, ATroubleThatEverybodyTookBackEnds) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder reporter = holder();
    const Holder joiner = holder();
    kiosk.act(kiosk.operation(reporter, OpenRequest{"repair", "qh3-lift"}, words("电梯停了", false)));
    kiosk.act(kiosk.operation(joiner, JoinTrouble{kiosk.id(1)}));
    kiosk.act(kiosk.proven(reporter, WithdrawRequest{kiosk.id(1)}));
    EXPECT_TRUE(kiosk.newest("trouble", kiosk.id(1)));
    kiosk.act(kiosk.proven(joiner, WithdrawRequest{kiosk.id(2)}));
    EXPECT_EQ(open(actor(Role::Desk), kiosk.id(1)).line.status, ItemStatus::Cancelled);
    EXPECT_EQ(kiosk.item(2).status, ItemStatus::Cancelled);
    EXPECT_EQ(count("SELECT count(*) FROM item WHERE closed_at IS NULL"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM feed WHERE kind='trouble' AND json<>''"), 0);
}

TEST_F(DeskTest, WhatWasKeptLongEnoughIsErasedEverywhere) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", false)));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("没电", false)));
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.note(actor(Role::Desk), kiosk.id(1), "打过电话"));
        return d.close(actor(Role::Desk), kiosk.id(1), Ending::SomeoneElses, "转给供水公司", "供水公司");
    }));
    now = now + std::chrono::hours(24 * 180 - 1);
    EXPECT_EQ(hub->sweep(now).value(), 0);
    now = now + std::chrono::hours(2);
    EXPECT_EQ(hub->sweep(now).value(), 1);
    EXPECT_TRUE(kiosk.item(1).readback.empty());
    EXPECT_FALSE(kiosk.item(2).readback.empty());
    EXPECT_TRUE(std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(1) + "/2")).words.empty());
    EXPECT_EQ(count("SELECT count(*) FROM operation WHERE seq=1 AND body<>''") + count("SELECT count(*) FROM note"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM feed WHERE json LIKE '%\"readback\"%' AND id='" + kiosk.id(1) + "'"), 0);
    EXPECT_EQ(open(actor(Role::Desk), kiosk.id(1)).opened, Opened::Erased);
}

TEST_F(DeskTest, WhatWasErasedIsNotOpenedAgainByARating) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("漏水", false)));
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.close(actor(Role::Desk), kiosk.id(1), Ending::Solved, "", ""));
        return d.erase(actor(Role::Desk), kiosk.id(1));
    }));
    Operation rate = kiosk.proven(resident, RateRequest{kiosk.id(1), Verdict::NotSolved, 1});
    rate.sealed = *crypto::seal(keys.sealing.public_key, wire::encode(words("没修好", false)), entropy());
    EXPECT_EQ(code_of(kiosk.act(rate)), "item-ended");
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Closed);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE length(sealed)>0"), 0);
}

TEST_F(DeskTest, WhatWasQuarantinedIsErasedSomeTimeAfterStaffSawItAndNotBefore) {
    TestKiosk kiosk = enrol("qinghe-1");
    for (int i = 0; i < 2; ++i)
        kiosk.act(kiosk.operation(holder(), OpenRequest{"no-such-kind", ""}, words("漏水", false)));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.mark_seen(actor(Role::Desk), 1); }));
    now = now + std::chrono::hours(24 * 180 + 1);
    ASSERT_TRUE(hub->sweep(now));
    EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE body<>''"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM quarantine WHERE body<>'' AND seen_at IS NULL"), 1);
}

TEST_F(DeskTest, StaffCancellingASignUpSaysWhyAndMovesTheList) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder first = holder();
    kiosk.act(kiosk.operation(first, TakeSeats{"firstaid", 2, ""}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"firstaid", 2, ""}, words("", false)));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.cancel_sign_up(actor(Role::Desk), kiosk.id(1), "报了两次"); }));
    const auto entry = std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(1) + "/2"));
    EXPECT_EQ(crypto::open_seal(crypto::sealing_key_of(first), entry.words).value(), "报了两次");
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='sign-up.cancel' AND detail=''"), 1);
    Roster roster;
    ASSERT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(roster, desk.roster(actor(Role::Desk), "firstaid"));
        return {};
    }));
    ASSERT_EQ(roster.confirmed.size(), 1U);
    EXPECT_EQ(roster.confirmed[0].names, std::vector<std::string>{"阿依"});
    EXPECT_TRUE(roster.confirmed[0].moved_up_at);
    EXPECT_EQ(roster.cancelled.size(), 1U);
    EXPECT_EQ(roster.line.to_call, 1);
}

TEST_F(DeskTest, ASessionIsFoundByItsTokenUntilItIdlesEndsOrItsStaffIsDisabled) {
    const std::int64_t id = add("desk", Role::Desk);
    const auto found = [&] {
        bool there = false;
        at_desk([&](Desk& desk) -> Result<> {
            LINLI_TRY(const auto session, desk.find_session("token"));
            there = session.has_value() && session->staff.id == id && session->csrf == "csrf";
            return {};
        });
        return there;
    };
    at_desk([&](Desk& desk) { return desk.start_session(id, "token", "csrf"); });
    EXPECT_TRUE(found());
    EXPECT_EQ(count("SELECT count(*) FROM session WHERE token_hash=CAST('token' AS BLOB)"), 0);
    now = now + kSessionIdle - Millis{1};
    EXPECT_TRUE(found());
    now = now + kSessionIdle;
    EXPECT_FALSE(found());
    at_desk([&](Desk& desk) { return desk.end_session("token"); });
    at_desk([&](Desk& desk) { return desk.start_session(id, "token", "csrf"); });
    EXPECT_TRUE(found());
    at_desk([&](Desk& desk) { return desk.disable_staff(actor(Role::Operator), id); });
    EXPECT_FALSE(found());
}

TEST_F(DeskTest, TriesAreCountedAndForgottenWithTime) {
    const auto attempt = [&] {
        return at_desk([](Desk& desk) { return desk.count_try("login", "desk", 3, Millis{60'000}); });
    };
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(attempt());
    EXPECT_EQ(attempt(), Fault::Limited);
    now = now + Millis{60'001};
    EXPECT_FALSE(attempt());
}

}  // namespace
}  // namespace linli::hub
