// A journey's steps, read from text. Pure; any thread. The language is in tests/journeys.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace linli::app {

enum class Verb : std::uint8_t {
    Tap,
    Type,
    Keys,
    Ink,
    Swipe,
    Expect,
    Wait,
    Keep,
    Link,
    Elapse,
    Card,
    Shot,
    Transcript,
};
enum class Subject : std::uint8_t { Id, Text, Screen, Synced };
enum class Sense : std::uint8_t { Present, Absent };
enum class Direction : std::uint8_t { Up, Down, Left, Right };
enum class LinkState : std::uint8_t { Down, Up };

struct Step {
    Verb verb = Verb::Tap;
    Subject subject = Subject::Id;
    Sense sense = Sense::Present;
    Direction direction = Direction::Up;
    LinkState link = LinkState::Up;
    std::string target;  // id, text, screen, uid or picture's name; may hold $NAME
    std::string text;    // what to type, or the name of a variable to keep
    double seconds = 0;  // of Wait and Elapse
    int line = 0;
};

using Variables = std::map<std::string, std::string, std::less<>>;

/// One line without its end. A blank line or a comment gives no step. Errors: Invalid, the message says what was
/// expected.
[[nodiscard]] Result<std::vector<Step>> parse_line(std::string_view line, int number);
/// A whole file; the error's message begins with FILE:LINE.
[[nodiscard]] Result<std::vector<Step>> parse_journey(std::string_view text, std::string_view file);
/// "10s", "500ms", "3min", "2h". Errors: Invalid.
[[nodiscard]] Result<double> parse_duration(std::string_view text);
/// Replaces $NAME (capitals, digits, underscores). Errors: NotFound for a name never kept.
[[nodiscard]] Result<std::string> expand(std::string_view text, const Variables& variables);
/// NAME=VALUE, one a line. Errors: Invalid.
[[nodiscard]] Result<Variables> parse_variables(std::string_view text);
[[nodiscard]] std::string print_variables(const Variables& variables);

}  // namespace linli::app
