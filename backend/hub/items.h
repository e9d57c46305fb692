// Items as the hub keeps them: requests, joins and sign-ups, their timelines, and what of them the feeds are told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backend/hub/levels.h"
#include "backend/hub/work.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/domain/content.h"
#include "kiosk/domain/item.h"

namespace linli::hub {

// A row of `item`. `state` is what the feed says; the rest is the hub's own.
struct ItemRow {
    ItemState state;
    std::string community;  // of the kiosk where it was left: its feed carries the item
    std::string place;      // of a request: a common place
    crypto::PublicKey receipt_key{};
    std::optional<int> grade;
    std::optional<Instant> closed_at;  // of anything that ended
    std::optional<Instant> erased_at;
    int entries = 0;
    std::int64_t feed_number = 0;
    std::string category;
    linli::Desk desk = linli::Desk::Community;
    Visibility visibility = Visibility::Private;  // Public: a common trouble that all may see and join
    int people = 1;
    std::optional<Instant> respond_due;
    std::optional<Instant> solve_due;
    std::optional<Instant> responded_at;
    Instant queued_at;  // orders the queue; a case that was opened again gets 0 and comes first
    std::optional<std::int64_t> assignee;
    std::optional<std::int64_t> partner;
    std::string whose;  // who has what is someone else's: sealed to the hub, in base64url; empty where nobody was named
    std::string event_community;  // of a sign-up: whose event it is
    std::optional<std::int64_t> wait_order;
    std::optional<Instant> call_at;  // moved up from the waiting list
    std::optional<Instant> called_at;
    // The reporter of a trouble took it back while others were still waiting for it: the case goes on without them.
    // What the feed says of the item ended then, and nothing that happens later is told to that receipt.
    std::optional<Instant> withdrawn_at;
    // Staff saw that it is the same as another request: it goes through that one's steps and is no case of its own.
    std::string merged_into;
    Level level = Level::Community;
};

[[nodiscard]] Result<std::optional<ItemRow>> load_item(Work& work, std::string_view id);
// A new item and its row in the feed.
[[nodiscard]] Result<> insert_item(Work& work, ItemRow& item);
// Stamps updated_at, writes what can change, and tells the feed (superseding the row before) unless its reporter
// withdrew.
[[nodiscard]] Result<> save_item(Work& work, ItemRow& item);

struct NewEntry {
    EntryType type = EntryType::Stage;
    Stage stage = Stage::Intake;
    std::optional<Ending> ending;
    std::string_view words;  // in clear; sealed to the receipt for the resident and to the hub for staff
    std::int64_t staff = 0;  // 0: nobody's
    ByteView sealed{};       // where there are no words: a resident's, to the hub, as they came
};
// A line of the timeline and its row in the feed, which a reporter who withdrew has no more. Call before insert_item or
// save_item, which write the count. Errors: Invalid (the receipt's key is none to seal to).
[[nodiscard]] Result<> add_entry(Work& work, ItemRow& item, const NewEntry& entry);

// The steps that a request goes through; each also moves those that joined it. Errors of add_entry.
[[nodiscard]] Result<> close_request(Work& work, ItemRow& item, const NewEntry& entry);
[[nodiscard]] Result<> reopen_request(Work& work, ItemRow& item, const NewEntry& entry);
[[nodiscard]] Result<> move_to_stage(Work& work, ItemRow& item, const NewEntry& entry);

// The reporter of a trouble that others joined takes it back: what was theirs is erased at once, their receipt says
// "withdrawn", and the case stays with staff. Precondition: the request is open and people > 1. Errors of add_entry.
[[nodiscard]] Result<> withdraw_reporter(Work& work, ItemRow& item);

// Everything personal of it goes: the sealed part, the resident's copy, words and notes, in the tables and in the feed.
[[nodiscard]] Result<> erase_item(Work& work, ItemRow& item);

// The item in whose steps this one is: what it joined or was merged into; empty where it goes its own way.
[[nodiscard]] const std::string& followed_by(const ItemRow& item);

enum class Count { Opened, Handled, Solved };
// by: 1 or -1, in the month of `at` at the community's offset.
// Of the whole and of the kind.
[[nodiscard]] Result<> count_in_month(Work& work, const ItemRow& request, Instant at, Count count, int by);

}  // namespace linli::hub
