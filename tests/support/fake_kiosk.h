// A kiosk without a screen, for tests of the hub's side: enrols, and pushes what a resident would have left. It speaks
// the protocol through kiosk/wire and hands its requests to a Hub in the same process.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/hub/desk.h"
#include "backend/hub/hub.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/receipt_key.h"
#include "kiosk/domain/operation.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/limits.h"

namespace linli::hub::test {

// What is kept of it between two runs of a program.
struct FakeKioskState {
    std::string id;
    ByteArray<32> seed{};
    std::int64_t counter = 0;
    std::int64_t seq = 0;
};

struct Pushed {
    std::string item;
    Answer answer;
};

class FakeKiosk {
  public:
    FakeKiosk(Hub& hub, const HubKeys& keys, Entropy entropy, FakeKioskState state = {})
        : m_hub(hub), m_keys(keys), m_entropy(std::move(entropy)), m_state(std::move(state)) {}

    [[nodiscard]] const FakeKioskState& state() const { return m_state; }

    [[nodiscard]] Result<> enrol(std::string_view station, Instant now) {
        m_entropy(m_state.seed);
        std::string code;
        LINLI_OK(m_hub.with_desk(now, [&](hub::Desk& desk) -> Result<> {
            LINLI_TRY(code, desk.make_enrolment_code(Actor{0, Role::Operator, ""}, station, Millis{600'000}));
            return {};
        }));
        const auto parsed = wire::parse_enrolment_code(code);
        if (!parsed) return fail(Fault::Invalid, "the hub's code cannot be read");
        HttpRequest request{.method = "POST", .target = "/v1/enrol", .headers = {}, .body = {}, .remote = "127.0.0.1"};
        LINLI_TRY(const Bytes sealed,
                  crypto::seal(m_keys.sealing.public_key,
                               wire::encode(wire::EnrolRequest{parsed->secret, key().public_key}), m_entropy));
        request.body = std::string(as_text(sealed));
        wire::set_nonce(request, nonce());
        const HttpResponse response = m_hub.handle(std::span<const HttpRequest>(&request, 1), now).front();
        if (response.status != 200) return fail(Fault::Denied, "enrolment: {} {}", response.status, response.body);
        LINLI_TRY(const std::string body, wire::inflate_body(response.headers, response.body));
        LINLI_TRY(const wire::EnrolReply reply, wire::decode_enrol_reply(body));
        m_state.id = reply.kiosk;
        return {};
    }

    // One operation in a push of its own. Acting on an item is proven with the receipt that made it here.
    [[nodiscard]] Result<Pushed> push(const OperationBody& body, const PrivatePart& part, Instant now) {
        const OperationKey op_key{m_state.id, 1, m_state.seq + 1};
        const std::string target = target_of(body);
        const auto made_by = parse_item_id(target);
        const crypto::SigningKey receipt =
            receipt_of(made_by && made_by->kiosk == m_state.id ? made_by->seq : op_key.seq);
        Operation operation{.body = body,
                            .device_time = now,
                            .receipt_key = receipt.public_key,
                            .sealed = {},
                            .readback = {},
                            .proof = {}};
        LINLI_TRY(operation.sealed, crypto::seal(m_keys.sealing.public_key, wire::encode(part), m_entropy));
        LINLI_TRY(const crypto::PublicKey to, crypto::sealing_public_key(receipt.public_key));
        LINLI_TRY(operation.readback, crypto::seal(to, wire::encode(part), m_entropy));
        if (made_by) operation.proof = crypto::sign(receipt, wire::proof_message(op_key, body));
        wire::PushRequest message{.kiosk = m_state.id,
                                  .schema = wire::kSchema,
                                  .first_seq = op_key.seq,
                                  .max_known_seq = op_key.seq,
                                  .leases = {},
                                  .operations = {wire::encode(operation)}};
        HttpRequest request{.method = "POST",
                            .target = "/v1/push",
                            .headers = {},
                            .body = wire::encode(message),
                            .remote = "127.0.0.1"};
        wire::sign_request(request, {m_state.id, 1, ++m_state.counter, nonce()}, key());
        const HttpResponse response = m_hub.handle(std::span<const HttpRequest>(&request, 1), now).front();
        if (response.status != 200) return fail(Fault::Denied, "push: {} {}", response.status, response.body);
        LINLI_TRY(const std::string reply_body, wire::inflate_body(response.headers, response.body));
        LINLI_TRY(const wire::PushReply reply, wire::decode_push_reply(reply_body));
        if (reply.answers.size() != 1)
            return fail(Fault::Internal, "{} answers to one operation", reply.answers.size());
        m_state.seq = op_key.seq;
        return Pushed{item_id(op_key), reply.answers.front()};
    }

  private:
    static std::string target_of(const OperationBody& body) {
        return std::visit(
            [](const auto& each) -> std::string {
                if constexpr (requires { each.item; })
                    return each.item;
                else
                    return {};
            },
            body);
    }
    [[nodiscard]] crypto::SigningKey key() const {
        return crypto::signing_key_from_seed(crypto::Secret<32>(m_state.seed));
    }
    [[nodiscard]] crypto::SigningKey receipt_of(std::int64_t seq) const {
        const std::string text = crypto::to_hex(m_state.seed) + std::to_string(seq);
        return crypto::signing_key_from_seed(crypto::Secret<32>(crypto::blake2b(text)));
    }
    [[nodiscard]] wire::Nonce nonce() const {
        wire::Nonce out{};
        m_entropy(out);
        return out;
    }

    Hub& m_hub;
    const HubKeys& m_keys;
    Entropy m_entropy;
    FakeKioskState m_state;
};

}  // namespace linli::hub::test
