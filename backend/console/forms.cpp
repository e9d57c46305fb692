#include "backend/console/forms.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxPath = 600;

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool is_loopback(std::string_view host) {
    const std::string_view name =
        host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

}  // namespace

std::string_view raw_field(const Form& form, std::string_view name) {
    for (const auto& [key, value] : form)
        if (key == name) return value;
    return {};
}

std::string field(const Form& form, std::string_view name, std::size_t max_code_points) {
    return clean_text(raw_field(form, name), max_code_points);
}

std::optional<int> number_field(const Form& form, std::string_view name) {
    const std::string_view text = raw_field(form, name);
    if (text.empty() || text.size() > 9) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

Result<std::int64_t> number_in_path(std::string_view id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size()) return fail(Fault::NotFound, "no row has this id");
    return number;
}

std::string_view cookie(const HttpHeaders& headers, std::string_view name) {
    const auto header = find_header(headers, "Cookie");
    if (!header) return {};
    std::string_view rest = *header;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view pair = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return {};
}

std::string set_cookie(std::string_view name, std::string_view value, Lifetime lifetime, const HttpHeaders& request) {
    std::string out = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", name, value);
    switch (lifetime) {
        case Lifetime::Session:
            break;
        case Lifetime::Year:
            out += "; Max-Age=31536000";
            break;
        case Lifetime::Gone:
            out += "; Max-Age=0";
            break;
    }
    if (!is_loopback(find_header(request, "Host").value_or(""))) out += "; Secure";
    return out;
}

bool same_origin(const HttpHeaders& headers) {
    const std::string_view host = find_header(headers, "Host").value_or("");
    if (const auto origin = find_header(headers, "Origin")) {
        for (const std::string_view scheme : {"https://", "http://"})
            if (origin->starts_with(scheme)) return origin->substr(scheme.size()) == host;
        return false;
    }
    if (const auto site = find_header(headers, "Sec-Fetch-Site")) return *site == "same-origin" || *site == "none";
    return true;
}

std::string local_path(std::string_view wanted) {
    const bool plain =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
    if (!plain || wanted.size() > kMaxPath || !wanted.starts_with('/') || wanted.starts_with("//")) return "/";
    return std::string(wanted);
}

}  // namespace linli::hub::console
