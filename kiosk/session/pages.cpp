#include "kiosk/session/pages.h"

namespace linli {

std::string_view page_name(Page page) {
    switch (page) {
        case Page::Enrol:
            return "enrol";
        case Page::Attract:
            return "attract";
        case Page::Home:
            return "home";
        case Page::Ask:
            return "ask";
        case Page::Topic:
            return "topic";
        case Page::Guide:
            return "guide";
        case Page::Events:
            return "events";
        case Page::Event:
            return "event";
        case Page::SignUp:
            return "signup";
        case Page::Requests:
            return "requests";
        case Page::Request:
            return "request";
        case Page::Join:
            return "join";
        case Page::Receipt:
            return "receipt";
        case Page::Mine:
            return "mine";
        case Page::Items:
            return "items";
        case Page::Item:
            return "item";
        case Page::Slip:
            return "slip";
        case Page::Withdraw:
            return "withdraw";
        case Page::Notices:
            return "notices";
        case Page::Notice:
            return "notice";
        case Page::Around:
            return "around";
        case Page::Helpers:
            return "helpers";
        case Page::Emergency:
            return "emergency";
        case Page::Language:
            return "language";
        case Page::Appearance:
            return "appearance";
        case Page::Service:
            return "service";
        case Page::Operator:
            return "operator";
        case Page::Calibration:
            return "calibration";
        case Page::TestPicture:
            return "test-picture";
        case Page::Gallery:
            return "gallery";
    }
    return {};
}

}  // namespace linli
