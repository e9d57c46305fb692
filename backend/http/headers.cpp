#include "backend/http/headers.h"

#include <array>

namespace linli::hub {

void add_page_headers(HttpResponse& response) {
    using Header = std::pair<std::string_view, std::string_view>;
    constexpr std::array kHeaders{
        Header{"Content-Security-Policy",
               "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
               "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        Header{"X-Content-Type-Options", "nosniff"},
        Header{"X-Frame-Options", "DENY"},
        Header{"Referrer-Policy", "same-origin"},
        Header{"Cross-Origin-Opener-Policy", "same-origin"},
        Header{"Cross-Origin-Resource-Policy", "same-origin"},
        Header{"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        Header{"Cache-Control", "no-store"},
    };
    for (const auto& [name, value] : kHeaders)
        if (!find_header(response.headers, name)) response.headers.emplace_back(name, value);
}

}  // namespace linli::hub
