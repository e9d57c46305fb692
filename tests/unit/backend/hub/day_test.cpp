// The day at the console: the queue and its search, one trouble reported twice, handing up, visits, figures.
#include <algorithm>

#include "backend/hub/desk_values.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class DayTest : public HubFixture {
  protected:
    const Actor desk = actor(Role::Desk);

    PrivatePart words(const std::string& text) { return {{{"words", text}}, {"阿依"}, "13800001234", false, "zh-CN"}; }
    std::vector<std::string> ids(const CaseFilter& filter, std::optional<Actor> who = {}) {
        std::vector<std::string> out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(const CasePage page, d.cases(who.value_or(desk), filter));
            EXPECT_EQ(page.total, static_cast<int>(page.lines.size()));
            for (const CaseLine& line : page.lines) out.push_back(line.id);
            return {};
        }));
        return out;
    }
    Case open(const std::string& id) {
        Case out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(out, d.open_case(desk, id));
            return {};
        }));
        return out;
    }
    CaseCounts counts() {
        CaseCounts out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(out, d.case_counts(desk));
            return {};
        }));
        return out;
    }
    std::vector<KindTally> figures(const Actor& who) {
        std::vector<KindTally> out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(out, d.kind_tallies(who, "2026-01"));
            return {};
        }));
        return out;
    }
    using Ids = std::vector<std::string>;
};

TEST_F(DayTest, ASearchFindsByNumberKindAndPlaceAndNeverByWhatIsSealed) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", "qh3-lift"}, words("电梯停了")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"hardship", ""}, words("失业了")));
    CaseFilter filter;
    const auto found = [&](const std::string& text) {
        filter.text = text;
        return ids(filter);
    };
    EXPECT_EQ(found("电梯"), Ids{kiosk.id(1)});
    EXPECT_EQ(found("失业"), Ids{});
    EXPECT_EQ(found("2"), Ids{kiosk.id(2)});
    EXPECT_EQ(found("k1-2"), Ids{kiosk.id(2)});
    EXPECT_EQ(found(kiosk.id(2)), Ids{kiosk.id(2)});
    EXPECT_EQ(found("K9-2"), Ids{});
    EXPECT_EQ(found("' OR 1=1 --"), Ids{});
    EXPECT_EQ(found("  ").size(), 2U);
}

TEST_F(DayTest, TheClockFiltersWhatIsLateAndWhatSoonWillBe) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水")));
    const auto line = open(kiosk.id(1)).line;
    const Millis whole = *line.respond.at - line.opened_at;
    CaseFilter late;
    late.due = Due::Overdue;
    CaseFilter soon;
    soon.due = Due::Soon;
    EXPECT_EQ(ids(late), Ids{});
    EXPECT_EQ(ids(soon), Ids{});
    now = line.opened_at + whole * 4 / 5;
    EXPECT_EQ(ids(soon), Ids{kiosk.id(1)});
    EXPECT_EQ(ids(late), Ids{});
    now = *line.respond.at;
    EXPECT_EQ(ids(soon), Ids{});
    EXPECT_EQ(ids(late), Ids{kiosk.id(1)});
    EXPECT_EQ(counts().overdue, 1);
}

TEST_F(DayTest, WhatIsOpenAgainStandsFirstAndIsLateOnlyWhenItsNewClockIs) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水")));
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("没电")));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, kiosk.id(2), Ending::Solved, "", ""); }));
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(2), Verdict::NotSolved, 3}));
    CaseFilter open_ones;
    open_ones.status = ItemStatus::Open;
    EXPECT_EQ(ids(open_ones), (Ids{kiosk.id(2), kiosk.id(1)}));
    EXPECT_EQ(counts().overdue, 0);
    EXPECT_EQ(counts().reopened, 1);
    CaseFilter reopened;
    reopened.reopened = true;
    EXPECT_EQ(ids(reopened), Ids{kiosk.id(2)});
    now = *open(kiosk.id(2)).line.solve.at;
    EXPECT_EQ(counts().overdue, 2);
}

TEST_F(DayTest, CasesOfTwoKindsAreNeverMerged) {
    // Whoever works on a repair would read what the other said later of a dispute.
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("没电")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"hardship", ""}, words("没有钱")));
    EXPECT_EQ(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(2), kiosk.id(1), ""); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(1), kiosk.id(2), ""); }), Fault::Invalid);
}

