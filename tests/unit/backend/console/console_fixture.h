// A hub in memory with the sample station, five members of staff and a browser that keeps its cookies.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "backend/console/console.h"
#include "backend/console/forms.h"
#include "backend/hub/desk.h"
#include "backend/hub/hub.h"
#include "backend/store/sqlite.h"
#include "kiosk/base/rng.h"
#include "kiosk/content/load.h"
#include "kiosk/crypto/password.h"
#include "tests/support/fake_kiosk.h"

namespace linli::hub::console {

class ConsoleTest : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(crypto::init());
        m_console = *Console::make();
        m_keys = make_keys(entropy());
        m_hub = std::make_unique<Hub>(*Hub::open(*open_sqlite(":memory:"), m_keys, entropy(), m_console.get()));
        const auto files = content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"});
        ASSERT_TRUE(files) << files.error().message;
        const auto loaded = m_hub->load(*files, now);
        ASSERT_TRUE(loaded) << loaded.error().message;
        for (const auto& [login, role] :
             {std::pair{"lihua", Role::Desk}, std::pair{"wangwei", Role::Property}, std::pair{"college", Role::Partner},
              std::pair{"editor", Role::Editor}, std::pair{"operator", Role::Operator}}) {
            const auto added = m_hub->with_desk(now, [&, name = login, as = role](hub::Desk& desk) -> Result<> {
                LINLI_TRY(const std::string hash,
                          crypto::hash_password(std::string(name) + "-word", crypto::kLeastCost));
                LINLI_TRY(m_staff[name], desk.add_staff(Actor{0, Role::Operator, "qinghe"}, name, as, hash));
                return {};
            });
            ASSERT_TRUE(added) << added.error().message;
        }
    }

    [[nodiscard]] Entropy entropy() {
        return [this](std::span<std::uint8_t> out) { m_rng.fill(out); };
    }

    HttpResponse send(HttpRequest request) {
        request.remote = "192.0.2.7";
        request.headers.emplace_back("Host", "hub.example");
        std::string cookies;
        for (const auto& [name, value] : m_cookies) cookies += name + "=" + value + "; ";
        if (!cookies.empty()) request.headers.emplace_back("Cookie", cookies);
        HttpResponse response = m_hub->handle(std::span<const HttpRequest>(&request, 1), now).front();
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            const std::size_t equals = value.find('=');
            m_cookies[value.substr(0, equals)] = value.substr(equals + 1, value.find(';') - equals - 1);
            m_set_cookies.push_back(value);
        }
        return response;
    }
    HttpResponse get(std::string_view target, HttpHeaders headers = {}) {
        return send(
            {.method = "GET", .target = std::string(target), .headers = std::move(headers), .body = {}, .remote = {}});
    }
    using Fields = std::vector<std::pair<std::string_view, std::string_view>>;
    HttpResponse post_raw(std::string_view target, const Fields& fields, HttpHeaders headers = {}) {
        std::string body;
        for (const auto& [name, value] : fields) body += percent_encode(name) + "=" + percent_encode(value) + "&";
        return send({.method = "POST",
                     .target = std::string(target),
                     .headers = std::move(headers),
                     .body = std::move(body),
                     .remote = {}});
    }
    // With the token that a page of this session carries.
    HttpResponse post(std::string_view target, Fields fields) {
        const std::string token = m_token;
        fields.emplace_back("csrf", token);
        return post_raw(target, fields, {{"Origin", "https://hub.example"}});
    }
    HttpResponse try_login(std::string_view login, std::string_view password) {
        const std::string token = token_in(get("/login").body);
        return post_raw("/login", {{"csrf", token}, {"login", login}, {"password", password}});
    }
    void log_in(std::string_view login) {
        m_cookies.clear();
        const HttpResponse response = try_login(login, std::string(login) + "-word");
        ASSERT_EQ(response.status, 303) << response.body;
        m_token = token_in(get("/no-such-page").body);
        ASSERT_FALSE(m_token.empty());
    }
    static std::string token_in(std::string_view html) {
        constexpr std::string_view kBefore = "name=\"csrf\" value=\"";
        const std::size_t at = html.find(kBefore);
        if (at == std::string_view::npos) return {};
        const std::size_t from = at + kBefore.size();
        return std::string(html.substr(from, html.find('"', from) - from));
    }

    // What a resident left, with a phone number.
    std::string leave_request(std::string_view kind, std::string_view words, PrivatePart part = {}) {
        part.fields.push_back({"words", std::string(words)});
        return leave(OpenRequest{std::string(kind), ""}, part);
    }
    std::string leave(const OperationBody& body, const PrivatePart& part) {
        if (!m_kiosk) {
            m_kiosk = std::make_unique<test::FakeKiosk>(*m_hub, m_keys, entropy());
            const auto enrolled = m_kiosk->enrol("qinghe-1", now);
            EXPECT_TRUE(enrolled) << enrolled.error().message;
        }
        const auto pushed = m_kiosk->push(body, part, now);
        EXPECT_TRUE(pushed) << pushed.error().message;
        return pushed ? pushed->item : "";
    }

    Instant now{1'795'000'000'000};
    Rng m_rng{7};
    HubKeys m_keys;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<test::FakeKiosk> m_kiosk;
    std::map<std::string, std::int64_t> m_staff;
    std::map<std::string, std::string> m_cookies;
    std::vector<std::string> m_set_cookies;
    std::string m_token;
};

[[nodiscard]] inline bool holds(const HttpResponse& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}
[[nodiscard]] inline std::string location(const HttpResponse& response) {
    return std::string(find_header(response.headers, "Location").value_or(""));
}

}  // namespace linli::hub::console
