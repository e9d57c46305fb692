// How the operator's pages change the screens' state. Inside of screens; see update.cpp for the rest.
#pragma once

#include "kiosk/screens/screens.h"

namespace linli::screens {

// Nothing of the session is left; what is nobody's stays. The next one begins at `first`.
[[nodiscard]] State wiped(State state, Page first);

[[nodiscard]] State with_mark_tapped(State state);
[[nodiscard]] State with_pin_asked(State state);
[[nodiscard]] State with_operator_act(State state, OperatorAct act);
[[nodiscard]] State with_cross(State state, const CrossTouch& touch);
// Asks how the kiosk does, where that is on the screen and nothing is asked yet.
[[nodiscard]] State with_health_asked(State state);
[[nodiscard]] State after_pin(State state, const PinChecked& checked);
[[nodiscard]] State after_health(State state, const HealthTold& told);

}  // namespace linli::screens
