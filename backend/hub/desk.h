// What staff do and see: the one place where their rights are held.
//
// Every function takes the Actor and refuses with Fault::Denied what the role or the community does not allow; a page
// needs no check of its own. It works inside the transaction that the hub has open for the request: an error undoes
// the whole request. Words are sealed before they are stored; what is opened for staff is audited where architecture
// asks for it. Made for one request, on the hub's thread.
//
// All functions: Errors: Denied; NotFound (no such thing in the actor's community); Invalid (a bound is passed, or the
// case is not in a state for it: closing what is closed); Storage and the like.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/hub/desk_values.h"
#include "backend/hub/editing.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"

namespace linli::hub {

struct Work;  // the open transaction with the hub's parts: work.h

inline constexpr std::size_t kMaxStaffWords = 2'000;  // code points of a note or an answer
inline constexpr int kMaxCasePage = 200;
inline constexpr int kMaxSavedFilters = 20;      // of one member of staff
inline constexpr int kMaxAnswerTemplates = 300;  // of a community
inline constexpr int kMaxVisits = 100;           // of one page
inline constexpr int kMostPickUpTries = 5;       // wrong ones, for one sign-up
inline constexpr Millis kPickUpTriesWithin{15LL * 60 * 1000};
inline constexpr Millis kAttendWithin{24LL * 3600 * 1000};  // before a session begins and after it ends
inline constexpr Millis kSessionLength{12LL * 3600 * 1000};
inline constexpr Millis kSessionIdle{3600LL * 1000};

class Desk {
  public:
    explicit Desk(Work& work) : m_work(work) {}

    // ---- cases: desk, property (what goes to it), partner (what was handed to it)
    [[nodiscard]] Result<CasePage> cases(const Actor& actor, const CaseFilter& filter);
    [[nodiscard]] Result<CaseCounts> case_counts(const Actor& actor);
    // The running month of the actor's community: what staff ended and what residents confirmed, counted apart.
    [[nodiscard]] Result<MonthTally> month_tally(const Actor& actor);
    // Opens the seals, all but the telephone number. Audited for property and partner.
    [[nodiscard]] Result<Case> open_case(const Actor& actor, std::string_view item,
                                         Reading reading = Reading::OnScreen);
    // The number of a request or a sign-up. Audited each time. Errors: Denied also where the resident did not allow it
    // to property; NotFound also where none was left.
    [[nodiscard]] Result<std::string> show_phone(const Actor& actor, std::string_view item);
    // staff 0: nobody's.
    [[nodiscard]] Result<> assign(const Actor& actor, std::string_view item, std::int64_t staff);
    // Read by staff only. 1..kMaxStaffWords.
    [[nodiscard]] Result<> note(const Actor& actor, std::string_view item, std::string_view words);
    // Read by the resident, at any kiosk of the community. 1..kMaxStaffWords.
    [[nodiscard]] Result<> answer(const Actor& actor, std::string_view item, std::string_view words);
    // Any stage but follow-up, which closing leads to.
    [[nodiscard]] Result<> set_stage(const Actor& actor, std::string_view item, Stage stage);
    // words for the resident may be empty; whose: for SomeoneElses who has it now, else empty.
    [[nodiscard]] Result<> close(const Actor& actor, std::string_view item, Ending ending, std::string_view words,
                                 std::string_view whose);
    [[nodiscard]] Result<> reopen(const Actor& actor, std::string_view item, std::string_view words);
    // To a partner's login; 0 takes it back. why, for staff and the partner, may be empty; it is kept in the trail.
    [[nodiscard]] Result<> hand(const Actor& actor, std::string_view item, std::int64_t partner,
                                std::string_view why = {});
    // Up to the street or the district, or back to the community. why: 1..kMaxStaffWords, read by staff and, as the
    // words of the step, by the resident. Errors: Invalid also where it is there already.
    [[nodiscard]] Result<> hand_up(const Actor& actor, std::string_view item, Level level, std::string_view why);
    // The same trouble twice: `item` from now on goes through the steps of `into` and is no case of its own; who joined
    // it joined `into`. Both are open. words for the resident of `item` may be empty.
    [[nodiscard]] Result<> merge(const Actor& actor, std::string_view item, std::string_view into,
                                 std::string_view words);
    // Takes a merging back, while the case is open; who joined stays with the other.
    [[nodiscard]] Result<> separate(const Actor& actor, std::string_view item);

