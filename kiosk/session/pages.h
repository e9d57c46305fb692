// Where in the program a resident can stand. Plain values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linli {

enum class Page : std::uint8_t {
    Enrol,
    Attract,
    Home,
    Ask,    // topics
    Topic,  // a topic's guides
    Guide,
    Events,
    Event,
    SignUp,
    Requests,  // kinds
    Request,   // the form of one kind
    Join,      // add oneself to a trouble that is known
    Receipt,
    Mine,   // receipt code and digits
    Items,  // what that receipt opens
    Item,
    Slip,  // the follow-up slip
    Withdraw,
    Notices,
    Notice,
    Around,   // what is near, and when it is open
    Helpers,  // whom to ask, by building
    Emergency,
    Language,
    Appearance,
    Service,      // asks for the service PIN
    Operator,     // how the kiosk does
    Calibration,  // of the touch panel
    TestPicture,  // for its pixels
    Gallery,      // every widget in every state, for whoever builds or sets up a kiosk
};

// The transcript's screen id: "home", "sign-up" ...
[[nodiscard]] std::string_view page_name(Page page);

// A page and what it is about: a kind, an event, a guide ...; empty where the page has no subject.
struct Location {
    Page page = Page::Home;
    std::string key;
    bool operator==(const Location&) const = default;
};

}  // namespace linli
