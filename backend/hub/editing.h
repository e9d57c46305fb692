// Content as staff keep it: drafts, versions, who published what and when. Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/instant.h"

namespace linli::hub {

inline constexpr int kMaxDocumentLines = 1'000;    // of one type that a list shows
inline constexpr int kMaxDrafts = 200;             // of a community
inline constexpr int kMaxVersions = 100;           // of a document that are kept; the oldest go first
inline constexpr std::size_t kMaxTellWords = 500;  // code points

// How a version came to be. The names are stored.
enum class VersionHow {
    File,      // loaded by the operator
    Edit,      // written at the console
    Restore,   // an older version once more
    TakeDown,  // from here on the kiosks do not have it
    Cancel,    // an event, or one of its sessions, was called off
};
[[nodiscard]] std::string_view name_of(VersionHow how);
[[nodiscard]] std::optional<VersionHow> version_how_from_name(std::string_view name);

struct ContentAuthor {
    std::int64_t staff = 0;  // 0: the program itself
    VersionHow how = VersionHow::File;
};

struct ContentDraft {
    std::string type;
    std::string id;
    int base = 0;      // the version that it began from; 0: none
    std::string json;  // whatever was typed so far: it need not be a whole document
    Instant at;        // when it was kept; of one to be kept: when the one was that it takes the place of, 0: none
    std::int64_t staff = 0;
    std::optional<Instant> publish_at{};  // then it is published by itself
    std::optional<Instant> ends_at{};     // goes with it; never of an event
    std::string tell{};                   // goes with it: words for everyone who signed up
};

// One document of the community as a list shows it: what the kiosks have, and what is being written.
struct ContentLine {
    std::string type;
    std::string id;
    int version = 0;   // the newest; 0: never published
    std::string json;  // what the kiosks have; empty where they have none
    std::optional<Instant> published_at;
    std::optional<std::int64_t> published_by;
    std::optional<ContentDraft> draft;
    std::optional<Instant> ends_at;  // then it is taken down by itself
    // False where others than the community and its allies have it too: the operator keeps it, in files.
    bool may_edit = false;
};

struct ContentVersion {
    int number = 0;
    Instant at;
    std::optional<std::int64_t> staff;
    VersionHow how = VersionHow::File;
    std::string json;  // empty of TakeDown
};

// What is to be published.
struct ContentEdit {
    std::string type;
    std::string id;
    int base = 0;  // the newest version when it was opened; 0: there is none
    std::string json;
    VersionHow how = VersionHow::Edit;
    std::optional<Instant> ends_at{};  // taken down then; never of an event
    std::string tell{};                // of an event: words for everyone who signed up, at most kMaxTellWords
    std::optional<Instant> draft{};    // when the draft was kept that this was written in: that one goes, no other
};

// An older version that is to be the newest once more.
struct ContentRestore {
    std::string type;
    std::string id;
    int number = 0;
    int base = 0;        // the newest version when it was chosen
    std::string tell{};  // as of an edit
};

}  // namespace linli::hub
