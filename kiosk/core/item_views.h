// Items as their holder reads them: what the hub told, and over it what was done here and the hub has not told yet.
#pragma once

#include <vector>

#include "kiosk/core/receipt_desk.h"
#include "kiosk/session/events.h"

namespace linli {

// Newest first. Rows that cannot be read are passed over. Errors: those of the store.
[[nodiscard]] Result<std::vector<ItemView>> item_views(const store::ReceiptRows& rows,
                                                       const crypto::ReceiptKey& receipt, const store::Reader& reader);

// ReceiptOpened, or Refused with one of ReceiptDesk's refusals.
[[nodiscard]] CoreEvent open_receipt_event(const OpenReceipt& command, ReceiptDesk& desk, const store::Reader& reader,
                                           BootTime now);

}  // namespace linli
