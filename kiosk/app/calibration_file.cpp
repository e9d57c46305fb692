#include "kiosk/app/calibration_file.h"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace linli::app {
namespace {

constexpr std::size_t kMaxLine = 200;

std::string path_in(const std::string& folder) {
    return folder + "/touch-calibration";
}

Result<void> write_whole(const std::string& path, const std::string& text) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return fail(Fault::Storage, "{}: {}", path, std::generic_category().message(errno));
    const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
    const int why = errno;
    close(file);
    if (!written) return fail(Fault::Storage, "{}: {}", path, std::generic_category().message(why));
    return {};
}

}  // namespace

Result<std::optional<Affine>> load_calibration(const std::string& folder) {
    const std::string path = path_in(folder);
    if (access(path.c_str(), F_OK) != 0) return std::optional<Affine>{};
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line.size() > kMaxLine) return fail(Fault::Storage, "{} cannot be read", path);
    auto calibration = parse_affine(line);
    if (!calibration) return fail(Fault::Invalid, "{}: {}", path, calibration.error().message);
    return std::optional(*calibration);
}

Result<void> save_calibration(const std::string& folder, const Affine& calibration) {
    const std::string path = path_in(folder);
    const std::string fresh = path + ".new";
    LINLI_OK(write_whole(fresh, print_affine(calibration) + "\n"));
    if (std::rename(fresh.c_str(), path.c_str()) != 0)
        return fail(Fault::Storage, "{}: {}", path, std::generic_category().message(errno));
    return {};
}

Result<void> remove_calibration(const std::string& folder) {
    const std::string path = path_in(folder);
    if (unlink(path.c_str()) != 0 && errno != ENOENT)
        return fail(Fault::Storage, "{}: {}", path, std::generic_category().message(errno));
    return {};
}

}  // namespace linli::app
