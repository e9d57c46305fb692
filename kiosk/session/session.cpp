#include "kiosk/session/session.h"

#include <utility>

#include "kiosk/base/check.h"

namespace linli {
namespace {

enum class Watch : std::uint8_t { Never, Quietly, WithWarning };

Watch watch_of(const Session& session) {
    const Page page = here(session).page;
    if (page == Page::Attract || page == Page::Gallery) return Watch::Never;
    // A code that was typed and left there is nobody's to read.
    if (page == Page::Enrol) return session.last_touch == session.began ? Watch::Never : Watch::Quietly;
    return untouched(session) ? Watch::Quietly : Watch::WithWarning;
}

Millis patience(const Session& session) {
    const Page page = here(session).page;
    const bool soon = page == Page::Receipt || (page == Page::Home && holds_anything(session));
    return soon ? kIdleWarningOnReceipt : kIdleWarning;
}

}  // namespace

Session start_session(Page first, const Settings& defaults, BootTime now) {
    return {.settings = defaults, .defaults = defaults, .trail = {{first, {}}}, .began = now, .last_touch = now};
}

const Location& here(const Session& session) {
    LINLI_CHECK(!session.trail.empty());
    return session.trail.back();
}

bool holds_anything(const Session& session) {
    return session.handed_in > 0 || session.receipts > 0 || !session.sign_ups.empty() || !session.held.empty() ||
           !session.read.empty();
}

bool untouched(const Session& session) {
    return session.trail.size() == 1 && here(session).page == Page::Home && session.settings == session.defaults &&
           !holds_anything(session);
}

int seats_taken(const Session& session) {
    int seats = 0;
    for (const KnownSignUp& sign_up : session.sign_ups) seats += sign_up.seats;
    return seats;
}

Session touched(Session session, BootTime now) {
    session.last_touch = now;
    return session;
}

Session opened(Session session, Location location) {
    if (here(session) == location) return session;
    if (session.trail.size() >= kMaxTrail) session.trail.erase(session.trail.begin() + 1);
    session.trail.push_back(std::move(location));
    return session;
}

Session returned(Session session) {
    if (session.trail.size() > 1) session.trail.pop_back();
    return session;
}

Session arrived(Session session, Location location) {
    session.trail = {{Page::Home, {}}, std::move(location)};
    return session;
}

Idle idle_at(const Session& session, BootTime now) {
    const Millis quiet = now - session.last_touch;
    switch (watch_of(session)) {
        case Watch::Never:
            return {};
        case Watch::Quietly:
            return {.phase = quiet >= patience(session) ? Idle::Phase::Over : Idle::Phase::Awake, .seconds_left = 0};
        case Watch::WithWarning:
            break;
    }
    if (quiet < patience(session)) return {};
    const Millis left = patience(session) + kIdleAnswer - quiet;
    if (left.count() <= 0) return {.phase = Idle::Phase::Over, .seconds_left = 0};
    return {.phase = Idle::Phase::Warning, .seconds_left = static_cast<int>((left.count() + 999) / 1000)};
}

std::optional<BootTime> next_idle_change(const Session& session, BootTime now) {
    if (watch_of(session) == Watch::Never) return std::nullopt;
    const Idle idle = idle_at(session, now);
    switch (idle.phase) {
        case Idle::Phase::Awake:
            return session.last_touch + patience(session);
        case Idle::Phase::Warning:
            // The next whole second of the countdown.
            return session.last_touch + (patience(session) + kIdleAnswer - Millis{(idle.seconds_left - 1) * 1000LL});
        case Idle::Phase::Over:
            return now;
    }
    return std::nullopt;
}

}  // namespace linli
