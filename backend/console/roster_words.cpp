#include "backend/console/roster_words.h"

namespace linli::hub::console {

std::string care_words(const Words& words, const RosterLine& line) {
    if (line.pick_up.empty()) return {};
    if (line.guardian.empty()) return words.fill("event.pick_up", {{"digits", line.pick_up}});
    return words.fill("event.care", {{"guardian", line.guardian}, {"digits", line.pick_up}});
}

}  // namespace linli::hub::console
