// Screen "enrol": a kiosk that belongs to no station yet takes the one-time code that staff made.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct EnrolState {
    Draft draft;  // "code"
    bool operator==(const EnrolState&) const = default;
};

void draw_enrol(const EnrolState& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
