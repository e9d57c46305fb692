// Replies with the headers that every page of the console carries.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/http.h"

namespace linli::hub::console {

// Nothing but what this program serves itself, no script or style in the page, no frame around it.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'";

// A page with personal data: never stored, by browser or proxy.
[[nodiscard]] HttpResponse html_reply(int status, std::string html);
// A file to keep, never stored on the way. name: of ASCII letters, digits, '.', '-' and '_'.
[[nodiscard]] HttpResponse csv_reply(std::string_view name, std::string csv);
// 303: the browser asks for `path` with GET.
[[nodiscard]] HttpResponse redirect_to(std::string_view path);
// An embedded file; 404 for one that is not served.
[[nodiscard]] HttpResponse static_reply(std::string_view name);
// "/static/style.css?v=1a2b3c4d", which changes with the bytes; empty where the file is not built in.
[[nodiscard]] std::string static_url(std::string_view name);

}  // namespace linli::hub::console
