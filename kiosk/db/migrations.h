// Bringing a database file to the schema this program knows.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/db/connection.h"

namespace linli::db {

// One step. Steps only add (tables, columns, indexes, backfilled values), so that an older row replays unchanged.
struct Migration {
    int version;           // 1, 2, 3 ... without gaps
    std::string_view sql;  // several statements
};

// Runs what is missing, each step in its own transaction together with the version it leads to: a crash leaves the
// file at a whole version. Errors: TooNew (the file knows more than this program; nothing was touched), Storage and
// the like (the failing step is rolled back).
[[nodiscard]] Result<> migrate(Connection& connection, std::span<const Migration> steps);

[[nodiscard]] Result<int> schema_version(Connection& connection);

}  // namespace linli::db
