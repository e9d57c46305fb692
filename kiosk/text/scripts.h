// Which script each character is written in, by UAX #24. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace linli::text {

/// ISO 15924, the four letters from the highest byte down.
using Script = std::uint32_t;
[[nodiscard]] constexpr Script script_of_name(std::string_view name) {
    Script script = 0;
    for (std::size_t i = 0; i < 4; ++i)
        script = (script << 8U) | (i < name.size() ? static_cast<std::uint8_t>(name[i]) : 0x20U);
    return script;
}

namespace scripts {
inline constexpr Script arabic = script_of_name("Arab");
inline constexpr Script common = script_of_name("Zyyy");
inline constexpr Script han = script_of_name("Hani");
inline constexpr Script inherited = script_of_name("Zinh");
inline constexpr Script latin = script_of_name("Latn");
inline constexpr Script mongolian = script_of_name("Mong");
inline constexpr Script tibetan = script_of_name("Tibt");
inline constexpr Script unknown = script_of_name("Zzzz");
}  // namespace scripts

/// The script that a language is written in: Latin where nothing else is known. `lang` is a BCP 47 tag.
[[nodiscard]] Script script_of_language(std::string_view lang);

/// The language to shape a run in: `lang` where it is written in that script, else the one that most likely is meant.
[[nodiscard]] std::string_view language_for(Script script, std::string_view lang);

/// Joins its letters, so that no space may be put between them.
[[nodiscard]] bool is_cursive(Script script);

/// One script a code point. Common and inherited characters take that of the text before them, at the start of the
/// text that of what follows, and `fallback` where there is none; a closing bracket or quote takes its opening one's.
[[nodiscard]] std::vector<Script> resolve_scripts(std::span<const std::uint32_t> codes, Script fallback);

}  // namespace linli::text
