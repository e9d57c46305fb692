// What every page of the console is sent with.
#pragma once

#include "kiosk/base/http.h"

namespace linli::hub {

// Adds what the page did not set itself: nothing is loaded but from the hub, nothing is framed, guessed or cached.
void add_page_headers(HttpResponse& response);

}  // namespace linli::hub
