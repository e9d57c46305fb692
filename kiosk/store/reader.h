// What the kiosk's database says: identity, how far the feed is, documents, and all that belongs to one receipt.
//
// Reads only. One belongs to the core (over the writing connection, inside Store), another with a connection of its own
// to the reads thread. Rows come as the JSON that the hub sent; whoever shows one decodes it and passes over a broken
// one, so that no row can hide the others.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/crypto/receipt_key.h"
#include "kiosk/domain/operation.h"
#include "kiosk/wire/messages.h"

namespace linli::db {
class Connection;
}

namespace linli::store {

// Who this kiosk is to its hub.
struct Identity {
    std::string kiosk;
    std::int64_t epoch = 1;
    std::string community;
    std::string station;
    crypto::PublicKey hub_signing{};
    crypto::PublicKey hub_sealing{};
};

struct SyncState {
    std::int64_t generation = 1;
    std::int64_t cursor = 0;           // rows up to here are in the mirror
    std::int64_t next_seq = 1;         // of the next operation
    Instant hub_time;                  // as last stored; 0 where the hub never told
    Instant wall_time;                 // the device's clock at that moment
    std::int64_t content_version = 0;  // moves with a content row
    std::int64_t live_version = 0;     // moves with any other row that a station shows, and with the outbox
};

// An operation as the overlay needs it.
struct OutboxRow {
    OperationKey key;
    std::string type;     // "open", "join", "withdraw", "rate", "take", "cancel"
    std::string subject;  // kind, event, or the item acted on
    int seats = 0;
    Instant saved_at;  // the device's time
    std::string body;  // the operation's JSON
    std::optional<Answer> answer;
};

// All that a receipt opens.
struct ReceiptRows {
    std::vector<wire::FeedRow> mirror;  // items and entries
    std::vector<OutboxRow> outbox;
    [[nodiscard]] bool empty() const { return mirror.empty() && outbox.empty(); }
};

// At most this many rows of each are read for one receipt, the oldest first.
inline constexpr int kMaxReceiptRows = 500;

class Reader {
  public:
    explicit Reader(std::shared_ptr<db::Connection> connection) : m_connection(std::move(connection)) {}
    // A read-only connection of its own to the database in `folder`, which a Store has opened before.
    // Errors: NotFound, Corrupt, TooNew, Storage.
    [[nodiscard]] static Result<Reader> open(const std::string& folder);

    // Nothing before enrolment.
    [[nodiscard]] Result<std::optional<Identity>> identity() const;
    [[nodiscard]] Result<SyncState> sync_state() const;
    // Operations that the hub has not answered.
    [[nodiscard]] Result<std::int64_t> unanswered() const;
    // When the oldest of them was saved, by the device's clock; nothing where there is none.
    [[nodiscard]] Result<std::optional<Instant>> oldest_unanswered() const;
    // Seats asked for here, by event, that the hub has not answered.
    [[nodiscard]] Result<std::unordered_map<std::string, int>> queued_seats() const;

    // The row, or nothing.
    [[nodiscard]] Result<std::optional<std::string>> row(std::string_view kind, std::string_view id) const;
    // The number it has in the feed: of two rows, the greater was told later, whatever clocks say. 0 without a row.
    [[nodiscard]] Result<std::int64_t> row_number(std::string_view kind, std::string_view id) const;
    // Every row of a kind, in order of id; the views live until the callback returns.
    [[nodiscard]] Result<> each_row(
        std::string_view kind, const std::function<void(std::string_view id, std::string_view json)>& on_row) const;
    // Every row there is, for comparing a mirror with its hub.
    [[nodiscard]] Result<> each_mirror_row(const std::function<void(const wire::FeedRow&)>& on_row) const;
    // Every operation, answered or not, in order.
    [[nodiscard]] Result<> each_operation(const std::function<void(const OutboxRow&)>& on_row) const;

    [[nodiscard]] Result<ReceiptRows> by_receipt(const crypto::ReceiptTag& tag) const;
    // The answer to the operation that made an item, where the feed brought one.
    [[nodiscard]] Result<std::optional<Answer>> answer_to(std::string_view item) const;

  private:
    std::shared_ptr<db::Connection> m_connection;
};

// "kiosk.db" in the folder.
[[nodiscard]] std::string database_path(const std::string& folder);

}  // namespace linli::store
