#include "kiosk/lang/question.h"

#include <algorithm>
#include <array>

namespace linli {
namespace {

// Latin, Chinese, Arabic script (Uyghur too).
constexpr std::array<std::string_view, 3> kMarks{"?", "？", "؟"};

}  // namespace

bool asks_something(std::string_view text) {
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

}  // namespace linli
