// Screens "around" and "helpers": what is near and when it is open, and whom to ask in which building.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

void draw_around(const View& view, ui::Ui& ui, Commands& commands);
// Without a key it asks for the building; the key is one of its places.
void draw_helpers(const View& view, ui::Ui& ui, Commands& commands);

// Facilities that are open at this moment; 0 where the date is not known.
[[nodiscard]] int open_facilities(const View& view);

}  // namespace linli::screens
