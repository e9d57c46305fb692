// The hub's HTTP/1.1 server, and the one place of the hub with threads, a clock and sockets.
//
// One thread does all socket work, one owns the Hub and writes, two hash passwords. Requests go to the writer through
// a bounded mailbox; it takes what has gathered (at most kMaxBatch), and the replies are posted back after the commit.
// Every connection, body, queue and wait has a bound; beyond it the answer is 413, 431 or 503, or the connection ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "backend/hub/hub.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"

namespace linli::hub {

struct ServerOptions {
    std::string host = "127.0.0.1";  // an address, not a name
    std::uint16_t port = 0;          // 0: a free one
    std::function<Instant()> clock;  // the hub's time
    // Plain HTTP beyond loopback only where someone said so: TLS belongs in front of it.
    enum class Reach { Loopback, Anywhere } reach = Reach::Loopback;
    // Behind a proxy on the same machine the peer is the last address of X-Forwarded-For.
    enum class Peer { Socket, Forwarded } peer = Peer::Socket;
    // Smaller bounds than the server's own, for tests; empty: its own.
    std::optional<std::size_t> most_bodies_held;  // bytes, all connections together
    std::optional<std::size_t> most_of_loopback;  // connections of one loopback address
};

// The time of this machine.
[[nodiscard]] std::function<Instant()> system_clock();
// A clock that starts at `at` now and runs on with the machine's steady one.
[[nodiscard]] std::function<Instant()> clock_from(Instant at);

class Server {
  public:
    // Listens and answers from here on. `hub` must outlive the server and is its writer thread's until stop().
    // Errors: InUse (the port), Denied (a privileged port; an address beyond loopback), Invalid (no address).
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(Hub& hub, const ServerOptions& options);
    // Stops as stop() does.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // "http://127.0.0.1:8311"
    [[nodiscard]] const std::string& url() const;
    // From here on SIGTERM and SIGINT do not end the process: they end wait_for_signal(), also when they came before
    // it.
    void catch_signals();
    void wait_for_signal();
    // Takes no new connection, answers what has come in (for at most 3 s), and joins its threads.
    void stop();

  private:
    struct Inner;
    explicit Server(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

}  // namespace linli::hub
