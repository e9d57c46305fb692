// Everything that is only looked at: the station as screens show it, and what a receipt opens. On a read-only
// connection of its own, on the reads thread, so that no resident waits behind sync work.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/receipt_desk.h"
#include "kiosk/core/station_builder.h"
#include "kiosk/session/events.h"

namespace linli {

class Reads {
  public:
    // folder: one that a Core has open. Errors: those of store::Reader::open.
    [[nodiscard]] static Result<Reads> open(const std::string& folder, const crypto::SlowHashCost& receipt_cost);

    // The station, where it has changed since the last call or something of it may be over by now; nothing else.
    // A failure is logged and looks like no change.
    [[nodiscard]] std::optional<StationChanged> refresh(Now now);
    [[nodiscard]] CoreEvent handle(const OpenReceipt& command, Now now);

  private:
    Reads(store::Reader reader, const crypto::SlowHashCost& cost)
        : m_reader(std::move(reader)), m_desk(cost, kMaxWrongLooks) {}

    store::Reader m_reader;
    ReceiptDesk m_desk;
    StationBuilder m_builder;
    std::optional<store::SyncState> m_shown;
    BootTime m_built_at;
};

}  // namespace linli
