#include "kiosk/app/touch_input.h"

namespace linli::app {

void TouchInput::push(Edge edge, float x, float y) {
    if (edge == Edge::Move && !m_queue.empty() && m_queue.back().edge == Edge::Move && !m_queue.back().leave) {
        m_queue.back().x = x;
        m_queue.back().y = y;
        return;
    }
    if (m_queue.size() + 2 > max_queued) return;
    m_queue.push_back({edge, x, y});
    if (edge == Edge::Up) m_queue.push_back({Edge::Move, -1, -1, true});
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
