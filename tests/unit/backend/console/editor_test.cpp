// The editor's pages: writing, publishing, calling off, history, checking in.
#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

class Editor : public ConsoleTest {
  protected:
    // 2026-11-18 is the day of the fixture.
    Fields notice(std::string_view id, std::string_view title, std::string_view action, std::string_view base = "0") {
        return {{"id", id},
                {"base", base},
                {"title.zh-CN", title},
                {"title.en", "Water"},
                {"body.zh-CN", "九点到十二点\r\n请接水"},
                {"level", "important"},
                {"from.date", "2026-11-18"},
                {"from.time", "08:00"},
                {"until.date", "2026-12-01"},
                {"until.time", "22:00"},
                {"action", action}};
    }
    Fields event(std::string_view id, std::string_view action, std::string_view base = "0") {
        return {{"id", id},
                {"base", base},
                {"title.zh-CN", "包饺子"},
                {"summary.zh-CN", "一起包"},
                {"kind", "festival"},
                {"sessions.0.date", "2026-12-05"},
                {"sessions.0.from", "18:00"},
                {"sessions.0.until", "20:00"},
                {"sessions.3.date", "2026-12-12"},
                {"sessions.3.from", "23:00"},
                {"sessions.3.until", "01:00"},
                {"place.zh-CN", "食堂"},
                {"who.zh-CN", "大家"},
                {"cost.zh-CN", "免费"},
                {"capacity", "2"},
                {"action", action}};
    }
    static Fields with(Fields fields, std::string_view name, std::string_view value) {
        for (auto& [key, old] : fields)
            if (key == name) {
                old = value;
                return fields;
            }
        fields.emplace_back(name, value);
        return fields;
    }
    std::string stored(std::string_view type, std::string_view id) {
        return m_hub->sql()
            .one(
                "SELECT json FROM content WHERE type=? AND id=?", [](const SqlRow& r) { return r.string(0); }, type, id)
            .value()
            .value_or("");
    }
    std::string sign_up(std::string_view id, int seats, std::string_view name) {
        PrivatePart part;
        part.names = {std::string(name)};
        part.phone = "13800138000";
        return leave(TakeSeats{std::string(id), seats, ""}, part);
    }
};

TEST_F(Editor, ANoticeIsWrittenSeenAndPublished) {
    log_in("editor");
    EXPECT_TRUE(holds(get("/notices/new"), "name=\"title.en\""));
    const HttpResponse seen = post("/notices/save", notice("n1", "停<水>", "preview"));
    EXPECT_EQ(seen.status, 200);
    EXPECT_TRUE(holds(seen, "<p class=\"g-title\">停&lt;水&gt;</p>"));
    EXPECT_EQ(stored("notice", "n1"), "");
    EXPECT_EQ(location(post("/notices/save", notice("n1", "停水", "publish"))), "/content?type=notice&done=published");
    EXPECT_EQ(
        stored("notice", "n1"),
        R"({"type":"notice","id":"n1","communities":["qinghe"],"level":"important","from":"2026-11-18T00:00:00.000Z",)"
        R"("until":"2026-12-01T14:00:00.000Z","title":{"zh-CN":"停水","en":"Water"},)"
        R"("body":{"zh-CN":"九点到十二点\n请接水"}})");
    const HttpResponse list = get("/content?type=notice");
    EXPECT_TRUE(holds(list, "/notices/n1/edit"));
}

TEST_F(Editor, ANoticeThatAsksWhoHasReadItShowsHowMany) {
    log_in("editor");
    EXPECT_FALSE(holds(get("/content?type=notice"), "说看过了"));
    leave(ReadNotice{"water-stop"}, {});
    leave(ReadNotice{"water-stop"}, {});
    EXPECT_TRUE(holds(get("/content?type=notice"), "2 人次说看过了"));
}

