// What has a set time, what two write at once, and what neither a file nor a click may undo.
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class PlannedTest : public HubFixture {
  protected:
    void SetUp() override {
        HubFixture::SetUp();
        ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(zhao, d.add_staff(actor(Role::Operator), "zhao", Role::Desk, "hash"));
            return {};
        }));
        writer = actor(Role::Desk, "qinghe", zhao);
    }
    static std::string notice(std::string_view title, std::string_view communities = "\"qinghe\"") {
        return fmt::format(
            R"({{"type":"notice","id":"n1","communities":[{}],"level":"information","title":{{"zh-CN":"{}"}},)"
            R"("body":{{"zh-CN":"b"}},"from":"2026-11-20T00:00:00.000Z","until":"2027-01-01T00:00:00.000Z"}})",
            communities, title);
    }
    // Two sessions, on the 25th and the 26th of November at 11:00 UTC; `second` goes into the latter.
    static std::string event(std::string_view place, std::string_view second = "", std::string_view more = "") {
        return fmt::format(
            R"({{"type":"event","id":"e1","community":"qinghe","kind":"film","tags":[{{"zh-CN":"电影"}}],)"
            R"("title":{{"zh-CN":"露天电影"}},"summary":{{"zh-CN":"s"}},"sessions":[{{"starts_at":)"
            R"("2026-11-25T11:00:00.000Z","ends_at":"2026-11-25T13:00:00.000Z"}},{{"starts_at":)"
            R"("2026-11-26T11:00:00.000Z","ends_at":"2026-11-26T13:00:00.000Z"{}}}],"place":{{"zh-CN":"{}"}},)"
            R"("who":{{"zh-CN":"谁"}},"cost":{{"zh-CN":"免费"}},"capacity":9,)"
            R"("closes_at":"2026-11-25T11:00:00.000Z"{}}})",
            second, place, more);
    }
    static constexpr std::string_view kOff = R"(,"cancelled_because":{"zh-CN":"下雨"})";

    std::optional<Fault> publish(const ContentEdit& edit) {
        return at_desk([&](Desk& d) { return only_whether(d.publish(writer, edit)); });
    }
    std::optional<Fault> keep(const ContentDraft& draft, std::optional<Actor> who = {}) {
        return at_desk([&](Desk& d) { return d.keep_draft(who.value_or(writer), draft); });
    }
    static ContentDraft draft_of(std::string_view type, std::string_view id, std::string json) {
        ContentDraft draft;
        draft.type = type;
        draft.id = id;
        draft.json = std::move(json);
        return draft;
    }
    std::int64_t drafts() { return count("SELECT count(*) FROM content_draft"); }

    std::int64_t zhao = 0;
    Actor writer;
};