TEST_F(DayTest, WhatIsMergedLeavesTheQueueAndFollowsTheOtherToItsEnd) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder first = holder();
    const Holder second = holder();
    kiosk.act(kiosk.operation(first, OpenRequest{"repair", "qh3-lift"}, words("电梯停了")));
    kiosk.act(kiosk.operation(second, OpenRequest{"repair", "qh3-lift"}, words("电梯不动")));
    kiosk.act(kiosk.operation(holder(), JoinTrouble{kiosk.id(2)}));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(2), kiosk.id(1), "已经有人报修"); }));
    EXPECT_EQ(ids({}), Ids{kiosk.id(1)});
    EXPECT_EQ(open(kiosk.id(1)).merged, Ids{kiosk.id(2)});
    EXPECT_EQ(open(kiosk.id(1)).line.people, 3);
    EXPECT_EQ(open(kiosk.id(2)).line.merged_into, kiosk.id(1));
    EXPECT_EQ(kiosk.item(3).subject, kiosk.id(1));
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).opened, 1);
    EXPECT_EQ(std::get<PublicTrouble>(*kiosk.newest("trouble", kiosk.id(1))).people, 3);
    EXPECT_EQ(count("SELECT count(*) FROM feed WHERE kind='trouble' AND json<>'' AND id='" + kiosk.id(2) + "'"), 0);
    const auto told = std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(2) + "/2"));
    EXPECT_EQ(crypto::open_seal(crypto::sealing_key_of(second), told.words).value(), "已经有人报修");

    // It has no step of its own.
    EXPECT_EQ(at_desk([&](Desk& d) { return d.close(desk, kiosk.id(2), Ending::Solved, "", ""); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.set_stage(desk, kiosk.id(2), Stage::Team); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(1), kiosk.id(2), ""); }), Fault::Invalid);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, kiosk.id(1), Ending::Solved, "修好了", ""); }));
    EXPECT_EQ(kiosk.item(2).status, ItemStatus::Closed);
    EXPECT_EQ(kiosk.item(3).status, ItemStatus::Closed);
    EXPECT_TRUE(hub->check().value().empty());

    // Its resident has the last word too, and it opens the one that staff work on.
    kiosk.act(kiosk.proven(second, RateRequest{kiosk.id(2), Verdict::NotSolved, 1}));
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Open);
    EXPECT_EQ(kiosk.item(2).status, ItemStatus::Open);
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).handled, 0);
    EXPECT_TRUE(hub->check().value().empty());
}

TEST_F(DayTest, AMergedOneWhoseReporterLeavesDoesNotEndTheOther) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder first = holder();
    const Holder second = holder();
    kiosk.act(kiosk.operation(first, OpenRequest{"hardship", ""}, words("失业了")));
    kiosk.act(kiosk.operation(second, OpenRequest{"hardship", ""}, words("失业了")));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(2), kiosk.id(1), ""); }));
    kiosk.act(kiosk.proven(first, WithdrawRequest{kiosk.id(1)}));
    EXPECT_EQ(open(kiosk.id(1)).opened, Opened::Withdrawn);
    EXPECT_EQ(kiosk.item(2).status, ItemStatus::Open);
    kiosk.act(kiosk.proven(second, WithdrawRequest{kiosk.id(2)}));
    EXPECT_EQ(open(kiosk.id(1)).line.status, ItemStatus::Cancelled);
    // A private matter is in no public row.
    EXPECT_EQ(count("SELECT count(*) FROM feed WHERE kind='trouble'"), 0);
    EXPECT_TRUE(hub->check().value().empty());
}

TEST_F(DayTest, AMergingIsTakenBackWhole) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", "qh3-lift"}, words("电梯停了")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", "qh3-lift"}, words("门坏了")));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(2), kiosk.id(1), ""); }));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.separate(desk, kiosk.id(2)); }));
    EXPECT_EQ(ids({}).size(), 2U);
    EXPECT_EQ(open(kiosk.id(1)).line.people, 1);
    EXPECT_EQ(std::get<MonthTally>(*kiosk.newest("tally", "2026-11")).opened, 2);
    EXPECT_EQ(std::get<PublicTrouble>(*kiosk.newest("trouble", kiosk.id(2))).people, 1);
    EXPECT_TRUE(hub->check().value().empty());
}

TEST_F(DayTest, APublicTroubleIsNotMergedIntoAPrivateOne) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", "qh3-lift"}, words("电梯停了")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("电梯停了")));
    EXPECT_EQ(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(1), kiosk.id(2), ""); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(1), kiosk.id(1), ""); }), Fault::Invalid);
    EXPECT_FALSE(at_desk([&](Desk& d) { return d.merge(desk, kiosk.id(2), kiosk.id(1), ""); }));
}

