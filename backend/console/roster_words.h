// What a roster says of a sign-up beside its names. Pure.
#pragma once

#include <string>

#include "backend/console/words.h"
#include "backend/hub/desk_values.h"

namespace linli::hub::console {

// Of a child's sign-up: whose child it is, and that whoever fetches it has to know the digits,
// which stand nowhere: they are compared. Empty for any other.
[[nodiscard]] std::string care_words(const Words& words, const RosterLine& line);

}  // namespace linli::hub::console
