// What a roster says of a sign-up beside its names. Pure.
#pragma once

#include <string>

#include "backend/console/words.h"
#include "backend/hub/desk_values.h"

namespace linli::hub::console {

// Of a child's sign-up: whose child it is, and the digits that whoever fetches it has to know; empty for any other.
[[nodiscard]] std::string care_words(const Words& words, const RosterLine& line);

}  // namespace linli::hub::console
