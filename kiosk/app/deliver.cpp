#include "kiosk/app/deliver.h"

#include "kiosk/base/log.h"

namespace linli::app {
namespace {

MailRoom room_of(const CoreEvent& event) {
    struct {
        MailRoom operator()(const StationChanged&) const { return MailRoom::Common; }
        MailRoom operator()(const SyncChanged&) const { return MailRoom::Common; }
        MailRoom operator()(const Saved&) const { return MailRoom::Reserve; }
        MailRoom operator()(const Refused&) const { return MailRoom::Reserve; }
        MailRoom operator()(const ReceiptOpened&) const { return MailRoom::Reserve; }
        MailRoom operator()(const Enrolled&) const { return MailRoom::Reserve; }
        MailRoom operator()(const Prepared&) const { return MailRoom::Reserve; }
        MailRoom operator()(const PinChecked&) const { return MailRoom::Reserve; }
        MailRoom operator()(const HealthTold&) const { return MailRoom::Reserve; }
    } const room;
    return std::visit(room, event);
}

}  // namespace

void deliver(Mailbox<CoreEvent>& box, CoreEvent event) {
    const MailRoom room = room_of(event);
    if (!box.send(std::move(event), room)) log_error("app", "an event was dropped: too many wait already");
}

}  // namespace linli::app
