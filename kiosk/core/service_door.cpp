#include "kiosk/core/service_door.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/crypto/password.h"

namespace linli {
namespace {

Millis wait_after(int wrong) {
    if (wrong < kFreePinTries) return Millis{0};
    Millis wait = kFirstPinWait;
    for (int i = kFreePinTries; i < wrong && wait < kLongestPinWait; ++i) wait *= 2;
    return std::min(wait, kLongestPinWait);
}

}  // namespace

PinChecked ServiceDoor::check(const CheckPin& command, BootTime now) {
    if (now < m_open_from) return {command.ticket, PinChecked::Answer::Locked, m_open_from - now};
    if (!m_hash.empty() && crypto::verify_password(m_hash, command.pin)) {
        m_wrong = 0;
        log_info("core", "the operator's page was opened");
        return {command.ticket, PinChecked::Answer::Right, Millis{0}};
    }
    const Millis wait = wait_after(++m_wrong);
    m_open_from = now + wait;
    log_warning("core", "a wrong service PIN, number {}", m_wrong);
    return {command.ticket, PinChecked::Answer::Wrong, wait};
}

}  // namespace linli
