// The hub's two key pairs, made on the first start and kept beside the database in a file that only its user reads.
#pragma once

#include <string>

#include "kiosk/crypto/keys.h"

namespace linli::hub {

struct HubKeys {
    crypto::SigningKey signing;  // replies; its fingerprint is in every enrolment code
    crypto::SealingKey sealing;  // what residents seal to; never leaves the hub
};

[[nodiscard]] HubKeys make_keys(const Entropy& entropy);

// FOLDER/hub.keys, mode 0600; made where it is missing, durable before it is used. Errors: ReadOnly, Storage; Corrupt
// (not what was written here: a new key would make everything that is sealed unreadable, so none is made);
// Denied (others may read it).
[[nodiscard]] Result<HubKeys> load_or_make_keys(const std::string& folder, const Entropy& entropy);

}  // namespace linli::hub
