// What a program of Linli makes of its process before it touches anything personal.
#pragma once

#include "kiosk/base/result.h"

namespace linli {

// What is in memory reaches no disk by a crash (no core dump, also where the system pipes them to a program), no other
// process of the same user may look into it, and every file made from here on is its owner's alone. Call first in
// main(). Errors: Internal (the system refused; nothing personal should be touched then).
[[nodiscard]] Result<> seal_process();

}  // namespace linli
