// Keys, signatures and seals. This folder is the only one that names libsodium.
//
// Entropy is passed in wherever it is used, so that a seed replays a whole system byte for byte. Secret keys are wiped
// when they are destroyed. Nothing here keeps state; all functions may be called from any thread after init().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace linli::crypto {

// Once a process, before anything else here. Errors: Internal (no usable random source).
[[nodiscard]] Result<> init();

using Hash = ByteArray<32>;
using PublicKey = ByteArray<32>;
using Signature = ByteArray<64>;

// Bytes that are overwritten when they go out of scope.
template <std::size_t N>
class Secret {
  public:
    Secret() = default;
    explicit Secret(const ByteArray<N>& bytes) : m_bytes(bytes) {}
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;
    ~Secret();
    [[nodiscard]] const ByteArray<N>& bytes() const { return m_bytes; }
    [[nodiscard]] ByteArray<N>& bytes() { return m_bytes; }

  private:
    ByteArray<N> m_bytes{};
};
extern template class Secret<32>;
extern template class Secret<64>;

// Ed25519 (RFC 8032).
struct SigningKey {
    PublicKey public_key{};
    Secret<64> secret;
};
[[nodiscard]] SigningKey signing_key_from_seed(const Secret<32>& seed);
[[nodiscard]] SigningKey make_signing_key(const Entropy& entropy);
[[nodiscard]] Signature sign(const SigningKey& key, std::string_view message);
[[nodiscard]] bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

// X25519 sealed boxes: anyone with the public key can seal, only the holder of the secret can open, and nobody can tell
// who sealed. 48 bytes longer than the plain text. Bytes are those of libsodium's crypto_box_seal.
inline constexpr std::size_t kSealOverhead = 48;
struct SealingKey {
    PublicKey public_key{};
    Secret<32> secret;
};
[[nodiscard]] SealingKey sealing_key_from_seed(const Secret<32>& seed);
[[nodiscard]] SealingKey make_sealing_key(const Entropy& entropy);
// Errors: Invalid (the public key is not a point to seal to).
[[nodiscard]] Result<Bytes> seal(const PublicKey& to, std::string_view plain, const Entropy& entropy);
// Errors: Corrupt (not sealed to this key, or altered).
[[nodiscard]] Result<std::string> open_seal(const SealingKey& key, ByteView sealed);

// The X25519 pair that belongs to an Ed25519 one, so that one public key both checks proofs and receives seals.
[[nodiscard]] Result<PublicKey> sealing_public_key(const PublicKey& signing_public_key);
[[nodiscard]] SealingKey sealing_key_of(const SigningKey& key);

}  // namespace linli::crypto
