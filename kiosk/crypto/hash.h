// Hashes, comparisons and text forms of bytes.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/crypto/keys.h"

namespace linli::crypto {

// BLAKE2b-256.
[[nodiscard]] Hash blake2b(std::string_view data);
[[nodiscard]] inline Hash blake2b(ByteView data) {
    return blake2b(as_text(data));
}
// BLAKE2b-256 with a key: for look-ups that must not be guessed without it.
[[nodiscard]] Hash keyed_blake2b(const Secret<32>& key, std::string_view data);

// Takes the same time wherever the first difference is. Lengths are not secret.
[[nodiscard]] bool same_secret(ByteView a, ByteView b);
[[nodiscard]] inline bool same_secret(std::string_view a, std::string_view b) {
    return same_secret(as_bytes(a), as_bytes(b));
}

// base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string to_base64(ByteView bytes);
// Errors: Invalid (a character outside the alphabet, padding, a length that cannot be).
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);
// As from_base64, for exactly N bytes. Errors: Invalid.
template <std::size_t N>
[[nodiscard]] Result<ByteArray<N>> array_from_base64(std::string_view text) {
    LINLI_TRY(const Bytes bytes, from_base64(text));
    if (bytes.size() != N) return fail(Fault::Invalid, "{} bytes where {} belong", bytes.size(), N);
    ByteArray<N> out{};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}
[[nodiscard]] std::string to_hex(ByteView bytes);

// Crockford's base 32 (0-9, A-Z without I, L, O, U), most significant bit first, the last character padded with zeros.
[[nodiscard]] std::string to_base32(ByteView bytes);

// The operating system's random bytes. Only the two main.cpp, app/, net/ and backend/http may hand this on.
[[nodiscard]] Entropy system_entropy();

}  // namespace linli::crypto
