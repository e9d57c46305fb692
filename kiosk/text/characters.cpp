#include "kiosk/text/characters.h"

#include <utf8proc.h>

#include "kiosk/base/utf8.h"

namespace linli::text {
namespace {

constexpr std::uint32_t word_joiner = 0x2060;

bool within(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
}

std::uint32_t tamed(std::uint32_t code) {
    if (code == '\t') return ' ';
    if (code == 0x2028 || code == 0x2029) return '\n';
    const bool control = code < 0x20 || within(code, 0x7F, 0x9F);
    return control && code != '\n' ? word_joiner : code;
}

// Whether a user-perceived character ends between the two; `state` belongs to one walk over a text.
bool ends_between(std::uint32_t before, std::uint32_t after, std::int32_t& state) {
    if (before < 0x80 && after < 0x80) {
        state = 0;
        return before != '\r' || after != '\n';
    }
    return utf8proc_grapheme_break_stateful(static_cast<std::int32_t>(before), static_cast<std::int32_t>(after),
                                            &state);
}

}  // namespace

Characters take_apart(std::string_view text) {
    Characters out;
    out.codes.reserve(text.size() / 2 + 1);
    out.offsets.reserve(text.size() / 2 + 2);
    std::uint32_t before = 0;
    std::int32_t state = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto index = static_cast<std::uint32_t>(out.codes.size());
        out.offsets.push_back(static_cast<std::uint32_t>(at));
        const std::uint32_t code = next_code_point(text, at);
        if (index == 0 || ends_between(before, code, state)) out.clusters.push_back(index);
        out.cluster_of.push_back(static_cast<std::uint32_t>(out.clusters.size()) - 1);
        out.codes.push_back(tamed(code));
        before = code;
    }
    out.offsets.push_back(static_cast<std::uint32_t>(text.size()));
    out.clusters.push_back(static_cast<std::uint32_t>(out.codes.size()));
    return out;
}

std::size_t next_cluster(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return text.size();
    std::uint32_t before = next_code_point(text, offset);
    std::int32_t state = 0;
    while (offset < text.size()) {
        std::size_t after = offset;
        const std::uint32_t code = next_code_point(text, after);
        if (ends_between(before, code, state)) break;
        before = code;
        offset = after;
    }
    return offset;
}

std::size_t previous_cluster(std::string_view text, std::size_t offset) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < offset && at < text.size(); at = next_cluster(text, at)) start = at;
    return start;
}

std::size_t count_clusters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at = next_cluster(text, at)) ++count;
    return count;
}

bool is_space(std::uint32_t code) {
    return code == ' ' || code == 0x1680 || within(code, 0x2000, 0x200A) || code == 0x205F || code == 0x3000;
}

bool is_ignorable(std::uint32_t code) {
    if (code < 0xAD) return false;
    return code == 0xAD || code == 0x34F || code == 0x61C || within(code, 0x115F, 0x1160) ||
           within(code, 0x17B4, 0x17B5) || within(code, 0x180B, 0x180F) || within(code, 0x200B, 0x200F) ||
           within(code, 0x202A, 0x202E) || within(code, 0x2060, 0x206F) || code == 0x3164 ||
           within(code, 0xFE00, 0xFE0F) || code == 0xFEFF || code == 0xFFA0 || within(code, 0xFFF0, 0xFFF8) ||
           within(code, 0x1BCA0, 0x1BCA3) || within(code, 0x1D173, 0x1D17A) || within(code, 0xE0000, 0xE0FFF);
}

bool is_wide(std::uint32_t code) {
    return within(code, 0x2E80, 0x9FFF) || within(code, 0xAC00, 0xD7A3) || within(code, 0xF900, 0xFAFF) ||
           within(code, 0xFE30, 0xFE4F) || within(code, 0xFF00, 0xFFEF) || within(code, 0x20000, 0x3FFFF);
}

}  // namespace linli::text
