// The pages of the day: filters, merging, handing up, templates, the round, visits, figures, logins.
#include <array>

#include "kiosk/domain/operation.h"
#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

using Day = ConsoleTest;

PrivatePart with_phone(std::string_view number, bool property) {
    PrivatePart part;
    part.phone = number;
    part.property_may_see_phone = property;
    return part;
}

std::string short_of(const std::string& id) {
    return short_id(*parse_item_id(id));
}

TEST_F(Day, TheQueueIsNarrowedByClockDeskAndText) {
    const std::string repair = leave_request("repair", "leak");
    const std::string hardship = leave_request("hardship", "no job");
    log_in("lihua");
    EXPECT_FALSE(holds(get("/requests?desk=property"), hardship));
    EXPECT_TRUE(holds(get("/requests?desk=property"), repair));
    EXPECT_TRUE(holds(get("/requests?q=" + short_of(hardship)), "/requests/" + hardship));
    EXPECT_FALSE(holds(get("/requests?q=" + short_of(hardship)), "/requests/" + repair));
    EXPECT_FALSE(holds(get("/requests?clock=overdue"), "/requests/" + repair));
    now = now + Millis{30LL * 24 * 3'600'000};
    log_in("lihua");
    EXPECT_TRUE(holds(get("/requests?clock=overdue"), "/requests/" + repair));
    EXPECT_TRUE(holds(get("/requests?view=overdue"), "/requests/" + repair)) << "an old bookmark";
    EXPECT_EQ(get("/requests?clock=%27&desk=x&level=y&q=%3Cscript%3E&from=-1").status, 200);
    EXPECT_FALSE(holds(get("/requests?q=%3Cscript%3E"), "<script>"));
}

TEST_F(Day, AFilterIsSavedFoundAgainAndForgotten) {
    log_in("lihua");
    const HttpResponse saved = post("/filters", {{"name", "我的急件"}, {"query", "view=mine&clock=soon&bad=1&q=a b"}});
    EXPECT_EQ(location(saved), "/requests?view=mine&clock=soon&q=a%20b&done=filter");
    const HttpResponse queue = get("/requests");
    EXPECT_TRUE(holds(queue, "我的急件"));
    EXPECT_TRUE(holds(queue, "href=\"/requests?view=mine&amp;clock=soon&amp;q=a%20b\""));
    log_in("wangwei");
    EXPECT_FALSE(holds(get("/requests"), "我的急件"));
    EXPECT_EQ(post("/filters/1/forget", {}).status, 404);
    log_in("lihua");
    EXPECT_EQ(post("/filters/1/forget", {}).status, 303);
    EXPECT_FALSE(holds(get("/requests"), "我的急件"));
}

TEST_F(Day, ASecondReportIsMergedByItsNumberAndTakenBack) {
    const std::string first = leave_request("repair", "lift stands");
    const std::string second = leave_request("repair", "lift is broken");
    log_in("lihua");
    EXPECT_EQ(post("/requests/" + second + "/merge", {{"number", "K1-999"}}).status, 422);
    EXPECT_EQ(location(post("/requests/" + second + "/merge", {{"number", short_of(first)}, {"words", "one trouble"}})),
              "/requests/" + second + "?done=merge");
    EXPECT_FALSE(holds(get("/requests"), "/requests/" + second));
    EXPECT_TRUE(holds(get("/requests/" + second), "id=\"merged-into\""));
    EXPECT_TRUE(holds(get("/requests/" + first), "id=\"merged\""));
    EXPECT_FALSE(holds(get("/requests/" + second), "/close\""));
    EXPECT_EQ(post("/requests/" + second + "/separate", {}).status, 303);
    EXPECT_TRUE(holds(get("/requests"), "/requests/" + second));
}

TEST_F(Day, ACaseThatWentUpSaysSoWhereverItIsShown) {
    const std::string id = leave_request("hardship", "no job");
    log_in("lihua");
    EXPECT_EQ(post("/requests/" + id + "/up", {{"level", "moon"}, {"words", "x"}}).status, 422);
    EXPECT_EQ(post("/requests/" + id + "/up", {{"level", "street"}, {"words", "the street decides"}}).status, 303);
    EXPECT_TRUE(holds(get("/requests/" + id), "上报街道"));
    EXPECT_TRUE(holds(get("/requests/" + id), "the street decides"));
    EXPECT_TRUE(holds(get("/requests?level=street"), "/requests/" + id));
    EXPECT_FALSE(holds(get("/requests?level=district"), "/requests/" + id));
    EXPECT_TRUE(holds(get("/audit"), "街道"));
}

