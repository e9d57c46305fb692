// What the kiosk keeps: who it is, the outbox, the mirror. The one writing connection.
//
// Owned by the core, on the core's thread. Every function that changes something is one transaction, durable when it
// returns; after an error nothing of it is there. Invariants: an operation is deleted only with an answer (I9); an
// answer is written once (I5); the cursor moves in the transaction that applies the rows before it (I7); nothing here
// is ever given a resident's words in clear (I10). What residents left is bounded by the disk alone, with a reserve.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/store/disk.h"
#include "kiosk/store/reader.h"

namespace linli::store {

// Acknowledged operations kept for a hub that comes back from a backup; older ones are pruned.
inline constexpr std::int64_t kMaxAcknowledged = 50'000;

// A part of the outbox as it is pushed: bodies of first_seq, first_seq + 1, ...
struct OutboxBatch {
    std::int64_t first_seq = 0;
    std::vector<std::string> bodies;
};

enum class AnswerEffect { Stored, Known, Differs, NoSuchOperation };

class Store {
  public:
    // Makes the folder and the database where they are missing and brings the schema up to date.
    // Errors: InUse (another program has the folder), ReadOnly, TooNew, Corrupt, DiskFull, Storage.
    [[nodiscard]] static Result<Store> open(const std::string& folder, FreeSpace free_space = system_free_space);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    [[nodiscard]] const Reader& reader() const;
    [[nodiscard]] const std::optional<Identity>& identity() const;
    // The kiosk's key pair: made and stored at the first call, the same ever after, so that an enrolment whose reply
    // was lost is repeated with the same key.
    [[nodiscard]] Result<crypto::SigningKey> signing_key(const Entropy& entropy);
    // Errors: Conflict (it is enrolled already).
    [[nodiscard]] Result<> enrol(const Identity& identity, std::int64_t generation, Now now, Instant hub_time);

    // Reserves wire::kCounterBlock request counters; returns the first.
    [[nodiscard]] Result<std::int64_t> reserve_counters();
    // What the hub said the time is, beside the device's clock.
    [[nodiscard]] Result<> note_hub_time(Instant hub, Instant wall);
    [[nodiscard]] Instant hub_time() const;
    [[nodiscard]] Instant wall_time() const;

    // Stores what `make` builds for the next key. Errors: DiskFull (also where only the reserve is left), TooLarge,
    // those of `make`.
    [[nodiscard]] Result<OperationKey> append(const std::function<Result<Operation>(const OperationKey&)>& make,
                                              Instant wall);
    // From the first operation without an answer, or from `from` where that is earlier; at most `max_operations`, and
    // at most `max_bytes` unless the first alone is longer. Empty where there is nothing to send. A body that the disk
    // has changed goes out marked "damaged", which no hub can read.
    // Errors: NotFound (`from` was pruned).
    [[nodiscard]] Result<OutboxBatch> unanswered_batch(std::optional<std::int64_t> from, std::size_t max_operations,
                                                       std::size_t max_bytes);
    // Answers to first_seq, first_seq + 1, ... Those that are there already stay; a different one is logged.
    // Returns how many were new.
    [[nodiscard]] Result<int> store_answers(std::int64_t first_seq, std::span<const Answer> answers);
    [[nodiscard]] std::int64_t unanswered() const;
    [[nodiscard]] std::int64_t next_seq() const;

    // Rows since cursor + 1, without a gap; at most wire::kRowsATransaction. Answers to this kiosk among them reach the
    // outbox in the same transaction. Errors: Conflict (they do not follow the cursor, or another generation).
    [[nodiscard]] Result<> apply_rows(std::int64_t generation, std::span<const wire::FeedRow> rows);
    [[nodiscard]] std::int64_t cursor() const;
    // Moves with whatever a station shows, in the mirror and in the outbox.
    [[nodiscard]] std::int64_t data_version() const;
    [[nodiscard]] std::int64_t generation() const;

    // After DiskFull: gives up the ballast and writes the log back. When room is there again, keeps the ballast anew.
    void relieve();
    void keep_ballast();
    // Deletes the oldest answered operations beyond `keep`. Returns how many.
    [[nodiscard]] Result<std::int64_t> prune(std::int64_t keep = kMaxAcknowledged);

    // For tests and the simulator: see db::Connection::set_fault_hook.
    void set_fault_hook(std::function<std::optional<Fault>()> hook);

  private:
    struct Inner;
    explicit Store(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

}  // namespace linli::store
