// What the queue, the page of one request and what was held back show alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/console/visit.h"

namespace linli::hub::console {

// "Team", or "结 · 组队" where steps have a character of their own.
[[nodiscard]] std::string stage_words(const Words& words, Stage stage);
// Five marks with "past", "now" or "next"; the last is past too once the resident has spoken.
[[nodiscard]] View::List stage_marks(const Words& words, Stage stage, ItemStatus status);
// Kind, place, clock, stage, chips, times of a case.
[[nodiscard]] View case_line_view(const Visit& visit, const CaseLine& line, const std::vector<Place>& places);
// What the resident wrote, by the questions of the kind (null: by their ids), or why there is nothing to read.
void own_words(const Visit& visit, const RequestKind* kind, Opened opened, const PrivatePart& own, View& view);
// The login, or "#7" for one that this reader may not name.
[[nodiscard]] std::string login_of(const std::vector<StaffLine>& staff, std::int64_t id);

}  // namespace linli::hub::console
