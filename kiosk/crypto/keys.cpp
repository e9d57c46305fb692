#include "kiosk/crypto/keys.h"

#include <sodium.h>

#include "kiosk/base/check.h"

namespace linli::crypto {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// crypto_box_seal's nonce: BLAKE2b-192 of the two public keys (libsodium documentation, "Sealed boxes").
ByteArray<crypto_box_NONCEBYTES> seal_nonce(const std::uint8_t* from, const PublicKey& to) {
    ByteArray<crypto_box_NONCEBYTES> nonce{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, from, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_update(&state, to.data(), to.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

}  // namespace

Result<> init() {
    if (sodium_init() < 0) return fail(Fault::Internal, "libsodium could not start");
    return {};
}

template <std::size_t N>
Secret<N>::~Secret() {
    sodium_memzero(m_bytes.data(), m_bytes.size());
}
template class Secret<32>;
template class Secret<64>;

SigningKey signing_key_from_seed(const Secret<32>& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_key.data(), key.secret.bytes().data(), seed.bytes().data());
    return key;
}

SigningKey make_signing_key(const Entropy& entropy) {
    Secret<32> seed;
    entropy(seed.bytes());
    return signing_key_from_seed(seed);
}

Signature sign(const SigningKey& key, std::string_view message) {
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(), key.secret.bytes().data());
    return signature;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(), key.data()) == 0;
}

SealingKey sealing_key_from_seed(const Secret<32>& seed) {
    SealingKey key;
    crypto_box_seed_keypair(key.public_key.data(), key.secret.bytes().data(), seed.bytes().data());
    return key;
}

SealingKey make_sealing_key(const Entropy& entropy) {
    Secret<32> seed;
    entropy(seed.bytes());
    return sealing_key_from_seed(seed);
}

Result<Bytes> seal(const PublicKey& to, std::string_view plain, const Entropy& entropy) {
    const SealingKey once = make_sealing_key(entropy);
    const auto nonce = seal_nonce(once.public_key.data(), to);
    Bytes out(kSealOverhead + plain.size());
    std::copy(once.public_key.begin(), once.public_key.end(), out.begin());
    if (crypto_box_easy(out.data() + once.public_key.size(), bytes_of(plain), plain.size(), nonce.data(), to.data(),
                        once.secret.bytes().data()) != 0)
        return fail(Fault::Invalid, "the public key is not one to seal to");
    return out;
}

Result<std::string> open_seal(const SealingKey& key, ByteView sealed) {
    if (sealed.size() < kSealOverhead) return fail(Fault::Corrupt, "sealed bytes are too short");
    std::string plain(sealed.size() - kSealOverhead, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), sealed.data(), sealed.size(),
                             key.public_key.data(), key.secret.bytes().data()) != 0)
        return fail(Fault::Corrupt, "sealed bytes do not open with this key");
    return plain;
}

Result<PublicKey> sealing_public_key(const PublicKey& signing_public_key) {
    PublicKey out{};
    if (crypto_sign_ed25519_pk_to_curve25519(out.data(), signing_public_key.data()) != 0)
        return fail(Fault::Invalid, "the public key is not a point of the curve");
    return out;
}

SealingKey sealing_key_of(const SigningKey& key) {
    SealingKey out;
    const int point = crypto_sign_ed25519_pk_to_curve25519(out.public_key.data(), key.public_key.data());
    LINLI_CHECK(point == 0);
    crypto_sign_ed25519_sk_to_curve25519(out.secret.bytes().data(), key.secret.bytes().data());
    return out;
}

}  // namespace linli::crypto
