// Turns what fingers and the mouse did into one position and one button, an edge a frame. UI thread only.
//
// ImGui's own SDL backend polls the mouse and SDL's touch-to-mouse loses taps, so events are fed by us. Invariant: a
// press and its release never fall into one frame, and after a release the position leaves the glass, so that nothing
// stays lit. Presses and releases alternate, whatever is pushed: a queue that is full refuses a press and all that
// belongs to it, never a release alone.
#pragma once

#include <cstddef>
#include <deque>

namespace linli::app {

class TouchInput {
  public:
    enum class Edge { Move, Down, Up };
    static constexpr std::size_t max_queued = 512;  // moves that follow each other are one

    struct State {
        float x = -1, y = -1;
        bool down = false;
    };

    /// px.
    void push(Edge edge, float x, float y);
    /// Takes a press back: it leaves the glass before it is released, so that nothing is tapped and nothing is flung.
    void cancel();
    /// Forgets what no frame was fed yet; a press that was fed is taken back.
    void drop();
    [[nodiscard]] bool pending() const { return !m_queue.empty(); }
    /// What the next frame is fed: at most one edge further than the last.
    [[nodiscard]] State next();
    [[nodiscard]] const State& current() const { return m_state; }
    /// Whether somebody pressed, released or moved a finger since the last call. What only rests on the glass (a
    /// sticker, a drop of water) did nothing: it must not keep a session open that its owner has left.
    [[nodiscard]] bool take_acted();

  private:
    struct Event {
        Edge edge;
        float x, y;
        bool leave = false;
    };
    void note_act(float x, float y);

    std::deque<Event> m_queue;
    bool m_acted = false;
    float m_acted_x = -1, m_acted_y = -1;
    bool m_pressed = false;  // once the queue is empty
    State m_state;
};

}  // namespace linli::app
