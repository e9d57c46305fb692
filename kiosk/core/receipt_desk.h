// Opening a receipt: code and digits to keys to rows, with the limit on wrong tries. One for the core, one for reads.
#pragma once

#include <optional>
#include <string>

#include "kiosk/core/submission.h"
#include "kiosk/core/try_limiter.h"
#include "kiosk/crypto/receipt_key.h"
#include "kiosk/store/reader.h"

namespace linli {

struct OpenedReceipt {
    crypto::ReceiptKey key;
    store::ReceiptRows rows;  // never empty
};

class ReceiptDesk {
  public:
    explicit ReceiptDesk(const crypto::SlowHashCost& cost) : m_cost(cost) {}

    // Takes about 95 ms at the default cost. Refusals: "error.too-many-tries", "error.receipt-code" (cannot be one),
    // "error.digits", "error.receipt-unknown", "error.not-enrolled", "error.storage".
    [[nodiscard]] Checked<OpenedReceipt> open(const ReceiptProof& proof, const store::Reader& reader, BootTime now);

  private:
    crypto::SlowHashCost m_cost;
    TryLimiter m_tries;
};

}  // namespace linli
