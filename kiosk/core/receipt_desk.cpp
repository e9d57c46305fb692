#include "kiosk/core/receipt_desk.h"

#include "kiosk/base/log.h"
#include "kiosk/domain/receipt.h"

namespace linli {
namespace {

tl::unexpected<std::string> refuse(std::string_view key) {
    return tl::unexpected<std::string>(std::string(key));
}

tl::unexpected<std::string> refuse(const Error& error) {
    log_error("core", "opening a receipt: {}", error.message);
    return refuse("error.storage");
}

}  // namespace

Checked<OpenedReceipt> ReceiptDesk::open(const ReceiptProof& proof, const store::Reader& reader, BootTime now) {
    if (!m_tries.allowed(now)) return refuse("error.too-many-tries");
    // A code that fails its own check is a slip of the finger, no guess.
    const auto code = parse_receipt_code(proof.code);
    if (!code) return refuse("error.receipt-code");
    if (!is_four_digits(proof.digits)) return refuse("error.digits");
    const auto identity = reader.identity();
    if (!identity) return refuse(identity.error());
    if (!*identity) return refuse("error.not-enrolled");
    auto key = crypto::open_receipt((*identity)->community, *code, proof.digits, m_cost);
    if (!key) return refuse(key.error());
    auto rows = reader.by_receipt(key->tag);
    if (!rows) return refuse(rows.error());
    if (rows->empty()) {
        m_tries.wrong(now);
        return refuse("error.receipt-unknown");
    }
    return OpenedReceipt{std::move(*key), std::move(*rows)};
}

}  // namespace linli