TEST_F(PlannedTest, AnEventThatMovesOnItsDayTellsThoseWhoSignedUpAndTheWordsWaitSealed) {
    TestKiosk kiosk = enrol("qinghe-1");
    ASSERT_FALSE(publish({"event", "e1", 0, event("广场")}));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    EXPECT_EQ(publish({"event", "e1", 1, event("操场")}), Fault::Invalid) << "nobody would be told";
    ContentDraft draft = draft_of("event", "e1", event("操场"));
    draft.base = 1;
    draft.publish_at = now + Millis{60'000};
    draft.tell = "改到操场了";
    ASSERT_FALSE(keep(draft));
    EXPECT_EQ(count("SELECT count(*) FROM content_draft WHERE instr(tell,CAST('操场' AS BLOB))>0"), 0);
    EXPECT_EQ(hub->publish_due(now + Millis{60'000}).value(), 1);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE item='" + kiosk.id(1) + "' AND type='answer'"), 1);
    EXPECT_EQ(drafts(), 0);
}

TEST_F(PlannedTest, WhatEndsKeepsItsEndThroughAPlanAnOlderVersionAndAFile) {
    ContentDraft draft = draft_of("notice", "n1", notice("a"));
    draft.publish_at = now;
    draft.ends_at = now + std::chrono::hours(9);
    ASSERT_FALSE(keep(draft));
    EXPECT_EQ(hub->publish_due(now).value(), 1);
    const std::string end = fmt::format("SELECT count(*) FROM content_end WHERE at={}", draft.ends_at->ms);
    EXPECT_EQ(count(end), 1);
    ContentEdit edit{"notice", "n1", 1, notice("b")};
    edit.ends_at = draft.ends_at;
    ASSERT_FALSE(publish(edit));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.restore(writer, {"notice", "n1", 1, 2}); }));
    EXPECT_EQ(count(end), 1);
    ASSERT_TRUE(hub->load_files({{"n1.json", notice("c")}}, now, Hub::Theirs::Replace));
    EXPECT_EQ(count(end), 1);
}

TEST_F(PlannedTest, NoFormEndsAnEventAndWhoSignedUpForOneThatIsGoneIsErasedInTime) {
    ContentEdit edit{"event", "e1", 0, event("广场")};
    edit.ends_at = now + Millis{1000};
    EXPECT_EQ(publish(edit), Fault::Invalid);
    ContentDraft draft = draft_of("event", "e1", event("广场"));
    draft.ends_at = edit.ends_at;
    EXPECT_EQ(keep(draft), Fault::Invalid);
    edit.ends_at.reset();
    ASSERT_FALSE(publish(edit));
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    ASSERT_TRUE(
        hub->sql().run("INSERT INTO content_end(type,id,community,at) VALUES('event','e1','qinghe',?)", now.ms));
    EXPECT_EQ(hub->publish_due(now + Millis{1000}).value(), 0);
    EXPECT_EQ(count("SELECT count(*) FROM content WHERE id='e1'"), 1);
    ASSERT_TRUE(hub->sql().run("DELETE FROM content WHERE id='e1'"));
    ASSERT_TRUE(hub->sql().run("UPDATE meta SET value=value+1 WHERE name='content_version'"));
    EXPECT_EQ(hub->sweep(now + std::chrono::hours(24 * 180 - 1)).value(), 0);
    EXPECT_EQ(hub->sweep(now + std::chrono::hours(24 * 180 + 1)).value(), 1);
}

TEST_F(PlannedTest, AClickLeavesWhatOthersWriteAlone) {
    ASSERT_FALSE(publish({"event", "e1", 0, event("广场")}));
    ASSERT_FALSE(keep(draft_of("event", "e1", "{}")));
    ASSERT_FALSE(publish({"event", "e1", 1, event("广场", kOff), VersionHow::Cancel}));
    EXPECT_EQ(drafts(), 1);
    ContentEdit edit{"event", "e1", 2, event("广场", kOff, R"(,"family_max":2)")};
    edit.draft = now + Millis{1};
    ASSERT_FALSE(publish(edit));
    EXPECT_EQ(drafts(), 1) << "another draft than the one that was published";
    edit.base = 3;
    edit.json = event("广场", kOff, R"(,"family_max":3)");
    edit.draft = now;
    ASSERT_FALSE(publish(edit));
    EXPECT_EQ(drafts(), 0);
}

TEST_F(PlannedTest, AnotherCommunitysDraftIsNeitherReplacedNorEnded) {
    ASSERT_FALSE(publish({"notice", "n1", 0, notice("a", "\"qinghe\",\"heyuan\"")}));
    const Actor ally = actor(Role::Desk, "heyuan");
    ASSERT_FALSE(keep(draft_of("notice", "n1", "{\"theirs\":1}"), ally));
    EXPECT_EQ(keep(draft_of("notice", "n1", "{}")), Fault::Conflict);
    ContentEdit edit{"notice", "n1", 1, notice("b", "\"qinghe\",\"heyuan\"")};
    edit.draft = now;
    ASSERT_FALSE(publish(edit));
    EXPECT_EQ(count("SELECT count(*) FROM content_draft WHERE json='{\"theirs\":1}'"), 1);
}

TEST_F(PlannedTest, TheLaterOfTwoDraftsIsRefusedUntilItsWriterSawTheOther) {
    ASSERT_FALSE(keep(draft_of("notice", "n1", "{}")));
    ContentDraft mine = draft_of("notice", "n1", "{\"mine\":1}");
    EXPECT_EQ(keep(mine), Fault::Conflict);
    mine.at = now;
    EXPECT_FALSE(keep(mine));
}

TEST_F(PlannedTest, ASessionThatWasCalledOffStaysSoWhateverComesBack) {
    ASSERT_FALSE(publish({"event", "e1", 0, event("广场")}));
    ASSERT_FALSE(publish({"event", "e1", 1, event("广场", kOff), VersionHow::Cancel}));
    EXPECT_EQ(publish({"event", "e1", 2, event("广场")}), Fault::Conflict);
    EXPECT_EQ(at_desk([&](Desk& d) { return d.restore(writer, {"event", "e1", 1, 2}); }), Fault::Conflict);
}

TEST_F(PlannedTest, AFileLeavesWhatStaffChangedLastAndOpensNothingAgain) {
    const std::string off = event("广场", "", R"(,"cancelled_because":{"zh-CN":"下雨"})");
    ASSERT_EQ(hub->load({{"e1.json", event("广场")}}, now).value(), 1);
    ASSERT_FALSE(publish({"event", "e1", 1, off, VersionHow::Cancel}));
    const std::vector<content::SourceFile> files{{"all.json", "[" + event("食堂") + "," + notice("a") + "]"}};
    const auto loaded = hub->load_files(files, now, Hub::Theirs::Keep);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->changed, 1);
    EXPECT_EQ(loaded->left, std::vector<std::string>{"event/e1"});
    EXPECT_EQ(count("SELECT count(*) FROM content WHERE id='e1' AND instr(json,'下雨')>0"), 1);
    EXPECT_EQ(hub->load_files(files, now, Hub::Theirs::Replace).error().fault, Fault::Conflict);
    const auto forced = hub->load_files({{"e1.json", event("食堂", "", kOff)}}, now, Hub::Theirs::Replace);
    ASSERT_TRUE(forced) << forced.error().message;
    EXPECT_EQ(forced->changed, 1);
}

