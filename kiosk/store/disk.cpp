#include "kiosk/store/disk.h"

#include <filesystem>
#include <fstream>

#include <sys/statvfs.h>

#include "kiosk/base/log.h"

namespace linli::store {
namespace {

std::string ballast_path(const std::string& folder) {
    return folder + "/ballast";
}

}  // namespace

std::optional<std::uint64_t> system_free_space(const std::string& folder) {
    struct statvfs state {};
    if (::statvfs(folder.c_str(), &state) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(state.f_bavail) * state.f_frsize;
}

Result<> Disk::check_reserve() const {
    const auto free = m_free_space(m_folder);
    if (free && *free < kReserveBytes)
        return fail(Fault::DiskFull, "{} bytes free in {}, {} are the reserve", *free, m_folder, kReserveBytes);
    return {};
}

void Disk::keep_ballast() {
    std::error_code error;
    if (std::filesystem::file_size(ballast_path(m_folder), error) == kBallastBytes && !error) return;
    const auto free = m_free_space(m_folder);
    if (!free || *free < kReserveBytes + kBallastBytes) return;
    std::ofstream file(ballast_path(m_folder), std::ios::binary | std::ios::trunc);
    // Not zeros: a file system that compresses or leaves holes would keep no room for those.
    std::string block(4096, '\0');
    std::uint32_t word = 1;
    for (std::uint64_t written = 0; written < kBallastBytes && file; written += block.size()) {
        for (char& byte : block) {
            word = word * 1664525U + 1013904223U;
            byte = static_cast<char>(word >> 24U);
        }
        file.write(block.data(), static_cast<std::streamsize>(block.size()));
    }
    file.close();
    if (!file) {
        log_warning("store", "the ballast could not be written");
        std::filesystem::remove(ballast_path(m_folder), error);
    }
}

bool Disk::drop_ballast() {
    std::error_code error;
    const bool dropped = std::filesystem::remove(ballast_path(m_folder), error);
    if (dropped) log_warning("store", "the disk is full: the ballast was given up");
    return dropped;
}

}  // namespace linli::store
