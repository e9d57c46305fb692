// A file of a line or two, replaced whole: after a cut of power it holds the old text or the new one, never a part.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace linli {

inline constexpr std::size_t kMaxSmallFile = 4096;  // bytes

// Nothing where there is no such file. Errors: Storage, TooLarge.
[[nodiscard]] Result<std::optional<std::string>> read_small_file(const std::string& path);
// Durable when it returns; mode 0600. One writer at a time. Errors: Storage, TooLarge.
[[nodiscard]] Result<> replace_small_file(const std::string& path, std::string_view text);
// No error where there was none. Errors: Storage.
[[nodiscard]] Result<> remove_small_file(const std::string& path);

}  // namespace linli
