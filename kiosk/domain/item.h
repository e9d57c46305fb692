// An item: one thing a resident left with the community, a request or a sign-up, from the first tap to the last word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/instant.h"
#include "kiosk/domain/stage.h"

namespace linli {

enum class ItemType { Request, Join, SignUp };

enum class ItemStatus {
    Open,       // a request that is being worked on
    Closed,     // a request that staff ended; see Ending
    Confirmed,  // a sign-up that has its seats
    Waiting,    // a sign-up on the waiting list
    Cancelled,  // ended by the resident, or by staff with an audit entry
    Rejected,   // the hub could not accept it; see the answer's message key
};

// How staff ended a request.
enum class Ending { Solved, NotPossible, SomeoneElses };

// What the resident says about it: the one that counts.
enum class Verdict { Solved, Partly, NotSolved };

// "request", "join", "sign-up" ... as stored and sent. from_name: nothing for a word that is none.
[[nodiscard]] std::string_view name_of(ItemType value);
[[nodiscard]] std::string_view name_of(ItemStatus value);
[[nodiscard]] std::string_view name_of(Ending value);
[[nodiscard]] std::string_view name_of(Verdict value);
[[nodiscard]] std::optional<ItemType> item_type_from_name(std::string_view name);
[[nodiscard]] std::optional<ItemStatus> item_status_from_name(std::string_view name);
[[nodiscard]] std::optional<Ending> ending_from_name(std::string_view name);
[[nodiscard]] std::optional<Verdict> verdict_from_name(std::string_view name);

// One answer of a form. The value of a choice is its option's id; of a place, ids and room joined by '/'; of a date and
// slot, "YYYY-MM-DD/slot"; of a consent, "yes" or "no". Never in clear on a kiosk's disk or on the wire.
struct FieldValue {
    std::string field;
    std::string value;
    bool operator==(const FieldValue&) const = default;
};

// What a sign-up says beside its names: "yes" to the event's statement, the four digits for picking up a child, and
// whose child it is.
inline constexpr std::string_view kConsentField = "consent";
inline constexpr std::string_view kPickUpField = "pick-up";
inline constexpr std::string_view kGuardianField = "guardian";

// What only staff (sealed to the hub) and the resident (sealed to the receipt) read. Bounds: 64 fields, 2,000 code
// points a value, 20 names, 24 characters of phone.
struct PrivatePart {
    std::vector<FieldValue> fields;
    std::vector<std::string> names;  // who comes, for a sign-up
    std::string phone;               // empty where none was given; never in the resident's copy
    bool property_may_see_phone = false;
    std::string language;  // the tag the resident used, so that staff answer in it
    bool operator==(const PrivatePart&) const = default;
};

// What the hub says of an item, in clear: only what a kiosk needs. `subject` is the kind of request, the event, or, for
// a join, the item that was joined.
struct ItemState {
    std::string id;       // "K3.1.57": kiosk, epoch and seq of the operation that made it
    ByteArray<16> tag{};  // finds it from a receipt
    ItemType type = ItemType::Request;
    std::string subject;
    ItemStatus status = ItemStatus::Open;
    Stage stage = Stage::Intake;     // requests
    std::optional<Ending> ending;    // requests that are closed
    int seats = 0;                   // sign-ups
    int position = 0;                // sign-ups that wait, from 1
    int reopened = 0;                // how often the resident said "not solved"
    std::optional<Verdict> verdict;  // the resident's last word on it
    Instant opened_at;               // the hub's time
    Instant updated_at;
    Bytes readback;  // PrivatePart sealed to the receipt
    bool operator==(const ItemState&) const = default;
};

enum class EntryType { Stage, Answer, Closed, Reopened, Confirmed, Waiting, Cancelled, Rated, Handed };
[[nodiscard]] std::string_view name_of(EntryType value);
[[nodiscard]] std::optional<EntryType> entry_type_from_name(std::string_view name);

// One line of an item's timeline. Entries are only added.
struct ItemEntry {
    std::string item;
    int number = 0;  // from 1, in order, a number a line
    ByteArray<16> tag{};
    Instant at;  // the hub's time
    EntryType type = EntryType::Stage;
    Stage stage = Stage::Intake;   // of Stage
    std::optional<Ending> ending;  // of Closed
    Bytes words;                   // staff's words sealed to the receipt; empty where there are none
    bool operator==(const ItemEntry&) const = default;
};

// A common trouble as anyone may see it: no words, no room, no person.
struct PublicTrouble {
    std::string id;  // the item's id
    std::string kind;
    std::string place;  // a common place of the content
    Stage stage = Stage::Intake;
    bool closed = false;
    int people = 1;  // who reported it or joined
    Instant opened_at;
    bool operator==(const PublicTrouble&) const = default;
};

// An event's seats as the hub counts them.
struct SeatCount {
    std::string event;
    int capacity = 0;
    int taken = 0;    // may exceed capacity where staff lowered it: shown as overbooked
    int waiting = 0;  // people, not entries
    bool operator==(const SeatCount&) const = default;
};

// What was done in a month, for the tiles: ended by staff and confirmed by residents are counted apart.
struct MonthTally {
    std::string month;  // "2026-11"
    int opened = 0;
    int handled = 0;
    int solved = 0;
    bool operator==(const MonthTally&) const = default;
};

}  // namespace linli
