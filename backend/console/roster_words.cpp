#include "backend/console/roster_words.h"

namespace linli::hub::console {

std::string care_words(const Words& words, const RosterLine& line) {
    if (!line.has_pick_up) return {};
    if (line.guardian.empty()) return std::string(words.get("event.pick_up"));
    return words.fill("event.care", {{"guardian", line.guardian}});
}

}  // namespace linli::hub::console
