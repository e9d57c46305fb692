// What is on next, as rows that fill what a page has left: on home and where nobody stands.
#pragma once

#include <optional>

#include "kiosk/screens/view.h"

namespace linli::screens {

// The event that starts next and can still be joined or watched; nullptr where there is none. `only`: that one or none.
[[nodiscard]] const EventView* next_event(const View& view, std::string_view only);

// At least two rows or nothing; `kept_mm` of the page's room stay free, for what follows. A tap opens the event.
void draw_coming(const View& view, ui::Ui& ui, Commands& commands, std::string_view screen, const EventView* but,
                 double kept_mm);

}  // namespace linli::screens