TEST_F(Editor, WhatIsWrongStandsBesideItsFieldAndNothingIsLost) {
    log_in("editor");
    const HttpResponse bad = post(
        "/notices/save", with(with(notice("n1", "", "publish"), "until.date", "2026-11-17"), "from.time", "99:00"));
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(holds(bad, "href=\"#title-zh-CN\""));
    EXPECT_TRUE(holds(bad, "id=\"title-zh-CN-wrong\""));
    EXPECT_TRUE(holds(bad, "href=\"#from-time\""));
    EXPECT_TRUE(holds(bad, "value=\"Water\""));
    EXPECT_TRUE(holds(bad, "请接水"));
    const HttpResponse backwards =
        post("/notices/save", with(notice("n1", "t", "publish"), "until.date", "2026-11-17"));
    EXPECT_TRUE(holds(backwards, "href=\"#until-date\""));
    const std::string many(400, 'x');
    EXPECT_TRUE(holds(post("/notices/save", notice("n1", many, "publish")), "最多 300 个字"));
    EXPECT_TRUE(holds(post("/notices/save", with(notice("n1", "t", "publish"), "level", "loud")), "lang=\"en\">"))
        << "the content's own check speaks";
    EXPECT_EQ(post("/notices/save", notice("../n", "t", "publish")).status, 422);
    EXPECT_EQ(post("/notices/save", notice("n1", "t", "fly")).status, 422);
    EXPECT_EQ(stored("notice", "n1"), "");
}

TEST_F(Editor, ADraftWaitsAndIsDropped) {
    log_in("editor");
    EXPECT_EQ(location(post("/notices/save", notice("n1", "", "draft"))), "/notices/n1/edit?done=draft");
    EXPECT_TRUE(holds(get("/notices/n1/edit"), "value=\"Water\""));
    EXPECT_TRUE(holds(get("/content?type=notice"), "/notices/n1/edit"));
    EXPECT_EQ(post("/notices/n1/drop", {}).status, 303);
    EXPECT_EQ(get("/notices/n1/edit").status, 404);
}

TEST_F(Editor, TheLaterOfTwoIsToldThatSomeoneWasFaster) {
    log_in("editor");
    post("/notices/save", notice("n1", "a", "publish"));
    log_in("lihua");
    EXPECT_EQ(post("/notices/save", notice("n1", "b", "publish", "1")).status, 303);
    const HttpResponse late = post("/notices/save", notice("n1", "c", "publish", "1"));
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(holds(late, "value=\"c\"")) << "what was typed is still there";
    EXPECT_TRUE(stored("notice", "n1").find("\"b\"") != std::string::npos);
    EXPECT_TRUE(holds(late, "name=\"base\" value=\"2\"")) << "sending it once more is a decision";
    EXPECT_EQ(post("/notices/save", notice("n1", "c", "publish", "2")).status, 303);
}

TEST_F(Editor, AnEventIsWrittenWithItsKindsWordAndAnEndAfterMidnight) {
    log_in("lihua");
    EXPECT_EQ(location(post("/events/save", event("e1", "publish"))), "/events/e1?done=published");
    const std::string json = stored("event", "e1");
    EXPECT_NE(json.find(R"("tags":[{"zh-CN":"节日活动","en":"Festival"}])"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("starts_at":"2026-12-12T15:00:00.000Z","ends_at":"2026-12-12T17:00:00.000Z")"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("closes_at":"2026-12-05T10:00:00.000Z")"), std::string::npos) << json;
    EXPECT_EQ(get("/events/e1").status, 200);
}

