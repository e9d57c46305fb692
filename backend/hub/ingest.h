// Push: operations come in, each is answered once and for ever.
#pragma once

#include <string>
#include <vector>

#include "backend/hub/kiosks.h"
#include "backend/hub/work.h"
#include "kiosk/wire/messages.h"

namespace linli::hub {

struct Ingested {
    enum class Outcome { Taken, Gap, Conflict };
    Outcome outcome = Outcome::Taken;
    wire::PushReply reply;
};

// One transaction, a part for each operation. A known seq gets its stored answer; a seq beyond the expected one takes
// nothing (Gap); a known seq with other bytes takes nothing, keeps the bytes for staff and fences the kiosk (Conflict):
// two histories under one name cannot both be answered truly. Errors: only those outside the operations.
[[nodiscard]] Result<Ingested> ingest(Work& work, const KioskRow& kiosk, const wire::PushRequest& push);

}  // namespace linli::hub
