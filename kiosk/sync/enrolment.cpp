#include "kiosk/sync/enrolment.h"

#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/sync/reply.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"

namespace linli::sync {
namespace {

std::string key_of_refusal(const Reply& reply) {
    for (const std::string_view known : {"code-unknown", "code-used", "code-expired", "too-many-tries"})
        if (reply.code == known) return fmt::format("error.{}", known);
    return "error.hub-unreachable";
}

}  // namespace

std::string storage_error_key(Fault fault) {
    if (fault == Fault::DiskFull) return "error.disk-full";
    if (fault == Fault::ReadOnly) return "error.read-only";
    return "error.storage";
}

std::optional<std::string> Enrolment::begin(std::string_view code) {
    if (m_store.identity()) return "error.enrolled-already";
    if (m_step != Step::Idle) return "error.busy";
    m_code = wire::parse_enrolment_code(code);
    if (!m_code) return "error.code-typo";
    m_step = Step::AskWho;
    return std::nullopt;
}

Enrolment::Outcome Enrolment::end(std::string error_key) {
    m_step = Step::Idle;
    m_code.reset();
    return {std::move(error_key)};
}

Enrolment::Outcome Enrolment::give_up(const Error& error) {
    log_error("sync", "enrolment: {}", error.message);
    return end(storage_error_key(error.fault));
}

Result<HttpRequest> Enrolment::build(const wire::Nonce& nonce, const Entropy& entropy) {
    HttpRequest request;
    if (m_step == Step::AskWho) {
        request.method = "GET";
        request.target = fmt::format("/v1/hello?nonce={}", crypto::to_base64(nonce));
    } else {
        LINLI_TRY(const crypto::SigningKey key, m_store.signing_key(entropy));
        const std::string plain = wire::encode(wire::EnrolRequest{m_code->secret, key.public_key});
        LINLI_TRY(const Bytes sealed, crypto::seal(m_hub_sealing, plain, entropy));
        request.method = "POST";
        request.target = "/v1/enrol";
        request.headers.emplace_back("Content-Type", "application/octet-stream");
        request.body = as_text(sealed);
    }
    wire::set_nonce(request, nonce);
    return request;
}

std::optional<Enrolment::Outcome> Enrolment::take(const Result<HttpResponse>& response, const crypto::Hash& question,
                                                  Now now) {
    if (m_step == Step::AskWho) return take_hello(response, question);
    return take_reply(response, question, now);
}

std::optional<Enrolment::Outcome> Enrolment::take_hello(const Result<HttpResponse>& response,
                                                        const crypto::Hash& question) {
    if (!response || response->status != 200) return end("error.hub-unreachable");
    // The key is read before it is trusted: it proves itself by the fingerprint that staff carried here, and then it
    // proves the reply.
    const auto body = wire::inflate_body(response->headers, response->body);
    if (!body) return end("error.hub-unreachable");
    const auto hello = wire::decode_hello(*body);
    if (!hello) return end("error.hub-unreachable");
    if (!crypto::same_secret(wire::hub_fingerprint(hello->signing_key), m_code->fingerprint) ||
        !wire::verify_reply(*response, question, hello->signing_key)) {
        log_error("sync", "enrolment: what answers is not the hub that made the code");
        return end("error.hub-not-genuine");
    }
    m_hub_signing = hello->signing_key;
    m_hub_sealing = hello->sealing_key;
    m_step = Step::SendCode;
    return std::nullopt;
}

Enrolment::Outcome Enrolment::take_reply(const Result<HttpResponse>& response, const crypto::Hash& question, Now now) {
    const Reply reply = read_reply(response, question, m_hub_signing);
    if (reply.kind != ReplyKind::Good) return end(key_of_refusal(reply));
    const auto enrolled = wire::decode_enrol_reply(reply.body);
    if (!enrolled) {
        log_error("sync", "enrolment: {}", enrolled.error().message);
        return end("error.hub-unreachable");
    }
    const store::Identity identity{enrolled->kiosk,   enrolled->epoch, enrolled->community,
                                   enrolled->station, m_hub_signing,   m_hub_sealing};
    if (const auto stored = m_store.enrol(identity, enrolled->generation, now, enrolled->now); !stored)
        return give_up(stored.error());
    log_info("sync", "enrolled as {} at station {}", enrolled->kiosk, enrolled->station);
    return end("");
}

}  // namespace linli::sync
