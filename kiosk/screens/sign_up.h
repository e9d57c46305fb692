// Screen "signup": how many come, their names, how to reach them, and one look at it all before it is kept.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct SignUpForm {
    Draft draft;  // "seats", "name.1" ..., kConsentField, kPickUpField, kGuardianField, contact
    bool operator==(const SignUpForm&) const = default;
};

void draw_sign_up(const SignUpForm& state, const View& view, ui::Ui& ui, Commands& commands);

// Seats asked for, 1 where the resident was not asked.
[[nodiscard]] int seats_of(const Draft& draft);

}  // namespace linli::screens
