#include "kiosk/crypto/password.h"

#include <cstring>

#include <sodium.h>

#include "kiosk/crypto/hash.h"

namespace linli::crypto {

Result<Secret<32>> slow_hash(std::string_view secret, std::string_view context, const SlowHashCost& cost) {
    const Hash salt = blake2b(context);
    static_assert(crypto_pwhash_SALTBYTES <= std::tuple_size_v<Hash>);
    Secret<32> out;
    if (crypto_pwhash(out.bytes().data(), out.bytes().size(), secret.data(), secret.size(), salt.data(), cost.passes,
                      cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Fault::Unavailable, "not enough memory for Argon2id");
    return out;
}

Result<std::string> hash_password(std::string_view password, const SlowHashCost& cost) {
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), cost.passes, cost.memory_bytes) != 0)
        return fail(Fault::Unavailable, "not enough memory for Argon2id");
    out.resize(std::strlen(out.c_str()));
    return out;
}

bool is_password_hash(std::string_view text) {
    return text.starts_with(crypto_pwhash_STRPREFIX) && text.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_needs_rehash(std::string(text).c_str(), 1, crypto_pwhash_MEMLIMIT_MIN) >= 0;
}

bool verify_password(std::string_view stored, std::string_view password) {
    return crypto_pwhash_str_verify(std::string(stored).c_str(), password.data(), password.size()) == 0;
}

}  // namespace linli::crypto
