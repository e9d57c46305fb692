#include "kiosk/app/reads_loop.h"

namespace linli {
namespace {

// What is over leaves the screens without a row of the feed.
constexpr Millis kLookEvery{60'000};

}  // namespace

Result<std::unique_ptr<ReadsLoop>> ReadsLoop::start(const std::string& folder, const crypto::SlowHashCost& receipt_cost,
                                                    ReadClock clock, DeliverEvent deliver, std::string service_pin) {
    LINLI_TRY(auto reads, Reads::open(folder, receipt_cost, std::move(service_pin)));
    reads.begin(clock().boot);
    return std::unique_ptr<ReadsLoop>(new ReadsLoop(std::move(reads), std::move(clock), std::move(deliver)));
}

ReadsLoop::ReadsLoop(Reads reads, ReadClock clock, DeliverEvent deliver)
    : m_reads(std::move(reads)),
      m_clock(std::move(clock)),
      m_deliver(std::move(deliver)),
      m_thread([this] { run(); }) {}

ReadsLoop::~ReadsLoop() {
    m_inbox.close();
    m_thread.join();
}

void ReadsLoop::refresh() {
    if (m_refresh_waits.exchange(true)) return;
    // Where the box is full the thread is awake and looks anyway.
    if (!m_inbox.send(Refresh{})) m_refresh_waits = false;
}

void ReadsLoop::run() {
    while (!m_inbox.closed()) {
        m_refresh_waits = false;
        if (auto changed = m_reads.refresh(m_clock())) m_deliver(std::move(*changed));
        auto message = m_inbox.receive_for(kLookEvery);
        if (!message) continue;
        if (const auto* command = std::get_if<Command>(&*message))
            m_deliver(std::visit([this](const auto& one) { return m_reads.handle(one, m_clock()); }, *command));
    }
}

}  // namespace linli
