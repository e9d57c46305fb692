// What every screen is drawn from beside its own state: the station, the network's truth, the words of the language.
// Made anew for each pass; it owns nothing but the words. UI thread.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/domain/views.h"
#include "kiosk/lang/dates.h"
#include "kiosk/lang/languages.h"
#include "kiosk/session/session.h"
#include "kiosk/session/steps.h"
#include "kiosk/ui/ui.h"

namespace linli::screens {

class View {
  public:
    // All four must outlive this. `now`: the best knowledge of the hub's time.
    View(const Session& session_now, const StationView& station_now, const SyncView& sync_now, Instant now_is,
         const Languages& every_language)
        : session(session_now),
          station(station_now),
          sync(sync_now),
          now(now_is),
          languages(every_language),
          tr(every_language.words(session_now.settings.language)),
          dates(tr, station_now.community.utc_offset_minutes,
                sync_now.date_known ? std::optional<Instant>(now_is) : std::nullopt) {}
    View(const View&) = delete;
    View& operator=(const View&) = delete;

    const Session& session;
    const StationView& station;
    const SyncView& sync;
    const Instant now;
    const Languages& languages;
    const Words tr;
    const Dates dates;  // writes with `tr`

    [[nodiscard]] const Location& here() const { return linli::here(session); }
    [[nodiscard]] std::string text(const LocalizedText& localized) const {
        return std::string(localized.pick(tr.language()));
    }
};

// ---- the station's things by id; nullptr where there is no such (any more) ----
[[nodiscard]] const RequestKind* find_kind(const StationView& station, std::string_view id);
[[nodiscard]] const EventView* find_event(const StationView& station, std::string_view id);
[[nodiscard]] const Guide* find_guide(const StationView& station, std::string_view id);
[[nodiscard]] const Topic* find_topic(const StationView& station, std::string_view id);
[[nodiscard]] const Notice* find_notice(const StationView& station, std::string_view id);
[[nodiscard]] const PublicTrouble* find_trouble(const StationView& station, std::string_view id);

[[nodiscard]] ui::Tone tone_of(Tint tint);

// ---- what the loop tells Ui, whenever the settings change ----
[[nodiscard]] ui::Appearance appearance_of(const Settings& settings);
[[nodiscard]] ui::Chrome chrome_of(const Words& tr);

// ---- what all pages have in common ----
// Begins the page that `view` stands on; back, end and the emergency button are answered here.
void begin_page(const View& view, ui::Ui& ui, Commands& commands, ui::PageSpec spec);
// The footer of a page that is not home: how it is shown at the start, what comes next at the end. Answers the id that
// was tapped, for the caller's own buttons.
[[nodiscard]] std::string_view footer(const View& view, ui::Ui& ui, Commands& commands,
                                      std::initializer_list<ui::ActionButton> right);
// Columns for that many choices, so that a broad glass is used and a last row is full where it can be.
[[nodiscard]] int choice_columns(const ui::Ui& ui, std::size_t choices);
// Columns for cards that hold a sentence each.
[[nodiscard]] int card_columns(const ui::Ui& ui);
// Said in place of a page whose subject is gone: the content changed, or nothing has come yet.
void draw_gone(const View& view, ui::Ui& ui, Commands& commands);

// ---- the truth in words ----
// Online or not, how fresh the data are, what is still to be sent.
[[nodiscard]] std::string status_sentence(const View& view);
[[nodiscard]] ui::Status status_kind(const SyncView& sync);
void draw_status(const View& view, ui::Ui& ui);
// Only where it is not well: before something is handed in.
void draw_saving_note(const View& view, ui::Ui& ui);
// The sentence of a key that the core or the hub gave; unknown keys have a general one.
[[nodiscard]] std::string refusal(const Words& tr, std::string_view key);
void draw_problem(const View& view, ui::Ui& ui, std::string_view key);

// ---- events in words ----
// Seats that can still be asked for here; nothing where the hub has not said.
[[nodiscard]] std::optional<int> seats_left(const EventView& event);
// The session that comes next, or the last one; never nullptr (an event has sessions).
[[nodiscard]] const EventSession* next_session(const EventView& event, Instant now);
enum class SignUpState : std::uint8_t { Free, WaitingList, Closed, Past, Cancelled };
[[nodiscard]] SignUpState sign_up_state(const EventView& event, const SyncView& sync, Instant now);
// Is there a session to come to?
[[nodiscard]] bool may_still_come(const View& view, const EventView& event);
[[nodiscard]] std::string seats_sentence(const View& view, const EventView& event);
[[nodiscard]] ui::Tone seats_tone(const View& view, const EventView& event);

// Another event that this person has signed up to, of which a session that still comes overlaps one of this event's;
// nullptr where there is none.
[[nodiscard]] const EventView* clashing_event(const View& view, const EventView& event);
// This person's sign-up to it, as far as this session knows; of several the one that is furthest. nullptr: none.
[[nodiscard]] const KnownSignUp* known_sign_up(const View& view, const EventView& event);

// Notices of this moment, the most urgent first.
[[nodiscard]] std::vector<const Notice*> current_notices(const View& view);

}  // namespace linli::screens
