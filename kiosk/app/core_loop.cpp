#include "kiosk/app/core_loop.h"

#include <algorithm>

namespace linli {
namespace {

// Even with nothing due, so that what only time changes (a date that turned) is told.
constexpr Millis kLongestSleep{60'000};

Millis time_until(BootTime at, BootTime now) {
    if (at <= now) return Millis{0};
    return std::min(at - now, kLongestSleep);
}

}  // namespace

Result<std::unique_ptr<CoreLoop>> CoreLoop::start(Config config, ReadClock clock, Entropy entropy, Rng rng,
                                                  DeliverEvent deliver, std::function<void()> data_changed) {
    LINLI_TRY(auto client, net::Client::make(std::move(config.hub)));
    LINLI_TRY(auto core, Core::open(std::move(config.core), std::move(entropy), rng));
    return std::unique_ptr<CoreLoop>(new CoreLoop(std::move(core), std::move(client), std::move(clock),
                                                  std::move(deliver), std::move(data_changed)));
}

CoreLoop::CoreLoop(std::unique_ptr<Core> core, net::Client client, ReadClock clock, DeliverEvent deliver,
                   std::function<void()> data_changed)
    : m_core(std::move(core)),
      m_client(std::move(client)),
      m_clock(std::move(clock)),
      m_deliver(std::move(deliver)),
      m_data_changed(std::move(data_changed)),
      m_inbox(kMaxWaitingCommands, [this] { m_client.wake(); }),
      m_thread([this] { run(); }) {}

CoreLoop::~CoreLoop() {
    end();
}

void CoreLoop::end() {
    m_inbox.close();
    if (m_thread.joinable()) m_thread.join();
}

void CoreLoop::deliver_all(std::vector<CoreEvent> events) {
    for (CoreEvent& event : events) m_deliver(std::move(event));
}

void CoreLoop::take_messages() {
    while (auto message = m_inbox.try_receive()) {
        const Now now = m_clock();
        if (const auto* link = std::get_if<net::LinkState>(&*message)) {
            m_client.set_link(*link);
            if (*link == net::LinkState::Up) m_core->kick(now);
        } else if (const auto* attendance = std::get_if<sync::Attendance>(&*message)) {
            m_core->attend(*attendance, now);
        } else {
            deliver_all(m_core->handle(std::get<CoreCommand>(*message), now));
        }
    }
}

void CoreLoop::run() {
    while (!m_inbox.closed()) {
        take_messages();
        deliver_all(m_core->tick(m_clock()));
        const Now now = m_clock();
        while (auto out = m_core->next_request(now)) m_client.send(out->key, out->request);
        if (m_core->data_version() != m_data_version) {
            m_data_version = m_core->data_version();
            m_data_changed();
        }
        for (net::Finished& finished : m_client.poll(time_until(m_core->wake_at(), now.boot)))
            deliver_all(m_core->on_response(finished.key, finished.response, m_clock()));
    }
    // A command that was taken in is answered: what was tapped before the end is saved.
    take_messages();
}

}  // namespace linli
