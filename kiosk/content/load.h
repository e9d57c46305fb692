// Loading content files: all of them are right, or nothing is loaded.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/base/instant.h"
#include "kiosk/content/catalogue.h"

namespace linli::content {

inline constexpr std::size_t kMaxFiles = 10'000;
inline constexpr std::size_t kMaxFileBytes = 4 * 1024 * 1024;

struct SourceFile {
    std::string name;  // as an error names it
    std::string json;  // one document, or a list of documents
};

// What goes into the feed: one row for each community of `audience`.
struct LoadedRow {
    std::string id;    // "event/EV12"
    std::string body;  // JSON with absolute moments: the same input gives the same bytes
    Document document;
    std::vector<std::string> audience;
};

struct Loaded {
    std::vector<LoadedRow> rows;  // in the order of the files
    Catalogue catalogue;          // what was there and what was loaded
};

// Files as named, and each folder's *.json files, its folders' too, in order of name. Other files in a folder are left
// alone. Errors: NotFound, TooLarge, Storage.
[[nodiscard]] Result<std::vector<SourceFile>> read_source_files(const std::vector<std::string>& paths);

// Checks every file against the schema, each document against itself, and all references within `existing` and the
// files together. Moments relative to the day of loading count from `now`, in the zone of the document's community.
// Errors: Invalid, as "FILE: PATH: expected ..., found ... (and N more)".
[[nodiscard]] Result<Loaded> load(const std::vector<SourceFile>& files, const Catalogue& existing, Instant now);

}  // namespace linli::content
