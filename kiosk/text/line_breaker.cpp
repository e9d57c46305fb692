#include "kiosk/text/line_breaker.h"

#include <mutex>
#include <string>

#include <linebreak.h>

#include "kiosk/base/utf8.h"

namespace linli::text {

std::vector<Break> line_breaks(std::string_view text, std::string_view lang) {
    static std::once_flag once;
    std::call_once(once, init_linebreak);
    std::string raw(text.size(), LINEBREAK_NOBREAK);
    const std::string language(lang.substr(0, lang.find('-')));
    set_linebreaks_utf8(reinterpret_cast<const utf8_t*>(text.data()), text.size(), language.c_str(), raw.data());
    std::vector<Break> breaks(text.size(), Break::Never);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (raw[i] == LINEBREAK_ALLOWBREAK) breaks[i] = Break::May;
        // The library also reports a mandatory break at the end of the text; only '\n' makes one here.
        if (text[i] == '\n') breaks[i] = Break::Must;
    }
    return breaks;
}

bool extends_cluster(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
           (c >= 0xF18 && c <= 0xF19) || (c >= 0xF71 && c <= 0xF84) || (c >= 0xF8D && c <= 0xFBC) || c == 0x200D ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xFE20 && c <= 0xFE2F) || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0100 && c <= 0xE01EF);
}

std::size_t next_cluster(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return text.size();
    char32_t before = next_code_point(text, offset);
    while (offset < text.size()) {
        std::size_t after = offset;
        const char32_t code = next_code_point(text, after);
        if (!extends_cluster(code) && before != 0x200D) break;
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

}  // namespace linli::text
