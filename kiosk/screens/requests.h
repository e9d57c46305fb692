// Screens "requests" and "request": what can be asked for, and the form that content makes for it.
#pragma once

#include "kiosk/screens/form_pages.h"
#include "kiosk/screens/view.h"

namespace linli::screens {

struct RequestForm {
    Draft draft;
    bool operator==(const RequestForm&) const = default;
};

void draw_requests(const View& view, ui::Ui& ui, Commands& commands);
void draw_request(const RequestForm& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
