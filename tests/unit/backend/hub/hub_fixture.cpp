#include "tests/unit/backend/hub/hub_fixture.h"

#include "backend/store/sqlite.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {

void HubFixture::SetUp() {
    ASSERT_TRUE(crypto::init());
    keys = make_keys(entropy());
    auto connection = db::Connection::open(":memory:", db::Access::ReadWrite, kHubApplication);
    ASSERT_TRUE(connection);
    ASSERT_TRUE(db::migrate(*connection, hub_migrations()));
    connection->set_fault_hook([this]() -> std::optional<Fault> { return fault ? fault() : std::nullopt; });
    auto opened = Hub::open(sqlite_session(std::move(*connection)), keys, entropy(), nullptr);
    ASSERT_TRUE(opened);
    hub = std::make_unique<Hub>(std::move(*opened));
    const auto files = content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"});
    ASSERT_TRUE(files);
    const auto loaded = hub->load(*files, now);
    ASSERT_TRUE(loaded) << loaded.error().message;
}

void HubFixture::TearDown() {
    fault = {};
    const auto broken = hub->check();
    ASSERT_TRUE(broken);
    EXPECT_EQ(*broken, std::vector<std::string>{});
}

HttpResponse HubFixture::ask(const HttpRequest& request) {
    return hub->handle(std::span<const HttpRequest>(&request, 1), now).front();
}

std::optional<Fault> HubFixture::at_desk(const std::function<Result<>(Desk&)>& use) {
    const auto done = hub->with_desk(now, use);
    return done ? std::nullopt : std::optional(done.error().fault);
}

std::int64_t HubFixture::count(const std::string& sql) const {
    return hub->sql().number(sql, -1).value();
}

void HubFixture::reload(const std::string& json) {
    const auto loaded = hub->load({{"test.json", json}}, now);
    ASSERT_TRUE(loaded) << loaded.error().message;
}

std::string HubFixture::code_for(const std::string& station, Millis ttl) {
    std::string code;
    const auto made = hub->with_desk(now, [&](Desk& desk) -> Result<> {
        LINLI_TRY(code, desk.make_enrolment_code(actor(Role::Operator, "", 0), station, ttl));
        return {};
    });
    EXPECT_TRUE(made);
    return code;
}

HttpResponse HubFixture::ask_to_enrol(const std::string& code, const crypto::PublicKey& key,
                                      const std::string& remote) {
    const auto parsed = wire::parse_enrolment_code(code);
    EXPECT_TRUE(parsed);
    HttpRequest request{"POST", "/v1/enrol", {}, "", remote};
    const auto sealed =
        crypto::seal(keys.sealing.public_key, wire::encode(wire::EnrolRequest{parsed->secret, key}), entropy());
    request.body = as_text(*sealed);
    wire::Nonce nonce{};
    rng.fill(nonce);
    wire::set_nonce(request, nonce);
    HttpResponse response = ask(request);
    EXPECT_TRUE(wire::verify_reply(response, wire::question_of(request), keys.signing.public_key));
    return response;
}

TestKiosk HubFixture::enrol(const std::string& station) {
    crypto::SigningKey key = crypto::make_signing_key(entropy());
    const HttpResponse response = ask_to_enrol(code_for(station), key.public_key);
    EXPECT_EQ(response.status, 200);
    const auto body = wire::inflate_body(response.headers, response.body);
    const auto reply = wire::decode_enrol_reply(*body);
    EXPECT_TRUE(reply);
    return {*this, *reply, key};
}

HttpRequest TestKiosk::signed_request(const std::string& method, const std::string& target, std::string body) {
    HttpRequest request{method, target, {}, std::move(body), "192.0.2.7"};
    wire::RequestClaim claim{m_who.kiosk, m_who.epoch, ++counter, {}};
    m_fixture.rng.fill(claim.nonce);
    wire::sign_request(request, claim, m_key);
    return request;
}

