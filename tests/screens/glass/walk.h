// Past every screen and every kind of page that a form has, as a resident would go, over the sample content.
#pragma once

#include <functional>
#include <string>

#include "tests/screens/glass/glass.h"

namespace linli::test {

// Called with a name for each page that stands still.
using OnPage = std::function<void(const std::string& name)>;

// The session's settings are kept throughout. The first page shown is home.
void walk_all(Glass& glass, const Settings& settings, const OnPage& on_page);

// Troubles, a full event and a closed one, so that every state of a page is there.
void furnish(Glass& glass);
// What the operator's page shows of a kiosk that is enrolled, has a service PIN and was calibrated.
[[nodiscard]] screens::ProgramFacts operated_program();
[[nodiscard]] Health waiting_health();
// A repair that staff closed and that waits for the resident's word.
[[nodiscard]] ItemView answered_item();

}  // namespace linli::test
