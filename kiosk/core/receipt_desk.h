// Opening a receipt: code and digits to keys to rows, with a limit on wrong tries. One for the core, to act; one for
// reads, to look.
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
    // most_wrong: as TryLimiter.
    ReceiptDesk(const crypto::SlowHashCost& cost, std::size_t most_wrong) : m_cost(cost), m_tries(most_wrong) {}

    // Takes about 95 ms at the default cost. Refusals: "error.too-many-tries", "error.receipt-code" (cannot be one),
    // "error.digits", "error.receipt-unknown", "error.not-enrolled", "error.storage".
    [[nodiscard]] Checked<OpenedReceipt> open(const ReceiptProof& proof, const store::Reader& reader, BootTime now);

  private:
    crypto::SlowHashCost m_cost;
    TryLimiter m_tries;
};

}  // namespace linli
