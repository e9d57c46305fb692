// Pages with every widget on them, for pictures and for tests of the interface itself. Their words are samples.
#pragma once

#include <string>

#include "kiosk/ui/ui.h"

namespace linli::demo {

struct State {
    std::string page = "home";
    std::string words;
    std::string digits;
    int chosen = -1;
    int taps = 0;
    bool warn = false;
    int emergencies = 0;
};

ui::Chrome chrome();
ui::Chrome english_chrome();
/// True when the state changed.
bool draw(ui::Ui& ui, State& state);

}  // namespace linli::demo
