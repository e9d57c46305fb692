#include "kiosk/base/result.h"

namespace linli {

std::string_view fault_name(Fault fault) {
    switch (fault) {
        case Fault::Invalid:
            return "invalid";
        case Fault::TooLarge:
            return "too-large";
        case Fault::NotFound:
            return "not-found";
        case Fault::Conflict:
            return "conflict";
        case Fault::Denied:
            return "denied";
        case Fault::Limited:
            return "limited";
        case Fault::Expired:
            return "expired";
        case Fault::Unavailable:
            return "unavailable";
        case Fault::Network:
            return "network";
        case Fault::Storage:
            return "storage";
        case Fault::DiskFull:
            return "disk-full";
        case Fault::ReadOnly:
            return "read-only";
        case Fault::Corrupt:
            return "corrupt";
        case Fault::TooNew:
            return "too-new";
        case Fault::InUse:
            return "in-use";
        case Fault::Internal:
            return "internal";
    }
    return "unknown";
}

}  // namespace linli
