#include "kiosk/text/scripts.h"

#include <algorithm>
#include <array>
#include <utility>

#include <hb.h>

#include "kiosk/text/characters.h"

namespace linli::text {
namespace {

constexpr std::size_t max_open_brackets = 32;

struct Pair {
    std::uint32_t open, close;
};
constexpr std::array<Pair, 16> pairs{{{'(', ')'},
                                      {'[', ']'},
                                      {'{', '}'},
                                      {0xAB, 0xBB},
                                      {0xF3A, 0xF3B},
                                      {0xF3C, 0xF3D},
                                      {0x2018, 0x2019},
                                      {0x201C, 0x201D},
                                      {0x2039, 0x203A},
                                      {0x3008, 0x3009},
                                      {0x300A, 0x300B},
                                      {0x300C, 0x300D},
                                      {0x300E, 0x300F},
                                      {0x3010, 0x3011},
                                      {0xFF08, 0xFF09},
                                      {0xFF3B, 0xFF3D}}};

Script own_script(std::uint32_t code) {
    static hb_unicode_funcs_t* const unicode = hb_unicode_funcs_get_default();
    if (code >= 0x4E00 && code <= 0x9FFF) return scripts::han;
    const Script script = hb_unicode_script(unicode, code);
    // Wide punctuation is Han's, whatever stands before it.
    return script == scripts::common && is_wide(code) ? scripts::han : script;
}

bool is_own(Script script) {
    return script != scripts::common && script != scripts::inherited && script != scripts::unknown;
}

struct OpenBracket {
    std::uint32_t close = 0;
    Script script = 0;
};

}  // namespace

Script script_of_language(std::string_view lang) {
    const std::string_view primary = lang.substr(0, lang.find('-'));
    if (primary == "zh" || primary == "ja" || primary == "ko") return scripts::han;
    if (primary == "ug" || primary == "ar" || primary == "fa" || primary == "ur") return scripts::arabic;
    if (primary == "bo" || primary == "dz") return scripts::tibetan;
    if (primary == "mn") return scripts::mongolian;
    return scripts::latin;
}

std::string_view language_for(Script script, std::string_view lang) {
    if (script_of_language(lang) == script) return lang;
    if (script == scripts::han) return "zh-CN";
    if (script == scripts::arabic) return "ug";
    if (script == scripts::tibetan) return "bo";
    if (script == scripts::mongolian) return "mn";
    return script == scripts::latin ? "en" : "und";
}

bool is_cursive(Script script) {
    return script == scripts::arabic || script == scripts::mongolian || script == script_of_name("Syrc") ||
           script == script_of_name("Nkoo");
}

std::vector<Script> resolve_scripts(std::span<const std::uint32_t> codes, Script fallback) {
    std::vector<Script> out(codes.size());
    std::array<OpenBracket, max_open_brackets> open;
    std::size_t depth = 0;
    Script current = 0;  // 0: nothing but common characters so far
    std::size_t unresolved = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const Script own = own_script(codes[i]);
        if (is_own(own)) {
            if (current == 0) {
                std::fill_n(out.begin(), unresolved, own);
                for (std::size_t k = 0; k < depth; ++k) open[k].script = own;
            }
            current = own;
            out[i] = own;
            continue;
        }
        out[i] = current;
        if (current == 0) ++unresolved;
        const auto opens = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.open == codes[i]; });
        if (opens != pairs.end() && depth < max_open_brackets) open[depth++] = {opens->close, current};
        for (std::size_t k = depth; k-- > 0;) {
            if (open[k].close != codes[i]) continue;
            if (open[k].script != 0) out[i] = current = open[k].script;
            depth = k;
            break;
        }
    }
    if (current == 0) std::fill(out.begin(), out.end(), fallback);
    return out;
}

}  // namespace linli::text