TEST_F(Editor, ASeriesIsARuleAndEverySessionCanBeChanged) {
    log_in("editor");
    Fields form = event("e1", "series");
    for (const auto& [name, value] : Fields{{"series.day.3", "1"},
                                            {"series.day.6", "1"},
                                            {"series.first", "2026-12-01"},
                                            {"series.last", "2026-12-31"},
                                            {"series.from", "18:00"},
                                            {"series.until", "20:00"}})
        form.emplace_back(name, value);
    const HttpResponse page = post("/events/save", form);
    EXPECT_EQ(page.status, 200);
    // Five Wednesdays and four Saturdays, of which one was there already; and the one by hand on the 12th at night.
    for (const std::string_view day : {"2026-12-02", "2026-12-05", "2026-12-09", "2026-12-30"})
        EXPECT_TRUE(holds(page, fmt::format("value=\"{}\"", day))) << day;
    EXPECT_TRUE(holds(page, "name=\"sessions.9.date\""));
    EXPECT_TRUE(holds(page, "name=\"sessions.11.date\""));
    EXPECT_FALSE(holds(page, "name=\"sessions.12.date\""));
    EXPECT_TRUE(
        holds(post("/events/save", with(event("e1", "series"), "series.first", "x")), "href=\"#series-first\""));
    Fields endless = with(form, "series.last", "2028-12-31");
    EXPECT_TRUE(holds(post("/events/save", endless), "最多 60 场"));
}

TEST_F(Editor, WhoSignedUpIsToldWhenItMoves) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    const std::string id = sign_up("e1", 1, "王芳");
    Fields moved = with(event("e1", "publish", "1"), "place.zh-CN", "操场");
    EXPECT_TRUE(holds(post("/events/save", moved), "href=\"#tell\""));
    moved.emplace_back("tell", "改到操场了");
    EXPECT_EQ(post("/events/save", moved).status, 303);
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM entry WHERE item=? AND type='answer'", 0, id).value(), 1);
    EXPECT_TRUE(holds(get("/audit"), "告诉了报名的人"));
}

TEST_F(Editor, FewerSeatsThrowNobodyOutAndThePageSaysSo) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    const std::string first = sign_up("e1", 1, "王芳");
    const std::string second = sign_up("e1", 1, "李雷");
    EXPECT_EQ(location(post("/events/e1/capacity", {{"capacity", "1"}, {"base", "1"}})),
              "/events/e1?done=capacity.over");
    const HttpResponse page = get("/events/e1");
    EXPECT_TRUE(holds(page, "id=\"promise\""));
    EXPECT_TRUE(holds(page, "王芳") && holds(page, "李雷"));
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM item WHERE status='confirmed'", 0).value(), 2);
    for (const std::string_view bad : {"0", "-1", "x", ""})
        EXPECT_EQ(post("/events/e1/capacity", {{"capacity", bad}, {"base", "2"}}).status, 422) << bad;
    EXPECT_EQ(post("/events/e1/capacity", {{"capacity", "9"}, {"base", "1"}}).status, 409) << "it was changed since";
    EXPECT_TRUE(holds(page, "name=\"base\" value=\"2\""));
    EXPECT_EQ(location(post("/events/e1/capacity", {{"capacity", "9"}, {"base", "2"}})), "/events/e1?done=capacity");
}

TEST_F(Editor, AnEventIsCalledOffWithAReasonAndOnlyCopied) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    sign_up("e1", 1, "王芳");
    EXPECT_TRUE(holds(get("/events/e1/calloff"), "1 人报上了"));
    EXPECT_EQ(post("/events/e1/calloff", {{"reason.en", "rain"}}).status, 422);
    EXPECT_EQ(location(post("/events/e1/calloff", {{"reason.zh-CN", "下<雨>"}})), "/events/e1?done=called-off");
    EXPECT_TRUE(holds(get("/events/e1"), "下&lt;雨&gt;"));
    EXPECT_TRUE(holds(get("/calls"), "王芳"));
    EXPECT_EQ(post("/events/e1/calloff", {{"reason.zh-CN", "again"}}).status, 409);
    EXPECT_FALSE(holds(get("/events/e1/history"), "/restore"));
    const HttpResponse copy = get("/events/new?from=e1");
    EXPECT_TRUE(holds(copy, "value=\"包饺子\""));
    EXPECT_TRUE(holds(copy, "name=\"base\" value=\"0\""));
    EXPECT_FALSE(holds(copy, "下&lt;雨&gt;"));
}

