// The operator's log: one line an event, never a resident's words, names, numbers, rooms, cards or codes.
#pragma once

#include <string_view>

#include <fmt/format.h>

namespace linli {

enum class LogLevel { Info, Warning, Error };

// Lines go to stderr, where systemd's journal takes them. Safe from any thread.
void log_line(LogLevel level, std::string_view room, std::string_view text);

// For the simulator, whose thousands of injected faults are no news.
void silence_log();

template <class... Args>
void log_info(std::string_view room, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Info, room, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(std::string_view room, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Warning, room, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_error(std::string_view room, fmt::format_string<Args...> text, Args&&... args) {
    log_line(LogLevel::Error, room, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace linli
