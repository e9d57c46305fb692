// What one transaction of the hub works with. Made when it begins, gone with its commit; the hub's thread.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "backend/hub/feed.h"
#include "backend/hub/keys.h"
#include "backend/store/sql.h"
#include "kiosk/base/instant.h"
#include "kiosk/content/catalogue.h"

namespace linli::hub {

struct Work {
    Sql& sql;
    const HubKeys& keys;
    const content::Catalogue& catalogue;
    const Entropy& entropy;
    Instant now;
    std::int64_t generation = 1;
    Feed feed{sql};

    // What changed and is told once a request, however often it changed: two hundred sign-ups are one row of seats.
    std::set<std::string, std::less<>> changed_seats{};
    std::set<std::string, std::less<>> changed_troubles{};
    std::set<std::pair<std::string, std::string>> changed_tallies{};  // community, month

    // The catalogue once more, for load.cpp alone; null where nothing may be loaded.
    content::Catalogue* loading = nullptr;
    // The catalogue is ahead of what will be stored if this part is undone.
    bool content_changed = false;
    // Of the catalogue as it stands here, to be known after the commit.
    std::int64_t content_version = 0;
};

// Tells what changed since the last call. Part of the request that changed it.
[[nodiscard]] Result<> tell_changes(Work& work);

// Faults that say nothing about the request: the batch cannot go on.
[[nodiscard]] constexpr bool is_outside(Fault fault) {
    switch (fault) {
        case Fault::Storage:
        case Fault::DiskFull:
        case Fault::ReadOnly:
        case Fault::Corrupt:
        case Fault::InUse:
        case Fault::Internal:
        case Fault::Unavailable:
        case Fault::TooNew:
            return true;
        case Fault::Invalid:
        case Fault::TooLarge:
        case Fault::NotFound:
        case Fault::Conflict:
        case Fault::Denied:
        case Fault::Limited:
        case Fault::Expired:
        case Fault::Network:
            return false;
    }
    return true;
}

[[nodiscard]] Result<> add_audit(Work& work, std::int64_t staff, std::string_view community, std::string_view action,
                                 std::string_view subject, std::string_view detail);

}  // namespace linli::hub
