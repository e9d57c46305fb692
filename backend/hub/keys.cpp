#include "backend/hub/keys.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/crypto/hash.h"

namespace linli::hub {
namespace {

constexpr std::string_view kHead = "linli hub keys 1\n";
constexpr std::size_t kSeedCharacters = 43;  // 32 bytes in base64url
constexpr std::size_t kFileSize = kHead.size() + 2 * (kSeedCharacters + 1);

class Descriptor {
  public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    [[nodiscard]] int get() const { return m_number; }
    [[nodiscard]] bool ok() const { return m_number >= 0; }

  private:
    int m_number;
};

HubKeys keys_of(const crypto::Secret<32>& signing, const crypto::Secret<32>& sealing) {
    return {crypto::signing_key_from_seed(signing), crypto::sealing_key_from_seed(sealing)};
}

tl::unexpected<Error> io_error(const std::string& path) {
    const bool denied = errno == EACCES || errno == EROFS || errno == EPERM;
    const Fault fault = denied ? Fault::ReadOnly : errno == ENOSPC ? Fault::DiskFull : Fault::Storage;
    return fail(fault, "{}: {}", path, std::strerror(errno));
}

Result<HubKeys> parse(const std::string& path, std::string_view text) {
    const auto damaged = [&] {
        return fail(Fault::Corrupt, "{} is damaged: put back the copy that was kept when the hub was set up", path);
    };
    if (text.size() != kFileSize || text.substr(0, kHead.size()) != kHead) return damaged();
    text.remove_prefix(kHead.size());
    const auto signing = crypto::array_from_base64<32>(text.substr(0, kSeedCharacters));
    const auto sealing = crypto::array_from_base64<32>(text.substr(kSeedCharacters + 1, kSeedCharacters));
    if (!signing || !sealing) return damaged();
    return keys_of(crypto::Secret<32>(*signing), crypto::Secret<32>(*sealing));
}

// Written beside and linked in place: of two programs that start at once, one makes the keys and both read the same.
Result<> write_new(const std::string& folder, const std::string& path, std::string_view text) {
    const std::string draft = path + "." + std::to_string(::getpid());
    {
        const Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!file.ok() || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
            ::fsync(file.get()) != 0)
            return io_error(draft);
    }
    const bool linked = ::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST;
    const int link_error = errno;
    ::unlink(draft.c_str());
    errno = link_error;
    if (!linked) return io_error(path);
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.ok() || ::fsync(directory.get()) != 0) return io_error(folder);
    return {};
}

Result<std::string> read_file(const std::string& path, bool& missing) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    missing = !file.ok() && errno == ENOENT;
    if (!file.ok()) return io_error(path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return io_error(path);
    if ((status.st_mode & 077) != 0)
        return fail(Fault::Denied, "{} can be read by others: chmod 600 it, and make new keys if it was copied", path);
    std::string text(kFileSize + 1, '\0');
    const ssize_t size = ::read(file.get(), text.data(), text.size());
    if (size < 0) return io_error(path);
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace

HubKeys make_keys(const Entropy& entropy) {
    crypto::Secret<32> signing;
    crypto::Secret<32> sealing;
    entropy(signing.bytes());
    entropy(sealing.bytes());
    return keys_of(signing, sealing);
}

Result<HubKeys> load_or_make_keys(const std::string& folder, const Entropy& entropy) {
    const std::string path = folder + "/hub.keys";
    bool missing = false;
    auto text = read_file(path, missing);
    if (missing) {
        std::array<crypto::Secret<32>, 2> seeds;
        for (auto& seed : seeds) entropy(seed.bytes());
        std::string file(kHead);
        for (const auto& seed : seeds) file += crypto::to_base64(seed.bytes()) + "\n";
        LINLI_OK(write_new(folder, path, file));
        text = read_file(path, missing);
    }
    if (!text) return fail(std::move(text).error());
    return parse(path, *text);
}

}  // namespace linli::hub
