#include "kiosk/core/service_door.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/base/small_file.h"
#include "kiosk/crypto/password.h"

namespace linli {
namespace {

constexpr int kMostPinTries = 1000;  // more are not told apart: the wait is long since the longest

Millis wait_after(int wrong) {
    if (wrong < kFreePinTries) return Millis{0};
    Millis wait = kFirstPinWait;
    for (int i = kFreePinTries; i < wrong && wait < kLongestPinWait; ++i) wait *= 2;
    return std::min(wait, kLongestPinWait);
}

}  // namespace

// What the last process counted, and the wait that it may have been in.
void ServiceDoor::begin(BootTime now) {
    if (std::exchange(m_begun, true)) return;
    const auto text = read_small_file(m_tries);
    if (!text) log_warning("core", "wrong service PINs of before are not known: {}", text.error().message);
    if (!text || !*text) return;
    const std::string& digits = **text;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), m_wrong).ec != std::errc() || m_wrong < 0) {
        log_warning("core", "{} is damaged: wrong service PINs of before are taken as many", m_tries);
        m_wrong = kMostPinTries;
    }
    m_wrong = std::min(m_wrong, kMostPinTries);
    m_open_from = now + wait_after(m_wrong);
}

void ServiceDoor::count(int wrong) {
    m_wrong = std::min(wrong, kMostPinTries);
    const auto kept = m_wrong == 0 ? remove_small_file(m_tries) : replace_small_file(m_tries, std::to_string(m_wrong));
    if (!kept) log_warning("core", "wrong service PINs cannot be counted on disk: {}", kept.error().message);
}

PinChecked ServiceDoor::check(const CheckPin& command, BootTime now) {
    begin(now);
    if (now < m_open_from) return {command.ticket, PinChecked::Answer::Locked, m_open_from - now};
    // Counted before it is looked at: a cut of power between the two takes nothing back.
    count(m_wrong + 1);
    if (!m_hash.empty() && crypto::verify_password(m_hash, command.pin)) {
        count(0);
        log_info("core", "the operator's page was opened");
        return {command.ticket, PinChecked::Answer::Right, Millis{0}};
    }
    const Millis wait = wait_after(m_wrong);
    m_open_from = now + wait;
    log_warning("core", "a wrong service PIN, number {}", m_wrong);
    return {command.ticket, PinChecked::Answer::Wrong, wait};
}

}  // namespace linli
