// A hub in memory with the sample station, and kiosks that speak to it as real ones do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "backend/hub/desk.h"
#include "backend/hub/hub.h"
#include "kiosk/base/rng.h"
#include "kiosk/crypto/receipt_key.h"
#include "kiosk/db/connection.h"
#include "kiosk/wire/messages.h"

namespace linli::hub {

class HubFixture;

// Stands for one resident: the key that a receipt's code and digits would open.
using Holder = crypto::SigningKey;

// A kiosk as the hub sees one.
class TestKiosk {
  public:
    TestKiosk(HubFixture& fixture, wire::EnrolReply who, crypto::SigningKey key)
        : m_fixture(fixture), m_who(std::move(who)), m_key(std::move(key)) {}

    [[nodiscard]] HttpRequest signed_request(const std::string& method, const std::string& target, std::string body);
    [[nodiscard]] HttpRequest push_request(std::int64_t first_seq, const std::vector<std::string>& operations);
    [[nodiscard]] HttpResponse push(std::int64_t first_seq, const std::vector<std::string>& operations);
    [[nodiscard]] HttpResponse changes(std::int64_t since, std::int64_t limit);
    // The next operation, pushed alone: its answer.
    Answer act(const Operation& operation);
    // All rows of the feed, page by page: decode_changes refuses a gap.
    [[nodiscard]] std::vector<wire::FeedRow> pull(std::int64_t limit = 1000);
    // The newest row of that kind and id, decoded.
    [[nodiscard]] std::optional<wire::RowBody> newest(const std::string& kind, const std::string& id);
    [[nodiscard]] ItemState item(std::int64_t seq);

    [[nodiscard]] Operation operation(const Holder& holder, OperationBody body, const PrivatePart& part = {});
    // With the proof that the next operation needs.
    [[nodiscard]] Operation proven(const Holder& holder, OperationBody body);
    [[nodiscard]] std::string id(std::int64_t seq) const { return item_id({m_who.kiosk, m_who.epoch, seq}); }
    [[nodiscard]] std::int64_t last() const { return m_seq; }
    [[nodiscard]] const wire::EnrolReply& who() const { return m_who; }

    std::int64_t counter = 0;

  private:
    HubFixture& m_fixture;
    wire::EnrolReply m_who;
    crypto::SigningKey m_key;
    std::int64_t m_seq = 0;
};

class HubFixture : public testing::Test {
  protected:
    friend class TestKiosk;
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] Entropy entropy() {
        return [this](std::span<std::uint8_t> out) { rng.fill(out); };
    }
    [[nodiscard]] Holder holder() { return crypto::make_signing_key(entropy()); }
    [[nodiscard]] HttpResponse ask(const HttpRequest& request);
    [[nodiscard]] std::string code_for(const std::string& station, Millis ttl = Millis{3'600'000});
    [[nodiscard]] HttpResponse ask_to_enrol(const std::string& code, const crypto::PublicKey& key,
                                            const std::string& remote = "192.0.2.1");
    [[nodiscard]] TestKiosk enrol(const std::string& station);
    // One transaction; the fault of what `use` returned, or nothing.
    std::optional<Fault> at_desk(const std::function<Result<>(Desk&)>& use);
    [[nodiscard]] Actor actor(Role role, const std::string& community = "qinghe", std::int64_t staff = 900) const {
        return {staff, role, community};
    }
    [[nodiscard]] std::int64_t count(const std::string& sql) const;
    // Changes a document of the content as an editor would, by its JSON.
    void reload(const std::string& json);

    Rng rng{7};
    Instant now{1'795'000'000'000};
    HubKeys keys;
    std::unique_ptr<Hub> hub;
    std::function<std::optional<Fault>()> fault;  // asked before each statement
};

[[nodiscard]] std::string error_code(const HttpResponse& response);
[[nodiscard]] std::string code_of(const Answer& answer);

// What a function gave, without what was in it.
template <class T>
[[nodiscard]] Result<> only_whether(Result<T> result) {
    if (!result) return fail(std::move(result).error());
    return {};
}

}  // namespace linli::hub
