// Screens "attract" and "home": what the station offers, with live facts where there are any.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

// Nobody stands here: one touch begins a session.
void draw_attract(const View& view, ui::Ui& ui, Commands& commands);
void draw_home(const View& view, ui::Ui& ui, Commands& commands);

// Where a tile of the content leads.
[[nodiscard]] Location location_of(const TileTarget& target);

}  // namespace linli::screens
