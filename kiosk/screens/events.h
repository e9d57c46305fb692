// Screens "events" and "event": what is on, and whether there is still room.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct EventsState {
    Draft draft;  // "show", "kind": "today", "week" or nothing for all
    bool operator==(const EventsState&) const = default;
};

void draw_events(const EventsState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_event(const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
