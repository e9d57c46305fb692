#include "kiosk/screens/operator_steps.h"

#include <utility>

namespace linli::screens {
namespace {

constexpr int kPictures = 7;

// With what a page behind the operator's keeps begun anew.
State at_page(State state, Page page) {
    state.op.touches.clear();
    state.op.picture = 0;
    state.session = opened(std::move(state.session), {page, {}});
    return state;
}

State back_to_operator(State state) {
    state.session = returned(std::move(state.session));
    return with_health_asked(std::move(state));
}

}  // namespace

State with_mark_tapped(State state) {
    auto& taps = state.op.mark_taps;
    std::erase_if(taps, [&](BootTime at) { return state.now - at > kServiceTime; });
    taps.push_back(state.now);
    if (taps.size() < kServiceTaps) return state;
    taps.clear();
    return with_pin_asked(std::move(state));
}

State with_pin_asked(State state) {
    const Page page = here(state.session).page;
    const bool there = page == Page::Service || state.op.open;
    if (there || state.program.door == ProgramFacts::Door::Shut) return state;
    state.op = OperatorState{};
    if (page == Page::Attract)
        state.session = arrived(start_session(Page::Home, state.session.defaults, state.now), {Page::Service, {}});
    else
        state.session = opened(std::move(state.session), {Page::Service, {}});
    state.session = touched(std::move(state.session), state.now);
    return state;
}

State with_operator_act(State state, OperatorAct act) {
    if (!state.op.open) return state;
    switch (act) {
        case OperatorAct::OpenCalibration:
            return at_page(std::move(state), Page::Calibration);
        case OperatorAct::OpenTestPicture:
            return at_page(std::move(state), Page::TestPicture);
        case OperatorAct::NextPicture:
            if (++state.op.picture < kPictures) return state;
            return back_to_operator(std::move(state));
        case OperatorAct::ForgetCalibration:
            state.to_program.emplace_back(ForgetCalibration{});
            return state;
        case OperatorAct::AskExit:
            state.op.ask_exit = true;
            return state;
        case OperatorAct::KeepRunning:
            state.op.ask_exit = false;
            return state;
        case OperatorAct::Exit:
            state.to_program.emplace_back(EndProgram{});
            return state;
    }
    return state;
}

State with_cross(State state, const CrossTouch& touch) {
    if (!state.op.open || here(state.session).page != Page::Calibration) return state;
    state.op.touches.push_back(touch);
    if (state.op.touches.size() < kCrosses) return state;
    state.to_program.emplace_back(Calibrate{std::exchange(state.op.touches, {})});
    return back_to_operator(std::move(state));
}

State with_health_asked(State state) {
    if (!state.op.open || state.op.asking != 0 || here(state.session).page != Page::Operator) return state;
    state.op.asking = ++state.last_ticket;
    state.to_core.emplace_back(AskHealth{state.op.asking});
    return state;
}

State after_pin(State state, const PinChecked& checked) {
    if (checked.ticket == 0 || state.op.draft.ticket != checked.ticket) return state;
    scrub(state.op.draft);
    state.op.draft = Draft{};
    switch (checked.answer) {
        case PinChecked::Answer::Right:
            break;
        case PinChecked::Answer::Wrong:
        case PinChecked::Answer::Locked:
            state.op.answer = checked;
            return state;
    }
    if (here(state.session).page != Page::Service) return state;
    // Whoever stood here before has left: no way back leads to what they entered, or to their receipt.
    Settings settings = state.session.settings;
    state = wiped(std::move(state), Page::Home);
    state.session.settings = std::move(settings);
    state.op.open = true;
    state.session = opened(std::move(state.session), {Page::Operator, {}});
    state.session = touched(std::move(state.session), state.now);
    return with_health_asked(std::move(state));
}

State after_health(State state, const HealthTold& told) {
    if (told.ticket == 0 || state.op.asking != told.ticket) return state;
    state.op.asking = 0;
    state.op.health = told.health;
    return state;
}

}  // namespace linli::screens
