// The way of an event to the UI thread. Called on the core's thread and on the reads'; never blocks.
#pragma once

#include "kiosk/base/mailbox.h"
#include "kiosk/session/events.h"

namespace linli::app {

// News of how things stand that may wait for the UI.
inline constexpr std::size_t kMaxEvents = 1024;
// Answers that find room even then: more than there can be commands under way, in the core's box and in the reads'.
inline constexpr std::size_t kMaxAnswers = 256;

// News is dropped and logged where the UI has hung so long that the box is full; newer news follows. An answer to a
// command is not: what a resident saved is opened by a code that is nowhere else.
void deliver(Mailbox<CoreEvent>& box, CoreEvent event);

}  // namespace linli::app
