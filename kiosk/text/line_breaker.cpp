#include "kiosk/text/line_breaker.h"

#include <mutex>
#include <string>

#include <linebreak.h>

namespace linli::text {
namespace {

// Direction controls are invisible to line ends: an opening one belongs to what follows, a closing one to what was.
bool opens_direction(std::uint32_t code) {
    return (code >= 0x2066 && code <= 0x2068) || code == 0x202A || code == 0x202B || code == 0x202D || code == 0x202E;
}
bool closes_direction(std::uint32_t code) {
    return code == 0x2069 || code == 0x202C || code == 0x200E || code == 0x200F || code == 0x61C;
}

// libunibreak 1.1 ends the program at a regional indicator (half of a flag) beside anything, and at U+FFFF.
// A flag breaks like Han around it, and not within: it is one cluster.
std::uint32_t endurable(std::uint32_t code) {
    constexpr std::uint32_t han = 0x4E00;
    constexpr std::uint32_t replacement = 0xFFFD;
    if (code >= 0x1F1E6 && code <= 0x1F1FF) return han;
    return code == 0xFFFF ? replacement : code;
}

}  // namespace

std::vector<Break> line_breaks(const Characters& text, std::string_view lang) {
    static std::once_flag once;
    std::call_once(once, init_linebreak);
    std::vector<Break> breaks(text.codes.size(), Break::Never);
    std::vector<std::uint32_t> codes;
    std::vector<std::size_t> last;  // where each of them ends, with the closing controls behind it
    codes.reserve(text.codes.size());
    last.reserve(text.codes.size());
    for (std::size_t i = 0; i < text.codes.size(); ++i) {
        if (closes_direction(text.codes[i]) && !last.empty() && codes.back() != '\n') {
            last.back() = i;
        } else if (!opens_direction(text.codes[i]) && !closes_direction(text.codes[i])) {
            codes.push_back(endurable(text.codes[i]));
            last.push_back(i);
        }
    }
    std::string raw(codes.size(), LINEBREAK_NOBREAK);
    const std::string language(lang.substr(0, lang.find('-')));
    set_linebreaks_utf32(codes.data(), codes.size(), language.c_str(), raw.data());
    for (std::size_t k = 0; k < codes.size(); ++k) {
        const std::size_t i = last[k];
        // The library also reports a mandatory break at the end of the text; only '\n' makes one here.
        if (codes[k] == '\n') {
            breaks[i] = Break::Must;
        } else if (raw[k] == LINEBREAK_ALLOWBREAK && i + 1 < text.codes.size() &&
                   text.cluster_of[i] != text.cluster_of[i + 1]) {
            breaks[i] = Break::May;
        }
    }
    return breaks;
}

}  // namespace linli::text
