// Whether something new may be handed in now, asked before a form begins and again when it ends: nobody fills in seven
// pages to be told no.
#pragma once

#include <string_view>

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

// A form and what it is about. seats: of a sign-up, at least 1.
struct WantedForm {
    Page page = Page::Request;
    std::string_view key;
    int seats = 1;
};

// The key of the sentence that says why not; empty where it may be. Seats and staff are for all, and a kiosk stands in
// public: it is said kindly. What may be an emergency is never held back by a limit.
[[nodiscard]] std::string_view limit_reached(const Session& session, const StationView& station, const SyncView& sync,
                                             const WantedForm& wanted);
// For the form on `view`'s page: empty once anything was entered, for that is not taken back.
[[nodiscard]] std::string_view limit_before(const Draft& draft, const View& view);

// In place of a form that cannot begin.
void draw_limit(std::string_view limit, std::string_view title, const View& view, ui::Ui& ui, Commands& commands);
// What to do and whom to call where it cannot wait; nothing for a kind without.
void draw_emergency_of(const RequestKind& kind, const View& view, ui::Ui& ui);

}  // namespace linli::screens