TEST_F(Editor, OneSessionIsCalledOffAndTheOthersGoOn) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    const std::string id = sign_up("e1", 1, "王芳");
    const std::string first = "2026-12-05T10:00:00.000Z";
    EXPECT_TRUE(holds(get("/events/e1"), "/events/e1/session?at=" + percent_encode(first)));
    EXPECT_TRUE(holds(get("/events/e1/session?at=" + percent_encode(first)), "value=\"" + first + "\""));
    EXPECT_EQ(post("/events/e1/session", {{"session", first}, {"reason.zh-CN", ""}}).status, 422);
    EXPECT_EQ(post("/events/e1/session", {{"session", "x"}, {"reason.zh-CN", "r"}}).status, 404);
    EXPECT_EQ(location(post("/events/e1/session", {{"session", first}, {"reason.zh-CN", "老师病了"}})),
              "/events/e1?done=session-off");
    EXPECT_NE(stored("event", "e1").find("老师病了"), std::string::npos);
    EXPECT_TRUE(holds(get("/events/e1"), "老师病了"));
    EXPECT_EQ(post("/events/e1/session", {{"session", first}, {"reason.zh-CN", "r"}}).status, 409);
    const HttpResponse last =
        post("/events/e1/session", {{"session", "2026-12-12T15:00:00.000Z"}, {"reason.zh-CN", "r"}});
    EXPECT_EQ(last.status, 422) << "then it is the event that is off";
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM item WHERE status='confirmed'", 0).value(), 1);
    // Writing on in the form does not bring it back.
    EXPECT_EQ(post("/events/save", with(event("e1", "publish", "2"), "title.zh-CN", "饺子")).status, 303);
    EXPECT_NE(stored("event", "e1").find("老师病了"), std::string::npos);
}

TEST_F(Editor, WhoComesIsMarkedByNumberAndByName) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    const std::string id = sign_up("e1", 1, "王芳");
    const std::string at = std::to_string(parse_rfc3339("2026-12-05T10:00:00Z")->ms);
    EXPECT_TRUE(holds(get("/events/e1/attend"), "autofocus"));
    EXPECT_TRUE(holds(post("/events/e1/attend", {{"session", at}, {"code", "k1-1"}}), "不在今天前后"));
    now = *parse_rfc3339("2026-12-05T09:30:00Z");
    log_in("lihua");
    EXPECT_TRUE(holds(post("/events/e1/attend", {{"session", at}, {"code", "k1-1"}}), "id=\"said\">王芳"));
    EXPECT_TRUE(holds(post("/events/e1/attend", {{"session", at}, {"code", "K7"}}), "flash wait"));
    EXPECT_FALSE(holds(post("/events/e1/absent", {{"session", at}, {"item", id}}), "value=\"" + id + "\"><span"));
    EXPECT_TRUE(holds(post("/events/e1/attend", {{"session", at}, {"item", id}}), "id=\"said\">王芳"));
    EXPECT_EQ(post("/events/e1/attend", {{"session", "7"}, {"code", "k1-1"}}).status, 404);
    EXPECT_TRUE(holds(post("/events/e1/csv", {}), "2026-12-05"));
    log_in("editor");
    EXPECT_EQ(get("/events/e1/attend").status, 403);
}

