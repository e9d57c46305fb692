// Slow hashes: what stands between a short secret and whoever holds a copy of the disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/crypto/keys.h"

namespace linli::crypto {

// What one Argon2id costs. The defaults took 95 ms on a two-core kiosk box; the simulator takes the least allowed.
struct SlowHashCost {
    std::uint64_t passes = 2;
    std::size_t memory_bytes = 64U * 1024U * 1024U;
};
inline constexpr SlowHashCost kLeastCost{1, 8192};

// Argon2id (RFC 9106) of a secret under a public context; the same inputs give the same 32 bytes on every kiosk.
// Errors: Unavailable (not enough memory).
[[nodiscard]] Result<Secret<32>> slow_hash(std::string_view secret, std::string_view context, const SlowHashCost& cost);

// A password as it is stored: Argon2id with its own salt, libsodium's string form, at most 128 characters.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, const SlowHashCost& cost);
// Of that form, Argon2id.
[[nodiscard]] bool is_password_hash(std::string_view text);
// In constant time.
[[nodiscard]] bool verify_password(std::string_view stored, std::string_view password);

}  // namespace linli::crypto
