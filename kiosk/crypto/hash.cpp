#include "kiosk/crypto/hash.h"

#include <sodium.h>

namespace linli::crypto {

Hash blake2b(std::string_view data) {
    Hash out{};
    crypto_generichash(out.data(), out.size(), as_bytes(data).data(), data.size(), nullptr, 0);
    return out;
}

Hash keyed_blake2b(const Secret<32>& key, std::string_view data) {
    Hash out{};
    crypto_generichash(out.data(), out.size(), as_bytes(data).data(), data.size(), key.bytes().data(),
                       key.bytes().size());
    return out;
}

bool same_secret(ByteView a, ByteView b) {
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

std::string to_base64(ByteView bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.pop_back();  // the terminating zero is counted by libsodium
    return out;
}

Result<Bytes> from_base64(std::string_view text) {
    Bytes out(text.size() * 3 / 4 + 1);
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return fail(Fault::Invalid, "not base64url");
    out.resize(length);
    return out;
}

std::string to_hex(ByteView bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

std::string to_base32(ByteView bytes) {
    static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string out;
    unsigned buffer = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        buffer = (buffer << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out.push_back(kAlphabet[(buffer >> static_cast<unsigned>(bits)) & 31U]);
        }
    }
    if (bits > 0) out.push_back(kAlphabet[(buffer << static_cast<unsigned>(5 - bits)) & 31U]);
    return out;
}

Entropy system_entropy() {
    return [](std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); };
}

}  // namespace linli::crypto
