// SIGTERM and SIGINT as a request to end, taken on a thread of its own so that nothing runs in a signal handler.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace linli::app {

// Made before any other thread, so that all of them leave these signals to it.
class EndSignals {
  public:
    EndSignals();
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    // Begins to listen; `wake` is called on the listener's thread.
    void listen(std::function<void()> wake);
    [[nodiscard]] bool asked() const { return m_asked; }

  private:
    std::atomic<bool> m_asked = false;
    std::atomic<bool> m_over = false;
    std::function<void()> m_wake;
    std::thread m_thread;
};

}  // namespace linli::app
