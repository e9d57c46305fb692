// The core's thread: commands in, events out, the hub's answers between.
//
// It owns the Core and curl, and sleeps in curl's poll until a command, an answer or the engine's next moment. Commands
// go before sync work; a transaction of the feed is at most 200 rows, so no resident waits behind more than one.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <variant>

#include "kiosk/base/mailbox.h"
#include "kiosk/core/core.h"
#include "kiosk/net/client.h"

namespace linli {

using ReadClock = std::function<Now()>;
using DeliverEvent = std::function<void(CoreEvent)>;

// Commands that may wait: a resident makes one at a time.
inline constexpr std::size_t kMaxWaitingCommands = 64;

class CoreLoop {
  public:
    struct Config {
        CoreConfig core;
        net::ClientConfig hub;
    };
    // deliver and data_changed (see Core::data_version) are called on the core's thread and must not block; the clock
    // is read there. Errors: those of Core::open and net::Client::make; nothing runs then.
    [[nodiscard]] static Result<std::unique_ptr<CoreLoop>> start(Config config, ReadClock clock, Entropy entropy,
                                                                 Rng rng, DeliverEvent deliver,
                                                                 std::function<void()> data_changed);
    CoreLoop(const CoreLoop&) = delete;
    CoreLoop& operator=(const CoreLoop&) = delete;
    ~CoreLoop();

    // Lets the commands that were taken in come to their end, then ends the thread; the database stays open until the
    // destructor. From the thread that made it.
    void end();

    // From any thread. False where too many wait or the loop ends; the command is dropped.
    [[nodiscard]] bool send(CoreCommand command) { return m_inbox.send(std::move(command)); }
    // Down: as a pulled cable. Up: sync goes on at once. The same return as send.
    [[nodiscard]] bool set_link(net::LinkState state) { return m_inbox.send(state); }
    [[nodiscard]] bool attend(sync::Attendance attendance) { return m_inbox.send(attendance); }

  private:
    using Message = std::variant<CoreCommand, net::LinkState, sync::Attendance>;
    CoreLoop(std::unique_ptr<Core> core, net::Client client, ReadClock clock, DeliverEvent deliver,
             std::function<void()> data_changed);
    void run();
    void take_messages();
    void deliver_all(std::vector<CoreEvent> events);

    std::unique_ptr<Core> m_core;
    net::Client m_client;
    ReadClock m_clock;
    DeliverEvent m_deliver;
    std::function<void()> m_data_changed;
    std::int64_t m_data_version = -1;
    Mailbox<Message> m_inbox;
    std::thread m_thread;
};

}  // namespace linli
