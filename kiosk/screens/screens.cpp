#include "kiosk/screens/screens.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/screens/appearance.h"
#include "kiosk/screens/around.h"
#include "kiosk/screens/ask.h"
#include "kiosk/screens/emergency.h"
#include "kiosk/screens/home.h"
#include "kiosk/screens/notices.h"

namespace linli::screens {
namespace {

void draw_page(const State& state, const View& view, ui::Ui& ui, Commands& commands) {
    switch (here(state.session).page) {
        case Page::Enrol:
            return draw_enrol(state.enrol, view, ui, commands);
        case Page::Attract:
            return draw_attract(view, ui, commands);
        case Page::Home:
            return draw_home(view, ui, commands);
        case Page::Ask:
            return draw_ask(view, ui, commands);
        case Page::Topic:
            return draw_topic(view, ui, commands);
        case Page::Guide:
            return draw_guide(view, ui, commands);
        case Page::Events:
            return draw_events(state.events, view, ui, commands);
        case Page::Event:
            return draw_event(view, ui, commands);
        case Page::SignUp:
            return draw_sign_up(state.sign_up, view, ui, commands);
        case Page::Requests:
            return draw_requests(view, ui, commands);
        case Page::Request:
            return draw_request(state.request, view, ui, commands);
        case Page::Join:
            return draw_join(state.join, view, ui, commands);
        case Page::Receipt:
            return draw_receipt(state.receipt, view, ui, commands);
        case Page::Mine:
            return draw_mine(state.mine, view, ui, commands);
        case Page::Items:
            return draw_items(state.mine, view, ui, commands);
        case Page::Item:
            return draw_item(state.mine, view, ui, commands);
        case Page::Slip:
            return draw_slip(state.mine, view, ui, commands);
        case Page::Withdraw:
            return draw_withdraw(state.mine, view, ui, commands);
        case Page::Notices:
            return draw_notices(view, ui, commands);
        case Page::Notice:
            return draw_notice(state.notice, view, ui, commands);
        case Page::Around:
            return draw_around(view, ui, commands);
        case Page::Helpers:
            return draw_helpers(view, ui, commands);
        case Page::Emergency:
            return draw_emergency(view, ui, commands);
        case Page::Language:
            return draw_language(view, ui, commands);
        case Page::Appearance:
            return draw_appearance(view, ui, commands);
        case Page::Service:
            return draw_service(state.op, view, ui, commands);
        case Page::Operator:
            return draw_operator(state.op, state.program, view, ui, commands);
        case Page::Calibration:
            return draw_calibration(state.op, view, ui, commands);
        case Page::TestPicture:
            return draw_test_picture(state.op, view, ui, commands);
        case Page::Gallery:
            return draw_gallery(state.gallery, view, ui, commands);
    }
}

void draw_idle_warning(const View& view, int seconds, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.begin_dialog({.id = "idle", .title = tr("idle.title"), .icon = "clock"});
    ui.text(tr.count("idle.what", seconds), {.id = "idle.what", .align = ui::Align::Centre});
    const std::string end = tr("idle.end");
    const std::string more = tr("idle.more");
    const auto tapped = ui.actions({{.id = "idle.end", .label = end}},
                                   {{.id = "idle.more", .label = more, .kind = ui::ButtonKind::Primary}});
    if (tapped == "idle.more") commands.push(StillHere{});
    if (tapped == "idle.end") commands.push(EndSession{});
    ui.end_dialog();
}

// Of the page that is open; a settings page over a form keeps the form's own.
int form_page(const State& state) {
    switch (here(state.session).page) {
        case Page::SignUp:
            return state.sign_up.draft.page;
        case Page::Request:
            return state.request.draft.page;
        case Page::Join:
            return state.join.draft.page;
        case Page::Mine:
            return state.mine.draft.page;
        case Page::Slip:
            return state.mine.slip.page;
        case Page::Calibration:
            return static_cast<int>(state.op.touches.size());
        case Page::TestPicture:
            return state.op.picture;
        case Page::Gallery:
            return state.gallery.draft.page;
        case Page::Enrol:
        case Page::Attract:
        case Page::Home:
        case Page::Ask:
        case Page::Topic:
        case Page::Guide:
        case Page::Events:
        case Page::Event:
        case Page::Requests:
        case Page::Receipt:
        case Page::Items:
        case Page::Item:
        case Page::Withdraw:
        case Page::Notices:
        case Page::Notice:
        case Page::Around:
        case Page::Helpers:
        case Page::Emergency:
        case Page::Language:
        case Page::Appearance:
        case Page::Service:
        case Page::Operator:
            return 0;
    }
    return 0;
}

}  // namespace

void draw(const State& state, const Languages& languages, ui::Ui& ui, Commands& commands) {
    const View view(state.session, *state.station, state.sync, state.wall, languages);
    draw_page(state, view, ui, commands);
    const Idle idle = idle_at(state.session, state.now);
    if (idle.phase == Idle::Phase::Warning) draw_idle_warning(view, idle.seconds_left, ui, commands);
}

std::string page_identity(const State& state) {
    const Location& at = here(state.session);
    return fmt::format("{}:{}:{}:{}", page_name(at.page), at.key, form_page(state), state.sessions_ended);
}

BootTime next_tick(const State& state) {
    constexpr std::int64_t kMinute = 60'000;
    const BootTime minute = state.now + Millis{kMinute - state.wall.ms % kMinute};
    const auto idle = next_idle_change(state.session, state.now);
    return idle ? std::min(*idle, minute) : minute;
}

}  // namespace linli::screens
