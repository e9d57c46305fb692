// The one way values pass between threads, and the one place with a mutex.
//
// Any number of threads may send; one thread receives. Bounded: a full box refuses, the sender decides what that means.
// A reserve beyond the limit is for what must not be refused because of all the rest.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "kiosk/base/instant.h"

namespace linli {

enum class MailRoom { Common, Reserve };

template <class T>
class Mailbox {
  public:
    // wake: called after each successful send, outside the lock, on the sender's thread; for a receiver that sleeps
    // in something else than receive() (an event loop, curl's poll).
    explicit Mailbox(std::size_t limit, std::function<void()> wake = {}, std::size_t reserve = 0)
        : m_limit(limit), m_reserve(reserve), m_wake(std::move(wake)) {}
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    // False where the box is full or closed; the value is then dropped.
    [[nodiscard]] bool send(T value, MailRoom room = MailRoom::Common) {
        const std::size_t most = room == MailRoom::Common ? m_limit : m_limit + m_reserve;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed || m_queue.size() >= most) return false;
            m_queue.push_back(std::move(value));
        }
        m_filled.notify_one();
        if (m_wake) m_wake();
        return true;
    }

    [[nodiscard]] std::optional<T> try_receive() {
        const std::lock_guard lock(m_mutex);
        return pop();
    }

    // Waits for a value; nothing when the box is closed and empty.
    [[nodiscard]] std::optional<T> receive() {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_queue.empty(); });
        return pop();
    }

    // As receive, for at most `timeout`.
    [[nodiscard]] std::optional<T> receive_for(Millis timeout) {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, timeout, [this] { return m_closed || !m_queue.empty(); });
        return pop();
    }

    // No more values are taken; those inside may still be received.
    void close() {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_filled.notify_all();
        if (m_wake) m_wake();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

  private:
    std::optional<T> pop() {
        if (m_queue.empty()) return std::nullopt;
        std::optional<T> value(std::move(m_queue.front()));
        m_queue.pop_front();
        return value;
    }

    const std::size_t m_limit;
    const std::size_t m_reserve;
    const std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<T> m_queue;
    bool m_closed = false;
};

}  // namespace linli