TEST_F(PlannedTest, ALoginThatWasDisabledPlansNothingAndARoleThatMayNotPublishesNothing) {
    ContentDraft draft = draft_of("notice", "n1", notice("a"));
    draft.publish_at = now;
    ASSERT_FALSE(keep(draft));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.disable_staff(actor(Role::Operator), zhao); }));
    EXPECT_EQ(count("SELECT count(*) FROM content_draft WHERE publish_at IS NULL"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='content.late' AND subject='notice/n1'"), 1);
    ASSERT_TRUE(hub->sql().run("UPDATE content_draft SET publish_at=?", now.ms));
    EXPECT_EQ(hub->publish_due(now).value(), 0);
    EXPECT_EQ(count("SELECT count(*) FROM content WHERE id='n1'"), 0);
    // A desk writes no guides, whatever it planned.
    ASSERT_TRUE(hub->sql().run("UPDATE staff SET disabled_at=NULL"));
    ASSERT_TRUE(hub->sql().run("UPDATE content_draft SET publish_at=?, type='guide'", now.ms));
    EXPECT_EQ(hub->publish_due(now).value(), 0);
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action='content.late' AND subject='guide/n1'"), 1);
}

TEST_F(PlannedTest, NobodyIsMarkedForASessionThatIsOffOrOnAnotherDay) {
    ASSERT_FALSE(publish({"event", "e1", 0, event("广场")}));
    ASSERT_FALSE(publish({"event", "e1", 1, event("广场", kOff), VersionHow::Cancel}));
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), TakeSeats{"e1", 1, ""}));
    const Instant first = *parse_rfc3339("2026-11-25T11:00:00.000Z");
    const auto arrive = [&](Instant session) {
        auto what = Arrival::What::Unreadable;
        EXPECT_FALSE(at_desk([&](Desk& d) -> Result<> {
            LINLI_TRY(const Arrival arrival, d.arrive(writer, "e1", session, "1"));
            what = arrival.what;
            return {};
        }));
        return what;
    };
    EXPECT_EQ(arrive(first), Arrival::What::OtherDay);
    now = first - kAttendWithin;
    EXPECT_EQ(arrive(first + kAttendWithin), Arrival::What::CalledOff);
    EXPECT_EQ(arrive(first), Arrival::What::Marked);
    now = first + kAttendWithin + std::chrono::hours(3);
    EXPECT_EQ(arrive(first), Arrival::What::OtherDay);
    ASSERT_FALSE(at_desk([&](Desk& d) -> Result<> {
        LINLI_OK(d.cancel_sign_up(writer, kiosk.id(1), "搬走了"));
        return d.erase(writer, kiosk.id(1));
    }));
    EXPECT_EQ(count("SELECT count(*) FROM attendance"), 0);
}

}  // namespace
}  // namespace linli::hub
