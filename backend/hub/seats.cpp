#include "backend/hub/seats.h"

#include <vector>

namespace linli::hub {
namespace {

struct Seats {
    std::int64_t taken = 0;
    std::int64_t waiting = 0;
    std::int64_t last_wait = 0;
};

Result<Seats> load_seats(Work& work, std::string_view event) {
    Seats seats;
    LINLI_OK(work.sql.each(
        "SELECT taken,waiting,last_wait FROM event_seats WHERE event=?",
        [&](const SqlRow& r) {
            seats = {r.integer(0), r.integer(1), r.integer(2)};
        },
        event));
    return seats;
}

Result<> save_seats(Work& work, std::string_view event, const Seats& seats) {
    LINLI_OK(
        work.sql.run("INSERT INTO event_seats(event,taken,waiting,last_wait) VALUES(?,?,?,?)"
                     " ON CONFLICT(event) DO UPDATE SET taken=excluded.taken, waiting=excluded.waiting,"
                     " last_wait=excluded.last_wait",
                     event, seats.taken, seats.waiting, seats.last_wait));
    work.changed_seats.emplace(event);
    return {};
}

struct Waiting {
    std::string id;
    std::int64_t seats = 0;
    std::int64_t position = 0;
};

Result<std::vector<Waiting>> waiting_list(Work& work, std::string_view event) {
    std::vector<Waiting> list;
    LINLI_OK(work.sql.each(
        "SELECT id,seats,position FROM item WHERE subject=? AND wait_order IS NOT NULL ORDER BY wait_order",
        [&](const SqlRow& r) {
            list.push_back({r.string(0), r.integer(1), r.integer(2)});
        },
        event));
    return list;
}

Result<> promote(Work& work, std::string_view id) {
    LINLI_TRY(auto item, load_item(work, id));
    if (!item) return fail(Fault::Corrupt, "the waiting list names a sign-up that is not there");
    item->state.status = ItemStatus::Confirmed;
    item->state.position = 0;
    item->wait_order.reset();
    item->call_at = work.now;
    LINLI_OK(add_entry(work, *item, {EntryType::Confirmed, Stage::Intake, std::nullopt, "", 0}));
    return save_item(work, *item);
}

// After some left the list, everyone behind them moves forward, and is told.
Result<> renumber(Work& work, std::string_view event) {
    LINLI_TRY(const auto list, waiting_list(work, event));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const int position = static_cast<int>(i) + 1;
        if (list[i].position == position) continue;
        LINLI_TRY(auto item, load_item(work, list[i].id));
        if (!item) continue;
        item->state.position = position;
        LINLI_OK(save_item(work, *item));
    }
    return {};
}

}  // namespace

Result<Answer> take_seats(Work& work, const Event& event, ItemRow& item) {
    LINLI_TRY(Seats seats, load_seats(work, event.id));
    const bool fits = seats.taken + item.state.seats <= event.capacity;
    Answer answer = Applied{};
    if (seats.waiting == 0 && fits) {
        item.state.status = ItemStatus::Confirmed;
        seats.taken += item.state.seats;
    } else {
        LINLI_TRY(const std::int64_t before,
                  work.sql.number("SELECT position FROM item WHERE subject=? AND wait_order IS NOT NULL"
                                  " ORDER BY wait_order DESC LIMIT 1",
                                  0, event.id));
        item.state.status = ItemStatus::Waiting;
        item.state.position = static_cast<int>(before) + 1;
        item.wait_order = ++seats.last_wait;
        seats.waiting += item.state.seats;
        answer = Waitlisted{item.state.position};
    }
    LINLI_OK(save_seats(work, event.id, seats));
    return answer;
}

Result<> give_back_seats(Work& work, ItemRow& item, const NewEntry& entry) {
    LINLI_TRY(Seats seats, load_seats(work, item.state.subject));
    const bool waited = item.state.status == ItemStatus::Waiting;
    (waited ? seats.waiting : seats.taken) -= item.state.seats;
    item.state.status = ItemStatus::Cancelled;
    item.state.position = 0;
    item.wait_order.reset();
    item.closed_at = work.now;
    item.call_at.reset();
    LINLI_OK(add_entry(work, item, entry));
    LINLI_OK(save_item(work, item));
    LINLI_OK(save_seats(work, item.state.subject, seats));
    LINLI_OK(move_waiting_list(work, item.state.subject));
    if (waited) return renumber(work, item.state.subject);
    return {};
}

Result<> move_waiting_list(Work& work, std::string_view id) {
    const Event* event = content::find(work.catalogue.events, id);
    if (event == nullptr || event->state == EventState::Cancelled || event->sessions.empty() ||
        work.now >= event->sessions.back().ends_at)
        return {};
    LINLI_TRY(Seats seats, load_seats(work, id));
    LINLI_TRY(const auto list, waiting_list(work, id));
    std::string passed_over;
    bool moved = false;
    for (const Waiting& entry : list) {
        const std::int64_t free = event->capacity - seats.taken;
        if (free <= 0) break;
        if (entry.seats > free) {
            passed_over +=
                fmt::format("{}{} needs {} of {} free", passed_over.empty() ? "" : "; ", entry.id, entry.seats, free);
            continue;
        }
        LINLI_OK(promote(work, entry.id));
        seats.taken += entry.seats;
        seats.waiting -= entry.seats;
        moved = true;
        LINLI_OK(add_audit(work, 0, event->community, "seats.moved-up", entry.id,
                           passed_over.empty() ? "first of the list" : "passed over: " + passed_over));
    }
    if (!moved) return {};
    LINLI_OK(save_seats(work, id, seats));
    return renumber(work, id);
}

Result<> cancel_event_sign_ups(Work& work, const Event& event) {
    std::vector<std::string> ids;
    LINLI_OK(work.sql.each(
        "SELECT id FROM item WHERE type='sign-up' AND subject=? AND status IN ('confirmed','waiting')",
        [&](const SqlRow& r) { ids.push_back(r.string(0)); }, event.id));
    for (const std::string& id : ids) {
        LINLI_TRY(auto item, load_item(work, id));
        if (!item) continue;
        // A kiosk reaches nobody at home: who had a seat is called.
        item->call_at = item->state.status == ItemStatus::Confirmed ? std::optional(work.now) : std::nullopt;
        item->called_at.reset();
        item->state.status = ItemStatus::Cancelled;
        item->state.position = 0;
        item->wait_order.reset();
        item->closed_at = work.now;
        // Kiosks forget an event once its time is over; why it was called off has to outlast it.
        LINLI_OK(add_entry(work, *item,
                           {EntryType::Cancelled, Stage::Intake, std::nullopt,
                            std::string(event.cancelled_because.pick("zh-CN")), 0}));
        LINLI_OK(save_item(work, *item));
        LINLI_OK(add_audit(work, 0, event.community, "sign-up.cancel", id, "the event was called off"));
    }
    LINLI_TRY(Seats seats, load_seats(work, event.id));
    seats.taken = 0;
    seats.waiting = 0;
    return save_seats(work, event.id, seats);
}

}  // namespace linli::hub
