// Screens "language" and "appearance": how this person wants it shown, until the session ends.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

void draw_language(const View& view, ui::Ui& ui, Commands& commands);
void draw_appearance(const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
