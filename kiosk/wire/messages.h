// What kiosk and hub say to each other, as values. codec.h turns them into bodies; README.md is the specification.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/domain/item.h"
#include "kiosk/domain/operation.h"

namespace linli::wire {

// GET /v1/hello?nonce=N. Signed, so that a captive portal's page is never taken for a hub.
struct HelloReply {
    crypto::PublicKey signing_key{};
    crypto::PublicKey sealing_key{};
    Instant now;
    int schema = 0;
    bool operator==(const HelloReply&) const = default;
};

// POST /v1/enrol. The body is this sealed to the hub, so that the code cannot be read or spent on the way.
struct EnrolRequest {
    std::string secret;  // the first 10 characters of the enrolment code
    crypto::PublicKey kiosk_key{};
    bool operator==(const EnrolRequest&) const = default;
};
// The same code with the same kiosk key gets the same reply again: a lost reply does no harm.
struct EnrolReply {
    std::string kiosk;  // "K3"
    std::int64_t epoch = 1;
    std::string community;
    std::string station;
    std::int64_t generation = 1;
    Instant now;
    bool operator==(const EnrolReply&) const = default;
};

// An operation as it was stored at the kiosk: its JSON, byte for byte, on every try.
struct PushRequest {
    std::string kiosk;
    std::int64_t epoch = 1;
    std::int64_t generation = 1;  // hub_gen as last heard
    int schema = 0;
    std::int64_t first_seq = 1;  // operations are first_seq, first_seq + 1, ...
    std::int64_t max_known_seq = 0;
    std::vector<std::string> leases;
    std::vector<std::string> operations;
    bool operator==(const PushRequest&) const = default;
};
struct PushReply {
    std::int64_t expect = 1;  // the next seq the hub wants; with 409 the only thing that counts
    std::int64_t generation = 1;
    std::int64_t first_seq = 1;
    std::vector<Answer> answers;  // of first_seq, first_seq + 1, ...
    Instant now;
    bool operator==(const PushReply&) const = default;
};

// A document of the station's content (kiosk/content), its JSON as it was loaded.
struct ContentRow {
    std::string type;
    std::string id;
    std::string json;
    bool operator==(const ContentRow&) const = default;
};
struct AnswerRow {
    OperationKey key;
    Answer answer;
    bool operator==(const AnswerRow&) const = default;
};
// Says that the row with that kind and id is gone.
struct RemovedRow {
    std::string kind;
    std::string id;
    bool operator==(const RemovedRow&) const = default;
};
// A kind of a newer hub: kept, so that a newer kiosk program finds it.
struct UnknownRow {
    std::string kind;
    std::string id;
    std::string json;
    bool operator==(const UnknownRow&) const = default;
};
using RowBody = std::variant<ContentRow, AnswerRow, ItemState, ItemEntry, PublicTrouble, SeatCount, MonthTally,
                             RemovedRow, UnknownRow>;

// Kind and id under which a row replaces an older one: "content" "guide/medical", "item" "K3.1.57", ...
struct RowKey {
    std::string kind;
    std::string id;
    auto operator<=>(const RowKey&) const = default;
};
[[nodiscard]] RowKey key_of(const RowBody& body);

// A row as the hub stores it, as it travels and as the mirror keeps it: one JSON text, parsed where it is used.
struct FeedRow {
    std::int64_t number = 0;
    RowKey key;
    std::string json;  // empty: the row is removed
    bool operator==(const FeedRow&) const = default;
};

// GET /v1/changes?community=C&since=N&gen=G&limit=L
struct ChangesReply {
    std::int64_t generation = 1;
    std::int64_t since = 0;  // echoed: the rows are since + 1, since + 2, ...
    std::int64_t head = 0;   // the newest number there is
    Instant now;
    std::vector<FeedRow> rows;  // bodies not parsed yet: see decode_row
    bool operator==(const ChangesReply&) const = default;
};

// Any 4xx or 5xx of the hub.
struct ErrorReply {
    std::string code;         // "expect", "code-unknown", "code-used", "code-expired", "revoked", "too-many-tries", ...
    std::int64_t expect = 0;  // with 409 on push
    bool operator==(const ErrorReply&) const = default;
};

}  // namespace linli::wire
