#include "kiosk/base/utf8.h"

#include <cstdint>

namespace linli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Decodes one code point; length 0 where the bytes are malformed.
struct Decoded {
    char32_t code_point = kReplacement;
    std::size_t length = 0;
};

Decoded decode(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[offset + i]); };
    const std::size_t left = text.size() - offset;
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || left < length) return {};
    char32_t value = length == 4 ? lead & 0x07U : length == 3 ? lead & 0x0FU : lead & 0x1FU;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return {};
    return {value, length};
}

bool is_unwanted(char32_t c) {
    if (c == U'\n') return false;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return true;
    if (c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF) return true;
    if (c == 0x2028 || c == 0x2029) return true;
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU;
}

bool is_space(char32_t c) {
    return c == U' ' || c == U'\n' || c == 0x3000 || c == 0xA0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Decoded d = decode(text, i);
        if (d.length == 0) return false;
        i += d.length;
    }
    return true;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
    const Decoded d = decode(text, offset);
    offset += d.length == 0 ? 1 : d.length;
    return d.code_point;
}

void append_code_point(std::string& text, char32_t c) {
    const auto put = [&](char32_t value) { text.push_back(static_cast<char>(static_cast<std::uint8_t>(value))); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) static_cast<void>(next_code_point(text, i));
    return count;
}

std::string clean_text(std::string_view text, std::size_t max_code_points) {
    std::string out;
    std::size_t kept = 0;
    std::size_t end_of_last_visible = 0;
    for (std::size_t i = 0; i < text.size() && kept < max_code_points;) {
        char32_t c = next_code_point(text, i);
        if (c == U'\r') c = (i < text.size() && text[i] == '\n') ? next_code_point(text, i) : U'\n';
        if (c == U'\t') c = U' ';
        if (c == 0x2028 || c == 0x2029) c = U'\n';
        if (is_unwanted(c) || (out.empty() && is_space(c))) continue;
        append_code_point(out, c);
        ++kept;
        if (!is_space(c)) end_of_last_visible = out.size();
    }
    out.resize(end_of_last_visible);
    return out;
}

}  // namespace linli
