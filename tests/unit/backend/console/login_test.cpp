#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

class Login : public ConsoleTest {
  protected:
    // The stored hash that a try is checked against, without the slow check itself; empty where there is none.
    std::string work_for(std::string_view login) {
        const std::string token = token_in(get("/login").body);
        const HttpRequest request{.method = "POST",
                                  .target = "/login",
                                  .headers = {{"Host", "hub.example"}, {"Cookie", "linli_login=" + token}},
                                  .body = "csrf=" + token + "&password=x&login=" + std::string(login),
                                  .remote = "192.0.2.7"};
        const PreparedRequest prepared{request, std::nullopt};
        auto reply = m_hub->handle(std::span<const PreparedRequest>(&prepared, 1), now).front();
        const auto* work = std::get_if<PasswordWork>(&reply);
        return work != nullptr ? work->stored : std::string{};
    }
};

TEST_F(Login, TheRightPasswordOpensTheFirstPageOfTheRole) {
    log_in("lihua");
    EXPECT_EQ(location(get("/")), "/requests");
    log_in("editor");
    EXPECT_EQ(location(get("/")), "/events");
    log_in("operator");
    EXPECT_EQ(location(get("/")), "/kiosks");
}

TEST_F(Login, AWrongPasswordAndAnUnknownLoginAreAnsweredAlike) {
    const HttpResponse wrong = try_login("lihua", "no");
    const HttpResponse unknown = try_login("nobody", "no");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    const std::string_view sentence = "账号或密码不对";
    EXPECT_TRUE(holds(wrong, sentence));
    EXPECT_TRUE(holds(unknown, sentence));
}

TEST_F(Login, BothAskForTheSameSlowWork) {
    EXPECT_TRUE(work_for("lihua").starts_with("$argon2id$"));
    EXPECT_TRUE(work_for("nobody").starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST_F(Login, TooManyTriesAreRefusedKindlyAndLaterAllowed) {
    for (int i = 0; i < kTriesPerLogin; ++i) EXPECT_EQ(try_login("lihua", "no").status, 401);
    const HttpResponse refused = try_login("lihua", "lihua-word");
    EXPECT_EQ(refused.status, 429);
    EXPECT_TRUE(holds(refused, "先歇一会儿"));
    EXPECT_EQ(try_login("wangwei", "wangwei-word").status, 303) << "another login is not held up";
    m_cookies.clear();
    now = now + kTriesWithin + Millis{1000};
    EXPECT_EQ(try_login("lihua", "lihua-word").status, 303);
}

TEST_F(Login, AnAddressThatTriesManyLoginsIsHeldUp) {
    for (int i = 0; i < kTriesPerAddress; ++i) EXPECT_FALSE(work_for("guess" + std::to_string(i)).empty()) << i;
    const auto kept = [&] { return m_hub->sql().number("SELECT count(*) FROM tries", 0).value(); };
    const std::int64_t before = kept();
    EXPECT_TRUE(work_for("guess").empty());
    EXPECT_EQ(try_login("wangwei", "wangwei-word").status, 429);
    EXPECT_EQ(kept(), before) << "logins that it makes up fill no disk";
}

TEST_F(Login, AFormWithoutTheTokenOfItsPageIsRefused) {
    EXPECT_EQ(post_raw("/login", {{"login", "lihua"}, {"password", "lihua-word"}}).status, 403);
    const std::string token = token_in(get("/login").body);
    EXPECT_EQ(post_raw("/login", {{"csrf", "x" + token}, {"login", "lihua"}, {"password", "lihua-word"}}).status, 403);
    EXPECT_EQ(post_raw("/login", {{"csrf", token}, {"login", "lihua"}, {"password", "lihua-word"}},
                       {{"Origin", "https://evil.example"}})
                  .status,
              403);
    EXPECT_FALSE(m_cookies.contains("linli_session"));
}

TEST_F(Login, TheCookieIsKeptFromScriptsAndOtherSites) {
    log_in("lihua");
    const auto found = std::find_if(m_set_cookies.begin(), m_set_cookies.end(),
                                    [](const auto& each) { return each.starts_with("linli_session="); });
    ASSERT_NE(found, m_set_cookies.end());
    EXPECT_NE(found->find("HttpOnly"), std::string::npos);
    EXPECT_NE(found->find("SameSite=Strict"), std::string::npos);
    EXPECT_NE(found->find("Secure"), std::string::npos);
    EXPECT_GE(found->find(';') - std::string_view("linli_session=").size(), 43U);
}

TEST_F(Login, ASessionIdlesAway) {
    log_in("lihua");
    now = now + kSessionIdle - Millis{1000};
    EXPECT_EQ(get("/requests").status, 200);
    now = now + kSessionIdle - Millis{1000};
    EXPECT_EQ(get("/requests").status, 200) << "use keeps it open";
    now = now + kSessionIdle + Millis{1000};
    EXPECT_EQ(get("/requests").status, 303);
}

TEST_F(Login, AQueueThatRefreshesItselfKeepsNoSessionOpen) {
    log_in("lihua");
    for (int i = 0; i < 70; ++i) {
        now = now + Millis{60'000};
        const int status = get("/requests?poll=1").status;
        EXPECT_EQ(status, i >= 59 ? 303 : 200) << i;
    }
}

TEST_F(Login, ASessionEndsHoweverMuchItIsUsed) {
    log_in("lihua");
    for (Millis used{0}; used < kSessionLength; used += Millis{1'800'000}) {
        EXPECT_EQ(get("/requests").status, 200);
        now = now + Millis{1'800'000};
    }
    EXPECT_EQ(get("/requests").status, 303);
}

TEST_F(Login, LoggingOutEndsTheSessionItself) {
    log_in("lihua");
    const auto kept = m_cookies;
    EXPECT_EQ(post("/logout", {}).status, 303);
    m_cookies = kept;
    EXPECT_EQ(get("/requests").status, 303);
}

TEST_F(Login, WithoutASessionEveryPageLeadsToTheLogIn) {
    for (const std::string_view path :
         {"/", "/requests", "/requests/K1.1.1", "/events", "/kiosks", "/audit", "/nothing"}) {
        const HttpResponse response = get(path);
        EXPECT_EQ(response.status, 303) << path;
        EXPECT_TRUE(location(response).starts_with("/login")) << path;
    }
    EXPECT_EQ(post_raw("/kiosks/K1/revoke", {}).status, 303);
    const HttpResponse by_script = get("/requests", {{"HX-Request", "true"}});
    EXPECT_EQ(find_header(by_script.headers, "HX-Redirect"), "/login");
}

TEST_F(Login, TheWayBackStaysOnThisHost) {
    const std::string token = token_in(get("/login").body);
    const HttpResponse response = post_raw(
        "/login", {{"csrf", token}, {"login", "lihua"}, {"password", "lihua-word"}, {"back", "//evil.example"}});
    EXPECT_EQ(location(response), "/");
    EXPECT_EQ(location(get("/language?to=en&back=https://evil.example")), "/");
}

TEST_F(Login, TheLanguageIsKeptInACookie) {
    EXPECT_TRUE(holds(get("/login"), "登录工作台"));
    EXPECT_EQ(location(get("/language?to=en&back=/login")), "/login");
    EXPECT_TRUE(holds(get("/login"), "Log in"));
}

}  // namespace
}  // namespace linli::hub::console
