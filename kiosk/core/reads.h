// Everything that is only looked at: the station as screens show it, and what a receipt opens. On a read-only
// connection of its own, on the reads thread, so that no resident waits behind sync work.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/receipt_desk.h"
#include "kiosk/core/service_door.h"
#include "kiosk/core/station_builder.h"
#include "kiosk/session/events.h"

namespace linli {

class Reads {
  public:
    // folder: one that a Core has open. Errors: those of store::Reader::open.
    // service_pin: see ServiceDoor.
    [[nodiscard]] static Result<Reads> open(const std::string& folder, const crypto::SlowHashCost& receipt_cost,
                                            std::string service_pin = {});

    // At the start of the program: see ServiceDoor.
    void begin(BootTime now) { m_door.begin(now); }
    // The station, where it has changed since the last call or something of it may be over by now; nothing else.
    // A failure is logged and looks like no change.
    [[nodiscard]] std::optional<StationChanged> refresh(Now now);
    [[nodiscard]] CoreEvent handle(const OpenReceipt& command, Now now);
    [[nodiscard]] CoreEvent handle(const CheckPin& command, Now now) { return m_door.check(command, now.boot); }
    [[nodiscard]] CoreEvent handle(const AskHealth& command, Now now);

  private:
    Reads(std::string folder, store::Reader reader, const crypto::SlowHashCost& cost, std::string service_pin)
        : m_folder(std::move(folder)),
          m_reader(std::move(reader)),
          m_desk(cost, kMaxWrongLooks),
          m_door(std::move(service_pin), m_folder + "/service-tries") {}
    [[nodiscard]] Result<Health> health() const;

    std::string m_folder;
    store::Reader m_reader;
    ReceiptDesk m_desk;
    ServiceDoor m_door;
    StationBuilder m_builder;
    std::optional<store::SyncState> m_shown;
    BootTime m_built_at;
};

}  // namespace linli