TEST_F(Day, ATemplateFillsTheAnswerAndIsNotSentByItself) {
    const std::string id = leave_request("repair", "leak");
    log_in("lihua");
    ASSERT_EQ(
        post("/answers", {{"kind", "repair"}, {"language", "zh-CN"}, {"title", "明天来"}, {"words", "师傅<明>天来"}})
            .status,
        303);
    EXPECT_TRUE(holds(get("/answers"), "师傅&lt;明&gt;天来"));
    EXPECT_TRUE(holds(get("/requests/" + id), "明天来"));
    EXPECT_FALSE(holds(get("/requests/" + id), "师傅&lt;明&gt;天来"));
    EXPECT_TRUE(holds(get("/requests/" + id + "?template=1"), "required>师傅&lt;明&gt;天来</textarea>"));
    EXPECT_TRUE(holds(get("/answers?edit=1"), "name=\"id\" value=\"1\""));
    log_in("wangwei");
    EXPECT_TRUE(holds(get("/requests/" + id), "明天来"));
    EXPECT_EQ(post("/answers/1/drop", {}).status, 403);
    log_in("lihua");
    EXPECT_EQ(post("/answers/1/drop", {}).status, 303);
    EXPECT_FALSE(holds(get("/requests/" + id), "明天来"));
}

TEST_F(Day, TheRoundHasANumberOnlyWhereItWasAllowedAndAskedFor) {
    leave_request("repair", "leak in the kitchen", with_phone("13900139000", true));
    leave_request("repair", "lamp", with_phone("13800138000", false));
    leave_request("hardship", "very private words");
    log_in("wangwei");
    const HttpResponse sheet = get("/round?view=open");
    EXPECT_TRUE(holds(sheet, "leak in the kitchen"));
    EXPECT_FALSE(holds(sheet, "very private words"));
    EXPECT_FALSE(holds(sheet, "13900139000"));
    EXPECT_EQ(post_raw("/round", {{"query", "view=open"}}).status, 403);
    const HttpResponse numbers = post("/round", {{"query", "view=open"}});
    EXPECT_TRUE(holds(numbers, "13900139000"));
    EXPECT_FALSE(holds(numbers, "13800138000"));
    log_in("lihua");
    EXPECT_TRUE(holds(get("/audit"), "查看电话"));
}

TEST_F(Day, TheRoundTakesWhatOnlyTheDeskMaySeeWhereItWasAskedForByItsKind) {
    leave_request("repair", "leak in the kitchen");
    leave_request("hardship", "very private words");
    log_in("lihua");
    const HttpResponse sheet = get("/round?view=open");
    EXPECT_TRUE(holds(sheet, "leak in the kitchen"));
    EXPECT_FALSE(holds(sheet, "very private words"));
    EXPECT_TRUE(holds(sheet, "有 1 件只给服务台看的"));
    EXPECT_TRUE(holds(get("/round?view=open&kind=hardship"), "very private words"));
    EXPECT_TRUE(holds(get("/audit"), "打印诉求"));
}

TEST_F(Day, AnotherCaseIsFoundByItsNumberAlone) {
    const std::string repair = leave_request("repair", "lift stands");
    const std::string second = leave_request("repair", "lift is broken");
    log_in("lihua");
    // A word of its kind finds it in the queue, but is not its number.
    EXPECT_EQ(post("/requests/" + second + "/merge", {{"number", "报修"}}).status, 422);
    EXPECT_EQ(post("/requests/" + second + "/merge", {{"number", short_of(repair)}}).status, 303);
}

TEST_F(Day, WhoIsToBeVisitedStandsInAListUntilSomeoneWent) {
    const std::string id = leave_request("repair", "leak");
    log_in("lihua");
    EXPECT_FALSE(holds(get("/visits"), "/requests/" + id));
    ASSERT_EQ(post("/requests/" + id + "/close", {{"ending", "solved"}, {"words", "done"}}).status, 303);
    leave(RateRequest{id, Verdict::Partly, 2}, {});
    EXPECT_TRUE(holds(get("/visits"), "/requests/" + id));
    EXPECT_EQ(post("/visits/" + id + "/done", {{"words", ""}}).status, 422);
    EXPECT_EQ(post("/visits/" + id + "/done", {{"words", "it still drips"}}).status, 303);
    EXPECT_FALSE(holds(get("/visits"), "/requests/" + id));
    EXPECT_TRUE(holds(get("/requests/" + id), "it still drips"));
}

TEST_F(Day, TheFiguresAreDrawnWithoutAStyleOrAScriptOfTheirOwn) {
    const std::string id = leave_request("repair", "leak");
    leave_request("repair", "lamp");
    log_in("lihua");
    ASSERT_EQ(post("/requests/" + id + "/close", {{"ending", "solved"}, {"words", "done"}}).status, 303);
    const HttpResponse page = get("/figures");
    EXPECT_TRUE(holds(page, "<svg class=\"chart\" viewBox=\"0 0 720 220\""));
    EXPECT_TRUE(holds(page, "50%"));
    EXPECT_FALSE(holds(page, "style="));
    EXPECT_TRUE(holds(get("/figures?kind=hardship"), "–"));
    EXPECT_FALSE(holds(get("/figures?kind=hardship"), "50%"));
    EXPECT_EQ(get("/figures?month=%27&kind=%3Cx%3E").status, 200);
}

