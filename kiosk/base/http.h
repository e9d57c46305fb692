// HTTP requests and responses as values, so that the engine, the core and the hub do no I/O.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli {

// Names compare without regard to ASCII case (RFC 9110, 5.1).
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;  // "GET", "POST"
    std::string target;  // path and query as sent, e.g. "/v1/changes?since=7"
    HttpHeaders headers;
    std::string body;    // as sent, not inflated
    std::string remote;  // on the hub: the peer's address, for rate limits; empty on the kiosk
};

struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    std::string body;  // as received, not inflated
};

[[nodiscard]] std::optional<std::string_view> find_header(const HttpHeaders& headers, std::string_view name);

struct Target {
    std::string path;  // percent-decoded
    std::vector<std::pair<std::string, std::string>> query;

    // The first value of the name, or nothing.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
};

// Splits and decodes a target or, with only the query part, an application/x-www-form-urlencoded body.
// Broken percent escapes stay as they are; at most 256 pairs are kept.
[[nodiscard]] Target parse_target(std::string_view target);
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_form(std::string_view form);
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace linli
