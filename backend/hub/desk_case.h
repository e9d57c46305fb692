// What the functions of the desk share about one case: finding it for an actor, and the line that stands for it.
#pragma once

#include <string_view>

#include "backend/hub/desk_rights.h"
#include "backend/hub/desk_values.h"
#include "backend/hub/items.h"

namespace linli::hub {

// Opens no seal.
[[nodiscard]] CaseLine line_of(const Work& work, const ItemRow& item);
// Errors: Denied (the right, or a case that the role does not see); NotFound (none in the actor's community).
[[nodiscard]] Result<ItemRow> find_case(Work& work, const Actor& actor, Right right, std::string_view id);
// One of the community who is not disabled. Errors: NotFound.
[[nodiscard]] Result<StaffLine> find_staff(Work& work, std::int64_t id, std::string_view community);
// Errors: Invalid.
[[nodiscard]] Result<> must_be(const ItemRow& item, ItemStatus status);
// Errors: Invalid for one that was merged: it goes through the steps of another.
[[nodiscard]] Result<> must_be_its_own(const ItemRow& item);

}  // namespace linli::hub
