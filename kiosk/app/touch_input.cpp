#include "kiosk/app/touch_input.h"

#include <cmath>
#include <utility>

namespace linli::app {
namespace {

// Room that a press leaves for its move, its release and its leaving.
constexpr std::size_t kRestOfAPress = 4;
// Glass reports what rests on it a pixel this way and that.
constexpr float kTremor = 6;  // px

}  // namespace

void TouchInput::note_act(float x, float y) {
    m_acted = true;
    m_acted_x = x;
    m_acted_y = y;
}

bool TouchInput::take_acted() {
    return std::exchange(m_acted, false);
}

void TouchInput::push(Edge edge, float x, float y) {
    switch (edge) {
        case Edge::Move:
            if (m_pressed && std::hypot(x - m_acted_x, y - m_acted_y) > kTremor) note_act(x, y);
            if (!m_queue.empty() && m_queue.back().edge == Edge::Move && !m_queue.back().leave) {
                m_queue.back().x = x;
                m_queue.back().y = y;
            } else if (m_queue.size() + kRestOfAPress <= max_queued) {
                m_queue.push_back({edge, x, y});
            }
            break;
        case Edge::Down:
            if (m_pressed || m_queue.size() + 1 + kRestOfAPress > max_queued) return;
            m_pressed = true;
            note_act(x, y);
            m_queue.push_back({edge, x, y});
            break;
        case Edge::Up:
            if (!m_pressed) return;
            note_act(x, y);
            m_queue.push_back({edge, x, y});
            m_queue.push_back({Edge::Move, -1, -1, true});
            m_pressed = false;
            break;
    }
}

void TouchInput::cancel() {
    if (!m_pressed) return;
    m_queue.push_back({Edge::Move, -1, -1, true});
    m_queue.push_back({Edge::Up, -1, -1, true});
    m_pressed = false;
}

void TouchInput::drop() {
    m_queue.clear();
    m_pressed = m_state.down;
    if (m_pressed)
        cancel();
    else
        m_queue.push_back({Edge::Move, -1, -1, true});
}

TouchInput::State TouchInput::next() {
    if (m_queue.empty()) return m_state;
    const Event event = m_queue.front();
    m_queue.pop_front();
    m_state.x = event.x;
    m_state.y = event.y;
    if (event.edge == Edge::Down) m_state.down = true;
    if (event.edge == Edge::Up) m_state.down = false;
    return m_state;
}

}  // namespace linli::app
