// Who says it: signatures over requests and replies. TLS lies below in production; these hold without it.
//
// A request is signed over method, target, kiosk, epoch, counter, nonce and the hash of its body as sent; a reply over
// the question that it answers, the status and the hash of its body as sent. Both are checked before anything is
// inflated. A reply holds for one request of one kiosk: what the hub told another kiosk, or to another question, with
// the same nonce is nothing that this one takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/http.h"
#include "kiosk/crypto/keys.h"

namespace linli::wire {

using Nonce = ByteArray<16>;

struct RequestClaim {
    std::string kiosk;
    std::int64_t epoch = 0;
    std::int64_t counter = 0;
    Nonce nonce{};
};

// Adds Linli-Kiosk, -Epoch, -Counter, -Nonce and -Signature; the body must be final.
void sign_request(HttpRequest& request, const RequestClaim& claim, const crypto::SigningKey& key);
// What the request claims, unchecked: enough to look the kiosk's key up. Errors: Invalid.
[[nodiscard]] Result<RequestClaim> read_claim(const HttpRequest& request);
// Errors: Denied.
[[nodiscard]] Result<> verify_request(const HttpRequest& request, const RequestClaim& claim,
                                      const crypto::PublicKey& key);

// For hello and enrolment, where there is no kiosk yet: the nonce alone. Errors: Invalid.
void set_nonce(HttpRequest& request, const Nonce& nonce);
[[nodiscard]] Result<Nonce> read_nonce(const HttpRequest& request);

// What a reply is signed to: the request's method, target and nonce, and its signature, which stands for kiosk, epoch,
// counter and body; where it has none (hello, enrolment), its body.
[[nodiscard]] crypto::Hash question_of(const HttpRequest& request);
// Adds Linli-Nonce and Linli-Signature; status and body must be final, and the request must carry a nonce.
void sign_reply(HttpResponse& response, const HttpRequest& request, const crypto::SigningKey& hub);
// Errors: Network: an answer that is not the hub's to this question is no answer.
[[nodiscard]] Result<> verify_reply(const HttpResponse& response, const crypto::Hash& question,
                                    const crypto::PublicKey& hub);

}  // namespace linli::wire
