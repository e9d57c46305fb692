// Screens "ask", "topic" and "guide": how a thing is done, what to bring, where and when.
#pragma once

#include "kiosk/screens/view.h"

namespace linli::screens {

void draw_ask(const View& view, ui::Ui& ui, Commands& commands);
void draw_topic(const View& view, ui::Ui& ui, Commands& commands);
void draw_guide(const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
