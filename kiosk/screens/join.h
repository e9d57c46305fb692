// Screen "join": one more person for a trouble that is known already.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct JoinForm {
    Draft draft;
    bool operator==(const JoinForm&) const = default;
};

void draw_join(const JoinForm& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
