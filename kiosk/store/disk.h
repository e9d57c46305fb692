// Room on the disk: asked before a resident's operation is accepted, and a reserve for the day when there is none.
//
// After SQLITE_FULL even a DELETE and a checkpoint fail, so a file of kBallastBytes lies in the folder that can be
// given up: freeing it let everything go on. It comes back when there is room again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/result.h"

namespace linli::store {

inline constexpr std::uint64_t kBallastBytes = 1024 * 1024;
// An operation is accepted only while this much is free: what the log of one checkpoint, the answers to everything that
// waits and the next pages of the feed need.
inline constexpr std::uint64_t kReserveBytes = 8 * 1024 * 1024;

// Bytes that this program may still write in the folder; nothing where the system does not say.
using FreeSpace = std::function<std::optional<std::uint64_t>(const std::string& folder)>;
[[nodiscard]] std::optional<std::uint64_t> system_free_space(const std::string& folder);

class Disk {
  public:
    Disk(std::string folder, FreeSpace free_space) : m_folder(std::move(folder)), m_free_space(std::move(free_space)) {}

    // Errors: DiskFull.
    [[nodiscard]] Result<> check_reserve() const;
    // Writes the ballast where it is missing and there is room for it beside the reserve.
    void keep_ballast();
    // Gives it up. False where there was none.
    bool drop_ballast();

  private:
    std::string m_folder;
    FreeSpace m_free_space;
};

}  // namespace linli::store
