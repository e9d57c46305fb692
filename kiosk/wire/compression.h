// Bodies as they travel: zstd level 3; gzip is read too. Inflation stops at a bound, whatever the header promises.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/http.h"
#include "kiosk/base/result.h"

namespace linli::wire {

[[nodiscard]] std::string compress(std::string_view plain);
// Errors: Invalid (not zstd, truncated), TooLarge (more than max_bytes come out).
[[nodiscard]] Result<std::string> inflate_zstd(std::string_view packed, std::size_t max_bytes);
[[nodiscard]] Result<std::string> inflate_gzip(std::string_view packed, std::size_t max_bytes);
// By Content-Encoding: none, "identity", "zstd" or "gzip". Errors: those above, Invalid for another encoding.
[[nodiscard]] Result<std::string> inflate_body(const HttpHeaders& headers, std::string_view body);

}  // namespace linli::wire
