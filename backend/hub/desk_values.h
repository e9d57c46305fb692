// What the staff's pages ask for and are shown. Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/hub/levels.h"
#include "kiosk/base/instant.h"
#include "kiosk/domain/content.h"
#include "kiosk/domain/item.h"

namespace linli::hub {

// What someone at the console may do; the table is in backend/hub/README.md and is held in desk_rights.cpp alone.
enum class Role { Desk, Property, Partner, Editor, Operator };
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_from_name(std::string_view name);

// Who acts. Staff 0 is the program itself (a subcommand on the hub's machine).
struct Actor {
    std::int64_t staff = 0;
    Role role = Role::Desk;
    std::string community;
};

// ---- cases: requests ---------------------------------------------------------------------------------------------

enum class Due { InTime, Soon, Overdue, Stopped };  // Soon: less than a quarter of the time is left

// A clock of the kind: until the first answer, and until the case is closed. Stopped once that happened.
struct DueClock {
    std::optional<Instant> at;
    Due due = Due::Stopped;
};

enum class CaseSort { Queue, Newest };

struct CaseFilter {
    std::optional<ItemStatus> status;  // Open, Closed, Cancelled
    std::optional<Stage> stage;
    std::string kind;                      // empty: all
    std::string place;                     // id of a common place; empty: all
    std::optional<Due> due;                // Overdue or Soon
    std::optional<std::int64_t> assignee;  // 0: nobody's
    bool reopened = false;                 // only what the resident said is not solved
    std::optional<linli::Desk> desk;       // who works on the kind: community or property
    std::optional<Level> level;            // who above the community has it
    std::string text;                      // a number ("K3-57", "57"), or part of a kind's or a place's name
    bool number_only = false;              // of `text`, nothing but the number
    CaseSort sort = CaseSort::Queue;       // Queue: reopened ones first, then by what is due first
    int offset = 0;
    int limit = 50;  // 1..200
};

// A line of the queue: nothing sealed is opened for it.
struct CaseLine {
    std::string id;
    std::string short_id;
    std::string kind;
    std::string kind_title;  // in zh-CN; the kind's id where the content no longer has it
    std::string category;
    std::string place;  // id of a common place, or empty
    Visibility visibility = Visibility::Private;
    ItemStatus status = ItemStatus::Open;
    Stage stage = Stage::Intake;
    std::optional<Ending> ending;
    std::optional<Verdict> verdict;
    int reopened = 0;
    int people = 1;  // who reported or joined
    Instant opened_at;
    Instant updated_at;
    DueClock respond;
    DueClock solve;
    std::optional<std::int64_t> assignee;
    std::optional<std::int64_t> partner;
    std::string merged_into;  // the id of the case in whose steps it is; empty: it goes its own way
    Level level = Level::Community;
};

struct CasePage {
    std::vector<CaseLine> lines;
    int total = 0;  // under this filter, without offset and limit
};

// The day's numbers over all open cases the actor may see.
struct CaseCounts {
    int open = 0;
    int overdue = 0;
    int reopened = 0;  // open again because the resident said "not solved"
    int unassigned = 0;
};

// How much of the personal part was opened.
enum class Opened {
    Whole,
    WithoutPhone,  // the actor's role, and the resident did not allow the number
    Erased,        // the retention time is over, or the resident asked
    Withdrawn,     // the reporter took it back; whoever joined still waits
    Unreadable,    // sealed to another key, or damaged; staff see that it is so
};

struct CaseEntry {
    int number = 0;
    Instant at;
    EntryType type = EntryType::Stage;
    Stage stage = Stage::Intake;
    std::optional<Ending> ending;
    std::string words;  // staff's own, opened
    std::optional<std::int64_t> staff;
};

struct CaseNote {
    std::int64_t id = 0;
    Instant at;
    std::int64_t staff = 0;
    std::string words;
};

// One step of the trail: to a partner, up, or back.
struct Handover {
    Instant at;
    std::int64_t staff = 0;
    std::string target;  // "partner", "back", or the name of a Level
    std::optional<std::int64_t> partner;
    std::string words;  // why; empty where nothing was said or it was erased
};

// What is printed leaves the house, so it is in the records whoever opened it.
enum class Reading : std::uint8_t { OnScreen, OnPaper };

struct Case {
    CaseLine line;
    std::string station;  // where it was left
    Opened opened = Opened::Whole;
    PrivatePart own;           // fields by step id, in the resident's words; the phone stays empty: show_phone gives it
    bool has_phone = false;    // one was left that this actor may ask for
    std::string whose;         // of Ending::SomeoneElses
    std::optional<int> grade;  // of the follow-up slip, 1..5
    std::vector<CaseEntry> timeline;
    std::vector<CaseNote> notes;
    std::vector<Handover> handovers;
    std::vector<std::string> merged;  // ids of those that go through its steps
};

// Someone who gave one of the two lowest grades, to be visited.
struct VisitLine {
    CaseLine line;
    int grade = 1;
    Instant asked_at;
};

// What came in, what staff ended and what residents confirmed of one kind in one month.
struct KindTally {
    std::string month;  // "2026-11"
    std::string kind;
    int opened = 0;
    int handled = 0;
    int solved = 0;
};

struct SavedFilter {
    std::int64_t id = 0;
    std::string name;
    std::string query;  // of the queue's address
};

// Staff's wording for what is answered often. Not personal: it is kept in clear.
struct AnswerTemplate {
    std::int64_t id = 0;  // 0: a new one
    std::string kind;     // empty: for every kind
    std::string language;
    std::string title;
    std::string words;
};

// ---- events ------------------------------------------------------------------------------------------------------

struct EventLine {
    Event event;
    int taken = 0;
    int waiting = 0;          // people
    int to_call = 0;          // entries moved up that nobody has called yet
    bool overbooked = false;  // capacity was lowered below what was promised
};

struct NoticeReads {
    std::string notice;
    std::int64_t times = 0;
};

// One sign-up of the roster or the waiting list.
struct RosterLine {
    std::string item;
    std::string short_id;
    ItemStatus status = ItemStatus::Confirmed;
    int seats = 1;
    int position = 0;  // of the waiting list, from 1
    Opened opened = Opened::Whole;
    std::vector<std::string> names;
    bool has_phone = false;  // one was left: show_phone gives it
    std::string language;
    bool consented = false;    // to what the event asks
    bool has_pick_up = false;  // four digits were chosen: Desk::check_pick_up compares them, nobody is shown them
    Instant signed_up_at;
    std::optional<Instant> moved_up_at;  // from the waiting list
    std::optional<Instant> called_at;
    std::string guardian;          // of a child, where they said it
    std::vector<Instant> came_to;  // sessions by when they begin
};

// Someone stands at the desk on the evening and says a number.
struct Arrival {
    enum class What {
        Marked,
        Already,
        Waits,       // is on the waiting list
        Cancelled,   // has no seat any more
        Unknown,     // no sign-up of this event has that number
        Several,     // more than one has: the kiosk's part is needed too
        Unreadable,  // not a number
        Code,        // the code of a receipt, which is the resident's alone
        CalledOff,   // the session is
        OtherDay,    // the session is more than a day away
    };
    What what = What::Unreadable;
    RosterLine line;  // of whom it is, where there is one
};

// Somebody comes for a child and says four digits.
enum class PickedUp {
    Right,
    Wrong,
    None,     // none were chosen, or they were erased
    TooMany,  // wrong too often: kMostPickUpTries within kPickUpTriesWithin
};

struct Roster {
    EventLine line;
    std::vector<RosterLine> confirmed;  // in the order signed up
    std::vector<RosterLine> waiting;    // in the order of the list
    std::vector<RosterLine> cancelled;
};

// To be told by telephone, since a kiosk reaches nobody at home: moved up from a waiting list, or the event was called
// off (then the entry is cancelled).
struct CallLine {
    std::string event;
    std::string event_title;
    RosterLine entry;
};

// ---- the hub's own -----------------------------------------------------------------------------------------------

// What waits for someone to look, beside the queue; zero where the role does not see it.
struct Badges {
    int to_call = 0;
    int quarantined = 0;  // not looked at yet
};

struct QuarantineLine {
    std::int64_t id = 0;
    std::string kiosk;
    std::string short_id;
    std::string kind;    // the operation's, as it named itself, cleaned
    std::string reason;  // "kind-unknown", "malformed", "too-large", "seal", "conflict", ...
    Instant at;
    std::optional<Instant> seen_at;
    std::size_t bytes = 0;
};

// What a resident left in an operation that could not be applied.
struct QuarantineCase {
    QuarantineLine line;
    std::string about;  // the kind of request, the event or the item that it names
    Opened opened = Opened::Unreadable;
    PrivatePart own;  // the phone stays empty: show_quarantined_phone gives it
    bool has_phone = false;
};

struct KioskLine {
    std::string id;
    std::string station;
    std::int64_t epoch = 1;
    std::string version;
    Instant enrolled_at;
    std::optional<Instant> seen_at;
    std::optional<Instant> revoked_at;
    std::optional<Instant> fenced_at;  // it pushed two different operations under one number
    std::int64_t operations = 0;       // taken in
    std::int64_t behind = 0;           // operations the kiosk says it has and the hub has not
    std::optional<Instant> behind_since;
    std::optional<Instant> told_at;    // when it last told of itself; nothing that stands below is known before
    Millis drift{0};                   // its own clock against the hub's, a network's delay included; ahead is positive
    std::int64_t queued = 0;           // operations without an answer, as the kiosk or its last push says
    std::optional<Instant> oldest_at;  // since when the first of them waits
    int content_behind = 0;            // documents of its station that it does not have in their newest version
};

struct AuditFilter {
    std::int64_t before = 0;            // an id; 0: from the newest on
    std::optional<std::int64_t> staff;  // who did it; 0: the program itself
    std::string subject;                // on what: an item ("K3.1.57" or "K3-57"), a kiosk, a login; empty: all
    int limit = 200;                    // 1..200
};

struct AuditLine {
    std::int64_t id = 0;
    Instant at;
    std::optional<std::int64_t> staff;
    std::string action;  // "case.open", "sign-up.cancel", "seats.passed-over", ...
    std::string subject;
    std::string detail;
};

struct StaffLine {
    std::int64_t id = 0;
    std::string login;
    Role role = Role::Desk;
    std::string community;
    bool disabled = false;
};

struct StaffSecret {
    StaffLine staff;
    std::string password;  // as hash_password made it
};

struct Session {
    StaffLine staff;
    std::string csrf;
    Instant made_at;
    Instant seen_at;
    [[nodiscard]] Actor actor() const { return {staff.id, staff.role, staff.community}; }
};

}  // namespace linli::hub
