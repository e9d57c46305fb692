#include "kiosk/wire/enrolment_code.h"

#include "kiosk/crypto/hash.h"
#include "kiosk/domain/receipt.h"

namespace linli::wire {
namespace {

constexpr std::size_t kSecretLength = 10;
constexpr std::size_t kFingerprintLength = 13;

}  // namespace

std::string hub_fingerprint(const crypto::PublicKey& hub) {
    return crypto::to_base32(crypto::blake2b(ByteView(hub))).substr(0, kFingerprintLength);
}

EnrolmentCode make_enrolment_code(const crypto::PublicKey& hub, const Entropy& entropy) {
    ByteArray<8> random{};
    entropy(random);
    return {crypto::to_base32(random).substr(0, kSecretLength), hub_fingerprint(hub)};
}

std::string format_enrolment_code(const EnrolmentCode& code) {
    std::string text = code.secret + code.fingerprint;
    text.push_back(base32_check_character(text));
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0) out.push_back('-');
        out.push_back(text[i]);
    }
    return out;
}

std::optional<EnrolmentCode> parse_enrolment_code(std::string_view typed) {
    if (typed.size() > 64) return std::nullopt;
    const auto text = normalise_base32(typed);
    constexpr std::size_t kLength = kSecretLength + kFingerprintLength;
    if (!text || text->size() != kLength + 1 || base32_check_character(text->substr(0, kLength)) != text->back())
        return std::nullopt;
    return EnrolmentCode{text->substr(0, kSecretLength), text->substr(kSecretLength, kFingerprintLength)};
}

}  // namespace linli::wire
