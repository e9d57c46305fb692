// How the screens' state changes: one function an event, each from a state to the next.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/domain/receipt.h"
#include "kiosk/screens/form_pages.h"
#include "kiosk/screens/limits.h"
#include "kiosk/screens/operator_steps.h"
#include "kiosk/screens/screens.h"

namespace linli::screens {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

Draft* draft_of(State& state) {
    switch (here(state.session).page) {
        case Page::Enrol:
            return &state.enrol.draft;
        case Page::Events:
            return &state.events.draft;
        case Page::SignUp:
            return &state.sign_up.draft;
        case Page::Request:
            return &state.request.draft;
        case Page::Join:
            return &state.join.draft;
        case Page::Mine:
            return &state.mine.draft;
        case Page::Slip:
            return &state.mine.slip;
        case Page::Withdraw:
            return &state.mine.withdrawal;
        case Page::Service:
            return &state.op.draft;
        case Page::Gallery:
            return &state.gallery.draft;
        case Page::Notice:
            return &state.notice.draft;
        case Page::Attract:
        case Page::Home:
        case Page::Ask:
        case Page::Topic:
        case Page::Guide:
        case Page::Event:
        case Page::Requests:
        case Page::Receipt:
        case Page::Items:
        case Page::Item:
        case Page::Notices:
        case Page::Around:
        case Page::Helpers:
        case Page::Emergency:
        case Page::Language:
        case Page::Appearance:
        case Page::Operator:
        case Page::Calibration:
        case Page::TestPicture:
            return nullptr;
    }
    return nullptr;
}

State send(State state, CoreCommand command, Ticket& ticket) {
    ticket = ++state.last_ticket;
    std::visit([&](auto& each) { each.ticket = ticket; }, command);
    state.to_core.push_back(std::move(command));
    return state;
}

// While the receipt's page is open it asks until the hub has answered; an item's page asks after each change.
State looked_again(State state) {
    if (state.sync.unsent > 0) return state;
    const Page page = here(state.session).page;
    Ticket ticket = 0;
    if (page == Page::Receipt && state.receipt.asking == 0 && !state.receipt.code.empty() &&
        (!state.receipt.known || state.receipt.known->delivery == Delivery::SavedHere)) {
        const ReceiptProof proof{.code = state.receipt.code, .digits = state.receipt.digits};
        state = send(std::move(state), OpenReceipt{.ticket = 0, .receipt = proof}, ticket);
        state.receipt.asking = ticket;
    }
    const auto waiting = std::find_if(state.mine.items.begin(), state.mine.items.end(), [](const ItemView& item) {
        return item.change_waiting || item.delivery == Delivery::SavedHere;
    });
    if ((page == Page::Item || page == Page::Items) && state.mine.asking == 0 && waiting != state.mine.items.end()) {
        const ReceiptProof proof = proof_of(state.mine, waiting->id);
        state = send(std::move(state), OpenReceipt{.ticket = 0, .receipt = proof}, ticket);
        state.mine.asking = ticket;
    }
    return state;
}

State with_opened(State state, const Location& location) {
    const Page from = here(state.session).page;
    if (location.page == Page::Home && from == Page::Receipt) {
        // The same person goes on: what was handed in still counts, the receipt is off the screen for good.
        scrub(state.receipt.code);
        scrub(state.receipt.digits);
        state.receipt = ReceiptState{};
        state.session.trail = {{Page::Home, {}}};
    } else if (location.page == Page::Home)
        state.session = start_session(Page::Home, state.session.defaults, state.now);
    else if (from == Page::Attract)
        state.session = arrived(start_session(Page::Home, state.session.defaults, state.now), location);
    else
        state.session = opened(std::move(state.session), location);
    // Only who reads a receipt may lay another beside it; from anywhere else somebody new may have come.
    if (location.page == Page::Mine && from != Page::Item && from != Page::Items) {
        wipe(state.mine);
        state.mine = MineState{};
    }
    // A form begins empty; settings and the emergency page have no draft and leave the form's own alone.
    if (Draft* draft = draft_of(state)) scrub(*draft);
    state.mine.done.clear();
    return state;
}

State with_back(State state) {
    Draft* draft = draft_of(state);
    if (draft != nullptr && draft->waiting()) return state;
    if (draft != nullptr && draft->page > 0) {
        --draft->page;
        draft->problem.clear();
        return state;
    }
    if (draft != nullptr && here(state.session).page != Page::Enrol) scrub(*draft);
    // Leaving the operator's page locks it.
    if (here(state.session).page == Page::Operator) state.op = OperatorState{};
    state.session = returned(std::move(state.session));
    return state;
}

State with_form_page(State state, int wanted) {
    Draft* draft = draft_of(state);
    if (draft == nullptr || draft->waiting()) return state;
    int page = std::max(wanted, 0);
    if (here(state.session).page == Page::Request)
        if (const RequestKind* kind = find_kind(*state.station, here(state.session).key))
            page = page_after(*kind, *state.station, *draft, page);
    draft->page = page;
    draft->problem.clear();
    const Page form = here(state.session).page;
    const bool makes_receipt = form == Page::Request || form == Page::Join || form == Page::SignUp;
    Ticket ignored = 0;
    if (std::string digits = digits_of(*draft); makes_receipt && is_four_digits(digits))
        state = send(std::move(state), PrepareReceipt{.ticket = 0, .digits = std::move(digits)}, ignored);
    return state;
}

// The form that a command ends; nothing for one that hands in nothing new.
std::optional<WantedForm> form_ended_by(const CoreCommand& command) {
    if (const auto* request = std::get_if<SubmitRequest>(&command)) return WantedForm{Page::Request, request->kind, 1};
    if (const auto* join = std::get_if<SubmitJoin>(&command)) return WantedForm{Page::Join, join->trouble, 1};
    if (const auto* sign_up = std::get_if<SubmitSignUp>(&command))
        return WantedForm{Page::SignUp, sign_up->event, static_cast<int>(sign_up->names.size())};
    return std::nullopt;
}

State with_sent(State state, const CoreCommand& command) {
    Draft* draft = draft_of(state);
    if (draft == nullptr || draft->waiting()) return state;
    if (const auto form = form_ended_by(command)) {
        const std::string_view limit = limit_reached(state.session, *state.station, state.sync, *form);
        draft->problem = limit;
        if (!limit.empty()) return state;
    }
    Ticket ticket = 0;
    state = send(std::move(state), command, ticket);
    draft = draft_of(state);
    draft->ticket = ticket;
    draft->problem.clear();
    if (const auto* read = std::get_if<SayRead>(&command)) draft->values["notice"] = read->notice;
    if (const auto* open = std::get_if<OpenReceipt>(&command)) state.mine.proof = open->receipt;
    return state;
}

State after_step(State state, const SessionStep& step) {
    return std::visit(Overloaded{[&](const Open& open) { return with_opened(std::move(state), open.location); },
                                 [&](const GoBack&) { return with_back(std::move(state)); },
                                 [&](const EndSession&) { return wiped(std::move(state), Page::Home); },
                                 [&](const StillHere&) {
                                     state.session = touched(std::move(state.session), state.now);
                                     return std::move(state);
                                 },
                                 [&](const ChooseLanguage& choice) {
                                     state.session.settings.language = choice.tag;
                                     return std::move(state);
                                 },
                                 [&](const ChooseTextSize& choice) {
                                     state.session.settings.text_size = choice.size;
                                     return std::move(state);
                                 },
                                 [&](const ChooseContrast& choice) {
                                     state.session.settings.contrast = choice.contrast;
                                     return std::move(state);
                                 },
                                 [&](const ChooseReach& choice) {
                                     state.session.settings.reach = choice.reach;
                                     return std::move(state);
                                 },
                                 [&](const SetValue& set) {
                                     if (Draft* draft = draft_of(state); draft != nullptr && !draft->waiting())
                                         *draft = with_value(std::move(*draft), set.field, set.value);
                                     state.op.answer.reset();
                                     return std::move(state);
                                 },
                                 [&](const ShowFormPage& show) { return with_form_page(std::move(state), show.page); },
                                 [&](const Send& sent) { return with_sent(std::move(state), sent.command); },
                                 [&](const TapMark&) { return with_mark_tapped(std::move(state)); },
                                 [&](const AskForPin&) { return with_pin_asked(std::move(state)); },
                                 [&](const OperatorAct& act) { return with_operator_act(std::move(state), act); },
                                 [&](const TouchCross& touch) { return with_cross(std::move(state), touch.touch); }},
                      step);
}

Page form_of(ItemType type) {
    switch (type) {
        case ItemType::Request:
            return Page::Request;
        case ItemType::Join:
            return Page::Join;
        case ItemType::SignUp:
            return Page::SignUp;
    }
    return Page::Request;
}

// A receipt takes the place of the form: what was typed is gone from here once it is on the disk. What was opened over
// the form while it was being saved, the emergency numbers say, stays open.
State with_receipt(State state, const std::string& digits, const Saved& saved, ItemType type) {
    const std::vector<Location> trail = state.session.trail;
    const auto form = std::find_if(trail.rbegin(), trail.rend(),
                                   [&](const Location& location) { return location.page == form_of(type); });
    state.receipt = {.code = saved.code,
                     .digits = digits,
                     .item = saved.item,
                     .short_id = saved.short_id,
                     .type = type,
                     .subject = form == trail.rend() ? std::string() : form->key,
                     .known = std::nullopt,
                     .asking = 0};
    ++state.session.handed_in;
    if (type == ItemType::SignUp && !state.receipt.subject.empty())
        state.session.sign_ups.push_back(
            {.event = state.receipt.subject, .item = saved.item, .seats = seats_of(state.sign_up.draft)});
    for (Draft* draft : {&state.request.draft, &state.join.draft, &state.sign_up.draft}) scrub(*draft);
    state.session = arrived(std::move(state.session), {Page::Receipt, saved.short_id});
    for (auto over = form == trail.rend() ? trail.end() : form.base(); over != trail.end(); ++over)
        state.session = opened(std::move(state.session), *over);
    state.session = touched(std::move(state.session), state.now);
    return state;
}

// Whoever gave seats back may take them again.
Session without_sign_up(Session session, const std::string& item) {
    for (auto* known : {&session.sign_ups, &session.held})
        std::erase_if(*known, [&](const KnownSignUp& each) { return each.item == item; });
    return session;
}

KnownSignUp known_from(const ItemView& item) {
    using State = KnownSignUp::State;
    const bool answered = item.delivery == Delivery::Sent && !item.by_hand;
    const bool confirmed = item.state.status == ItemStatus::Confirmed;
    return {.event = item.subject,
            .item = item.id,
            .seats = std::max(item.state.seats, 1),
            .state = !answered   ? State::Unconfirmed
                     : confirmed ? State::Confirmed
                                 : State::Waiting};
}

// What a receipt tells of a sign-up: how far it is, or that it holds nothing any more.
Session with_told(Session session, const ItemView& item) {
    if (item.type != ItemType::SignUp || item.change_waiting) return session;
    const bool ended =
        item.rejected_key || item.state.status == ItemStatus::Cancelled || item.state.status == ItemStatus::Rejected;
    if (ended) return without_sign_up(std::move(session), item.id);
    const KnownSignUp told = known_from(item);
    for (auto* known : {&session.sign_ups, &session.held})
        for (KnownSignUp& each : *known)
            if (each.item == item.id) {
                each.state = told.state;
                return session;
            }
    if (session.held.size() < kMostSignUpsKnown) session.held.push_back(told);
    return session;
}

State with_change(State state, std::string_view done) {
    const std::string id = here(state.session).key;
    scrub(state.mine.slip);
    scrub(state.mine.withdrawal);
    state.session = without_sign_up(std::move(state.session), id);
    for (ItemView& item : state.mine.items)
        if (item.id == id) item.change_waiting = true;
    state.session = returned(std::move(state.session));
    state.mine.done = done;
    return state;
}

State after_saved(State state, const Saved& saved) {
    const Ticket ticket = saved.ticket;
    if (ticket == 0) return state;
    if (state.request.draft.ticket == ticket) {
        const std::string digits = digits_of(state.request.draft);
        return with_receipt(std::move(state), digits, saved, ItemType::Request);
    }
    if (state.join.draft.ticket == ticket) {
        const std::string digits = digits_of(state.join.draft);
        return with_receipt(std::move(state), digits, saved, ItemType::Join);
    }
    if (state.sign_up.draft.ticket == ticket) {
        const std::string digits = digits_of(state.sign_up.draft);
        return with_receipt(std::move(state), digits, saved, ItemType::SignUp);
    }
    if (state.notice.draft.ticket == ticket) {
        state.notice.draft.ticket = 0;
        state.session.read.push_back(state.notice.draft.values["notice"]);
        scrub(state.notice.draft);
        return state;
    }
    if (state.mine.slip.ticket == ticket) return with_change(std::move(state), "slip.saved");
    if (state.mine.withdrawal.ticket == ticket) return with_change(std::move(state), "withdraw.saved");
    return state;
}

State after_refused(State state, const Refused& refused) {
    if (refused.ticket == 0) return state;
    for (Draft* draft :
         {&state.enrol.draft, &state.sign_up.draft, &state.request.draft, &state.join.draft, &state.mine.draft,
          &state.mine.slip, &state.mine.withdrawal, &state.notice.draft, &state.op.draft}) {
        if (draft->ticket != refused.ticket) continue;
        draft->ticket = 0;
        draft->problem = refused.message_key;
    }
    if (state.receipt.asking == refused.ticket) state.receipt.asking = 0;
    if (state.mine.asking == refused.ticket) state.mine.asking = 0;
    if (state.op.asking == refused.ticket) state.op.asking = 0;
    return state;
}

// What is told of an item takes the place of what was known; an item that is new stands first.
MineState with_items(MineState mine, const std::vector<ItemView>& told) {
    std::vector<ItemView> added;
    for (const ItemView& item : told) {
        const auto known = std::find_if(mine.items.begin(), mine.items.end(),
                                        [&](const ItemView& each) { return each.id == item.id; });
        if (known == mine.items.end())
            added.push_back(item);
        else
            *known = item;
    }
    mine.items.insert(mine.items.begin(), added.begin(), added.end());
    return mine;
}

// The same receipt again is no second one.
MineState with_receipt_held(MineState mine, const std::vector<ItemView>& items) {
    std::vector<std::string> ids;
    for (const ItemView& item : items) ids.push_back(item.id);
    std::erase_if(mine.held, [&](const HeldReceipt& receipt) { return receipt.proof.code == mine.proof.code; });
    mine.held.push_back({mine.proof, std::move(ids)});
    return with_items(std::move(mine), items);
}

State after_opened(State state, const ReceiptOpened& receipt) {
    if (receipt.ticket == 0) return state;
    const bool opens = state.mine.draft.ticket == receipt.ticket && !receipt.items.empty();
    if (opens || state.receipt.asking == receipt.ticket || state.mine.asking == receipt.ticket)
        for (const ItemView& item : receipt.items) state.session = with_told(std::move(state.session), item);
    if (state.receipt.asking == receipt.ticket) {
        state.receipt.asking = 0;
        for (const ItemView& item : receipt.items)
            if (item.id == state.receipt.item) state.receipt.known = item;
    }
    if (state.mine.asking == receipt.ticket) {
        state.mine.asking = 0;
        state.mine = with_items(std::move(state.mine), receipt.items);
    }
    if (opens) {
        scrub(state.mine.draft);
        state.mine = with_receipt_held(std::move(state.mine), receipt.items);
        ++state.session.receipts;
        const bool one = state.mine.items.size() == 1;
        state.session = arrived(std::move(state.session),
                                one ? Location{Page::Item, receipt.items.front().id} : Location{Page::Items, {}});
    }
    return state;
}

State after_core(State state, const CoreEvent& event) {
    return std::visit(Overloaded{[&](const StationChanged& changed) {
                                     if (changed.station) state.station = changed.station;
                                     return std::move(state);
                                 },
                                 [&](const SyncChanged& changed) {
                                     state.sync = changed.sync;
                                     return with_health_asked(looked_again(std::move(state)));
                                 },
                                 [&](const Saved& saved) { return after_saved(std::move(state), saved); },
                                 [&](const Refused& refused) { return after_refused(std::move(state), refused); },
                                 [&](const ReceiptOpened& opened) { return after_opened(std::move(state), opened); },
                                 [&](const Enrolled&) {
                                     state.membership = Membership::Enrolled;
                                     return wiped(std::move(state), Page::Home);
                                 },
                                 [&](const Prepared&) { return std::move(state); },
                                 [&](const PinChecked& checked) { return after_pin(std::move(state), checked); },
                                 [&](const HealthTold& told) { return after_health(std::move(state), told); }},
                      event);
}

}  // namespace

