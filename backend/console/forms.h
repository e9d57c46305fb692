// What a browser sends besides the page it wants: cookies, form fields, where it came from. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/http.h"
#include "kiosk/base/result.h"

namespace linli::hub::console {

inline constexpr std::string_view kSessionCookie = "linli_session";
inline constexpr std::string_view kLoginCookie = "linli_login";
inline constexpr std::string_view kLanguageCookie = "linli_language";

using Form = std::vector<std::pair<std::string, std::string>>;

// The first value of the field, made well-formed and at most `max_code_points` long; empty where it is absent.
[[nodiscard]] std::string field(const Form& form, std::string_view name, std::size_t max_code_points);
// The value as it was sent: for secrets, which must not be cleaned.
[[nodiscard]] std::string_view raw_field(const Form& form, std::string_view name);
// Digits only, at most nine; nothing for anything else.
[[nodiscard]] std::optional<int> number_field(const Form& form, std::string_view name);
// The id of a row in a path. Errors: NotFound for anything but digits.
[[nodiscard]] Result<std::int64_t> number_in_path(std::string_view id);

[[nodiscard]] std::string_view cookie(const HttpHeaders& headers, std::string_view name);

enum class Lifetime { Session, Year, Gone };
// HttpOnly, SameSite=Strict, Path=/, and Secure unless the browser spoke to a loopback name.
[[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value, Lifetime lifetime,
                                     const HttpHeaders& request);

// True where the browser says that the form came from a page of this host, or says nothing at all (then the token
// stands alone). "null" is another site.
[[nodiscard]] bool same_origin(const HttpHeaders& headers);

// The path to go back to: one on this host, else "/". "//elsewhere" and "/\elsewhere" are elsewhere.
[[nodiscard]] std::string local_path(std::string_view wanted);

}  // namespace linli::hub::console