HttpRequest TestKiosk::push_request(std::int64_t first_seq, const std::vector<std::string>& operations) {
    wire::PushRequest push{m_who.kiosk, m_who.epoch, m_who.generation, wire::kSchema, first_seq, 0, {}, operations};
    push.max_known_seq = first_seq + static_cast<std::int64_t>(operations.size()) - 1;
    return signed_request("POST", "/v1/push", wire::encode(push));
}

HttpResponse TestKiosk::push(std::int64_t first_seq, const std::vector<std::string>& operations) {
    return m_fixture.ask(push_request(first_seq, operations));
}

HttpResponse TestKiosk::changes(std::int64_t since, std::int64_t limit) {
    return m_fixture.ask(signed_request(
        "GET", fmt::format("/v1/changes?community={}&since={}&gen=1&limit={}", m_who.community, since, limit), ""));
}

Answer TestKiosk::act(const Operation& operation) {
    const HttpResponse response = push(++m_seq, {wire::encode(operation)});
    EXPECT_EQ(response.status, 200) << response.body;
    const auto body = wire::inflate_body(response.headers, response.body);
    const auto reply = wire::decode_push_reply(*body);
    EXPECT_TRUE(reply && reply->answers.size() == 1 && reply->expect == m_seq + 1);
    return reply && !reply->answers.empty() ? reply->answers.front() : Answer{};
}

std::vector<wire::FeedRow> TestKiosk::pull(std::int64_t limit) {
    std::vector<wire::FeedRow> rows;
    for (;;) {
        const HttpResponse response = changes(static_cast<std::int64_t>(rows.size()), limit);
        EXPECT_EQ(response.status, 200);
        const auto body = wire::inflate_body(response.headers, response.body);
        auto page = wire::decode_changes(*body);
        EXPECT_TRUE(page) << page.error().message;
        if (!page || page->rows.empty()) return rows;
        for (auto& row : page->rows) rows.push_back(std::move(row));
        if (static_cast<std::int64_t>(rows.size()) == page->head) return rows;
    }
}

std::optional<wire::RowBody> TestKiosk::newest(const std::string& kind, const std::string& id) {
    std::optional<wire::RowBody> out;
    for (const wire::FeedRow& row : pull()) {
        if (row.key.kind != kind || row.key.id != id) continue;
        auto body = wire::decode_row(row.key, row.json);
        EXPECT_TRUE(body) << body.error().message;
        if (body) out = std::move(*body);
    }
    return out;
}

ItemState TestKiosk::item(std::int64_t seq) {
    const auto row = newest("item", id(seq));
    const auto* state = row ? std::get_if<ItemState>(&*row) : nullptr;
    EXPECT_NE(state, nullptr) << id(seq);
    return state != nullptr ? *state : ItemState{};
}

Operation TestKiosk::operation(const Holder& holder, OperationBody body, const PrivatePart& part) {
    Operation out;
    out.body = std::move(body);
    out.device_time = m_fixture.now;
    out.receipt_key = holder.public_key;
    out.sealed = *crypto::seal(m_fixture.keys.sealing.public_key, wire::encode(part), m_fixture.entropy());
    out.readback =
        *crypto::seal(*crypto::sealing_public_key(holder.public_key), wire::encode(part), m_fixture.entropy());
    return out;
}

Operation TestKiosk::proven(const Holder& holder, OperationBody body) {
    Operation out;
    out.device_time = m_fixture.now;
    out.receipt_key = holder.public_key;
    out.proof = crypto::sign(holder, wire::proof_message({m_who.kiosk, m_who.epoch, m_seq + 1}, body));
    out.body = std::move(body);
    return out;
}

std::string error_code(const HttpResponse& response) {
    const auto error = wire::decode_error(response.body);
    return error ? error->code : "";
}

std::string code_of(const Answer& answer) {
    const auto* rejected = std::get_if<Rejected>(&answer);
    return rejected != nullptr ? rejected->code : "";
}

}  // namespace linli::hub