State wiped(State state, Page first) {
    for (Draft* draft : {&state.enrol.draft, &state.events.draft, &state.sign_up.draft, &state.request.draft,
                         &state.join.draft, &state.op.draft, &state.gallery.draft})
        scrub(*draft);
    wipe(state.mine);
    for (std::string* text : {&state.receipt.code, &state.receipt.digits}) scrub(*text);
    State next = initial_state(state.membership, state.session.defaults, state.now);
    if (state.membership == Membership::Enrolled) next.session.trail = {{first, {}}};
    next.station = std::move(state.station);
    next.sync = std::move(state.sync);
    next.wall = state.wall;
    next.program = std::move(state.program);
    next.last_ticket = state.last_ticket;
    next.sessions_ended = state.sessions_ended + 1;
    return next;
}

State initial_state(Membership membership, const Settings& defaults, BootTime now) {
    State state;
    state.membership = membership;
    state.session = start_session(membership == Membership::Enrolled ? Page::Home : Page::Enrol, defaults, now);
    state.station = std::make_shared<const StationView>();
    state.now = now;
    return state;
}

State update(State state, const Event& event) {
    return std::visit(Overloaded{[&](const SessionStep& step) { return after_step(std::move(state), step); },
                                 [&](const CoreEvent& core) { return after_core(std::move(state), core); },
                                 [&](const Tick& tick) {
                                     state.now = tick.now;
                                     state.wall = tick.wall;
                                     if (idle_at(state.session, state.now).phase == Idle::Phase::Over)
                                         return wiped(std::move(state), Page::Attract);
                                     // One question at a time: the answer to a warning must never end the program.
                                     if (idle_at(state.session, state.now).phase == Idle::Phase::Warning)
                                         state.op.ask_exit = false;
                                     return std::move(state);
                                 },
                                 [&](const Touched&) {
                                     // A warning is answered by its buttons: a finger on "end" must not close it first.
                                     if (idle_at(state.session, state.now).phase == Idle::Phase::Awake)
                                         state.session = touched(std::move(state.session), state.now);
                                     return std::move(state);
                                 },
                                 [&](const ProgramChanged& changed) {
                                     state.program = changed.facts;
                                     return std::move(state);
                                 }},
                      event);
}

}  // namespace linli::screens
