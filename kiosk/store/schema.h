// The kiosk's database file: its number and the steps that bring it to the schema this program knows.
#pragma once

#include <span>

#include "kiosk/db/migrations.h"

namespace linli::store {

// In the file's header: this is a kiosk's database ("LNLK").
inline constexpr std::int32_t kApplication = 0x4C4E4C4B;

[[nodiscard]] std::span<const db::Migration> migrations();

}  // namespace linli::store