TEST_F(Editor, TheDigitsForAChildAreComparedAndNeverShown) {
    log_in("lihua");
    Fields form = with(with(event("e1", "publish"), "pick_up", "code"), "consent.zh-CN", "同意拍照");
    ASSERT_EQ(post("/events/save", form).status, 303);
    PrivatePart part;
    part.names = {"小明"};
    part.fields = {{"consent", "yes"}, {"pick-up", "7391"}};
    const std::string id = leave(TakeSeats{"e1", 1, ""}, part);
    leave(TakeSeats{"e1", 1, ""}, {});
    const std::string at = std::to_string(parse_rfc3339("2026-12-05T10:00:00Z")->ms);
    const HttpResponse page = get("/events/e1/attend");
    EXPECT_TRUE(holds(page, "name=\"digits\"") && holds(page, "同意了") && holds(page, "没有同意"));
    for (const std::string_view path : {"/events/e1/attend", "/events/e1", "/events/e1/sheet"})
        EXPECT_FALSE(holds(get(path), "7391")) << path;
    EXPECT_FALSE(holds(post("/events/e1/csv", {}), "7391"));
    const auto say = [&](std::string_view digits) {
        return post("/events/e1/pickup", {{"session", at}, {"item", id}, {"digits", digits}});
    };
    EXPECT_TRUE(holds(say("7390"), "flash bad\" role=\"status\" id=\"said\">小明"));
    EXPECT_TRUE(holds(say(""), "flash bad"));
    EXPECT_TRUE(holds(say("7391"), "flash good\" role=\"status\" id=\"said\">小明"));
    for (int i = 0; i < kMostPickUpTries; ++i) EXPECT_TRUE(holds(say("0000"), "flash bad"));
    EXPECT_TRUE(holds(say("7391"), "flash wait")) << "whoever guesses has no more tries";
    now = now + kPickUpTriesWithin + Millis{1};
    EXPECT_TRUE(holds(say("7391"), "flash good"));
    const HttpResponse audit = get("/audit");
    EXPECT_TRUE(holds(audit, "接孩子的四位数对了") && holds(audit, "接孩子的四位数不对"));
    EXPECT_FALSE(holds(audit, "7391"));
    EXPECT_EQ(post("/events/electric/pickup", {{"session", at}, {"item", id}, {"digits", "7391"}}).status, 404);
}

TEST_F(Editor, WhatIsPlannedKeepsItsEndAndTheLineForThoseWhoSignedUp) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    sign_up("e1", 1, "王芳");
    Fields plan = with(event("e1", "plan", "1"), "place.zh-CN", "操场");
    for (const auto& [name, value] : Fields{{"tell", "改到操场了"},
                                            {"publish.date", "2026-11-19"},
                                            {"publish.time", "08:00"},
                                            {"end.date", "2026-11-30"},
                                            {"end.time", "08:00"}})
        plan.emplace_back(name, value);
    EXPECT_EQ(location(post("/events/save", plan)), "/events?done=planned");
    EXPECT_TRUE(holds(get("/events/e1/edit"), ">改到操场了</textarea>"));
    EXPECT_EQ(m_hub->publish_due(*parse_rfc3339("2026-11-19T00:00:30Z")).value(), 1);
    EXPECT_NE(stored("event", "e1").find("操场"), std::string::npos);
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM entry WHERE type='answer'", 0).value(), 1);
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM content_end", 0).value(), 0) << "no form ends an event";
}

TEST_F(Editor, TheSecondOfTwoWhoKeepADraftSeesItsOwnWordsAndDecides) {
    log_in("editor");
    EXPECT_EQ(post("/notices/save", notice("n1", "a", "draft")).status, 303);
    log_in("lihua");
    const HttpResponse late = post("/notices/save", notice("n1", "b", "draft"));
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(holds(late, "value=\"b\"") && holds(late, "id=\"problems\""));
    EXPECT_TRUE(holds(get("/notices/n1/edit"), "value=\"a\""));
    const std::string seen = std::to_string(now.ms);
    EXPECT_TRUE(holds(late, "name=\"draft_at\" value=\"" + seen + "\""));
    EXPECT_EQ(post("/notices/save", with(notice("n1", "b", "draft"), "draft_at", seen)).status, 303);
    EXPECT_TRUE(holds(get("/notices/n1/edit"), "value=\"b\""));
}

