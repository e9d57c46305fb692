#include "backend/console/reply.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "backend/console/embedded.h"
#include "kiosk/crypto/hash.h"

namespace linli::hub::console {
namespace {

struct StaticFile {
    std::string_view name;
    std::string_view type;
};
constexpr std::array kStatic{StaticFile{"style.css", "text/css; charset=utf-8"},
                             StaticFile{"htmx.min.js", "text/javascript; charset=utf-8"},
                             StaticFile{"mark.svg", "image/svg+xml"}};

HttpResponse with_common_headers(int status) {
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Security-Policy", std::string(kContentSecurityPolicy)},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        // Not "no-referrer": browsers then send Origin as null with our own forms.
                        {"Referrer-Policy", "same-origin"},
                        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"}};
    return response;
}

}  // namespace

HttpResponse html_reply(int status, std::string html) {
    HttpResponse response = with_common_headers(status);
    response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(html);
    return response;
}

HttpResponse csv_reply(std::string_view name, std::string csv) {
    HttpResponse response = with_common_headers(200);
    response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(csv);
    return response;
}

HttpResponse redirect_to(std::string_view path) {
    HttpResponse response = with_common_headers(303);
    response.headers.emplace_back("Location", std::string(path));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse static_reply(std::string_view name) {
    for (const StaticFile& file : kStatic) {
        if (file.name != name || embedded(name).empty()) continue;
        HttpResponse response = with_common_headers(200);
        response.headers.emplace_back("Content-Type", std::string(file.type));
        response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
        response.body = std::string(embedded(name));
        return response;
    }
    HttpResponse response = with_common_headers(404);
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    return response;
}

std::string static_url(std::string_view name) {
    const std::string_view bytes = embedded(name);
    if (bytes.empty()) return {};
    const crypto::Hash hash = crypto::blake2b(bytes);
    return fmt::format("/static/{}?v={}", name, crypto::to_hex(ByteView(hash).first(6)));
}

}  // namespace linli::hub::console
