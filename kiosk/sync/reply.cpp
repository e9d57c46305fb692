#include "kiosk/sync/reply.h"

#include <charconv>

#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"

namespace linli::sync {
namespace {

// Only the seconds form: a date would need a clock that agrees with the sender's.
std::optional<Millis> read_retry_after(const HttpHeaders& headers) {
    const auto text = find_header(headers, "Retry-After");
    if (!text) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    if (error != std::errc{} || end != text->data() + text->size() || seconds < 0 || seconds > 1'000'000)
        return std::nullopt;
    return Millis{seconds * 1000};
}

bool is_busy(int status) {
    return status == 408 || status == 413 || status == 429 || status >= 500;
}

}  // namespace

Reply read_reply(const Result<HttpResponse>& response, const crypto::Hash& question, const crypto::PublicKey& hub) {
    Reply reply;
    if (!response) return reply;
    reply.status = response->status;
    reply.retry_after = read_retry_after(response->headers);
    if (!wire::verify_reply(*response, question, hub)) {
        reply.kind = ReplyKind::Unsigned;
        return reply;
    }
    auto body = wire::inflate_body(response->headers, response->body);
    if (!body) {
        reply.kind = ReplyKind::Busy;
        return reply;
    }
    if (response->status == 200) {
        reply.kind = ReplyKind::Good;
        reply.body = std::move(*body);
        return reply;
    }
    if (const auto error = wire::decode_error(*body)) {
        reply.code = error->code;
        reply.expect = error->expect;
    }
    // A copy of a request that the network made is a replay to the hub; the next one has a counter of its own.
    const bool refused = (response->status == 401 || response->status == 403) && reply.code != "replay";
    reply.kind = refused                                                ? ReplyKind::Refused
                 : is_busy(response->status) || response->status == 401 ? ReplyKind::Busy
                                                                        : ReplyKind::Misplaced;
    return reply;
}

Link link_of(const Reply& reply) {
    switch (reply.kind) {
        case ReplyKind::Good:
            return Link::Online;
        case ReplyKind::Refused:
            return Link::Refused;
        case ReplyKind::Busy:
        case ReplyKind::Misplaced:
            return Link::HubTrouble;
        case ReplyKind::NoAnswer:
            return Link::Offline;
        // A gateway that cannot reach the hub says 5xx, and 413 comes from one too; anything else that is not signed
        // is a page that somebody put in between.
        case ReplyKind::Unsigned:
            return is_busy(reply.status) ? Link::HubTrouble : Link::CaptivePortal;
    }
    return Link::Offline;
}

}  // namespace linli::sync
