// The one-time enrolment code: 24 characters of Crockford's base 32 in groups of four.
//
// 10 are the secret (50 bits), 13 the start of the hub's signing key's BLAKE2b (65 bits), one checks. The kiosk
// compares the fingerprint with the key that answers before it sends the secret, sealed: nobody between them can pose
// as the hub.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/crypto/keys.h"

namespace linli::wire {

struct EnrolmentCode {
    std::string secret;       // 10 characters
    std::string fingerprint;  // 13 characters
};

[[nodiscard]] EnrolmentCode make_enrolment_code(const crypto::PublicKey& hub, const Entropy& entropy);
[[nodiscard]] std::string format_enrolment_code(const EnrolmentCode& code);
// Nothing where the length or the check character is wrong.
[[nodiscard]] std::optional<EnrolmentCode> parse_enrolment_code(std::string_view typed);
[[nodiscard]] std::string hub_fingerprint(const crypto::PublicKey& hub);

}  // namespace linli::wire
