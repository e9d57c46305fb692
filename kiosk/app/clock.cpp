#include "kiosk/app/clock.h"

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace linli::app {
namespace {

std::int64_t read_ms(clockid_t id) {
    timespec at{};
    clock_gettime(id, &at);
    return static_cast<std::int64_t>(at.tv_sec) * 1000 + at.tv_nsec / 1'000'000;
}

}  // namespace

Clock::Clock(std::optional<Instant> wall) {
    if (wall) m_shift = *wall - Instant{read_ms(CLOCK_REALTIME)};
}

Now Clock::now() const {
    return {Instant{read_ms(CLOCK_REALTIME)} + m_shift, BootTime{read_ms(CLOCK_BOOTTIME)}};
}

double Clock::seconds() {
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}

double Clock::ms_since_start() {
    std::ifstream file("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // The name of the program may hold blanks; the fields count from behind its closing bracket.
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream fields(text.substr(name_end + 1));
    std::string field;
    constexpr int kStartTime = 20;  // the 22nd of the line
    for (int i = 0; i < kStartTime; ++i) fields >> field;
    const double started = std::stod(field) * 1000.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<double>(read_ms(CLOCK_BOOTTIME)) - started;
}

}  // namespace linli::app
