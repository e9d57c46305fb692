#include "kiosk/screens/limits.h"

#include <algorithm>

namespace linli::screens {
namespace {

const RequestKind* kind_wanted(const StationView& station, const WantedForm& wanted) {
    if (wanted.page == Page::Request) return find_kind(station, wanted.key);
    const PublicTrouble* trouble = wanted.page == Page::Join ? find_trouble(station, wanted.key) : nullptr;
    return trouble == nullptr ? nullptr : find_kind(station, trouble->kind);
}

}  // namespace

std::string_view limit_reached(const Session& session, const StationView& station, const SyncView& sync,
                               const WantedForm& wanted) {
    // Nobody would ever read it.
    if (sync.link == Link::Refused) return "status.refused";
    if (const RequestKind* kind = kind_wanted(station, wanted); kind != nullptr && kind->emergency) return {};
    if (session.handed_in >= kMostHandedIn) return "limit.session";
    if (sync.intake == Intake::Full) return "limit.kiosk";
    if (wanted.page != Page::SignUp) return {};
    const auto& taken = session.sign_ups;
    if (std::any_of(taken.begin(), taken.end(), [&](const KnownSignUp& each) { return each.event == wanted.key; }))
        return "limit.event_again";
    if (seats_taken(session) + wanted.seats > kMostSeats) return "limit.seats";
    return {};
}

std::string_view limit_before(const Draft& draft, const View& view) {
    if (draft.page > 0 || !draft.values.empty() || draft.waiting()) return {};
    return limit_reached(view.session, view.station, view.sync, {view.here().page, view.here().key, 1});
}

void draw_emergency_of(const RequestKind& kind, const View& view, ui::Ui& ui) {
    if (!kind.emergency) return;
    ui.begin_card();
    ui.text(view.text(kind.emergency->text), {.id = "request.emergency"});
    if (!kind.emergency->phone.number.empty()) {
        ui.code("request.emergency.number", kind.emergency->phone.number);
        ui.secondary(view.text(kind.emergency->phone.label), {.align = ui::Align::Centre});
    }
    ui.end_card();
}

void draw_limit(std::string_view limit, std::string_view title, const View& view, ui::Ui& ui, Commands& commands) {
    begin_page(view, ui, commands, {.back = ui::Back::Shown});
    ui.title(title);
    draw_problem(view, ui, limit);
    if (const RequestKind* kind = kind_wanted(view.station, {view.here().page, view.here().key, 1}); kind != nullptr)
        draw_emergency_of(*kind, view, ui);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

}  // namespace linli::screens
