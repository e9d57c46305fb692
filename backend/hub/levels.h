// Who above the community has a case. Plain values; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace linli::hub {

// Where it is decided. The case stays with its desk, which tells the resident; its trail says when it went where.
enum class Level { Community, Street, District };

[[nodiscard]] std::string_view name_of(Level level);
[[nodiscard]] std::optional<Level> level_from_name(std::string_view name);

}  // namespace linli::hub
