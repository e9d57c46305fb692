#include "kiosk/app/fingers.h"

#include <algorithm>
#include <cmath>

namespace linli::app {
namespace {

// Capacitive glass reports a resting finger a pixel this way and that.
constexpr float kTremor = 6;  // px

float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

Fingers::Live* Fingers::find(Contact contact) {
    const auto it = std::find_if(m_live.begin(), m_live.end(), [&](const Live& one) { return one.contact == contact; });
    return it == m_live.end() ? nullptr : &*it;
}

void Fingers::forget(Contact contact) {
    std::erase_if(m_live, [&](const Live& one) { return one.contact == contact; });
    if (m_acting == contact) m_acting.reset();
    if (m_live.empty()) m_blocked = false;
}

void Fingers::take_back() {
    if (!m_acting) return;
    m_acting.reset();
    m_input.cancel();
}

bool Fingers::echoes(Point at, double seconds) const {
    if (!m_last_lift || distance(m_last_lift->at, at) > m_spot) return false;
    if (seconds - m_last_lift->seconds < kBounce) return true;
    return m_page_came && *m_page_came >= m_last_lift->seconds && seconds - *m_page_came < kEcho;
}

void Fingers::drop_stuck(double seconds) {
    if (m_acting)
        if (const Live* acting = find(*m_acting); acting != nullptr && seconds - acting->moved > kStuck) take_back();
    std::erase_if(m_live, [&](const Live& one) { return seconds - one.moved > kStuck; });
    if (m_live.empty()) m_blocked = false;
}

void Fingers::down(Contact contact, Point at, double seconds) {
    // A panel that lost a lift tells the same contact twice.
    if (find(contact) != nullptr) lost(contact);
    drop_stuck(seconds);
    if (m_live.size() >= kMostContacts) return;
    const bool alone = m_live.empty();
    const bool together =
        std::any_of(m_live.begin(), m_live.end(), [&](const Live& one) { return seconds - one.landed < kTogether; });
    m_live.push_back({contact, at, seconds, seconds});
    if (together || m_live.size() >= kPalm) {
        take_back();
        m_blocked = true;
    }
    if (m_acting || m_blocked || (alone && echoes(at, seconds))) return;
    m_acting = contact;
    m_input.push(TouchInput::Edge::Down, at.x, at.y);
}

void Fingers::move(Contact contact, Point at, double seconds) {
    Live* live = find(contact);
    if (live == nullptr) return;
    if (distance(live->at, at) > kTremor) {
        live->at = at;
        live->moved = seconds;
    }
    if (m_acting == contact) m_input.push(TouchInput::Edge::Move, at.x, at.y);
}

void Fingers::up(Contact contact, Point at, double seconds) {
    if (m_acting == contact) {
        m_input.push(TouchInput::Edge::Up, at.x, at.y);
        m_last_lift = {at, seconds};
    }
    forget(contact);
}

void Fingers::lost(Contact contact) {
    if (m_acting == contact) take_back();
    forget(contact);
}

void Fingers::page_changed(double seconds) {
    take_back();
    m_page_came = seconds;
}

void Fingers::cancel_all() {
    take_back();
    m_live.clear();
    m_blocked = false;
}

}  // namespace linli::app
