#include "kiosk/app/end_signals.h"

#include <csignal>

#include <pthread.h>

namespace linli::app {
namespace {

sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

EndSignals::EndSignals() {
    const sigset_t set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A peer that closes must be an error of the write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
}

void EndSignals::listen(std::function<void()> wake) {
    m_wake = std::move(wake);
    m_thread = std::thread([this] {
        const sigset_t set = end_signals();
        while (!m_over) {
            int which = 0;
            if (sigwait(&set, &which) != 0 || m_over) continue;
            m_asked = true;
            m_wake();
        }
    });
}

EndSignals::~EndSignals() {
    if (!m_thread.joinable()) return;
    m_over = true;
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
}

}  // namespace linli::app
