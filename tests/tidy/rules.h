// The rules of the house that a compiler does not hold. A rule is a function from one file to what is wrong in it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source.h"

namespace linli::tidy {

struct Rule {
    std::string_view name;
    std::vector<Finding> (*check)(const Source&);
};

[[nodiscard]] const std::vector<Rule>& rules();

// The catalogue's keys that a file asks for, as words("key"), and `known` does not hold.
[[nodiscard]] std::vector<Finding> unknown_keys(const Source& source, const std::set<std::string>& known);
// The msgids of a .po file.
[[nodiscard]] std::set<std::string> keys_of_po(std::string_view text);

}  // namespace linli::tidy
