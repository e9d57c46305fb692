#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

using Pages = ConsoleTest;

PrivatePart with_phone(std::string_view number) {
    PrivatePart part;
    part.phone = number;
    return part;
}

TEST_F(Pages, AFormWithoutTheSessionsTokenChangesNothing) {
    const std::string id = leave_request("repair", "leak");
    log_in("lihua");
    const std::string path = "/requests/" + id + "/note";
    EXPECT_EQ(post_raw(path, {{"words", "planted"}}).status, 403);
    EXPECT_EQ(post_raw(path, {{"words", "planted"}, {"csrf", "guess"}}).status, 403);
    EXPECT_EQ(post_raw(path, {{"words", "planted"}, {"csrf", m_token}}, {{"Origin", "https://evil.example"}}).status,
              403);
    EXPECT_FALSE(holds(get("/requests/" + id), "planted"));
    EXPECT_EQ(post(path, {{"words", "planted"}}).status, 303);
    EXPECT_TRUE(holds(get("/requests/" + id), "planted"));
}

TEST_F(Pages, AResidentsMarkupIsShownAsText) {
    const std::string id = leave_request("repair", "<script>alert(1)</script>");
    log_in("lihua");
    const HttpResponse page = get("/requests/" + id);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(holds(page, "<script>alert"));
    EXPECT_TRUE(holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_F(Pages, TheQueueShowsNoSealedWord) {
    const std::string id = leave_request("hardship", "very private words");
    log_in("lihua");
    const HttpResponse page = get("/requests");
    EXPECT_TRUE(holds(page, "/requests/" + id));
    EXPECT_FALSE(holds(page, "very private words"));
}

TEST_F(Pages, EachRoleIsRefusedWhatIsNotItsOwn) {
    const std::string id = leave_request("hardship", "private");
    const auto refused = [&](std::string_view login, std::initializer_list<std::string> paths) {
        log_in(login);
        for (const std::string& path : paths) {
            const HttpResponse page = get(path);
            EXPECT_TRUE(page.status == 403 || page.status == 404) << login << " " << path << " " << page.status;
            EXPECT_FALSE(holds(page, "private")) << login << " " << path;
        }
    };
    const std::string request = "/requests/" + id;
    refused("wangwei", {request, "/events", "/calls", "/kiosks", "/quarantine", "/audit"});
    refused("college", {request, "/events", "/calls", "/kiosks", "/quarantine", "/audit"});
    refused("editor", {"/requests", request, "/calls", "/kiosks", "/quarantine", "/audit"});
    refused("operator", {"/requests", request, "/events", "/calls"});
}

TEST_F(Pages, AFormIsRefusedLikeItsPage) {
    const std::string id = leave_request("repair", "leak");
    log_in("editor");
    EXPECT_EQ(post("/requests/" + id + "/answer", {{"words", "x"}}).status, 403);
    EXPECT_EQ(post("/requests/" + id + "/close", {{"ending", "solved"}, {"words", "x"}}).status, 403);
    EXPECT_EQ(post("/kiosks/K1/revoke", {}).status, 403);
    log_in("lihua");
    EXPECT_EQ(post("/kiosks/K1/revoke", {}).status, 403);
    EXPECT_EQ(post("/kiosks/enrol", {{"station", "qinghe-1"}}).status, 403);
    log_in("operator");
    EXPECT_EQ(post("/kiosks/K1/revoke", {}).status, 303);
}

TEST_F(Pages, APhoneNumberIsShownByAFormAndRecorded) {
    const std::string id = leave_request("repair", "leak", with_phone("13800138000"));
    log_in("lihua");
    EXPECT_FALSE(holds(get("/requests/" + id), "13800138000"));
    EXPECT_EQ(get("/requests/" + id + "/phone").status, 404) << "no link shows it";
    EXPECT_TRUE(holds(post("/requests/" + id + "/phone", {}), "13800138000"));
    EXPECT_FALSE(holds(get("/requests/" + id), "13800138000"));
    const HttpResponse audit = get("/audit");
    EXPECT_TRUE(holds(audit, "查看电话"));
    EXPECT_TRUE(holds(audit, id));
    EXPECT_FALSE(holds(audit, "13800138000"));
}

TEST_F(Pages, WhomToCallIsShownWithoutTheNumberUntilItIsAskedFor) {
    const std::string first = leave(TakeSeats{"electric", 1, ""}, {});
    std::string item;
    while (item.empty()) {
        const std::string left = leave(TakeSeats{"electric", 1, ""}, with_phone("13800138000"));
        log_in("lihua");
        if (holds(get("/events/electric"), "class=\"figure amber\"")) item = left;
    }
    ASSERT_EQ(post("/signups/" + first + "/cancel", {{"event", "electric"}, {"reason", "x"}}).status, 303);
    const HttpResponse calls = get("/calls");
    EXPECT_FALSE(holds(calls, "13800138000"));
    // Whoever waited moved up; the token of the list leads to the number.
    ASSERT_TRUE(holds(calls, "/calls/" + item + "/phone"));
    EXPECT_EQ(get("/calls/" + item + "/phone").status, 404) << "no link shows it";
    EXPECT_TRUE(holds(post("/calls/" + item + "/phone", {}), "13800138000"));
    EXPECT_FALSE(holds(get("/calls"), "13800138000"));
    EXPECT_TRUE(holds(get("/audit"), "查看电话"));
    log_in("editor");
    EXPECT_EQ(post("/calls/" + item + "/phone", {}).status, 403);
}

TEST_F(Pages, PropertySeesANumberOnlyWhereTheResidentAllowedIt) {
    PrivatePart allowed = with_phone("13900139000");
    allowed.property_may_see_phone = true;
    const std::string open = leave_request("repair", "leak", allowed);
    const std::string hidden = leave_request("repair", "leak", with_phone("13800138000"));
    log_in("wangwei");
    EXPECT_TRUE(holds(post("/requests/" + open + "/phone", {}), "13900139000"));
    EXPECT_EQ(post("/requests/" + hidden + "/phone", {}).status, 403);
    EXPECT_TRUE(holds(get("/requests/" + hidden), "居民没有同意"));
}

TEST_F(Pages, ARequestGoesThroughItsSteps) {
    const std::string id = leave_request("repair", "leak");
    const std::string path = "/requests/" + id;
    log_in("lihua");
    EXPECT_EQ(post(path + "/stage", {{"stage", "team"}}).status, 303);
    EXPECT_EQ(post(path + "/assign", {{"assignee", std::to_string(m_staff["wangwei"])}}).status, 303);
    EXPECT_EQ(post(path + "/answer", {{"words", "the plumber comes at eight"}}).status, 303);
    EXPECT_TRUE(holds(get(path), "the plumber comes at eight"));
    EXPECT_EQ(location(post(path + "/close", {{"ending", "solved"}, {"words", "mended"}})), path + "?done=close");
    EXPECT_FALSE(holds(get("/requests"), path));
    EXPECT_TRUE(holds(get("/requests?view=closed"), path));
    EXPECT_EQ(post(path + "/stage", {{"stage", "team"}}).status, 422);
    EXPECT_EQ(post(path + "/reopen", {{"words", "again"}}).status, 303);
    EXPECT_TRUE(holds(get("/requests"), path));
}

TEST_F(Pages, SomeoneElsesNeedsToSayWhose) {
    const std::string path = "/requests/" + leave_request("repair", "leak");
    log_in("lihua");
    EXPECT_EQ(post(path + "/close", {{"ending", "someone-elses"}, {"words", "call them"}}).status, 422);
    EXPECT_EQ(
        post(path + "/close", {{"ending", "someone-elses"}, {"words", "call them"}, {"whose", "the power company"}})
            .status,
        303);
    EXPECT_TRUE(holds(get(path), "the power company"));
}

TEST_F(Pages, WhatTheResidentSaysIsNotSolvedStandsOnTop) {
    const std::string first = leave_request("repair", "first");
    now = now + Millis{60'000};
    const std::string second = leave_request("repair", "second");
    log_in("lihua");
    ASSERT_EQ(post("/requests/" + second + "/close", {{"ending", "solved"}, {"words", "done"}}).status, 303);
    leave(RateRequest{second, Verdict::NotSolved, 1}, {});
    const HttpResponse queue = get("/requests");
    EXPECT_LT(queue.body.find("/requests/" + second), queue.body.find("/requests/" + first));
    EXPECT_TRUE(holds(queue, "居民说没解决"));
    EXPECT_TRUE(holds(get("/requests?view=reopened"), second));
    EXPECT_FALSE(holds(get("/requests?view=reopened"), "/requests/" + first));
}

TEST_F(Pages, HandledAndSolvedAreCountedApart) {
    const std::string id = leave_request("repair", "leak");
    leave_request("repair", "lamp");
    log_in("lihua");
    ASSERT_EQ(post("/requests/" + id + "/close", {{"ending", "solved"}, {"words", "done"}}).status, 303);
    const HttpResponse page = get("/requests");
    EXPECT_TRUE(holds(page, "1 / 2 件"));
    EXPECT_TRUE(holds(page, "0 / 1 件"));
}

TEST_F(Pages, AnEventShowsItsRosterAndACancellationNeedsAReason) {
    PrivatePart part;
    part.names = {"王芳"};
    const std::string item = leave(TakeSeats{"electric", 1, ""}, part);
    log_in("lihua");
    EXPECT_TRUE(holds(get("/events/electric"), "王芳"));
    EXPECT_TRUE(holds(get("/signups/" + item + "/cancel?event=electric"), "王芳"));
    EXPECT_EQ(post("/signups/" + item + "/cancel", {{"event", "electric"}, {"reason", " "}}).status, 422);
    EXPECT_EQ(
        location(post("/signups/" + item + "/cancel", {{"event", "electric"}, {"reason", "the room is flooded"}})),
        "/events/electric?done=cancelled");
    log_in("editor");
    EXPECT_FALSE(holds(get("/events/electric"), "王芳"));
}

TEST_F(Pages, ARosterSaysWhoseChildItIsAndToAskForTheDigits) {
    PrivatePart part;
    part.names = {"Mei"};
    part.fields = {{std::string(kGuardianField), "Wang"}, {std::string(kPickUpField), "2468"}};
    leave(TakeSeats{"holiday", 1, ""}, part);
    log_in("lihua");
    for (const char* page : {"/events/holiday", "/events/holiday/sheet", "/events/holiday/attend"})
        EXPECT_TRUE(holds(get(page), "家长 Wang，接孩子要说四位数") && !holds(get(page), "2468")) << page;
    log_in("editor");
    EXPECT_FALSE(holds(get("/events/holiday"), "Wang"));
}

TEST_F(Pages, AnEnrolmentCodeIsShownOnceAndNeverAgain) {
    log_in("operator");
    const HttpResponse made = post("/kiosks/enrol", {{"station", "qinghe-2"}});
    EXPECT_EQ(made.status, 200);
    const std::size_t at = made.body.find("id=\"code\">");
    ASSERT_NE(at, std::string::npos);
    const std::string code = made.body.substr(at + 10, 29);
    EXPECT_TRUE(wire::parse_enrolment_code(code)) << code;
    EXPECT_FALSE(holds(get("/kiosks"), code));
    EXPECT_FALSE(holds(get("/audit"), code));
}

TEST_F(Pages, AnOperationThatCouldNotBeAppliedIsSeen) {
    leave(UnknownOperation{"book-a-boat"}, {});
    log_in("operator");
    EXPECT_TRUE(holds(get("/quarantine"), "book-a-boat"));
    log_in("lihua");
    EXPECT_TRUE(holds(get("/quarantine"), "book-a-boat"));
}

TEST_F(Pages, TheWordsOfAnOperationThatWasHeldBackAreReadByTheDeskAndRecorded) {
    leave_request("no-such-kind", "the lamp is out", with_phone("13800138000"));
    leave(UnknownOperation{"book-a-boat"}, with_phone("13900139000"));
    log_in("lihua");
    EXPECT_TRUE(holds(get("/quarantine"), "href=\"/quarantine/1\""));
    const HttpResponse opened = get("/quarantine/1");
    EXPECT_EQ(opened.status, 200);
    EXPECT_TRUE(holds(opened, "the lamp is out"));
    EXPECT_TRUE(holds(opened, "no-such-kind"));
    EXPECT_FALSE(holds(opened, "13800138000"));
    EXPECT_TRUE(holds(post("/quarantine/1/phone", {}), "13800138000"));
    EXPECT_TRUE(holds(post("/quarantine/2/phone", {}), "13900139000"))
        << "a kind of a newer kiosk decodes as far as this";
    EXPECT_EQ(get("/quarantine/3").status, 404);
    const HttpResponse audit = get("/audit");
    EXPECT_TRUE(holds(audit, "打开了搁置的内容"));
    EXPECT_TRUE(holds(audit, "查看电话"));
    EXPECT_FALSE(holds(audit, "lamp"));
    log_in("operator");
    EXPECT_FALSE(holds(get("/quarantine"), "href=\"/quarantine/1\""));
    EXPECT_EQ(get("/quarantine/1").status, 403);
    EXPECT_EQ(post("/quarantine/1/phone", {}).status, 403);
}

TEST_F(Pages, WhatWaitsIsCountedBesideItsLinkUntilSomeoneLooks) {
    leave(UnknownOperation{"book-a-boat"}, {});
    log_in("lihua");
    EXPECT_TRUE(holds(get("/requests"), "class=\"count\""));
    EXPECT_EQ(post("/quarantine/1/seen", {}).status, 303);
    EXPECT_FALSE(holds(get("/requests"), "class=\"count\""));
    leave(UnknownOperation{"book-a-boat"}, {});
    log_in("wangwei");
    EXPECT_FALSE(holds(get("/requests"), "class=\"count\"")) << "not for a role that may not see it";
}

TEST_F(Pages, EveryActionInTheRecordsHasWords) {
    const std::string id = leave_request("repair", "leak", with_phone("13800138000"));
    const std::string path = "/requests/" + id;
    log_in("lihua");
    post(path + "/phone", {});
    post(path + "/assign", {{"assignee", std::to_string(m_staff["wangwei"])}});
    post(path + "/hand", {{"partner", std::to_string(m_staff["college"])}});
    post(path + "/stage", {{"stage", "team"}});
    post(path + "/answer", {{"words", "x"}});
    post(path + "/close", {{"ending", "not-possible"}, {"words", "x"}});
    post(path + "/reopen", {{"words", "x"}});
    post(path + "/close", {{"ending", "solved"}, {"words", "x"}});
    post(path + "/erase", {});
    const HttpResponse audit = get("/audit");
    for (const std::string_view raw : {"case.", "phone.", "staff.add", "kiosk.", ">not-possible<", ">team<"})
        EXPECT_FALSE(holds(audit, raw)) << raw;
    for (const std::string_view words :
         {"指派", "wangwei", "转给共建单位", "college", "办不了", "组队", "删除个人内容"})
        EXPECT_TRUE(holds(audit, words)) << words;
    EXPECT_TRUE(holds(get(path), "已按保存期限删除"));
}

TEST_F(Pages, APathThatIsNoneIsNotFound) {
    log_in("lihua");
    for (const std::string_view path :
         {"/nothing", "/requests/", "/requests/K9.1.1", "/requests/%3Cscript%3E", "/requests/a/b/c"}) {
        const HttpResponse page = get(path);
        EXPECT_EQ(page.status, 404) << path;
        EXPECT_FALSE(holds(page, "<script>")) << path;
    }
}

}  // namespace
}  // namespace linli::hub::console
