// Content that staff write: drafts, versions, what may be published by whom, and what follows for those signed up.
#include <algorithm>

#include "kiosk/domain/receipt.h"
#include "kiosk/wire/codec.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class ContentTest : public HubFixture {
  protected:
    const Actor editor = actor(Role::Editor);
    const Actor desk = actor(Role::Desk);

    static std::string notice(std::string_view id, std::string_view title,
                              std::string_view communities = "\"qinghe\"") {
        return fmt::format(
            R"({{"type":"notice","id":"{}","communities":[{}],"level":"information","title":{{"zh-CN":"{}"}},)"
            R"("body":{{"zh-CN":"b"}},"from":"2026-11-20T00:00:00.000Z","until":"2027-01-01T00:00:00.000Z"}})",
            id, communities, title);
    }
    static std::string event(std::string_view id, int capacity, std::string_view more = "") {
        return fmt::format(
            R"({{"type":"event","id":"{}","community":"qinghe","kind":"film","tags":[{{"zh-CN":"电影"}}],)"
            R"("title":{{"zh-CN":"露天电影"}},"summary":{{"zh-CN":"s"}},"sessions":[{{"starts_at":)"
            R"("2026-11-25T11:00:00.000Z","ends_at":"2026-11-25T13:00:00.000Z"}}],"place":{{"zh-CN":"广场"}},)"
            R"("who":{{"zh-CN":"谁"}},"cost":{{"zh-CN":"免费"}},"capacity":{},"closes_at":"2026-11-25T11:00:00.000Z"{}}})",
            id, capacity, more);
    }
    std::optional<Fault> publish(const Actor& who, std::string_view type, std::string_view id, int base,
                                 const std::string& json, VersionHow how = VersionHow::Edit, std::string tell = "") {
        return at_desk([&](Desk& d) -> Result<> {
            ContentEdit edit{std::string(type), std::string(id), base, json, how};
            edit.tell = std::move(tell);
            LINLI_OK(d.publish(who, edit));
            return {};
        });
    }
    ContentLine line(std::string_view type, std::string_view id, const Actor& who) {
        ContentLine out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(out, d.document(who, type, id));
            return {};
        }));
        return out;
    }
    std::vector<ContentVersion> versions(std::string_view type, std::string_view id) {
        std::vector<ContentVersion> out;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(out, d.versions(editor, type, id));
            return {};
        }));
        return out;
    }
    // What the newest row of a kiosk's feed says; nothing where the document is gone.
    static std::string told(TestKiosk& kiosk, const std::string& row) {
        std::string body;
        for (const wire::FeedRow& each : kiosk.pull())
            if (each.key.kind == "content" && each.key.id == row) body = each.json;
        return body;
    }
};

TEST_F(ContentTest, WhatIsPublishedReachesTheKiosksAndIsAVersion) {
    TestKiosk kiosk = enrol("qinghe-1");
    TestKiosk ally = enrol("heyuan-1");
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "停水")));
    EXPECT_NE(told(kiosk, "notice/n1").find("停水"), std::string::npos);
    EXPECT_EQ(told(ally, "notice/n1"), "");
    EXPECT_FALSE(publish(desk, "notice", "n1", 1, notice("n1", "不停水了")));
    EXPECT_NE(told(kiosk, "notice/n1").find("不停水了"), std::string::npos);
    const auto all = versions("notice", "n1");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].number, 2);
    EXPECT_EQ(all[0].staff, 900);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='content.publish' AND subject='notice/n1'"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM content_version WHERE how='file' AND type='guide'"),
              count("SELECT count(*) FROM content WHERE type='guide'"));
}

TEST_F(ContentTest, TheCheckIsThatOfFilesAndWhatItRefusesIsNowhere) {
    const auto kept = count("SELECT count(*) FROM content");
    std::string broken = notice("n1", "t");
    broken.replace(broken.find("2027"), 4, "2025");
    EXPECT_EQ(publish(editor, "notice", "n1", 0, broken), Fault::Invalid);
    EXPECT_EQ(publish(editor, "notice", "n1", 0, "{}"), Fault::Invalid);
    EXPECT_EQ(publish(editor, "notice", "n1", 0, notice("other", "t")), Fault::Invalid);
    EXPECT_EQ(publish(editor, "community", "qinghe", 0, "{}"), Fault::NotFound);
    EXPECT_EQ(count("SELECT count(*) FROM content"), kept);
    EXPECT_EQ(count("SELECT count(*) FROM content_version WHERE id='n1'"), 0);
}

