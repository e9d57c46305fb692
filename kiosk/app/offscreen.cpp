#include <cerrno>
#include <cmath>
#include <cstdint>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/app/surface.h"

namespace linli::app {
namespace {

class Offscreen final : public Surface {
  public:
    Offscreen(int width, int height, int wake_fd)
        : m_width(width),
          m_height(height),
          m_wake(wake_fd),
          m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}
    ~Offscreen() override { close(m_wake); }
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    Canvas canvas() override { return {m_pixels.data(), m_width, m_height, m_width}; }
    void present(const Damage&) override {}
    bool take_lost() override { return false; }

    void wait(std::optional<double> seconds, Fingers&) override {
        pollfd fd{m_wake, POLLIN, 0};
        const int timeout = seconds ? static_cast<int>(std::ceil(*seconds * 1000)) : -1;
        if (poll(&fd, 1, timeout) > 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto ignored = read(m_wake, &count, sizeof count);
        }
    }

    void wake() override {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto ignored = write(m_wake, &one, sizeof one);
    }

    bool closed() const override { return false; }
    bool take_service_keys() override { return false; }
    void set_calibration(const Affine&) override {}
    Size panel() override { return {m_width, m_height}; }
    std::string describe() const override { return "memory"; }

  private:
    int m_width, m_height, m_wake;
    std::vector<std::uint32_t> m_pixels;
};

}  // namespace

Result<std::unique_ptr<Surface>> open_offscreen(int width, int height) {
    if (width < 200 || height < 200 || width > 8000 || height > 8000) {
        return fail(Fault::Invalid, "size {}x{} is outside of 200x200 to 8000x8000", width, height);
    }
    const int wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake_fd < 0) return fail(Fault::Internal, "eventfd: errno {}", errno);
    return std::make_unique<Offscreen>(width, height, wake_fd);
}

}  // namespace linli::app
