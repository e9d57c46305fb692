// A receipt as a capability: what its code and four digits open.
//
// Argon2id(code, digits) is the seed of one Ed25519 pair. The tag by which rows are found is a hash of the public key;
// what the resident may read back is sealed to that key; cancelling and rating are signed by it. So the hub and every
// disk hold only what finds and checks, never what opens. Code and digits are 53 bits behind Argon2id.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/password.h"

namespace linli::crypto {

using ReceiptTag = ByteArray<16>;

struct ReceiptKey {
    SigningKey signing;
    SealingKey sealing;
    ReceiptTag tag{};
};

[[nodiscard]] ReceiptTag receipt_tag(const PublicKey& receipt_public_key);

// code: 9 characters in canonical form; digits: exactly 4; community: the salt, so that a table made for one community
// is worth nothing in another. Takes about 95 ms at the default cost. Errors: Unavailable (no memory).
[[nodiscard]] Result<ReceiptKey> open_receipt(std::string_view community, std::string_view code,
                                              std::string_view digits, const SlowHashCost& cost);

}  // namespace linli::crypto
