#include "backend/console/forms.h"

#include <gtest/gtest.h>

#include "backend/console/reply.h"

namespace linli::hub::console {
namespace {

TEST(Forms, OnlyAPathOfThisHostIsGoneBackTo) {
    EXPECT_EQ(local_path("/requests?view=mine"), "/requests?view=mine");
    for (const std::string_view elsewhere :
         {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "requests",
          "/a\r\nSet-Cookie: x=y", "/\t/evil.example"})
        EXPECT_EQ(local_path(elsewhere), "/") << elsewhere;
    EXPECT_EQ(local_path("/" + std::string(1000, 'a')), "/");
}

TEST(Forms, AFormOfAnotherSiteIsNotOurs) {
    const auto from = [](std::string_view origin) {
        return same_origin({{"Host", "hub.example"}, {"Origin", std::string(origin)}});
    };
    EXPECT_TRUE(from("https://hub.example"));
    EXPECT_FALSE(from("https://evil.example"));
    EXPECT_FALSE(from("https://hub.example.evil.example"));
    EXPECT_FALSE(from("https://hub.example:8443"));
    EXPECT_FALSE(from("null"));
    EXPECT_FALSE(from(""));
}

TEST(Forms, WithoutAnOriginTheBrowsersFetchSiteCounts) {
    EXPECT_TRUE(same_origin({{"Host", "hub.example"}}));
    EXPECT_TRUE(same_origin({{"Host", "hub.example"}, {"Sec-Fetch-Site", "same-origin"}}));
    EXPECT_FALSE(same_origin({{"Host", "hub.example"}, {"Sec-Fetch-Site", "cross-site"}}));
    EXPECT_FALSE(same_origin({{"Host", "hub.example"}, {"Sec-Fetch-Site", "same-site"}}));
}

TEST(Forms, ACookieIsSecureExceptOnLoopback) {
    const auto made_for = [](std::string_view host) {
        return set_cookie("a", "b", Lifetime::Session, {{"Host", std::string(host)}});
    };
    EXPECT_EQ(made_for("127.0.0.1:8311"), "a=b; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(made_for("localhost"), "a=b; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(made_for("[::1]:80"), "a=b; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(made_for("hub.example"), "a=b; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(made_for("localhost.evil.example"), "a=b; Path=/; HttpOnly; SameSite=Strict; Secure");
}

TEST(Forms, ACookieIsFoundByItsWholeName) {
    const HttpHeaders headers{{"Cookie", "xlinli_session=no; linli_session=yes; other=1"}};
    EXPECT_EQ(cookie(headers, "linli_session"), "yes");
    EXPECT_EQ(cookie(headers, "session"), "");
    EXPECT_EQ(cookie({}, "linli_session"), "");
}

TEST(Forms, ANumberIsDigitsOnly) {
    const Form form{{"a", "12"}, {"b", "-1"}, {"c", "1e3"}, {"d", "9999999999"}, {"e", ""}};
    EXPECT_EQ(number_field(form, "a"), 12);
    for (const std::string_view name : {"b", "c", "d", "e", "f"}) EXPECT_FALSE(number_field(form, name)) << name;
}

TEST(Forms, WordsAreCleanedAndBounded) {
    const Form form{{"words", " a\x01\xff" + std::string(50, 'b')}};
    EXPECT_EQ(field(form, "words", 4),
              "a\xEF\xBF\xBD"
              "bb");
}

TEST(Reply, EveryPageForbidsWhatItDoesNotServeItself) {
    const HttpResponse reply = html_reply(200, "<p>");
    EXPECT_EQ(find_header(reply.headers, "Content-Security-Policy"), kContentSecurityPolicy);
    EXPECT_EQ(find_header(reply.headers, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(find_header(reply.headers, "Referrer-Policy"), "same-origin");
    EXPECT_EQ(find_header(reply.headers, "Cache-Control"), "no-store");
    EXPECT_EQ(find_header(redirect_to("/").headers, "Cache-Control"), "no-store");
}

TEST(Reply, OnlyKnownFilesAreServed) {
    EXPECT_EQ(static_reply("style.css").status, 200);
    EXPECT_EQ(static_reply("queue.mustache").status, 404);
    EXPECT_EQ(static_reply("../../etc/passwd").status, 404);
}

}  // namespace
}  // namespace linli::hub::console
