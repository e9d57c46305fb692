#include "backend/http/server.h"

#include <future>
#include <set>
#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "backend/http/connection.h"
#include "backend/http/writer.h"
#include "kiosk/base/log.h"

namespace linli::hub {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::seconds kDrain{3};
constexpr std::chrono::milliseconds kAcceptPause{100};

tl::unexpected<Error> listen_error(const boost::system::error_code& error, const std::string& host,
                                   std::uint16_t port) {
    if (error == asio::error::address_in_use)
        return fail(Fault::InUse, "{}:{} is taken by another program: choose another --listen", host, port);
    if (error == asio::error::access_denied)
        return fail(Fault::Denied, "{}:{} may not be listened on by this user", host, port);
    return fail(Fault::Invalid, "{}:{}: {}", host, port, error.message());
}

Result<tcp::acceptor> listen(asio::io_context& io, const ServerOptions& options) {
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(options.host, error);
    if (error) return fail(Fault::Invalid, "\"{}\" is not an address to listen on", options.host);
    if (!address.is_loopback() && options.reach == ServerOptions::Reach::Loopback)
        return fail(Fault::Denied,
                    "plain HTTP on {} would be read by others: put TLS in front of a loopback address,"
                    " or say --plain-anywhere",
                    options.host);
    const tcp::endpoint endpoint(address, options.port);
    tcp::acceptor acceptor(io);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return listen_error(error, options.host, options.port);
    return acceptor;
}

}  // namespace

struct Server::Inner {
    explicit Inner(const ServerOptions& chosen) : options(chosen) {
        limits.forwarded = options.peer == ServerOptions::Peer::Forwarded;
        limits.most_bodies_held = options.most_bodies_held.value_or(kMaxBodiesHeld);
        limits.most_of_loopback = options.most_of_loopback.value_or(kMaxConnectionsOfLoopback);
    }

    ServerOptions options;
    // Before the context: what it still holds when it goes is connections, which give back to these.
    ConnectionLimits limits;       // the socket thread's
    std::optional<Writer> writer;  // from when the port is ours: a start that fails leaves the hub alone
    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard{io.get_executor()};
    std::optional<tcp::acceptor> acceptor;
    asio::steady_timer pause{io};
    std::thread sockets;
    std::string url;
    std::optional<asio::signal_set> signals;
    std::promise<void> signal;
    bool signalled = false;
    bool stopped = false;

    void accept() {
        acceptor->async_accept([this](const boost::system::error_code& error, tcp::socket socket) {
            if (error == asio::error::operation_aborted || !acceptor->is_open()) return;
            if (error) {
                // Out of descriptors, most likely: trying again at once would only burn the processor.
                log_warning("http", "a connection could not be taken: {}", error.message());
                pause.expires_after(kAcceptPause);
                pause.async_wait([this](const boost::system::error_code& ended) {
                    if (!ended && acceptor->is_open()) accept();
                });
                return;
            }
            boost::system::error_code gone;
            const tcp::endpoint peer = socket.remote_endpoint(gone);
            if (!gone && limits.has_room(peer.address())) Connection::start(std::move(socket), limits, *writer);
            accept();
        });
    }
};

Server::Server(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Server::~Server() {
    stop();
}

Result<std::unique_ptr<Server>> Server::start(Hub& hub, const ServerOptions& options) {
    auto inner = std::make_unique<Inner>(options);
    LINLI_TRY(tcp::acceptor acceptor, listen(inner->io, options));
    inner->acceptor.emplace(std::move(acceptor));
    inner->writer.emplace(hub, options.clock);
    const tcp::endpoint endpoint = inner->acceptor->local_endpoint();
    const std::string host = endpoint.address().to_string();
    inner->url = fmt::format("http://{}:{}", endpoint.address().is_v6() ? "[" + host + "]" : host, endpoint.port());
    inner->accept();
    inner->sockets = std::thread([io = &inner->io] { io->run(); });
    return std::unique_ptr<Server>(new Server(std::move(inner)));
}

const std::string& Server::url() const {
    return m_inner->url;
}

void Server::catch_signals() {
    m_inner->signals.emplace(m_inner->io, SIGTERM, SIGINT);
    m_inner->signals->async_wait([inner = m_inner.get()](const boost::system::error_code&, int) {
        if (!std::exchange(inner->signalled, true)) inner->signal.set_value();
    });
}

void Server::wait_for_signal() {
    m_inner->signal.get_future().wait();
}

void Server::stop() {
    if (std::exchange(m_inner->stopped, true)) return;
    asio::post(m_inner->io, [inner = m_inner.get()] {
        boost::system::error_code ignored;
        inner->acceptor->close(ignored);
        inner->pause.cancel();
        inner->limits.closing = true;
    });
    m_inner->writer->stop();
    // Replies are on their way out; connections end after them. An idle one is not waited for.
    std::promise<void> drained;
    const auto done = drained.get_future();
    asio::post(m_inner->io, [inner = m_inner.get(), &drained] {
        inner->limits.on_idle = [&drained] { drained.set_value(); };
        inner->limits.close_idle();
    });
    static_cast<void>(done.wait_for(kDrain));
    m_inner->guard.reset();
    m_inner->io.stop();
    m_inner->sockets.join();
    // Those that were not done in time end with the context, when nobody waits for it any more.
    m_inner->limits.on_idle = {};
}

std::function<Instant()> system_clock() {
    return [] {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<Millis>(since).count()};
    };
}

std::function<Instant()> clock_from(Instant at) {
    const auto start = std::chrono::steady_clock::now();
    return [at, start] { return at + std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - start); };
}

}  // namespace linli::hub