    // ---- the day: what helps through it. Visits and templates to read: whoever answers or ends cases.
    // Who gave one of the two lowest grades and was not visited since, the longest waiting first.
    // kMaxVisits at a time.
    [[nodiscard]] Result<std::vector<VisitLine>> to_visit(const Actor& actor, int offset = 0);
    [[nodiscard]] Result<int> count_visits(const Actor& actor);
    // What was found there becomes a note of the case: 1..kMaxStaffWords.
    [[nodiscard]] Result<> mark_visited(const Actor& actor, std::string_view item, std::string_view found);
    // desk: all kinds; property: its own. From `first_month` on ("2026-01"), by month and kind.
    [[nodiscard]] Result<std::vector<KindTally>> kind_tallies(const Actor& actor, std::string_view first_month);
    // One's own. name: 1..40 code points, replaces one of that name; query: at most 500 bytes.
    // Errors: Invalid also beyond kMaxSavedFilters.
    [[nodiscard]] Result<std::vector<SavedFilter>> saved_filters(const Actor& actor);
    [[nodiscard]] Result<> save_filter(const Actor& actor, std::string_view name, std::string_view query);
    [[nodiscard]] Result<> forget_filter(const Actor& actor, std::int64_t filter);
    // kind empty: all there are; else those of the kind and those for every kind.
    [[nodiscard]] Result<std::vector<AnswerTemplate>> answer_templates(const Actor& actor, std::string_view kind);
    // id 0 adds one. title 1..60 code points, words 1..kMaxStaffWords. Errors: Invalid also beyond kMaxAnswerTemplates.
    [[nodiscard]] Result<> keep_answer_template(const Actor& actor, const AnswerTemplate& wanted);
    [[nodiscard]] Result<> drop_answer_template(const Actor& actor, std::int64_t id);
    // The personal part of a closed or cancelled item (request or sign-up) goes for good. Audited.
    [[nodiscard]] Result<> erase(const Actor& actor, std::string_view item);

    // ---- events: desk; the list also editor
    [[nodiscard]] Result<std::vector<EventLine>> events(const Actor& actor);
    // How often residents of the actor's community said that they have read a notice; only of notices of which it was
    // said at all, by id. Desk and editor.
    [[nodiscard]] Result<std::vector<NoticeReads>> notice_reads(const Actor& actor);
    [[nodiscard]] Result<Roster> roster(const Actor& actor, std::string_view event);
    // The same, to leave the house as a file. Audited.
    [[nodiscard]] Result<Roster> take_roster(const Actor& actor, std::string_view event);
    // Gives the seats to the waiting list. Audited; the reason, 1..200 code points, is kept sealed for the
    // resident and for staff until the retention time, and is not in the audit log, which is never erased.
    [[nodiscard]] Result<> cancel_sign_up(const Actor& actor, std::string_view item, std::string_view reason);
    [[nodiscard]] Result<std::vector<CallLine>> to_call(const Actor& actor);
    [[nodiscard]] Result<> mark_called(const Actor& actor, std::string_view item);

    // Who came to the session that begins then, by the number of the receipt ("K3-57"), or by the sign-up itself.
    // Errors: NotFound (the event has no such session). Nobody is marked for a session that was called off, or one that
    // is more than kAttendWithin away.
    [[nodiscard]] Result<Arrival> arrive(const Actor& actor, std::string_view event, Instant session,
                                         std::string_view code);
    [[nodiscard]] Result<Arrival> arrive_as(const Actor& actor, std::string_view event, Instant session,
                                            std::string_view item);
    [[nodiscard]] Result<> not_arrived(const Actor& actor, std::string_view event, Instant session,
                                       std::string_view item);
    // Whether these are the digits that were chosen for picking the child up, which nobody but whoever signed up sees.
    // Audited each time, right or wrong.
    [[nodiscard]] Result<PickedUp> check_pick_up(const Actor& actor, std::string_view event, std::string_view item,
                                                 std::string_view digits);
    // Editor too. Words on the receipt of everyone who has a seat or waits: 1..kMaxTellWords. Audited.
    [[nodiscard]] Result<> tell_signed_up(const Actor& actor, std::string_view event, std::string_view words);

    // ---- content: events and notices by desk and editor, guides by editor
    // Of a type ("event", "guide", "notice"): what the community's kiosks have, and drafts.
    [[nodiscard]] Result<std::vector<ContentLine>> documents(const Actor& actor, std::string_view type);
    [[nodiscard]] Result<ContentLine> document(const Actor& actor, std::string_view type, std::string_view id);
    // Replaces the draft that was kept at draft.at. Errors: Limited beyond kMaxDrafts; Conflict: another draft is there
    // by now, or the id is another community's.
    [[nodiscard]] Result<> keep_draft(const Actor& actor, const ContentDraft& draft);
    [[nodiscard]] Result<> drop_draft(const Actor& actor, std::string_view type, std::string_view id);
    // Checked as a file is, stored as a version, and on its way to the kiosks; the draft that it names goes. Audited in
    // each community that has it. Returns 0 where nothing changed. Errors: Invalid with the check's words, also where
    // those who signed up must be told and are not; Conflict: somebody published since, or the event, or a session of
    // it, was called off for good; Denied: others than the allies have it too.
    [[nodiscard]] Result<int> publish(const Actor& actor, const ContentEdit& edit);
    // Whether publishing this needs words for people who signed up: its time or place would change.
    [[nodiscard]] Result<bool> must_tell(const Actor& actor, std::string_view type, std::string_view id,
                                         std::string_view json);
    // Newest first.
    [[nodiscard]] Result<std::vector<ContentVersion>> versions(const Actor& actor, std::string_view type,
                                                               std::string_view id);
    // The older version becomes the newest: nothing is ever taken out of the history. Errors: those of publish;
    // Conflict also where it would bring a session back that was called off.
    [[nodiscard]] Result<> restore(const Actor& actor, const ContentRestore& wanted);
    // Guides and notices. Errors: Invalid: something that the kiosks have opens it.
    [[nodiscard]] Result<> take_down(const Actor& actor, std::string_view type, std::string_view id);

