#include "kiosk/wire/envelope.h"

#include <charconv>

#include "kiosk/crypto/hash.h"
#include "kiosk/wire/codec.h"

namespace linli::wire {
namespace {

std::string request_message(const HttpRequest& request, const RequestClaim& claim) {
    return fmt::format("linli request 1\n{}\n{}\n{}\n{}\n{}\n{}\n{}", request.method, request.target, claim.kiosk,
                       claim.epoch, claim.counter, crypto::to_base64(claim.nonce),
                       crypto::to_base64(crypto::blake2b(request.body)));
}

// What the hub told beside the body (how long to wait, how it is packed) is part of what it said.
std::string reply_message(const HttpResponse& response, const crypto::Hash& question) {
    return fmt::format("linli reply 1\n{}\n{}\n{}\n{}\n{}", crypto::to_base64(question), response.status,
                       find_header(response.headers, "Content-Encoding").value_or(""),
                       find_header(response.headers, "Retry-After").value_or(""),
                       crypto::to_base64(crypto::blake2b(response.body)));
}

Result<std::int64_t> read_number(const HttpHeaders& headers, std::string_view name) {
    const auto text = find_header(headers, name).value_or("");
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1)
        return fail(Fault::Invalid, "{} is not a positive number", name);
    return value;
}

}  // namespace

void set_nonce(HttpRequest& request, const Nonce& nonce) {
    request.headers.emplace_back("Linli-Nonce", crypto::to_base64(nonce));
}

Result<Nonce> read_nonce(const HttpRequest& request) {
    return crypto::array_from_base64<16>(find_header(request.headers, "Linli-Nonce").value_or(""));
}

void sign_request(HttpRequest& request, const RequestClaim& claim, const crypto::SigningKey& key) {
    const crypto::Signature signature = crypto::sign(key, request_message(request, claim));
    set_nonce(request, claim.nonce);
    request.headers.emplace_back("Linli-Kiosk", claim.kiosk);
    request.headers.emplace_back("Linli-Epoch", std::to_string(claim.epoch));
    request.headers.emplace_back("Linli-Counter", std::to_string(claim.counter));
    request.headers.emplace_back("Linli-Signature", crypto::to_base64(signature));
}

Result<RequestClaim> read_claim(const HttpRequest& request) {
    RequestClaim claim;
    claim.kiosk = find_header(request.headers, "Linli-Kiosk").value_or("");
    if (!is_id(claim.kiosk)) return fail(Fault::Invalid, "Linli-Kiosk is not an id");
    LINLI_TRY(claim.epoch, read_number(request.headers, "Linli-Epoch"));
    LINLI_TRY(claim.counter, read_number(request.headers, "Linli-Counter"));
    LINLI_TRY(claim.nonce, read_nonce(request));
    return claim;
}

Result<> verify_request(const HttpRequest& request, const RequestClaim& claim, const crypto::PublicKey& key) {
    const auto signature = crypto::array_from_base64<64>(find_header(request.headers, "Linli-Signature").value_or(""));
    if (!signature || !crypto::verify(key, request_message(request, claim), *signature))
        return fail(Fault::Denied, "the request's signature does not hold");
    return {};
}

crypto::Hash question_of(const HttpRequest& request) {
    const auto signature = find_header(request.headers, "Linli-Signature");
    return crypto::blake2b(fmt::format("linli question 1\n{}\n{}\n{}\n{}\n{}", request.method, request.target,
                                       find_header(request.headers, "Linli-Nonce").value_or(""), signature.value_or(""),
                                       signature ? std::string() : crypto::to_base64(crypto::blake2b(request.body))));
}

void sign_reply(HttpResponse& response, const HttpRequest& request, const crypto::SigningKey& hub) {
    const crypto::Signature signature = crypto::sign(hub, reply_message(response, question_of(request)));
    response.headers.emplace_back("Linli-Nonce", find_header(request.headers, "Linli-Nonce").value_or(""));
    response.headers.emplace_back("Linli-Signature", crypto::to_base64(signature));
}

Result<> verify_reply(const HttpResponse& response, const crypto::Hash& question, const crypto::PublicKey& hub) {
    const auto signature = crypto::array_from_base64<64>(find_header(response.headers, "Linli-Signature").value_or(""));
    if (!signature) return fail(Fault::Network, "an answer without a signature (status {})", response.status);
    if (!crypto::verify(hub, reply_message(response, question), *signature))
        return fail(Fault::Network, "an answer that the hub did not sign for this request (status {})",
                    response.status);
    return {};
}

}  // namespace linli::wire