TEST_F(Day, ARosterIsPrintedAndTakenAsAFileByTheDeskAlone) {
    PrivatePart part;
    part.names = {"=王芳"};
    part.phone = "13800138000";
    leave(TakeSeats{"electric", 1, ""}, part);
    log_in("lihua");
    EXPECT_TRUE(holds(get("/events/electric/sheet"), "王芳"));
    EXPECT_EQ(get("/events/electric/csv").status, 404) << "no link takes it";
    const HttpResponse file = post("/events/electric/csv", {});
    EXPECT_EQ(find_header(file.headers, "Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(holds(file, ",\"'=王芳\",")) << file.body;
    EXPECT_FALSE(holds(file, "13800138000"));
    EXPECT_TRUE(holds(get("/audit"), "下载名单"));
    log_in("editor");
    EXPECT_EQ(get("/events/electric/sheet").status, 403);
    EXPECT_EQ(post("/events/electric/csv", {}).status, 403);
}

TEST_F(Day, TheOperatorAddsResetsAndDisablesLogins) {
    log_in("operator");
    EXPECT_EQ(post("/staff", {{"login", "zhao"}, {"role", "desk"}, {"password", "short"}}).status, 422);
    EXPECT_EQ(post("/staff", {{"login", "lihua"}, {"role", "desk"}, {"password", "long enough"}}).status, 422);
    EXPECT_EQ(post("/staff", {{"login", "zhao"}, {"role", "desk"}, {"password", "long enough"}}).status, 303);
    const std::string zhao = std::to_string(m_staff["operator"] + 1);
    EXPECT_EQ(post("/staff/" + zhao + "/password", {{"password", "another word"}}).status, 303);
    EXPECT_EQ(post("/staff/" + std::to_string(m_staff["operator"]) + "/disable", {}).status, 422) << "oneself";
    m_cookies.clear();
    EXPECT_EQ(try_login("zhao", "long enough").status, 401);
    EXPECT_EQ(try_login("zhao", "another word").status, 303);
    log_in("operator");
    EXPECT_EQ(post("/staff/" + zhao + "/disable", {}).status, 303);
    m_cookies.clear();
    EXPECT_EQ(try_login("zhao", "another word").status, 401);
}

TEST_F(Day, TheRecordsAreNarrowedToWhoAndOnWhat) {
    const std::string one = leave_request("repair", "leak");
    const std::string other = leave_request("repair", "lamp");
    log_in("wangwei");
    EXPECT_EQ(get("/requests/" + one).status, 200);
    log_in("lihua");
    EXPECT_EQ(post("/requests/" + other + "/close", {{"ending", "solved"}, {"words", "done"}}).status, 303);
    EXPECT_EQ(post("/requests/" + other + "/erase", {}).status, 303);
    const std::string link_to_one = "href=\"/requests/" + one + "\"";
    const std::string link_to_other = "href=\"/requests/" + other + "\"";
    EXPECT_TRUE(holds(get("/audit"), link_to_one) && holds(get("/audit"), link_to_other));
    const HttpResponse theirs = get("/audit?who=" + std::to_string(m_staff["wangwei"]));
    EXPECT_TRUE(holds(theirs, link_to_one));
    EXPECT_FALSE(holds(theirs, link_to_other));
    for (const std::string& asked : {other, short_of(other)}) {
        const HttpResponse about = get("/audit?on=" + asked);
        EXPECT_TRUE(holds(about, link_to_other)) << asked;
        EXPECT_TRUE(holds(about, "工作人员删除")) << asked;
        EXPECT_FALSE(holds(about, link_to_one)) << asked;
    }
    EXPECT_FALSE(holds(get("/audit?who=0&on=lihua"), link_to_one));
    log_in("operator");
    EXPECT_FALSE(holds(get("/audit"), link_to_one)) << "an operator opens no request";
}

TEST_F(Day, OnesOwnPasswordIsChangedByWhoeverKnowsIt) {
    log_in("lihua");
    const auto change = [&](std::string_view old, std::string_view next, std::string_view again) {
        return post("/password", {{"old", old}, {"next", next}, {"again", again}}).status;
    };
    EXPECT_EQ(change("lihua-word", "short", "short"), 422);
    EXPECT_EQ(change("lihua-word", "long enough", "long enouhg"), 422);
    EXPECT_EQ(change("guess", "long enough", "long enough"), 401);
    EXPECT_EQ(change("lihua-word", "long enough", "long enough"), 303);
    EXPECT_EQ(get("/requests").status, 200) << "this session stays";
    m_cookies.clear();
    EXPECT_EQ(try_login("lihua", "lihua-word").status, 401);
    EXPECT_EQ(try_login("lihua", "long enough").status, 303);
}

TEST_F(Day, GuessingAPasswordAtAnOpenDeskIsHeldUp) {
    log_in("lihua");
    const Fields guess{{"old", "guess"}, {"next", "long enough"}, {"again", "long enough"}};
    for (int i = 0; i < kTriesPerLogin; ++i) EXPECT_EQ(post("/password", guess).status, 401);
    EXPECT_EQ(post("/password", guess).status, 429);
    EXPECT_EQ(post("/password", {{"old", "lihua-word"}, {"next", "long enough"}, {"again", "long enough"}}).status,
              429);
}

}  // namespace
}  // namespace linli::hub::console
