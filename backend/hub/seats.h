// Seats of events: who has one, who waits, and who moves up. Invariant: what is confirmed never exceeds the capacity,
// but for what was promised before staff lowered it; while anyone waits nobody is decided past them.
#pragma once

#include <cstdint>
#include <string_view>

#include "backend/hub/items.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {

// Fills in status, position, wait_order of a new sign-up for `event` and counts its seats; the caller inserts it.
// Returns Applied or Waitlisted.
[[nodiscard]] Result<Answer> take_seats(Work& work, const Event& event, ItemRow& item);

// Ends a confirmed or waiting sign-up, with `entry` in its timeline, and moves the list.
[[nodiscard]] Result<> give_back_seats(Work& work, ItemRow& item, const NewEntry& entry);

// Confirms from the front of the waiting list whoever fits into what is free: a family all or none, those passed over
// named in the audit log. Does nothing once the event is over or cancelled.
[[nodiscard]] Result<> move_waiting_list(Work& work, std::string_view event);

// Staff called the event off: every sign-up ends, audited.
[[nodiscard]] Result<> cancel_event_sign_ups(Work& work, const Event& event);

}  // namespace linli::hub
