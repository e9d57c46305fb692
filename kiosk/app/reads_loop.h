// The reads thread: the station anew when something changed, receipts opened, and what the operator asks, on a
// connection of its own.
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <variant>

#include "kiosk/app/core_loop.h"
#include "kiosk/core/reads.h"

namespace linli {

class ReadsLoop {
  public:
    // folder: one that a CoreLoop has open. deliver is called on the reads thread and must not block.
    // Errors: those of Reads::open; nothing runs then.
    [[nodiscard]] static Result<std::unique_ptr<ReadsLoop>> start(const std::string& folder,
                                                                  const crypto::SlowHashCost& receipt_cost,
                                                                  ReadClock clock, DeliverEvent deliver,
                                                                  std::string service_pin = {});
    ReadsLoop(const ReadsLoop&) = delete;
    ReadsLoop& operator=(const ReadsLoop&) = delete;
    ~ReadsLoop();

    // From any thread. False where too many wait or the loop ends.
    using Command = std::variant<OpenReceipt, CheckPin, AskHealth>;
    [[nodiscard]] bool send(Command command) { return m_inbox.send(std::move(command)); }
    // Something changed: a StationChanged follows where it shows. Many calls before the thread gets to it are one.
    void refresh();

  private:
    struct Refresh {};
    using Message = std::variant<Command, Refresh>;
    ReadsLoop(Reads reads, ReadClock clock, DeliverEvent deliver);
    void run();

    Reads m_reads;
    ReadClock m_clock;
    DeliverEvent m_deliver;
    std::atomic<bool> m_refresh_waits = false;
    Mailbox<Message> m_inbox{kMaxWaitingCommands};
    std::thread m_thread;
};

}  // namespace linli