TEST_F(ContentTest, WhatWasUndoneIsNotSeenByWhoComesNext) {
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "a")));
    EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                  LINLI_OK(d.publish(editor, {"notice", "n1", 1, notice("n1", "b")}));
                  return fail(Fault::Limited, "and then something else failed");
              }),
              Fault::Limited);
    EXPECT_NE(line("notice", "n1", desk).json.find("\"a\""), std::string::npos);
    EXPECT_EQ(versions("notice", "n1").size(), 1U);
    std::string title;
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.publish(editor, {"event", "e1", 0, event("e1", 3)}));
        title = d.event("e1") != nullptr ? "there" : "";
        return {};
    }));
    EXPECT_EQ(title, "there") << "and what was done is, in the same transaction";
}

TEST_F(ContentTest, WhoeverOpenedAnOlderVersionDoesNotOverwriteTheNewer) {
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "a")));
    EXPECT_FALSE(publish(editor, "notice", "n1", 1, notice("n1", "b")));
    EXPECT_EQ(publish(desk, "notice", "n1", 1, notice("n1", "c")), Fault::Conflict);
    EXPECT_EQ(publish(desk, "notice", "n1", 0, notice("n1", "c")), Fault::Conflict);
    EXPECT_NE(line("notice", "n1", desk).json.find("\"b\""), std::string::npos);
}

TEST_F(ContentTest, EachRoleWritesWhatTheTableSays) {
    for (const Role role : {Role::Property, Role::Partner, Role::Operator}) {
        EXPECT_EQ(publish(actor(role), "notice", "n1", 0, notice("n1", "t")), Fault::Denied);
        EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                      LINLI_OK(d.documents(actor(role), "event"));
                      return {};
                  }),
                  Fault::Denied);
    }
    EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                  LINLI_OK(d.documents(desk, "guide"));
                  return {};
              }),
              Fault::Denied);
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.documents(editor, "guide"));
        return {};
    }));
}

TEST_F(ContentTest, ACommunityWritesForItselfAndItsAlliesAndForNobodyElse) {
    EXPECT_EQ(publish(editor, "notice", "n1", 0, notice("n1", "t", "\"heyuan\"")), Fault::Denied);
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "t", "\"qinghe\",\"heyuan\"")));
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='content.publish' AND community='heyuan'"), 1);
    // "sewing" is heyuan's, and shared with qinghe: it is seen and not changed.
    const ContentLine sewing = line("event", "sewing", desk);
    EXPECT_FALSE(sewing.may_edit);
    EXPECT_EQ(publish(editor, "event", "sewing", sewing.version, sewing.json), Fault::Denied);
    std::string taken = event("sewing", 9);
    EXPECT_EQ(publish(editor, "event", "sewing", sewing.version, taken), Fault::Denied);
}

TEST_F(ContentTest, AnOlderVersionComesBackAsANewOne) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "first")));
    EXPECT_FALSE(publish(editor, "notice", "n1", 1, notice("n1", "second")));
    EXPECT_FALSE(at_desk([&](Desk& d) { return d.restore(editor, {"notice", "n1", 1, 2}); }));
    EXPECT_NE(told(kiosk, "notice/n1").find("first"), std::string::npos);
    const auto all = versions("notice", "n1");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].how, VersionHow::Restore);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.restore(editor, {"notice", "n1", 9, 3}); }), Fault::NotFound);
    EXPECT_EQ(at_desk([&](Desk& d) {
                  return d.restore(editor, {"notice", "n1", 2, 2});
              }),
              Fault::Conflict)
        << "there is a newer one than the page showed";
}

