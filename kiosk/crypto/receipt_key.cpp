#include "kiosk/crypto/receipt_key.h"

#include <algorithm>

#include <fmt/format.h>

namespace linli::crypto {

ReceiptTag receipt_tag(const PublicKey& receipt_public_key) {
    const Hash hash = blake2b(ByteView(receipt_public_key));
    ReceiptTag tag{};
    std::copy_n(hash.begin(), tag.size(), tag.begin());
    return tag;
}

Result<ReceiptKey> open_receipt(std::string_view community, std::string_view code, std::string_view digits,
                                const SlowHashCost& cost) {
    const std::string secret = fmt::format("{}:{}", code, digits);
    LINLI_TRY(const Secret<32> seed, slow_hash(secret, fmt::format("linli receipt {}", community), cost));
    ReceiptKey key;
    key.signing = signing_key_from_seed(seed);
    key.sealing = sealing_key_of(key.signing);
    key.tag = receipt_tag(key.signing.public_key);
    return key;
}

}  // namespace linli::crypto