TEST_F(DayTest, HandingUpAndOnLeavesATrailThatGoesWithThePersonalPart) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("漏水")));
    std::int64_t partner = 0;
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(partner, d.add_staff({0, Role::Operator, "qinghe"}, "college", Role::Partner, "hash"));
        LINLI_OK(d.hand(desk, kiosk.id(1), partner, "请来看看"));
        LINLI_OK(d.hand(desk, kiosk.id(1), 0));
        LINLI_OK(d.hand_up(desk, kiosk.id(1), Level::Street, "要街道来定"));
        return d.hand_up(desk, kiosk.id(1), Level::District, "街道定不了");
    }));
    EXPECT_EQ(at_desk([&](Desk& d) { return d.hand_up(desk, kiosk.id(1), Level::District, "x"); }), Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.hand_up(desk, kiosk.id(1), Level::Street, " "); }), Fault::Invalid);
    const Case found = open(kiosk.id(1));
    ASSERT_EQ(found.handovers.size(), 4U);
    EXPECT_EQ(found.handovers[0].words, "请来看看");
    EXPECT_EQ(found.handovers[0].partner, partner);
    EXPECT_EQ(found.handovers[1].target, "back");
    EXPECT_EQ(found.handovers[3].target, "district");
    EXPECT_EQ(found.line.level, Level::District);
    CaseFilter up;
    up.level = Level::District;
    EXPECT_EQ(ids(up), Ids{kiosk.id(1)});
    const auto told = std::get<ItemEntry>(*kiosk.newest("entry", kiosk.id(1) + "/4"));
    EXPECT_EQ(crypto::open_seal(crypto::sealing_key_of(resident), told.words).value(), "街道定不了");
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.close(desk, kiosk.id(1), Ending::Solved, "", ""));
        return d.erase(desk, kiosk.id(1));
    }));
    EXPECT_EQ(count("SELECT count(*) FROM handover WHERE length(sealed)>0"), 0);
}

TEST_F(DayTest, WhoGaveOneOfTheTwoLowestGradesIsVisitedOnceAndWhatWasFoundIsNoted) {
    TestKiosk kiosk = enrol("qinghe-1");
    const auto rated = [&](Verdict verdict, int grade) {
        const Holder resident = holder();
        kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("漏水")));
        const std::string id = kiosk.id(kiosk.last());
        EXPECT_FALSE(at_desk([&](Desk& d) { return d.close(desk, id, Ending::Solved, "", ""); }));
        now = now + Millis{1000};
        kiosk.act(kiosk.proven(resident, RateRequest{id, verdict, grade}));
        return id;
    };
    const std::string partly = rated(Verdict::Partly, 2);
    const std::string angry = rated(Verdict::NotSolved, 1);
    rated(Verdict::Partly, 3);
    const auto waiting = [&](const Actor& who) {
        Ids out;
        at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(const auto lines, d.to_visit(who));
            for (const VisitLine& line : lines) out.push_back(line.line.id);
            return {};
        });
        return out;
    };
    EXPECT_EQ(waiting(desk), (Ids{partly, angry}));
    EXPECT_EQ(waiting(actor(Role::Property)), (Ids{partly, angry}));
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(const int all, d.count_visits(desk));
        EXPECT_EQ(all, 2);
        LINLI_TRY(const auto second, d.to_visit(desk, 1));
        EXPECT_EQ(second.size(), 1U);
        return {};
    }));
    // Closing it again does not make the visit unneeded.
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, angry, Ending::Solved, "", ""); }));
    EXPECT_EQ(waiting(desk), (Ids{partly, angry}));
    EXPECT_EQ(at_desk([&](Desk& d) { return d.mark_visited(desk, angry, " "); }), Fault::Invalid);
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.mark_visited(desk, angry, "水管还在滴"); }));
    EXPECT_EQ(waiting(desk), Ids{partly});
    EXPECT_EQ(open(angry).notes.back().words, "水管还在滴");
    EXPECT_EQ(at_desk([&](Desk& d) { return d.mark_visited(desk, angry, "再来"); }), Fault::Invalid);
}

TEST_F(DayTest, HandledAndSolvedAreCountedByKindAndPropertySeesItsOwn) {
    TestKiosk kiosk = enrol("qinghe-1");
    const Holder resident = holder();
    kiosk.act(kiosk.operation(resident, OpenRequest{"repair", ""}, words("漏水")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("没电")));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"hardship", ""}, words("失业了")));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(desk, kiosk.id(1), Ending::Solved, "", ""); }));
    kiosk.act(kiosk.proven(resident, RateRequest{kiosk.id(1), Verdict::Solved, 5}));
    const auto all = figures(desk);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].kind, "hardship");
    EXPECT_EQ(all[0].handled, 0);
    EXPECT_EQ(all[1].opened, 2);
    EXPECT_EQ(all[1].handled, 1);
    EXPECT_EQ(all[1].solved, 1);
    ASSERT_EQ(figures(actor(Role::Property)).size(), 1U);
    EXPECT_EQ(figures(actor(Role::Property))[0].kind, "repair");
    EXPECT_TRUE(figures(actor(Role::Desk, "heyuan")).empty());
}

