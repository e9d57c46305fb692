#include "kiosk/sync/engine.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/wire/codec.h"

namespace linli::sync {
namespace {

// The hub's time is stored this often, not at every poll: what is lost is only how exact a start without a hub is.
constexpr Millis kStoreTimeEvery{60'000};
// A kiosk that the hub refuses looks this often whether staff have changed that.
constexpr Millis kLookWhenRefused{5 * 60'000};

}  // namespace

Engine::Engine(store::Store& store, EngineConfig config, Entropy entropy, Rng rng)
    : m_store(store),
      m_config(config),
      m_entropy(std::move(entropy)),
      m_rng(rng),
      m_push(store),
      m_pull(store, std::min(config.page_rows, wire::kMaxRows)),
      m_enrolment(store),
      m_clock(store.hub_time(), store.wall_time()) {}

wire::Nonce Engine::make_nonce() const {
    wire::Nonce nonce{};
    m_entropy(nonce);
    return nonce;
}

Result<std::int64_t> Engine::next_counter() {
    if (m_counter == m_counter_end) {
        LINLI_TRY(m_counter, m_store.reserve_counters());
        m_counter_end = m_counter + wire::kCounterBlock;
    }
    return m_counter++;
}

Outgoing Engine::dispatch(Lane& lane, HttpRequest request) {
    lane.flight = Lane::Flight{m_next_key++, wire::question_of(request)};
    return {lane.flight->key, std::move(request)};
}

// The disk's failure, not the network's: the link is not told of it.
void Engine::local_failure(Lane& lane, std::string_view what, const Error& error, Now now) {
    log_error("sync", "{}: {}", what, error.message);
    if (error.fault == Fault::DiskFull) m_store.relieve();
    lane.not_before = lane.backoff.fail(now.boot, m_rng);
}

std::optional<Outgoing> Engine::signed_request(Lane& lane, HttpRequest request, Now now) {
    if (!m_key) {
        auto key = m_store.signing_key(m_entropy);
        if (!key) {
            local_failure(lane, "the kiosk's key", key.error(), now);
            return std::nullopt;
        }
        m_key = std::move(*key);
    }
    const auto counter = next_counter();
    if (!counter) {
        local_failure(lane, "reserving counters", counter.error(), now);
        return std::nullopt;
    }
    const auto& identity = *m_store.identity();
    const wire::Nonce nonce = make_nonce();
    wire::sign_request(request, {identity.kiosk, identity.epoch, *counter, nonce}, *m_key);
    return dispatch(lane, std::move(request));
}

std::optional<Outgoing> Engine::next_enrolment() {
    const wire::Nonce nonce = make_nonce();
    auto request = m_enrolment.build(nonce, m_entropy);
    if (request) return dispatch(m_enrol_lane, std::move(*request));
    m_failed_enrolment = m_enrolment.give_up(request.error());
    return std::nullopt;
}

std::optional<Outgoing> Engine::next_push(Now now) {
    auto batch = m_push.build();
    if (!batch) {
        local_failure(m_push_lane, "reading the outbox", batch.error(), now);
        // Nothing that waits is sent until somebody looks: that must not read as if all were well.
        m_push_lane.last = Link::HubTrouble;
        return std::nullopt;
    }
    if (!*batch) return std::nullopt;
    return signed_request(m_push_lane, std::move(**batch), now);
}

std::optional<Outgoing> Engine::next_request(Now now) {
    if (m_enrolment.wanted() && !m_enrol_lane.flight) {
        if (auto request = next_enrolment()) return request;
    }
    if (!m_store.identity()) return std::nullopt;
    if (!m_refused && m_push.wanted() && m_push_lane.ready(now.boot)) {
        if (auto request = next_push(now)) return request;
    }
    if (m_pull.has_room() && m_pull_lane.ready(now.boot)) {
        if (auto request = signed_request(m_pull_lane, m_pull.build(now), now)) return request;
    }
    if (m_probe_wanted && !m_probe_lane.flight) {
        m_probe_wanted = false;
        const wire::Nonce nonce = make_nonce();
        HttpRequest request{"GET", fmt::format("/v1/hello?nonce={}", crypto::to_base64(nonce)), {}, "", ""};
        wire::set_nonce(request, nonce);
        return dispatch(m_probe_lane, std::move(request));
    }
    return std::nullopt;
}

std::optional<Enrolment::Outcome> Engine::on_response(std::uint64_t key, const Result<HttpResponse>& response,
                                                      Now now) {
    const auto landed = [key](Lane& lane) -> std::optional<crypto::Hash> {
        if (!lane.flight || lane.flight->key != key) return std::nullopt;
        const crypto::Hash question = lane.flight->question;
        lane.flight.reset();
        return question;
    };
    if (const auto question = landed(m_enrol_lane)) return m_enrolment.take(response, *question, now);
    const auto& identity = m_store.identity();
    if (!identity) return std::nullopt;
    if (const auto pushed = landed(m_push_lane)) {
        on_push(read_reply(response, *pushed, identity->hub_signing), now);
    } else if (const auto pulled = landed(m_pull_lane)) {
        on_pull(read_reply(response, *pulled, identity->hub_signing), now);
    } else if (const auto probed = landed(m_probe_lane)) {
        on_probe(read_reply(response, *probed, identity->hub_signing));
    }
    return std::nullopt;
}

void Engine::refuse(Lane& lane, Now now) {
    if (!m_refused) log_error("sync", "the hub refuses this kiosk: nothing is sent until it changes its mind");
    m_refused = true;
    lane.last = Link::Refused;
    lane.not_before = lane.backoff.fail(now.boot, m_rng, kLookWhenRefused);
}

void Engine::on_push(const Reply& reply, Now now) {
    if (reply.kind == ReplyKind::Refused) return refuse(m_push_lane, now);
    switch (m_push.take(reply)) {
        case PushResult::Progress:
            m_push_lane.succeeded();
            m_pull_lane.network_is_back();
            // What the answers changed is in the feed by now.
            if (m_pull_lane.flight)
                m_pull_again = true;
            else if (m_pull_lane.backoff.failures() == 0)
                m_pull_lane.not_before = {};
            return;
        case PushResult::Again:
            m_push_lane.not_before = {};
            return;
        case PushResult::Later:
        case PushResult::Stuck:
            break;
    }
    Reply failed = reply;
    if (failed.kind == ReplyKind::Good) failed.kind = ReplyKind::Busy;
    m_push_lane.failed(failed, now.boot, m_rng);
    if (reply.kind == ReplyKind::Unsigned) m_probe_wanted = true;
}

void Engine::on_pull(const Reply& reply, Now now) {
    const bool again = std::exchange(m_pull_again, false);
    if (reply.kind == ReplyKind::Refused) return refuse(m_pull_lane, now);
    switch (m_pull.take(reply)) {
        case PullResult::Staged:
            if (m_refused) log_info("sync", "the hub takes this kiosk again");
            m_refused = false;
            m_pull_lane.succeeded();
            m_push_lane.network_is_back();
            heard(m_pull.told(), now);
            if (!again && !m_pull.behind()) {
                const Millis poll = m_attendance == Attendance::Somebody ? m_config.poll : m_config.poll_alone;
                const auto tenth = static_cast<std::uint64_t>(poll.count() / 10);
                const Millis jitter{static_cast<std::int64_t>(m_rng.below(2 * tenth + 1)) -
                                    static_cast<std::int64_t>(tenth)};
                m_pull_lane.not_before = now.boot + poll + jitter;
            }
            return;
        case PullResult::Stale:
            m_pull_lane.not_before = std::max(m_pull_lane.not_before, now.boot);
            return;
        case PullResult::Later:
            break;
    }
    Reply failed = reply;
    if (failed.kind == ReplyKind::Good) failed.kind = ReplyKind::Busy;
    m_pull_lane.failed(failed, now.boot, m_rng);
    if (reply.kind == ReplyKind::Unsigned) m_probe_wanted = true;
}

// Only what the network is was asked; what it means for push and pull they find out at their own pace.
void Engine::on_probe(const Reply& reply) {
    const Link found = reply.kind == ReplyKind::Good ? Link::HubTrouble : link_of(reply);
    for (Lane* lane : {&m_push_lane, &m_pull_lane})
        if (lane->last == Link::CaptivePortal || lane->last == Link::HubTrouble) lane->last = found;
}

void Engine::heard(Instant hub, Now now) {
    m_clock.set(hub, now);
    store_time(now);
}

// After a start without a hub this is what the data is as of, so it never goes ahead of what is applied.
void Engine::store_time(Now now) {
    const auto applied = m_pull.applied_as_of();
    if (!applied || m_pull.has_work() || m_pull.behind()) return;
    if (m_time_stored && now.boot - *m_time_stored < kStoreTimeEvery) return;
    if (const auto stored = m_store.note_hub_time(*applied, now.wall); !stored) {
        log_warning("sync", "storing the hub's time: {}", stored.error().message);
        return;
    }
    m_time_stored = now.boot;
}

void Engine::work(Now now) {
    const auto applied = m_pull.apply();
    if (!applied) {
        local_failure(m_pull_lane, "applying rows of the feed", applied.error(), now);
        return;
    }
    if (m_pull.has_work()) return;
    m_store.keep_ballast();
    store_time(now);
}

BootTime Engine::wake_at() const {
    BootTime at = kNever;
    const auto consider = [&at](const Lane& lane) {
        if (!lane.flight) at = std::min(at, lane.not_before);
    };
    if (m_enrolment.wanted()) consider(m_enrol_lane);
    if (!m_store.identity()) return at;
    if (!m_refused && m_push.wanted()) consider(m_push_lane);
    if (m_pull.has_room()) consider(m_pull_lane);
    if (m_probe_wanted && !m_probe_lane.flight) at = BootTime{};
    return at;
}

void Engine::kick(Now now) {
    for (Lane* lane : {&m_push_lane, &m_pull_lane}) {
        lane->backoff.reset();
        lane->not_before = std::min(lane->not_before, now.boot);
    }
}

void Engine::attend(Attendance attendance, Now now) {
    const bool came = attendance == Attendance::Somebody && m_attendance == Attendance::Nobody;
    m_attendance = attendance;
    // After a failure the backoff decides: a crowd before kiosks must not press on a hub that is in trouble.
    if (came && m_pull_lane.backoff.failures() == 0)
        m_pull_lane.not_before = std::min(m_pull_lane.not_before, now.boot);
}

void Engine::push_soon(Now now) {
    if (m_push_lane.last == Link::Offline || m_push_lane.last == Link::CaptivePortal)
        m_push_lane.not_before = std::min(m_push_lane.not_before, now.boot);
}

std::optional<Enrolment::Outcome> Engine::take_failed_enrolment() {
    return std::exchange(m_failed_enrolment, std::nullopt);
}

Link Engine::link() const {
    if (!m_store.identity()) return Link::NotEnrolled;
    if (m_refused || m_push.stuck()) return Link::Refused;
    // A push that fails matters while something waits to be sent.
    const bool push_counts = m_push.wanted() && m_push_lane.last != Link::Starting && m_push_lane.last != Link::Online;
    return push_counts ? m_push_lane.last : m_pull_lane.last;
}

std::optional<Instant> Engine::as_of() const {
    if (const auto applied = m_pull.applied_as_of()) return applied;
    if (m_store.cursor() == 0) return std::nullopt;
    return m_store.hub_time();
}

}  // namespace linli::sync
