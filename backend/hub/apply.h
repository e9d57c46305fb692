// One operation decided: what it asks for against what there is.
#pragma once

#include "backend/hub/work.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {

// Writes what the operation does and returns its answer. A Rejected one that was to make an item leaves it, rejected,
// so that its receipt opens everywhere; any other has written nothing. community: of the kiosk. Errors: those outside
// the operation (is_outside); any other means that it cannot be applied because of itself.
[[nodiscard]] Result<Answer> apply_operation(Work& work, std::string_view community, const OperationKey& key,
                                             const Operation& operation);

// Whether the operation makes an item, whose sealed part is to be kept.
[[nodiscard]] bool makes_item(const Operation& operation);

}  // namespace linli::hub
