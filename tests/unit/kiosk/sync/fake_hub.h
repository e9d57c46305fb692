// A hub in a few lines: it checks signatures, numbers and counters as the real one does, answers what it is told to,
// and keeps a feed. For the kiosk's side alone; the real hub meets the real kiosk in the simulator.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/rng.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/limits.h"

namespace linli::sync {

class FakeHub {
  public:
    FakeHub() : FakeHub(99) {}
    explicit FakeHub(std::uint64_t seed) {
        entropy = [rng = std::make_shared<Rng>(seed)](std::span<std::uint8_t> out) { rng->fill(out); };
        signing = crypto::make_signing_key(entropy);
        sealing = crypto::make_sealing_key(entropy);
    }

    Entropy entropy;
    crypto::SigningKey signing;
    crypto::SealingKey sealing;
    std::string kiosk = "K3", community = "qinghe", station = "qinghe-1";
    std::optional<crypto::PublicKey> kiosk_key;
    std::int64_t generation = 1;
    Instant now{1'800'000'000'000};
    std::vector<wire::FeedRow> feed;
    std::vector<std::string> operations;  // taken, in order
    std::vector<Answer> answers;
    std::function<Answer(const Operation&)> decide = [](const Operation&) { return Answer(Applied{}); };
    std::string refuse_enrolment;  // an error code
    std::set<std::int64_t> counters;
    std::size_t take_at_most = wire::kMaxOperations;
    int replays = 0;

    std::string new_code() {
        return wire::format_enrolment_code(wire::make_enrolment_code(signing.public_key, entropy));
    }
    void publish(const wire::RowBody& body) { publish(wire::key_of(body), wire::encode(body)); }
    void publish(wire::RowKey key, std::string json) {
        feed.push_back({static_cast<std::int64_t>(feed.size()) + 1, std::move(key), std::move(json)});
    }

    HttpResponse handle(const HttpRequest& request) {
        if (!wire::read_nonce(request)) return {400, {}, ""};
        HttpResponse response = answer(request);
        wire::sign_reply(response, request, signing);
        return response;
    }
    HttpResponse refusal(const HttpRequest& request, int status, const std::string& code, std::int64_t expect = 0,
                         HttpHeaders headers = {}) {
        HttpResponse response{status, std::move(headers), wire::encode(wire::ErrorReply{code, expect})};
        wire::sign_reply(response, request, signing);
        return response;
    }

  private:
    static HttpResponse ok(std::string body) {
        return {200, {{"Content-Encoding", "zstd"}}, wire::compress(std::move(body))};
    }
    static HttpResponse error(int status, const std::string& code, std::int64_t expect = 0) {
        return {status, {}, wire::encode(wire::ErrorReply{code, expect})};
    }
    HttpResponse answer(const HttpRequest& request) {
        const Target target = parse_target(request.target);
        if (target.path == "/v1/hello")
            return ok(wire::encode(wire::HelloReply{signing.public_key, sealing.public_key, now, 1}));
        if (target.path == "/v1/enrol") return enrol(request);
        const auto claim = wire::read_claim(request);
        if (!claim || !kiosk_key || !wire::verify_request(request, *claim, *kiosk_key)) return error(401, "signature");
        if (!counters.insert(claim->counter).second) {
            ++replays;
            return error(401, "replay");
        }
        return target.path == "/v1/push" ? push(request) : changes(target);
    }
    HttpResponse enrol(const HttpRequest& request) {
        if (!refuse_enrolment.empty()) return error(refuse_enrolment == "code-expired" ? 410 : 404, refuse_enrolment);
        const auto plain = crypto::open_seal(sealing, as_bytes(request.body));
        if (!plain) return error(400, "seal");
        const auto asked = wire::decode_enrol_request(*plain);
        if (!asked) return error(400, "body");
        if (kiosk_key && *kiosk_key != asked->kiosk_key) return error(409, "code-used");
        kiosk_key = asked->kiosk_key;
        return ok(wire::encode(wire::EnrolReply{kiosk, 1, community, station, generation, now}));
    }
    HttpResponse push(const HttpRequest& request) {
        const auto body = wire::inflate_body(request.headers, request.body);
        const auto asked = body ? wire::decode_push_request(*body) : fail(Fault::Invalid, "body");
        if (!asked) return error(400, "body");
        const auto have = static_cast<std::int64_t>(operations.size());
        if (asked->first_seq > have + 1) return error(409, "expect", have + 1);
        wire::PushReply reply;
        reply.first_seq = asked->first_seq;
        reply.generation = generation;
        reply.now = now;
        for (std::size_t i = 0; i < std::min(asked->operations.size(), take_at_most); ++i) {
            const auto seq = static_cast<std::size_t>(asked->first_seq) + i;
            if (seq > operations.size()) {
                operations.push_back(asked->operations[i]);
                const auto operation = wire::decode_operation(asked->operations[i]);
                answers.push_back(operation ? decide(*operation) : Answer(Quarantined{}));
                publish(wire::AnswerRow{{kiosk, 1, static_cast<std::int64_t>(seq)}, answers.back()});
            }
            reply.answers.push_back(answers[seq - 1]);
        }
        reply.expect = static_cast<std::int64_t>(operations.size()) + 1;
        return ok(wire::encode(reply));
    }
    HttpResponse changes(const Target& target) {
        wire::ChangesReply reply;
        reply.generation = generation;
        reply.since = std::stoll(std::string(*target.get("since")));
        reply.head = static_cast<std::int64_t>(feed.size());
        reply.now = now;
        const auto limit = std::stoul(std::string(*target.get("limit")));
        for (auto at = static_cast<std::size_t>(reply.since); at < feed.size() && reply.rows.size() < limit; ++at)
            reply.rows.push_back(feed[at]);
        return ok(wire::encode(reply));
    }
};

}  // namespace linli::sync
