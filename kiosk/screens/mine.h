// Screens "mine", "items", "item", "slip" and "withdraw": what a receipt opens, and what its holder may do with it.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

// Receipts that one person may have open at once: a family's evening.
inline constexpr std::size_t kMostReceipts = 6;

// An opened receipt. The proof stays only as long as the session: what acts on an item must show it again.
struct HeldReceipt {
    ReceiptProof proof;
    std::vector<std::string> items;  // by id
};

struct MineState {
    Draft draft;         // "code", "digits"
    ReceiptProof proof;  // of the receipt that is being opened
    std::vector<HeldReceipt> held;
    std::vector<ItemView> items;  // of all of them, those opened last first
    Draft slip;                   // "verdict", "grade", "words"
    Draft withdrawal;
    Ticket asking = 0;  // an OpenReceipt that only looks again
    // What was just done and is saved here: the key of a sentence.
    std::string done;
};

void draw_mine(const MineState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_items(const MineState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_item(const MineState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_slip(const MineState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_withdraw(const MineState& state, const View& view, ui::Ui& ui, Commands& commands);

// Of the receipt that the item stands under.
[[nodiscard]] const ReceiptProof& proof_of(const MineState& state, std::string_view item);
// Overwrites every code and digits.
void wipe(MineState& state);

[[nodiscard]] const ItemView* find_item(const MineState& state, std::string_view id);

}  // namespace linli::screens