TEST_F(ContentTest, WhatIsTakenDownIsGoneAtTheKiosksAndKeptInTheHistory) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "first")));
    EXPECT_FALSE(at_desk([&](Desk& d) { return d.take_down(editor, "notice", "n1"); }));
    EXPECT_EQ(told(kiosk, "notice/n1"), "");
    EXPECT_EQ(versions("notice", "n1").size(), 2U);
    EXPECT_EQ(line("notice", "n1", editor).json, "");
    EXPECT_FALSE(at_desk([&](Desk& d) { return d.restore(editor, {"notice", "n1", 1, 2}); }));
    EXPECT_NE(told(kiosk, "notice/n1").find("first"), std::string::npos);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.take_down(desk, "event", "film"); }), Fault::Invalid);
    EXPECT_TRUE(hub->check()->empty());
}

TEST_F(ContentTest, ADraftIsKeptUntilItIsPublishedAndChangesNothingBefore) {
    TestKiosk kiosk = enrol("qinghe-1");
    const auto keep = [&](const std::string& json) {
        return at_desk([&](Desk& d) {
            ContentDraft draft;
            draft.type = "notice";
            draft.id = "n1";
            draft.json = json;
            return d.keep_draft(editor, draft);
        });
    };
    EXPECT_FALSE(keep("{\"title\":{\"zh-CN\":\"half\"}}"));
    EXPECT_EQ(line("notice", "n1", desk).draft->json, "{\"title\":{\"zh-CN\":\"half\"}}");
    EXPECT_EQ(told(kiosk, "notice/n1"), "");
    EXPECT_EQ(keep(std::string(300'000, 'x')), Fault::TooLarge);
    EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                  LINLI_OK(d.document(actor(Role::Editor, "heyuan"), "notice", "n1"));
                  return {};
              }),
              Fault::NotFound);
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        ContentEdit edit{"notice", "n1", 0, notice("n1", "whole")};
        edit.draft = now;
        LINLI_OK(d.publish(desk, edit));
        return {};
    }));
    EXPECT_FALSE(line("notice", "n1", desk).draft);
}

TEST_F(ContentTest, WhatHasASetTimeIsPublishedThenAndTakenDownAtItsEnd) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(const std::int64_t zhao, d.add_staff(actor(Role::Operator), "zhao", Role::Editor, "hash"));
        ContentDraft draft;
        draft.type = "notice";
        draft.id = "n1";
        draft.json = notice("n1", "later");
        draft.publish_at = now + std::chrono::hours(2);
        return d.keep_draft(actor(Role::Editor, "qinghe", zhao), draft);
    }));
    EXPECT_EQ(hub->publish_due(now + std::chrono::hours(1)).value(), 0);
    EXPECT_EQ(told(kiosk, "notice/n1"), "");
    EXPECT_EQ(hub->publish_due(now + std::chrono::hours(2)).value(), 1);
    EXPECT_NE(told(kiosk, "notice/n1").find("later"), std::string::npos);
    EXPECT_FALSE(line("notice", "n1", desk).draft);
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        ContentEdit edit{"notice", "n1", 1, notice("n1", "ends")};
        edit.ends_at = now + std::chrono::hours(5);
        LINLI_OK(d.publish(editor, edit));
        return {};
    }));
    EXPECT_EQ(hub->publish_due(now + std::chrono::hours(6)).value(), 1);
    EXPECT_EQ(told(kiosk, "notice/n1"), "");
}

TEST_F(ContentTest, APlannedDraftThatIsNoLongerRightStaysADraft) {
    EXPECT_FALSE(at_desk([&](Desk& d) {
        ContentDraft draft;
        draft.type = "notice";
        draft.id = "n1";
        draft.json = "{}";
        draft.publish_at = now;
        return d.keep_draft(editor, draft);
    }));
    EXPECT_EQ(hub->publish_due(now + std::chrono::hours(1)).value(), 0);
    EXPECT_TRUE(line("notice", "n1", editor).draft);
    EXPECT_FALSE(line("notice", "n1", editor).draft->publish_at);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='content.late'"), 1);
}

TEST_F(ContentTest, OnlyTheNewestHundredVersionsAreKept) {
    ASSERT_FALSE(publish(editor, "notice", "n1", 0, notice("n1", "first")));
    ASSERT_TRUE(hub->sql().run(
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i+1 FROM n WHERE i<?) INSERT INTO content_version"
        " SELECT type,id,i,at,staff,how,json FROM content_version, n WHERE id='n1'",
        kMaxVersions + 2));
    ASSERT_FALSE(publish(editor, "notice", "n1", kMaxVersions + 2, notice("n1", "last")));
    EXPECT_EQ(versions("notice", "n1").size(), static_cast<std::size_t>(kMaxVersions));
    EXPECT_EQ(versions("notice", "n1").front().number, kMaxVersions + 3);
}

