// One connection: reads a request, hands it to the writer, writes the reply, and again. The socket thread's alone.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "backend/http/writer.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {

inline constexpr std::size_t kMaxConnections = 4'096;
// Of one address (of IPv6: one /64, which is what a single host has). A proxy beside us brings everyone from loopback.
inline constexpr std::size_t kMaxConnectionsOfPeer = 256;
inline constexpr std::size_t kMaxConnectionsOfLoopback = 3'072;
inline constexpr std::size_t kMaxHeaderBytes = 16'384;
inline constexpr std::size_t kMaxTarget = 4'096;
// A little over the protocol's bound, so that what is just over it gets the hub's own, signed 413.
inline constexpr std::size_t kMaxBodyRead = wire::kMaxBodyBytes + 65'536;
// All connections together, counted as they arrive: a length that is only announced holds nothing.
inline constexpr std::size_t kMaxBodiesHeld = 64'000'000;
inline constexpr std::chrono::seconds kIdleTime{75};
inline constexpr std::chrono::seconds kTransferTime{30};

class Connection;

// What all connections share.
struct ConnectionLimits {
    std::size_t connections = 0;
    std::size_t bodies_held = 0;
    std::size_t most_bodies_held = kMaxBodiesHeld;
    std::size_t most_of_peer = kMaxConnectionsOfPeer;
    std::size_t most_of_loopback = kMaxConnectionsOfLoopback;
    std::map<std::string, std::size_t> of_peer;  // connections by peer_group; at most kMaxConnections
    bool forwarded = false;
    bool closing = false;  // no connection is kept after its reply
    std::set<Connection*> open;
    std::function<void()> on_idle;  // called once no connection is left

    // Whether one more may come from there.
    [[nodiscard]] bool has_room(const boost::asio::ip::address& peer) const;
    void started(Connection* connection, const std::string& group);
    void close_idle();
    void ended(Connection* connection, const std::string& group);
};

// What is counted as one peer: an IPv4 address, or the /64 of an IPv6 one.
[[nodiscard]] std::string peer_group(const boost::asio::ip::address& address);

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    static void start(boost::asio::ip::tcp::socket socket, ConnectionLimits& limits, Writer& writer);
    Connection(boost::asio::ip::tcp::socket socket, ConnectionLimits& limits, Writer& writer);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // Ends it where it only waits for a next request.
    void close_if_idle();

  private:
    using Error_ = boost::beast::error_code;
    void read_head();
    void read_body();
    void read_more();
    [[nodiscard]] bool hold_body();
    void hand_over();
    void refuse(int status);
    void write(HttpResponse response);
    void close();
    [[nodiscard]] std::string peer() const;

    boost::beast::tcp_stream m_stream;
    ConnectionLimits& m_limits;
    Writer& m_writer;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::dynamic_body>> m_parser;
    std::optional<boost::beast::http::response<boost::beast::http::string_body>> m_response;
    std::size_t m_held = 0;
    std::string m_group;  // as it was counted
    enum class Doing { Waiting, Working } m_doing = Doing::Waiting;
    bool m_keep = true;
    bool m_head_only = false;
    bool m_is_page = false;
};

}  // namespace linli::hub