TEST_F(Editor, BringingAnotherPlaceBackIsToldToo) {
    log_in("lihua");
    post("/events/save", event("e1", "publish"));
    post("/events/save", with(event("e1", "publish", "1"), "place.zh-CN", "操场"));
    const std::string id = sign_up("e1", 1, "王芳");
    const HttpResponse asked = post("/events/e1/restore", {{"version", "1"}, {"base", "2"}});
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(holds(asked, "id=\"tell-restore\""));
    EXPECT_EQ(post("/events/e1/restore", {{"version", "1"}, {"base", "2"}, {"tell", "还在食堂"}}).status, 303);
    EXPECT_EQ(m_hub->sql().number("SELECT count(*) FROM entry WHERE item=? AND type='answer'", 0, id).value(), 1);
}

TEST_F(Editor, TheHistorySaysWhoAndWhatAndBringsBack) {
    log_in("editor");
    post("/notices/save", notice("n1", "first", "publish"));
    post("/notices/save", notice("n1", "second", "publish", "1"));
    const HttpResponse history = get("/notices/n1/history");
    EXPECT_TRUE(holds(history, "id=\"restore-1\""));
    EXPECT_FALSE(holds(history, "id=\"restore-2\""));
    EXPECT_TRUE(holds(history, "editor"));
    EXPECT_TRUE(holds(get("/notices/n1/preview?version=1"), "first"));
    EXPECT_EQ(location(post("/notices/n1/restore", {{"version", "1"}, {"base", "2"}})),
              "/notices/n1/history?done=restored");
    EXPECT_EQ(post("/notices/n1/restore", {{"version", "2"}, {"base", "2"}}).status, 409) << "there is a newer one";
    EXPECT_NE(stored("notice", "n1").find("first"), std::string::npos);
    EXPECT_EQ(post("/notices/n1/restore", {{"version", "99"}}).status, 404);
}

TEST_F(Editor, AGuideIsTakenDownUnlessATileOpensIt) {
    log_in("editor");
    EXPECT_TRUE(holds(get("/content?type=guide"), "/guides/medical-join/edit"));
    EXPECT_TRUE(holds(get("/guides/medical-join/edit"), "name=\"steps.1.en\""));
    EXPECT_EQ(get("/guides/medical-join/down").status, 200);
    const HttpResponse gone = post("/guides/medical-join/down", {});
    EXPECT_EQ(location(gone), "/content?type=guide&done=taken-down") << gone.body;
    EXPECT_EQ(stored("guide", "medical-join"), "");
    EXPECT_TRUE(holds(get("/guides/medical-join/history"), "id=\"restore-1\""));
    EXPECT_EQ(post("/guides/medical-join/restore", {{"version", "1"}, {"base", "2"}}).status, 303);
}

TEST_F(Editor, NoOtherRoleAndNoForeignFormWrites) {
    for (const std::string_view login : {"wangwei", "college", "operator"}) {
        log_in(login);
        for (const std::string_view path :
             {"/content?type=notice", "/events/new", "/notices/new", "/guides/new", "/notices/water-stop/edit",
              "/notices/water-stop/history", "/events/electric/calloff", "/notices/water-stop/preview"})
            EXPECT_EQ(get(path).status, 403) << login << " " << path;
        EXPECT_EQ(post("/notices/save", notice("n1", "t", "publish")).status, 403) << login;
        EXPECT_EQ(post("/events/electric/capacity", {{"capacity", "3"}}).status, 403) << login;
        EXPECT_EQ(post("/notices/water-stop/down", {}).status, 403) << login;
    }
    log_in("lihua");
    EXPECT_EQ(get("/guides/new").status, 403);
    EXPECT_EQ(post_raw("/notices/save", notice("n1", "t", "publish")).status, 403);
    log_in("editor");
    EXPECT_EQ(get("/events/sewing/edit").status, 303) << "another community's: seen and not changed";
    EXPECT_EQ(post("/events/save", event("sewing", "publish", "1")).status, 403);
}

}  // namespace
}  // namespace linli::hub::console
