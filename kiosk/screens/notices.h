// Screens "notices" and "notice": open letters of the community.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

void draw_notices(const View& view, ui::Ui& ui, Commands& commands);
void draw_notice(const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