    // ---- what could not be applied: desk and operator
    [[nodiscard]] Result<std::vector<QuarantineLine>> quarantined(const Actor& actor, int limit);
    // desk alone: opens the seal, all but the telephone number. Audited. What does not decode is Opened::Unreadable.
    [[nodiscard]] Result<QuarantineCase> open_quarantined(const Actor& actor, std::int64_t quarantined);
    // Audited each time. Errors: NotFound also where none was left.
    [[nodiscard]] Result<std::string> show_quarantined_phone(const Actor& actor, std::int64_t quarantined);
    [[nodiscard]] Result<> mark_seen(const Actor& actor, std::int64_t quarantined);
    // Of every role; what it may not see is zero.
    [[nodiscard]] Result<Badges> badges(const Actor& actor);

    // ---- the fleet: operator; the list also desk
    [[nodiscard]] Result<std::vector<KioskLine>> kiosks(const Actor& actor);
    // Shown once, stored hashed. ttl: one minute to seven days.
    [[nodiscard]] Result<std::string> make_enrolment_code(const Actor& actor, std::string_view station, Millis ttl);
    [[nodiscard]] Result<> revoke(const Actor& actor, std::string_view kiosk);
    [[nodiscard]] Result<std::vector<std::string>> stations(const Actor& actor);

    // ---- audit: desk and operator. Newest first.
    [[nodiscard]] Result<std::vector<AuditLine>> audit(const Actor& actor, const AuditFilter& filter);

    // ---- staff: operator adds and disables; every role reads the names of its community's logins
    [[nodiscard]] Result<std::vector<StaffLine>> staff(const Actor& actor);
    // login: 1..64 of a-z 0-9 . _ -; password: a hash. Errors: Conflict (the login is taken).
    [[nodiscard]] Result<std::int64_t> add_staff(const Actor& actor, std::string_view login, Role role,
                                                 std::string_view password);
    [[nodiscard]] Result<> disable_staff(const Actor& actor, std::int64_t staff);
    // Of someone who lost it, by the operator: their sessions end.
    [[nodiscard]] Result<> reset_password(const Actor& actor, std::int64_t staff, std::string_view password);
    // One's own. Every session but the one of `token` ends.
    [[nodiscard]] Result<> change_password(const Actor& actor, std::string_view password, std::string_view token);

    // ---- logging in: no actor yet
    [[nodiscard]] Result<std::optional<StaffSecret>> find_login(std::string_view login);
    // token: the cookie's secret, stored hashed; csrf goes into the forms.
    [[nodiscard]] Result<> start_session(std::int64_t staff, std::string_view token, std::string_view csrf);
    // Nothing where there is none, it ended, idled away, or the staff is disabled. Moves seen_at at most once a minute;
    // Leave: not at all, for what a page asks for by itself, so that an empty chair is logged out.
    enum class Seen { Mark, Leave };
    [[nodiscard]] Result<std::optional<Session>> find_session(std::string_view token, Seen seen = Seen::Mark);
    [[nodiscard]] Result<> end_session(std::string_view token);
    // Counts one try of `who` (an address, a login) in `scope`. Errors: Limited where there were `most` in `within`.
    [[nodiscard]] Result<> count_try(std::string_view scope, std::string_view who, int most, Millis within);
    [[nodiscard]] Result<> forget_tries(std::string_view scope, std::string_view who);

    // ---- for labels
    [[nodiscard]] const RequestKind* kind(std::string_view id) const;
    // Those of the actor's community that the role may see, by id.
    [[nodiscard]] std::vector<const RequestKind*> kinds(const Actor& actor) const;
    // The headings that the community's guides may stand under, in their order.
    [[nodiscard]] std::vector<const Topic*> topics(const Actor& actor) const;
    [[nodiscard]] std::vector<Place> places(std::string_view community) const;
    [[nodiscard]] const Community* community(std::string_view id) const;
    [[nodiscard]] const Event* event(std::string_view id) const;
    // A common place's whole name in zh-CN, or its id.
    [[nodiscard]] std::string place_name(std::string_view community, std::string_view id) const;

    [[nodiscard]] Instant now() const;
    [[nodiscard]] const Entropy& entropy() const;

  private:
    Work& m_work;
};

}  // namespace linli::hub
