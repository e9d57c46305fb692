#include "kiosk/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace linli {
namespace {

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("linli");
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
        return made;
    }();
    return *instance;
}

}  // namespace

void log_line(LogLevel level, std::string_view room, std::string_view text) {
    switch (level) {
        case LogLevel::Info:
            logger().info("{}: {}", room, text);
            return;
        case LogLevel::Warning:
            logger().warn("{}: {}", room, text);
            return;
        case LogLevel::Error:
            logger().error("{}: {}", room, text);
            return;
    }
}

void silence_log() {
    logger().set_level(spdlog::level::off);
}

}  // namespace linli
