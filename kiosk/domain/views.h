// What the screens show: values made from the mirror, the outbox and the content, never changed after they are made.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/domain/content.h"
#include "kiosk/domain/item.h"

namespace linli {

struct EventView {
    Event event;
    std::optional<SeatCount> seats;  // as of StationView::as_of; nothing before the hub told
    int queued_here = 0;             // seats asked for at this kiosk that the hub has not answered yet
};

// All of a station at one moment. Lists are in the order to show. Bounds: 2,000 documents of content.
struct StationView {
    Community community;
    Station station;
    std::vector<RequestKind> kinds;
    std::vector<Place> places;
    std::vector<Topic> topics;
    std::vector<Guide> guides;
    std::vector<EventView> events;  // by first session
    std::vector<Notice> notices;
    std::vector<Facility> facilities;
    std::vector<Helper> helpers;
    std::vector<PublicTrouble> troubles;  // open ones, newest first
    std::optional<MonthTally> tally;      // of the newest month known
};
using StationPtr = std::shared_ptr<const StationView>;

// The truth about the network, in the order of what a resident would want to know.
enum class Link {
    NotEnrolled,
    Starting,       // no answer yet since the program started
    Online,         // the hub answered, signed, within the last poll
    Offline,        // nothing answers
    CaptivePortal,  // something answers that is not the hub: this network wants a log-in
    HubTrouble,     // the hub answers that it cannot now
    Refused,        // the hub does not know this kiosk any more; staff must look
};

// Does this kiosk take more that is new, or has it taken as much in an hour as it may? What may be urgent it always
// takes.
enum class Intake : std::uint8_t { Open, Full };

struct SyncView {
    Link link = Link::NotEnrolled;
    int unsent = 0;                // operations the hub has not answered
    std::optional<Instant> as_of;  // the hub's time of the data shown
    std::string kiosk;             // "K3", empty before enrolment
    bool date_known = false;       // false after a power loss with no hub and a clock that went back
    Instant now;                   // the best knowledge of the hub's time; meaningless where the date is not known
    Intake intake = Intake::Open;
};

// How this kiosk does, for whoever keeps it running: figures, and nothing of a resident.
struct Health {
    std::string station;
    std::int64_t unsent = 0;                 // operations the hub has not answered
    std::optional<Instant> oldest_unsent;    // when it was saved, by the device's clock
    std::optional<Millis> clock_ahead;       // the device's clock before the hub's, when it last told
    std::int64_t feed = 0;                   // rows of the hub that are here
    int schema = 0;                          // of the database
    std::optional<std::uint64_t> free_disk;  // bytes that may still be written
};

// Where an item's knowledge comes from.
enum class Delivery {
    SavedHere,  // in this kiosk's outbox, not answered yet
    Sent,       // the hub has answered
};

// One line of an item's timeline, readable: staff's words are opened.
struct EntryView {
    Instant at;
    EntryType type = EntryType::Stage;
    Stage stage = Stage::Intake;
    std::optional<Ending> ending;
    std::string words;
};

// An item as its holder reads it.
struct ItemView {
    std::string id;
    std::string short_id;
    ItemType type = ItemType::Request;
    std::string subject;  // kind, event, or the joined item
    Delivery delivery = Delivery::SavedHere;
    ItemState state;  // for SavedHere: what was asked for, with status Open or Waiting and position 0
    std::optional<std::string> rejected_key;  // the hub said no; a sentence of the catalogue
    bool by_hand = false;                     // the hub could not apply it and laid it before staff
    PrivatePart own;                          // what the resident wrote
    std::vector<EntryView> timeline;
    bool change_waiting = false;  // a withdrawal, cancellation or rating made here is not answered yet
    // The newest of those was not done, and the hub has told nothing newer of the item; a sentence of the catalogue.
    std::optional<std::string> change_refused_key;
};

}  // namespace linli
