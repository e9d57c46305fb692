// Screens "notices" and "notice": open letters of the community.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct NoticeState {
    Draft draft;  // of nothing that is typed: whether "I have read this" is on its way, and why it was not taken
    bool operator==(const NoticeState&) const = default;
};

void draw_notices(const View& view, ui::Ui& ui, Commands& commands);
void draw_notice(const NoticeState& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
