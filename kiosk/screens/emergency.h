// Screen "emergency": whom to call, in big figures. Reached from every page by one tap.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

void draw_emergency(const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
