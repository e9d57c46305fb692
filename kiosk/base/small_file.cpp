#include "kiosk/base/small_file.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace linli {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor() {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] bool ok() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }

  private:
    int m_descriptor;
};

auto system_error(const std::string& path) {
    return fail(Fault::Storage, "{}: {}", path, std::generic_category().message(errno));
}
auto too_large(const std::string& path) {
    return fail(Fault::TooLarge, "{} has more than {} bytes", path, kMaxSmallFile);
}

Result<> write_whole(const std::string& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.ok() || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        ::fsync(file.get()) != 0)
        return system_error(path);
    return {};
}

Result<> keep_names(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const Descriptor directory(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.ok() || ::fsync(directory.get()) != 0) return system_error(folder);
    return {};
}

}  // namespace

Result<std::optional<std::string>> read_small_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.ok() && errno == ENOENT) return std::optional<std::string>();
    if (!file.ok()) return system_error(path);
    std::string text(kMaxSmallFile + 1, '\0');
    const ssize_t size = ::read(file.get(), text.data(), text.size());
    if (size < 0) return system_error(path);
    if (static_cast<std::size_t>(size) > kMaxSmallFile) return too_large(path);
    text.resize(static_cast<std::size_t>(size));
    return std::optional(std::move(text));
}

Result<> replace_small_file(const std::string& path, std::string_view text) {
    if (text.size() > kMaxSmallFile) return too_large(path);
    const std::string fresh = path + ".new";
    LINLI_OK(write_whole(fresh, text));
    if (std::rename(fresh.c_str(), path.c_str()) != 0) return system_error(path);
    return keep_names(path);
}

Result<> remove_small_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return system_error(path);
    return {};
}

}  // namespace linli
