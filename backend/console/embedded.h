// The files that the build put into the program: templates, words, stylesheet, script.
#pragma once

#include <string_view>

namespace linli::hub::console {

// The bytes of "queue.mustache", "en.json", "style.css", "htmx.min.js" ...; empty where it was not built in.
[[nodiscard]] std::string_view embedded(std::string_view name);

}  // namespace linli::hub::console
