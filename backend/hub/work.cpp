#include "backend/hub/work.h"

#include "backend/hub/items.h"
#include "kiosk/wire/codec.h"

namespace linli::hub {
namespace {

Result<> tell_seats(Work& work, const std::string& id) {
    const Event* event = content::find(work.catalogue.events, id);
    if (event == nullptr) return {};
    SeatCount seats{id, event->capacity, 0, 0};
    LINLI_OK(work.sql.each(
        "SELECT taken,waiting FROM event_seats WHERE event=?",
        [&](const SqlRow& r) {
            seats.taken = static_cast<int>(r.integer(0));
            seats.waiting = static_cast<int>(r.integer(1));
        },
        id));
    const std::string json = wire::encode(wire::RowBody(seats));
    for (const std::string& community : content::audience(*event, work.catalogue))
        LINLI_OK(work.feed.publish(community, "seats", id, json));
    return {};
}

Result<> tell_trouble(Work& work, const std::string& id) {
    LINLI_TRY(const auto item, load_item(work, id));
    if (!item) return {};
    const ItemState& s = item->state;
    // One that its reporter took back is nobody's trouble any more, unless others joined.
    // One that was merged is told as the one that it was merged into.
    if (!item->merged_into.empty() || (s.status == ItemStatus::Cancelled && item->people == 0))
        return work.feed.withdraw(item->community, "trouble", id);
    const PublicTrouble trouble{id,           s.subject,  item->place, s.stage, s.status != ItemStatus::Open,
                                item->people, s.opened_at};
    return work.feed.publish(item->community, "trouble", id, wire::encode(wire::RowBody(trouble)));
}

Result<> tell_tally(Work& work, const std::string& community, const std::string& month) {
    MonthTally tally{month, 0, 0, 0};
    LINLI_OK(work.sql.each(
        "SELECT opened,handled,solved FROM tally WHERE community=? AND month=?",
        [&](const SqlRow& r) {
            tally.opened = static_cast<int>(r.integer(0));
            tally.handled = static_cast<int>(r.integer(1));
            tally.solved = static_cast<int>(r.integer(2));
        },
        community, month));
    return work.feed.publish(community, "tally", month, wire::encode(wire::RowBody(tally)));
}

}  // namespace

Result<> tell_changes(Work& work) {
    for (const std::string& event : work.changed_seats) LINLI_OK(tell_seats(work, event));
    for (const std::string& item : work.changed_troubles) LINLI_OK(tell_trouble(work, item));
    for (const auto& [community, month] : work.changed_tallies) LINLI_OK(tell_tally(work, community, month));
    work.changed_seats.clear();
    work.changed_troubles.clear();
    work.changed_tallies.clear();
    return {};
}

Result<> add_audit(Work& work, std::int64_t staff, std::string_view community, std::string_view action,
                   std::string_view subject, std::string_view detail) {
    LINLI_OK(work.sql.run("INSERT INTO audit(at,staff,community,action,subject,detail) VALUES(?,?,?,?,?,?)",
                          work.now.ms, staff != 0 ? std::optional(staff) : std::nullopt, community, action, subject,
                          detail));
    return {};
}

}  // namespace linli::hub
