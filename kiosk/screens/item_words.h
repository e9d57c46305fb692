// An item in words: what it is about, where it stands, what happened and what comes next.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/view.h"

namespace linli::screens {

// "物业报修", "电工基础"; a general word where the content no longer has it.
[[nodiscard]] std::string item_title(const View& view, ItemType type, std::string_view subject);
// The kind that a request or a joined trouble is of; nullptr where it cannot be told.
[[nodiscard]] const RequestKind* kind_of(const View& view, ItemType type, std::string_view subject);
// Where it stands, in one sentence, true to what the hub has said.
[[nodiscard]] std::string state_sentence(const View& view, const ItemView& item);
[[nodiscard]] ui::Status state_status(const ItemView& item);

// What happened, oldest first, and below it what still comes.
[[nodiscard]] std::vector<ui::TimelineStep> timeline_of(const View& view, const ItemView& item);
// Right after it was saved here: the first step is done, the others come. `number` is the short id.
[[nodiscard]] std::vector<ui::TimelineStep> first_timeline(const View& view, ItemType type, std::string_view subject,
                                                           std::string_view number);

// May the resident still take it back, or say how it was?
[[nodiscard]] bool may_withdraw(const ItemView& item);
[[nodiscard]] bool may_rate(const ItemView& item);

}  // namespace linli::screens
