// Whether somebody asks something. Any thread.
#pragma once

#include <string_view>

namespace linli {

// Does `text` hold a question mark of any of the languages that staff write in?
[[nodiscard]] bool asks_something(std::string_view text);

}  // namespace linli
