// Turns what fingers and the mouse did into one position and one button, an edge a frame. UI thread only.
//
// ImGui's own SDL backend polls the mouse and SDL's touch-to-mouse loses taps, so events are fed by us. Invariant: a
// press and its release never fall into one frame, and after a release the position leaves the glass, so that nothing
// stays lit.
#pragma once

#include <cstddef>
#include <deque>

namespace linli::app {

class TouchInput {
  public:
    enum class Edge { Move, Down, Up };
    static constexpr std::size_t max_queued = 512;  // older moves are merged, edges beyond are dropped

    struct State {
        float x = -1, y = -1;
        bool down = false;
    };

    /// px.
    void push(Edge edge, float x, float y);
    [[nodiscard]] bool pending() const { return !m_queue.empty(); }
    /// What the next frame is fed: at most one edge further than the last.
    [[nodiscard]] State next();
    [[nodiscard]] const State& current() const { return m_state; }

  private:
    struct Event {
        Edge edge;
        float x, y;
        bool leave = false;
    };
    std::deque<Event> m_queue;
    State m_state;
};

}  // namespace linli::app
