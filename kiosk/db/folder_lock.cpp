#include "kiosk/db/folder_lock.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace linli::db {

Result<FolderLock> FolderLock::take(const std::string& folder, const std::string& name) {
    // Errors of the system end with the same advice: which folder it is to be, only the operator can say.
    const auto refuse = [](const std::string& what, int code) {
        const bool denied = code == EACCES || code == EPERM || code == EROFS;
        return fail(denied ? Fault::ReadOnly : Fault::Storage, "{}: {}; give a folder that this program can write",
                    what, std::strerror(code));
    };
    std::error_code error;
    const bool made = std::filesystem::create_directories(folder, error);
    if (error) return refuse(folder, error.value());
    if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    const std::string path = folder + "/" + name;
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return refuse(path, errno);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return fail(Fault::InUse, "{} is in use by another process: end that one, or give another folder", folder);
    }
    return FolderLock(descriptor);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FolderLock::~FolderLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

}  // namespace linli::db
