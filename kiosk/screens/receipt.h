// Screen "receipt": it is on the disk, and this code opens it again. The code is shown here once and kept nowhere.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

struct ReceiptState {
    std::string code;    // canonical
    std::string digits;  // with the code, to ask what became of it while the page is open
    std::string item;
    std::string short_id;
    ItemType type = ItemType::Request;
    std::string subject;
    std::optional<ItemView> known;  // what the core told of it last
    Ticket asking = 0;              // an OpenReceipt under way
};

void draw_receipt(const ReceiptState& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
