// The hub's database on SQLite: one file in the data folder.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "backend/store/sql.h"
#include "kiosk/db/connection.h"
#include "kiosk/db/migrations.h"

namespace linli::hub {

// "LnHb" in the file's header: a kiosk's database is not taken for a hub's.
inline constexpr std::int32_t kHubApplication = 0x4C6E4862;

// Every step of the hub's schema, oldest first.
[[nodiscard]] std::span<const db::Migration> hub_migrations();

// Opens or makes the file and brings it to the newest schema. path may be ":memory:".
// Errors: those of db::Connection::open and db::migrate.
[[nodiscard]] Result<std::unique_ptr<Sql>> open_sqlite(const std::string& path);

// Over a connection that is open and migrated; for tests and the simulator, which hold faults against it first.
[[nodiscard]] std::unique_ptr<Sql> sqlite_session(db::Connection connection);

}  // namespace linli::hub
