// What a station offers, as plain values: who it serves, what it shows, what can be asked for and signed up to.
//
// All of it is data from files (kiosk/content/README.md is their format); nothing here is a feature in code. The
// bounds below are enforced by kiosk/content when a file or a feed row is read, so whoever holds one of these structs
// may rely on them. Plain data; any thread.
//
// Ids are 1 to 40 characters of a-z A-Z 0-9 _ -, unique among documents of one type. A LocalizedText named here is
// never empty unless its comment says so; a text is at most 300 code points in a language, a body or a statement 1,000.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/domain/hours.h"
#include "kiosk/domain/localized.h"
#include "kiosk/domain/stage.h"

namespace linli {

// Background of an icon; the theme gives the colour and its high-contrast twin.
enum class Tint { Green, Red, Amber, Blue };

// ---- who it serves ---------------------------------------------------------------------------------------------

struct PhoneNumber {
    std::string number;  // 3..20 characters: digits, spaces, '-', '+'
    LocalizedText label;
    std::string role{};  // of a community's emergency numbers: "fire", "duty" ...; empty: no kind names it
    bool operator==(const PhoneNumber&) const = default;
};

struct Community {
    std::string id;
    LocalizedText name;
    int utc_offset_minutes = 480;        // -840..840
    std::vector<PhoneNumber> emergency;  // 1..8, the most urgent first
    std::optional<PhoneNumber> desk;     // the community's own front desk
    std::vector<std::string> languages;  // 1..16 tags in the order offered; holds zh-CN
    std::vector<std::string> allies;     // ids of communities that share events, at most 32
    int retention_days = 180;            // a closed request's personal part is kept this long, 1..3650
    bool operator==(const Community&) const = default;
};

enum class TargetKind { Requests, Request, Events, Event, Guides, Topic, Guide, Mine, Notices, Facilities, Helpers };

// Where a tap leads. `id` names the request kind, event, topic or guide, and is empty for a list.
struct TileTarget {
    TargetKind kind = TargetKind::Requests;
    std::string id;
    bool operator==(const TileTarget&) const = default;
};

enum class TileSize { Large, Small };

struct Tile {
    std::string id;    // unique in its station
    std::string icon;  // a name of the Lucide set, from the list in the schema
    Tint tint = Tint::Green;
    TileSize size = TileSize::Small;
    LocalizedText title;
    LocalizedText subtitle;  // what it is for, shown where there is no live fact to tell
    TileTarget target;
    bool operator==(const Tile&) const = default;
};

struct Station {
    std::string id;
    std::string community;
    LocalizedText name;
    LocalizedText address;
    std::vector<Tile> tiles;  // 1..24, in the order shown
    bool operator==(const Station&) const = default;
};

// ---- places ----------------------------------------------------------------------------------------------------

// A lift, a corridor, a lamp, a gate: shared by everyone, so a trouble with it is public and may be joined.
struct CommonPlace {
    std::string id;  // unique in the community; what a public row of the feed names
    std::string icon;
    LocalizedText name;  // whole, as in "3号楼电梯"
    bool operator==(const CommonPlace&) const = default;
};

struct Floor {
    std::string label;               // "4"
    std::vector<std::string> rooms;  // "401", 1..20 bytes each, at most 200
    bool operator==(const Floor&) const = default;
};

// A building, or an open area (then without floors).
struct Place {
    std::string id;
    std::string community;
    LocalizedText name;
    std::vector<Floor> floors;        // at most 100
    std::vector<CommonPlace> common;  // at most 100
    bool operator==(const Place&) const = default;
};

// The community's emergency number of that role, or null. Lives as long as `community`.
[[nodiscard]] const PhoneNumber* emergency_number(const Community& community, std::string_view role);

// ---- requests --------------------------------------------------------------------------------------------------

// Public: at a common place it is shown to all as a trouble that others may join (never the words, never a room).
// Private: it is never listed, counted or offered as a duplicate on any screen.
enum class Visibility { Public, Private };

// The staff that a new request goes to. Property sees only what is Desk::Property.
enum class Desk { Community, Property };

// Hours since the hub took it in, 1..8760; respond_hours <= solve_hours.
struct Clock {
    int respond_hours = 24;
    int solve_hours = 72;
    bool operator==(const Clock&) const = default;
};

// Said before the first step: if it is this, do not fill in a form, call.
struct EmergencyDiversion {
    LocalizedText text;
    // Written in the file, or else found by `call` among the community's emergency numbers before it is shown: a kind
    // that three communities share must not send two of them to the third one's duty desk.
    PhoneNumber phone;
    std::string call{};  // a PhoneNumber::role; empty where the file gives the number
    bool operator==(const EmergencyDiversion&) const = default;
};

enum class Need { Required, Optional };

struct ChoiceOption {
    std::string id;  // the answer's value; unique in its field
    LocalizedText label;
    std::string icon;  // may be empty
    bool operator==(const ChoiceOption&) const = default;
};

// One of 2..24 options. The answer is the option's id.
struct ChoiceField {
    std::vector<ChoiceOption> options;
    bool operator==(const ChoiceField&) const = default;
};

// Free words, and phrases that are put in by a tap. The answer is UTF-8.
struct TextField {
    int max_length = 200;                // code points, 1..1000
    std::vector<LocalizedText> phrases;  // at most 16
    bool operator==(const TextField&) const = default;
};

enum class PlaceScope { Room, Common, Any };

// A building's room, or a common place.
struct PlaceField {
    PlaceScope scope = PlaceScope::Any;
    bool operator==(const PlaceField&) const = default;
};

// Minutes of the local day, 0 <= from < until <= 1440.
struct DaySlot {
    std::string id;
    LocalizedText label;
    int from_minute = 0;
    int until_minute = 1440;
    bool operator==(const DaySlot&) const = default;
};

// A preferred day, from today to `days_ahead` days later, and a part of that day.
struct DateSlotField {
    int days_ahead = 7;          // 0..60
    std::vector<DaySlot> slots;  // 1..8
    bool operator==(const DateSlotField&) const = default;
};

// A phone number with "the property company may see it", which is off until the resident turns it on, and four
// digits that open the receipt (the last of the number, or four of the resident's choice).
struct ContactField {
    Need phone = Need::Optional;
    bool operator==(const ContactField&) const = default;
};

// A sentence to agree to. The answer is "yes"; a required one that is not agreed to ends the form.
struct ConsentField {
    LocalizedText statement;
    bool operator==(const ConsentField&) const = default;
};

using FormField = std::variant<ChoiceField, TextField, PlaceField, DateSlotField, ContactField, ConsentField>;

// Holds where the answer to an earlier choice is this option.
struct ShownIf {
    std::string step;
    std::string equals;
    bool operator==(const ShownIf&) const = default;
};

// One page: one question, one field.
struct FormStep {
    std::string id;  // unique in its kind; the answer's key
    LocalizedText title;
    LocalizedText hint;  // may be empty
    Need need = Need::Required;
    std::optional<ShownIf> shown_if;
    FormField field;
    bool operator==(const FormStep&) const = default;
};

// What a step of the timeline says to the resident before it has happened.
struct StageText {
    Stage stage = Stage::Intake;
    LocalizedText title;
    LocalizedText hint;  // may be empty
    bool operator==(const StageText&) const = default;
};

struct RequestKind {
    std::string id;
    std::vector<std::string> communities;  // who offers it; empty: all
    std::string category;                  // an id: groups kinds on the console and in exports
    int order = 500;                       // kinds are listed by this, then by id; 0..1000
    std::vector<LocalizedText> handlers;   // who handles it, by role; at most 8
    LocalizedText title;
    LocalizedText hint;
    std::string icon;
    Tint tint = Tint::Green;
    Visibility visibility = Visibility::Private;
    LocalizedText who_sees;  // told before the first step
    Desk desk = Desk::Community;
    Clock clock;
    std::optional<EmergencyDiversion> emergency;
    std::vector<FormStep> steps;    // 1..16; exactly one ContactField; a Public kind has a place that may be common
    std::vector<StageText> stages;  // at least intake, solve and follow-up, in the order of kStages
    bool operator==(const RequestKind&) const = default;
};

// The kind as this community shows it: an emergency that names a role has the community's own number.
[[nodiscard]] RequestKind resolved_for(RequestKind kind, const Community& community);

// The answer given to a step so far, or nothing; for a choice its option's id.
using AnswerOf = std::function<std::optional<std::string_view>(std::string_view step)>;

// The steps to ask, in order. A step whose condition names a step that is itself not shown is not shown, so an answer
// left over from another path through the form counts for nothing.
[[nodiscard]] std::vector<const FormStep*> shown_steps(const RequestKind& kind, const AnswerOf& answer_of);

// ---- events ----------------------------------------------------------------------------------------------------

struct EventSession {
    LocalizedText title;  // may be empty where there is one session
    Instant starts_at;
    Instant ends_at;                    // after starts_at
    LocalizedText cancelled_because{};  // empty while it takes place
    bool operator==(const EventSession&) const = default;
};

enum class EventState { Open, Cancelled };

// Whether whoever signs up is asked for the others' names, or only how many they are.
enum class Companions { Named, Counted };
// Code: a child is given only to whoever knows the four digits that were chosen at the sign-up.
enum class PickUp { None, Code };

// In years, both included; 0 <= from <= until <= 120.
struct Ages {
    int from = 0;
    int until = 120;
    bool operator==(const Ages&) const = default;
};

struct Event {
    std::string id;
    std::string community;                 // whose it is
    std::vector<std::string> shared_with;  // allied communities whose residents may come too
    std::string kind;                      // an id: "night-class", "family", ...
    std::vector<LocalizedText> tags;       // 1..6 short words, the kind's first: "夜课堂", "有补贴"
    LocalizedText title;
    LocalizedText summary;
    std::vector<EventSession> sessions;  // 1..60, in order of time
    LocalizedText place;
    std::string place_id;  // a building or area of its community; empty where it is elsewhere
    std::optional<Ages> ages;
    Companions companions = Companions::Named;
    PickUp pick_up = PickUp::None;
    LocalizedText consent;  // must be agreed to before a sign-up; empty: nothing is asked
    LocalizedText who;      // who may come
    LocalizedText cost;     // price, subsidy; "free" is said too
    int capacity = 0;       // seats, 1..100,000
    int family_max = 1;     // seats that one sign-up may take, 1..10 and at most the capacity
    Instant closes_at;      // no sign-up at or after this
    EventState state = EventState::Open;
    LocalizedText cancelled_because;  // empty while open
    bool operator==(const Event&) const = default;
};

// ---- answers and news ------------------------------------------------------------------------------------------

struct Topic {
    std::string id;
    std::vector<std::string> communities;  // empty: all
    std::string icon;
    Tint tint = Tint::Blue;
    LocalizedText title;
    int order = 0;  // topics are listed by this, then by id
    bool operator==(const Topic&) const = default;
};

// Where a guide's facts were read. The date is the source's own; only year, month, day count.
struct GuideSource {
    LocalizedText title;
    LocalizedText publisher;  // may be empty
    std::string url;          // may be empty
    std::optional<Civil> date;
    bool operator==(const GuideSource&) const = default;
};

struct Guide {
    std::string id;
    std::vector<std::string> communities;  // empty: all
    std::string topic;
    LocalizedText title;
    LocalizedText summary;
    std::vector<LocalizedText> steps;   // 1..20
    std::vector<LocalizedText> papers;  // what to bring, at most 20
    LocalizedText where;
    LocalizedText when;
    LocalizedText fee;
    std::optional<PhoneNumber> phone;
    // A source is said in a sentence with its date, or listed, or both; never neither.
    LocalizedText source;
    std::optional<Civil> source_date;     // there where `source` is
    std::vector<GuideSource> sources;     // at most 8
    std::optional<Civil> checked_on;      // somebody looked that it still holds
    std::vector<LocalizedText> keywords;  // what people call it, for the search; at most 20
    bool operator==(const Guide&) const = default;
};

enum class NoticeLevel { Information, Important, Emergency };
// Ask: residents are asked to say that they have read it.
enum class NoticeReceipt { None, Ask };

struct Notice {
    std::string id;
    std::vector<std::string> communities;  // empty: all
    NoticeLevel level = NoticeLevel::Information;
    LocalizedText title;
    LocalizedText body;
    Instant from;
    Instant until;  // after from
    NoticeReceipt receipt = NoticeReceipt::None;
    std::vector<std::string> places;  // buildings or areas that it is about; empty: all
    bool operator==(const Notice&) const = default;
};

// ---- around here -----------------------------------------------------------------------------------------------

// A clinic, a canteen, a laundry: where it is and when it is open.
struct Facility {
    std::string id;
    std::string community;
    std::string kind;  // of the schema's list; its heading is "around.kind.<kind>" of the catalogue
    LocalizedText name;
    LocalizedText place;
    LocalizedText note;  // may be empty
    OpeningHours hours;
    std::optional<PhoneNumber> phone;
    std::string icon;  // may be empty
    bool operator==(const Facility&) const = default;
};

// Whom to ask, by role and never by name: people move on, and a name on a public screen is personal data.
struct Helper {
    std::string id;
    std::string community;
    std::string role;  // of the schema's list
    LocalizedText name;
    LocalizedText about;              // what they help with
    std::vector<std::string> serves;  // buildings or areas; empty: the whole community
    OpeningHours duty;
    std::optional<PhoneNumber> phone;
    bool operator==(const Helper&) const = default;
};

}  // namespace linli