TEST_F(ContentTest, AChangedEventTellsThoseWhoSignedUp) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(publish(desk, "event", "e1", 0, event("e1", 10)));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    EXPECT_FALSE(publish(desk, "event", "e1", 1, event("e1", 9), VersionHow::Edit, "改在 7 点半"));
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE item='" + kiosk.id(1) + "' AND type='answer'"), 1);
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Confirmed);
}

TEST_F(ContentTest, AnEventThatWasCalledOffIsToldAndDoesNotOpenAgain) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(publish(desk, "event", "e1", 0, event("e1", 1)));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));  // waits
    const std::string off = event("e1", 1, R"(,"cancelled_because":{"zh-CN":"下雨"})");
    EXPECT_FALSE(publish(editor, "event", "e1", 1, off, VersionHow::Cancel));
    EXPECT_EQ(kiosk.item(1).status, ItemStatus::Cancelled);
    EXPECT_EQ(kiosk.item(2).status, ItemStatus::Cancelled);
    std::vector<CallLine> calls;
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_TRY(calls, d.to_call(desk));
        return {};
    }));
    ASSERT_EQ(calls.size(), 1U) << "who had a seat, not who waited";
    EXPECT_EQ(calls[0].entry.status, ItemStatus::Cancelled);
    EXPECT_EQ(publish(editor, "event", "e1", 2, event("e1", 5)), Fault::Conflict);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.restore(editor, {"event", "e1", 1, 2}); }), Fault::Conflict);
    EXPECT_EQ(code_of(kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}))), "event-cancelled");
    EXPECT_TRUE(hub->check()->empty());
}

TEST_F(ContentTest, WhoeverComesIsMarkedByTheNumberOnTheReceipt) {
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_FALSE(publish(desk, "event", "e1", 0, event("e1", 2)));
    const Instant session = *parse_rfc3339("2026-11-25T11:00:00.000Z");
    for (int i = 0; i < 3; ++i) kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"film", 1, ""}));
    now = session;
    const auto arrive = [&](std::string_view code, std::optional<Actor> who = {}) {
        auto what = Arrival::What::Unreadable;
        const auto refused = at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(const Arrival arrival, d.arrive(who.value_or(desk), "e1", session, code));
            what = arrival.what;
            return {};
        });
        return std::pair(refused, what);
    };
    using What = Arrival::What;
    EXPECT_EQ(arrive("k1-1").second, What::Marked);
    EXPECT_EQ(arrive("K1-1").second, What::Already);
    EXPECT_EQ(arrive(" 2 ").second, What::Marked);
    EXPECT_EQ(arrive("K1 3").second, What::Waits);
    EXPECT_EQ(arrive("K1-4").second, What::Unknown) << "of another event";
    EXPECT_EQ(arrive("K9-1").second, What::Unknown);
    EXPECT_EQ(arrive("hello").second, What::Unreadable);
    EXPECT_EQ(arrive("").second, What::Unreadable);
    EXPECT_EQ(arrive(make_receipt_code({1, 2, 3, 4, 5})).second, What::Code);
    EXPECT_EQ(arrive("K1-1", editor).first, Fault::Denied);
    EXPECT_EQ(arrive("K1-1", actor(Role::Desk, "heyuan")).first, Fault::NotFound);
    EXPECT_EQ(count("SELECT count(*) FROM attendance"), 2);
    EXPECT_EQ(at_desk([&](Desk& d) -> Result<> {
                  LINLI_OK(d.arrive(desk, "e1", session + Millis{1}, "K1-1"));
                  return {};
              }),
              Fault::NotFound);
    Roster roster;
    EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.not_arrived(desk, "e1", session, kiosk.id(2)));
        LINLI_TRY(roster, d.roster(desk, "e1"));
        return {};
    }));
    EXPECT_EQ(roster.confirmed[0].came_to, std::vector<Instant>{session});
    EXPECT_TRUE(roster.confirmed[1].came_to.empty());
}

}  // namespace
}  // namespace linli::hub
