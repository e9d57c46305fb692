// One program a data folder.
#pragma once

#include <string>

#include "kiosk/base/result.h"

namespace linli::db {

// Holds `name` in the folder locked until destroyed or the process ends, however it ends.
class FolderLock {
  public:
    // Makes the folder (mode 0700) where it is missing. Errors: InUse (another process holds it), ReadOnly, Storage.
    [[nodiscard]] static Result<FolderLock> take(const std::string& folder, const std::string& name);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

}  // namespace linli::db
