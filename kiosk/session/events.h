// What reaches the UI thread.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/views.h"
#include "kiosk/session/commands.h"

namespace linli {

struct StationChanged {
    StationPtr station;
};
struct SyncChanged {
    SyncView sync;
};
// It is on the disk. Sent only after the commit.
struct Saved {
    Ticket ticket = 0;
    std::string code;  // the new receipt, canonical; empty where the item had one
    std::string item;
    std::string short_id;
};
// Nothing was stored. message_key names one sentence of the catalogue, e.g. "error.disk-full", "error.event-closed".
struct Refused {
    Ticket ticket = 0;
    std::string message_key;
};
struct ReceiptOpened {
    Ticket ticket = 0;
    std::vector<ItemView> items;  // newest first; never empty
};
struct Enrolled {
    Ticket ticket = 0;
};
// Of PrepareReceipt.
struct Prepared {
    Ticket ticket = 0;
};

struct PinChecked {
    enum class Answer { Right, Wrong, Locked };
    Ticket ticket = 0;
    Answer answer = Answer::Wrong;
    Millis wait{0};  // until the next may be tried
};
struct HealthTold {
    Ticket ticket = 0;
    Health health;
};

using CoreEvent = std::variant<StationChanged, SyncChanged, Saved, Refused, ReceiptOpened, Enrolled, Prepared,
                               PinChecked, HealthTold>;

}  // namespace linli
