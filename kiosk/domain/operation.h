// An operation: what a resident did at a kiosk, on its way to the hub, and the hub's one answer to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/bytes.h"
#include "kiosk/base/instant.h"
#include "kiosk/domain/item.h"

namespace linli {

// Identity of an operation. seq counts from 1 without gaps within an epoch of a kiosk.
struct OperationKey {
    std::string kiosk;
    std::int64_t epoch = 1;
    std::int64_t seq = 0;
    auto operator<=>(const OperationKey&) const = default;
};

// "K3.1.57", the id of the item that this operation makes. Nothing for text that is none.
[[nodiscard]] std::string item_id(const OperationKey& key);
[[nodiscard]] std::optional<OperationKey> parse_item_id(std::string_view text);
// "K3-57": what is printed for people; it opens nothing.
[[nodiscard]] std::string short_id(const OperationKey& key);

// What is done, in clear: only what the hub needs to decide without opening a seal.
struct OpenRequest {
    std::string kind;
    std::string place;  // a common place, or empty: rooms and private places are sealed
    bool operator==(const OpenRequest&) const = default;
};
struct JoinTrouble {
    std::string item;
    bool operator==(const JoinTrouble&) const = default;
};
struct WithdrawRequest {
    std::string item;
    bool operator==(const WithdrawRequest&) const = default;
};
// The follow-up slip. grade 1 (worst) to 5.
struct RateRequest {
    std::string item;
    Verdict verdict = Verdict::Solved;
    int grade = 5;
    bool operator==(const RateRequest&) const = default;
};
struct TakeSeats {
    std::string event;
    int seats = 1;      // a family is all or none
    std::string lease;  // empty: the hub decides
    bool operator==(const TakeSeats&) const = default;
};
struct CancelSeats {
    std::string item;
    bool operator==(const CancelSeats&) const = default;
};
// Somebody says at the kiosk that a notice was read. It is nobody's in particular: no receipt, no words, only a count.
struct ReadNotice {
    std::string notice;
    bool operator==(const ReadNotice&) const = default;
};
// A kind this program does not know, kept as it came so that it can be quarantined and looked at.
struct UnknownOperation {
    std::string name;
    bool operator==(const UnknownOperation&) const = default;
};

using OperationBody = std::variant<OpenRequest, JoinTrouble, WithdrawRequest, RateRequest, TakeSeats, CancelSeats,
                                   ReadNotice, UnknownOperation>;

struct Operation {
    OperationBody body;
    Instant device_time;                 // information only: the hub stamps the order
    ByteArray<32> receipt_key{};         // the receipt's public key; its hash is the tag
    Bytes sealed;                        // PrivatePart sealed to the hub; may be empty
    Bytes readback;                      // PrivatePart sealed to the receipt; may be empty
    std::optional<ByteArray<64>> proof;  // signature by the receipt; on what acts on an item that is there
    bool operator==(const Operation&) const = default;
};

// The hub's answer. It never changes.
struct Applied {
    bool operator==(const Applied&) const = default;
};
struct Waitlisted {
    int position = 1;
    bool operator==(const Waitlisted&) const = default;
};
struct Rejected {
    std::string code;         // for the log, e.g. "event-closed"
    std::string message_key;  // the resident's sentence in the catalogue, e.g. "answer.event-closed"
    bool operator==(const Rejected&) const = default;
};
struct Quarantined {
    bool operator==(const Quarantined&) const = default;
};
using Answer = std::variant<Applied, Waitlisted, Rejected, Quarantined>;

}  // namespace linli
