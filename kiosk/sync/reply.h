// What came back, sorted by what it means before anything in it is believed.
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/domain/views.h"
#include "kiosk/wire/envelope.h"

namespace linli::sync {

enum class ReplyKind {
    Good,       // signed, 200; the body is inflated
    Busy,       // signed, 408, 413, 429, 5xx, or a body that cannot be used: try later
    Refused,    // signed, 401 or 403 for who we are: the kiosk is not welcome
    Misplaced,  // signed, any other status; the code says what is wrong
    Unsigned,   // an answer that is not the hub's
    NoAnswer,   // none at all
};

struct Reply {
    ReplyKind kind = ReplyKind::NoAnswer;
    int status = 0;
    std::string body;         // of Good
    std::string code;         // of a signed error: "expect", "code-used", ...
    std::int64_t expect = 0;  // with code "expect"
    std::optional<Millis> retry_after;
};

// The signature over the question (wire::question_of) first, then inflation within bounds.
[[nodiscard]] Reply read_reply(const Result<HttpResponse>& response, const crypto::Hash& question,
                               const crypto::PublicKey& hub);

// What a resident may be told about the network after this reply.
[[nodiscard]] Link link_of(const Reply& reply);

}  // namespace linli::sync
