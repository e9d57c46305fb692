// The sync engine: what to ask the hub next, and what its answers change. A state machine: no clock, no thread, no
// socket.
//
// Owned by the core, on its thread. Push and pull may be under way at once, each with one request. Everything that has
// to outlive a crash is in the store before it is used, so an engine is rebuilt from the folder at any moment.
// Deterministic: the same store, entropy, seed, times and responses give the same requests, byte for byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/rng.h"
#include "kiosk/sync/enrolment.h"
#include "kiosk/sync/hub_clock.h"
#include "kiosk/sync/lane.h"
#include "kiosk/sync/pull.h"
#include "kiosk/sync/push.h"
#include "kiosk/wire/limits.h"

namespace linli::sync {

// Whether a resident stands before the kiosk: who waits for an answer is told soon, an empty room is left in peace.
enum class Attendance { Nobody, Somebody };

struct EngineConfig {
    // Between two looks at a feed that is read to its end; a tenth is jitter.
    Millis poll{10'000};
    Millis poll_alone{60'000};  // while nobody is there
    std::size_t page_rows = wire::kMaxRows;
};

// A request on its way. The answer, or that there was none, comes back with the key; a key is used once.
struct Outgoing {
    std::uint64_t key = 0;
    HttpRequest request;
};

class Engine {
  public:
    // entropy: for nonces and keys. rng: for jitter. The store must outlive the engine.
    Engine(store::Store& store, EngineConfig config, Entropy entropy, Rng rng);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // The next request to send, or nothing until wake_at() or the next call of anything else here.
    [[nodiscard]] std::optional<Outgoing> next_request(Now now);
    // An Error stands for no answer at all. Keys that are not under way (any more) are passed over.
    // The outcome of an enrolment where this answer ended one.
    [[nodiscard]] std::optional<Enrolment::Outcome> on_response(std::uint64_t key, const Result<HttpResponse>& response,
                                                                Now now);

    // Rows wait to be applied: work() applies some, at most wire::kRowsATransaction, in one transaction.
    [[nodiscard]] bool has_work() const { return m_pull.has_work(); }
    void work(Now now);

    // When next_request() will have something; never (kNever) while all that can be done is under way.
    [[nodiscard]] BootTime wake_at() const;
    // The link came up: nothing waits any longer.
    void kick(Now now);
    // Somebody, unless it is told. Who comes is not shown what is a minute old: the feed is read at once.
    void attend(Attendance attendance, Now now);
    // A resident left something: one try at once where only the network lacked. What the hub asked to wait is kept.
    void push_soon(Now now);

    // See Enrolment::begin.
    [[nodiscard]] std::optional<std::string> enrol(std::string_view code) { return m_enrolment.begin(code); }
    // Where no request for the enrolment could be made: its outcome, once.
    [[nodiscard]] std::optional<Enrolment::Outcome> take_failed_enrolment();

    [[nodiscard]] Link link() const;
    [[nodiscard]] HubClock::Reading time(Now now) const { return m_clock.read(now); }
    // The hub's time of the data in the mirror; nothing before there is any.
    [[nodiscard]] std::optional<Instant> as_of() const;

  private:
    [[nodiscard]] Outgoing dispatch(Lane& lane, HttpRequest request);
    [[nodiscard]] std::optional<Outgoing> signed_request(Lane& lane, HttpRequest request, Now now);
    [[nodiscard]] Result<std::int64_t> next_counter();
    [[nodiscard]] wire::Nonce make_nonce() const;
    [[nodiscard]] std::optional<Outgoing> next_enrolment();
    [[nodiscard]] std::optional<Outgoing> next_push(Now now);
    void local_failure(Lane& lane, std::string_view what, const Error& error, Now now);
    void on_push(const Reply& reply, Now now);
    void on_pull(const Reply& reply, Now now);
    void on_probe(const Reply& reply);
    void heard(Instant hub, Now now);
    void store_time(Now now);
    void refuse(Lane& lane, Now now);

    store::Store& m_store;
    EngineConfig m_config;
    Entropy m_entropy;
    Rng m_rng;
    Push m_push;
    Pull m_pull;
    Enrolment m_enrolment;
    HubClock m_clock;
    Lane m_push_lane;
    Lane m_pull_lane;
    Lane m_probe_lane;
    Lane m_enrol_lane;
    Attendance m_attendance = Attendance::Somebody;
    bool m_probe_wanted = false;
    bool m_pull_again = false;  // something was pushed while a poll was under way
    bool m_refused = false;
    std::uint64_t m_next_key = 1;
    std::int64_t m_counter = 0;      // the next one
    std::int64_t m_counter_end = 0;  // first one that is not reserved
    std::optional<crypto::SigningKey> m_key;
    std::optional<BootTime> m_time_stored;
    std::optional<Enrolment::Outcome> m_failed_enrolment;
};

}  // namespace linli::sync
