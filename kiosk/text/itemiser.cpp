#include "kiosk/text/itemiser.h"

#include <algorithm>

namespace linli::text {
namespace {

bool is_plain_ascii(std::uint32_t code) {
    return code > ' ' && code < 0x7F;
}

// The script of a user-perceived character is that of its first letter; its marks follow.
Script face_script(std::uint32_t base, Script script) {
    // Figures and signs of ASCII look the same in every script's line, and stand in the face that all share.
    return is_plain_ascii(base) ? scripts::common : script;
}

}  // namespace

Itemised itemise(const Characters& text, const LayoutRequest& request, FontStack& fonts) {
    Itemised out;
    const auto size = static_cast<std::uint32_t>(text.codes.size());
    std::vector<Level> levels(size);
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i <= size; ++i) {
        if (i < size && text.codes[i] != '\n') continue;
        const Level base = resolve_levels(std::span(text.codes).subspan(begin, i - begin), request.direction,
                                          std::span(levels).subspan(begin, i - begin));
        out.paragraphs.push_back({begin, i, base});
        begin = i + 1;
    }
    const std::vector<Script> scripts = resolve_scripts(text.codes, script_of_language(request.lang));

    const auto join = [&](std::uint32_t first, std::uint32_t last, Level level, Script script, std::uint16_t face) {
        if (!out.runs.empty()) {
            Run& run = out.runs.back();
            if (run.end == first && run.level == level && run.script == script && run.face == face) {
                run.end = last;
                return;
            }
        }
        out.runs.push_back({first, last, level, face, script});
    };
    for (std::size_t cluster = 0; cluster + 1 < text.clusters.size(); ++cluster) {
        const std::uint32_t first = text.clusters[cluster];
        const std::uint32_t last = text.clusters[cluster + 1];
        if (text.codes[last - 1] == '\n') continue;
        const auto codes = std::span(text.codes).subspan(first, last - first);
        // What has no picture goes on in the run that it stands in, so that it does not part letters that join.
        const bool invisible = std::all_of(codes.begin(), codes.end(), is_ignorable);
        const bool goes_on = invisible && !out.runs.empty() && out.runs.back().end == first;
        const Script script = goes_on ? out.runs.back().script : scripts[first];
        const std::uint16_t face =
            goes_on ? out.runs.back().face : fonts.choose(codes, face_script(codes.front(), script), request.weight);
        join(first, last, levels[first], script, face);
    }
    return out;
}

}  // namespace linli::text
