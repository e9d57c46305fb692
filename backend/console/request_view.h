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
// Where the trail says that a case went.
[[nodiscard]] std::string handover_words(const Words& words, const Handover& step, const std::vector<StaffLine>& staff);
// What was merged, what could be, and the levels above.
[[nodiscard]] Result<> merging_and_levels(const Visit& visit, const Case& found, View& view);
// The templates that fit the case, and the words of the one that the address names.
[[nodiscard]] Result<> answer_choices(const Visit& visit, const Case& found, View& view);
[[nodiscard]] std::string language_name(const Words& words, std::string_view tag);
// The login, or "#7" for one that this reader may not name.
[[nodiscard]] std::string login_of(const std::vector<StaffLine>& staff, std::int64_t id);

}  // namespace linli::hub::console
