// Who stands here, as far as the kiosk knows: a trail of pages, how they want it shown, and when they last touched it.
//
// Nothing of it outlives the session: ending makes a new value, there is nothing to clear. No clock: time since boot
// comes in. Plain values; UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/session/pages.h"

namespace linli {

enum class TextSize : std::uint8_t { Small, Medium, Large, Huge };
enum class ContrastLevel : std::uint8_t { Standard, High };
// Low: everything to press between 800 and 1100 mm over the floor, for one who sits.
enum class Reach : std::uint8_t { Whole, Low };

// How this person wants it shown. Back to the defaults with the session.
struct Settings {
    std::string language = "zh-CN";
    TextSize text_size = TextSize::Medium;
    ContrastLevel contrast = ContrastLevel::Standard;
    Reach reach = Reach::Whole;
    bool operator==(const Settings&) const = default;
};

// VVSG 2.0 and WCAG 2.2.1: a person is warned after two minutes without a touch and has thirty seconds to answer, any
// number of times. A receipt holds what opens an item, so the warning comes sooner there, and at home after it: the
// next person would walk up to what this one left.
inline constexpr Millis kIdleWarning{120'000};
inline constexpr Millis kIdleWarningOnReceipt{60'000};
inline constexpr Millis kIdleAnswer{30'000};
// Pages deep that a trail can be: further steps forget the oldest after home.
inline constexpr std::size_t kMaxTrail = 24;

// One person's session hands in no more than these: a family's evening, not a crowd's seats.
inline constexpr int kMostHandedIn = 6;
inline constexpr int kMostSeats = 12;
// Events of opened receipts that a clash is looked for among.
inline constexpr std::size_t kMostSignUpsKnown = 50;

// A sign-up that has not ended, as far as this session knows.
struct KnownSignUp {
    enum class State : std::uint8_t { Unconfirmed, Waiting, Confirmed };
    std::string event;
    std::string item{};  // by id
    int seats = 1;
    State state = State::Unconfirmed;
    bool operator==(const KnownSignUp&) const = default;
};

struct Session {
    Settings settings;
    Settings defaults;            // of the kiosk
    std::vector<Location> trail;  // never empty; the last is shown
    BootTime began;
    BootTime last_touch;
    // What this person handed in, against hoarding and for the warning of a clash.
    int handed_in = 0;
    int receipts = 0;                     // opened
    std::vector<KnownSignUp> sign_ups{};  // made in this session; their seats are counted
    std::vector<KnownSignUp> held{};      // of the receipts opened in it, at most kMostSignUpsKnown
    std::vector<std::string> read{};      // notices that this person said to have read
    bool operator==(const Session&) const = default;
};

[[nodiscard]] Session start_session(Page first, const Settings& defaults, BootTime now);
[[nodiscard]] const Location& here(const Session& session);
// Does it know anything of what this person left, signed up to, opened or read?
[[nodiscard]] bool holds_anything(const Session& session);
// True where ending would lose nothing and the next person would learn nothing: home, as the kiosk shows it to
// everyone.
[[nodiscard]] bool untouched(const Session& session);
// Seats asked for in this session and not given back.
[[nodiscard]] int seats_taken(const Session& session);

[[nodiscard]] Session touched(Session session, BootTime now);
[[nodiscard]] Session opened(Session session, Location location);
// One page back; at the start of the trail nothing changes.
[[nodiscard]] Session returned(Session session);
// Home, then that page: what came before it is done with.
[[nodiscard]] Session arrived(Session session, Location location);

struct Idle {
    enum class Phase : std::uint8_t { Awake, Warning, Over };
    Phase phase = Phase::Awake;
    int seconds_left = 0;  // of the warning, rounded up
    bool operator==(const Idle&) const = default;
};
// Attract, enrol and the gallery never idle. An untouched home has nothing to warn about and is over after
// kIdleWarning.
[[nodiscard]] Idle idle_at(const Session& session, BootTime now);
// When idle_at next says something else; nothing where it never will.
[[nodiscard]] std::optional<BootTime> next_idle_change(const Session& session, BootTime now);

}  // namespace linli
