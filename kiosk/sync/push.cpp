#include "kiosk/sync/push.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/limits.h"

namespace linli::sync {
namespace {

// The head of a push is the rest.
constexpr std::size_t kMaxBodies = wire::kMaxPushBytes - 4'096;
// Counting the answered operations costs a walk, so it is not done at every reply.
constexpr int kPruneEvery = 2'000;

}  // namespace

Push::Push(store::Store& store) : m_store(store), m_limit(wire::kMaxOperations) {}

Result<std::optional<HttpRequest>> Push::build() {
    const auto& identity = m_store.identity();
    if (!identity) return std::nullopt;
    auto batch = m_store.unanswered_batch(m_from, m_limit, kMaxBodies);
    if (!batch && batch.error().fault == Fault::NotFound) {
        log_error("sync", "the hub asks for operations that were pruned: {}", batch.error().message);
        m_stuck = true;
        return std::nullopt;
    }
    LINLI_TRY(store::OutboxBatch found, std::move(batch));
    if (found.bodies.empty()) return std::nullopt;
    if (m_from && found.first_seq != *m_from) m_from.reset();
    m_first = found.first_seq;
    m_sent = found.bodies.size();

    wire::PushRequest push;
    push.kiosk = identity->kiosk;
    push.epoch = identity->epoch;
    push.generation = m_store.generation();
    push.schema = wire::kSchema;
    push.first_seq = m_first;
    push.max_known_seq = m_store.next_seq() - 1;
    push.operations = std::move(found.bodies);
    HttpRequest request{
        "POST", "/v1/push", {{"Content-Type", "application/json"}, {"Content-Encoding", "zstd"}}, "", ""};
    request.body = wire::compress(wire::encode(push));
    return std::optional<HttpRequest>(std::move(request));
}

PushResult Push::take(const Reply& reply) {
    if (reply.kind == ReplyKind::Good) return take_answers(reply.body);
    if (reply.status == 413 && m_sent > 1) {
        m_limit = std::max<std::size_t>(1, m_sent / 2);
        return PushResult::Again;
    }
    // Both ends give a body so many seconds. What a slow line cannot carry in them it would never carry.
    if (reply.kind == ReplyKind::NoAnswer) m_limit = std::max<std::size_t>(1, m_sent / 2);
    if (reply.kind != ReplyKind::Misplaced || reply.code != "expect") return PushResult::Later;
    if (reply.expect >= m_store.next_seq()) {
        log_error("sync", "the hub expects operation {}, this kiosk has made none after {}", reply.expect,
                  m_store.next_seq() - 1);
        m_stuck = true;
        return PushResult::Stuck;
    }
    if (reply.expect < 1 || reply.expect >= m_first) return PushResult::Later;
    log_warning("sync", "the hub asks for operations from {} again", reply.expect);
    m_from = reply.expect;
    return PushResult::Again;
}

PushResult Push::take_answers(const std::string& body) {
    const auto reply = wire::decode_push_reply(body);
    if (!reply) {
        log_warning("sync", "a push reply that cannot be read: {}", reply.error().message);
        return PushResult::Later;
    }
    if (reply->first_seq != m_first || reply->answers.size() > m_sent) {
        log_warning("sync", "a push reply for other operations than were sent");
        return PushResult::Later;
    }
    const auto stored = m_store.store_answers(reply->first_seq, reply->answers);
    if (!stored) {
        log_error("sync", "answers could not be stored: {}", stored.error().message);
        if (stored.error().fault == Fault::DiskFull) m_store.relieve();
        return PushResult::Later;
    }
    // The hub has taken more than this disk remembers: it was rolled back or cloned, and new operations would get
    // numbers that are taken.
    if (reply->expect > m_store.next_seq()) {
        log_error("sync", "the hub has operations up to {}, this kiosk up to {}", reply->expect - 1,
                  m_store.next_seq() - 1);
        m_stuck = true;
        return PushResult::Stuck;
    }
    if (reply->answers.empty()) return PushResult::Later;
    m_limit = std::min(wire::kMaxOperations, m_limit * 2);
    const std::int64_t next = m_first + static_cast<std::int64_t>(reply->answers.size());
    if (m_from) {
        m_from = next;
        if (next >= m_store.next_seq()) m_from.reset();
    }
    m_since_prune += *stored;
    if (m_since_prune >= kPruneEvery) {
        m_since_prune = 0;
        if (const auto pruned = m_store.prune(); !pruned) log_warning("sync", "pruning: {}", pruned.error().message);
    }
    return PushResult::Progress;
}

}  // namespace linli::sync
