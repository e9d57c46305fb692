// All of the screens together: one state, one way to draw it, one way for it to change. Plain data and pure functions;
// no clock, no store. UI thread.
//
// Invariant: whatever belongs to one person is in `session` or in one of the pages' states below it, and wiped() makes
// all of them anew.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/screens/enrol.h"
#include "kiosk/screens/events.h"
#include "kiosk/screens/gallery.h"
#include "kiosk/screens/join.h"
#include "kiosk/screens/mine.h"
#include "kiosk/screens/notices.h"
#include "kiosk/screens/operator.h"
#include "kiosk/screens/receipt.h"
#include "kiosk/screens/requests.h"
#include "kiosk/screens/sign_up.h"
#include "kiosk/screens/view.h"
#include "kiosk/session/events.h"

namespace linli::screens {

enum class Membership : std::uint8_t { Enrolled, NotEnrolled };

struct State {
    Session session;
    EnrolState enrol;
    EventsState events;
    RequestForm request;
    SignUpForm sign_up;
    JoinForm join;
    ReceiptState receipt;
    MineState mine;
    NoticeState notice;
    OperatorState op;
    GalleryState gallery;

    // Nobody's: it stays when a session ends.
    StationPtr station;  // never null
    SyncView sync;
    ProgramFacts program;
    Membership membership = Membership::NotEnrolled;
    BootTime now;  // the session's clock
    Instant wall;  // the best knowledge of the hub's time
    Ticket last_ticket = 0;
    std::uint64_t sessions_ended = 0;  // a change tells the loop to make Ui forget
    std::vector<CoreCommand> to_core;  // taken by the loop after each update; at most a few
    std::vector<ProgramCommand> to_program;
};

// Time went on.
struct Tick {
    BootTime now;
    Instant wall;
};
// A finger came down, moved or lifted.
struct Touched {};
// The loop tells of the program itself.
struct ProgramChanged {
    ProgramFacts facts;
};

using Event = std::variant<SessionStep, CoreEvent, Tick, Touched, ProgramChanged>;

[[nodiscard]] State initial_state(Membership membership, const Settings& defaults, BootTime now);
[[nodiscard]] State update(State state, const Event& event);
void draw(const State& state, const Languages& languages, ui::Ui& ui, Commands& commands);

// Another value, another page: scroll positions and focus of the one before mean nothing on it.
[[nodiscard]] std::string page_identity(const State& state);
// When the picture changes though nothing happens: an idle warning, its countdown, the clock's next minute.
[[nodiscard]] BootTime next_tick(const State& state);

}  // namespace linli::screens