TEST_F(DayTest, AFilterIsOnesOwnAndATemplateIsTheCommunitys) {
    const Actor other = actor(Role::Desk, "qinghe", 901);
    std::vector<SavedFilter> mine;
    std::vector<SavedFilter> theirs;
    std::vector<AnswerTemplate> templates;
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.save_filter(desk, "超时", "clock=overdue"));
        LINLI_OK(d.save_filter(desk, "超时", "clock=soon"));
        LINLI_OK(d.keep_answer_template(desk, {0, "repair", "zh-CN", "明天来", "师傅明天来"}));
        LINLI_OK(d.keep_answer_template(desk, {0, "", "en", "Thanks", "Thank you"}));
        LINLI_OK(d.keep_answer_template(desk, {0, "hardship", "zh-CN", "联系", "我们会联系您"}));
        LINLI_TRY(mine, d.saved_filters(desk));
        LINLI_TRY(theirs, d.saved_filters(other));
        LINLI_TRY(templates, d.answer_templates(other, "repair"));
        return {};
    }));
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_EQ(mine[0].query, "clock=soon");
    EXPECT_TRUE(theirs.empty());
    ASSERT_EQ(templates.size(), 2U);
    EXPECT_EQ(templates[0].language, "en");
    EXPECT_EQ(at_desk([&](Desk& d) { return d.forget_filter(other, mine[0].id); }), Fault::NotFound);
    EXPECT_EQ(at_desk([&](Desk& d) {
                  return d.keep_answer_template(desk, {0, "no-kind", "en", "x", "y"});
              }),
              Fault::Invalid);
    EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                  for (int i = 0; i <= kMaxSavedFilters; ++i)
                      LINLI_OK(d.save_filter(desk, std::to_string(i), "view=open"));
                  return {};
              }),
              Fault::Invalid);
}

TEST_F(DayTest, AChangedPasswordEndsEveryOtherSession) {
    std::int64_t id = 0;
    const auto there = [&](const char* token) {
        bool found = false;
        at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(const auto session, d.find_session(token));
            found = session.has_value();
            return {};
        });
        return found;
    };
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(id, d.add_staff({0, Role::Operator, "qinghe"}, "zhao", Role::Desk, "hash"));
        LINLI_OK(d.start_session(id, "here", "csrf"));
        LINLI_OK(d.start_session(id, "elsewhere", "csrf"));
        return d.change_password(actor(Role::Desk, "qinghe", id), "other hash", "here");
    }));
    EXPECT_TRUE(there("here"));
    EXPECT_FALSE(there("elsewhere"));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.reset_password(actor(Role::Operator), id, "third hash"); }));
    EXPECT_FALSE(there("here"));
    EXPECT_EQ(count("SELECT count(*) FROM staff WHERE password='third hash'"), 1);
}

// The plan of a statement names a scan where no index leads to the rows.
TEST_F(DayTest, TheQueueIsReadAlongAnIndexAndSortsNothing) {
    for (const char* query :
         {"SELECT id FROM item WHERE type='request' AND merged_into='' AND community=? AND status=? ORDER BY next_due, "
          "id "
          "LIMIT ? OFFSET ?",
          "SELECT id FROM item WHERE type='request' AND merged_into='' AND community=? AND status=? ORDER BY opened_at "
          "DESC, id DESC LIMIT ? OFFSET ?",
          "SELECT count(*) FROM item WHERE type='request' AND merged_into='' AND community=? AND status='open'",
          "SELECT id FROM item WHERE merged_into=? AND merged_into<>''",
          "SELECT id FROM item WHERE community=? AND visit_asked IS NOT NULL ORDER BY visit_asked,id LIMIT ? OFFSET ?",
          "SELECT count(*) FROM item WHERE type='sign-up' AND event_community=? AND status='confirmed' AND call_at IS "
          "NOT NULL AND called_at IS NULL"}) {
        std::string plan;
        const std::string_view text = query;
        const std::vector<db::Param> params(static_cast<std::size_t>(std::count(text.begin(), text.end(), '?')),
                                            db::param(std::int64_t{1}));
        ASSERT_TRUE(hub->sql().each_params(std::string("EXPLAIN QUERY PLAN ") + query, params,
                                           [&](const SqlRow& r) -> Result<> {
                                               plan += r.string(3) + "\n";
                                               return {};
                                           }));
        EXPECT_EQ(plan.find("SCAN"), std::string::npos) << query << "\n" << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << query << "\n" << plan;
        EXPECT_NE(plan.find("INDEX"), std::string::npos) << query << "\n" << plan;
    }
}

}  // namespace
}  // namespace linli::hub
