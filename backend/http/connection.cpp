#include "backend/http/connection.h"

#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>

#include "backend/http/headers.h"
#include "backend/hub/routes.h"

namespace linli::hub {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

void ConnectionLimits::close_idle() {
    const std::set<Connection*> all = open;
    for (Connection* connection : all) connection->close_if_idle();
    if (open.empty() && on_idle) std::exchange(on_idle, {})();
}

bool ConnectionLimits::has_room(const asio::ip::address& peer) const {
    if (connections >= kMaxConnections) return false;
    const auto found = of_peer.find(peer_group(peer));
    return found == of_peer.end() || found->second < (peer.is_loopback() ? most_of_loopback : most_of_peer);
}

void ConnectionLimits::started(Connection* connection, const std::string& group) {
    ++connections;
    ++of_peer[group];
    open.insert(connection);
}

void ConnectionLimits::ended(Connection* connection, const std::string& group) {
    open.erase(connection);
    if (const auto found = of_peer.find(group); found != of_peer.end() && --found->second == 0) of_peer.erase(found);
    --connections;
    if (open.empty() && on_idle) std::exchange(on_idle, {})();
}

std::string peer_group(const asio::ip::address& address) {
    if (address.is_v4()) return address.to_string();
    const asio::ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
    return asio::ip::make_network_v6(v6, 64).canonical().to_string();
}

void Connection::start(asio::ip::tcp::socket socket, ConnectionLimits& limits, Writer& writer) {
    // The last hold may be the writer's, on its thread; what a connection gives back is the socket thread's, so it is
    // that thread, or the context's end, that destroys it.
    const auto destroy = [](Connection* connection) {
        asio::post(connection->m_stream.get_executor(), [owned = std::unique_ptr<Connection>(connection)] {});
    };
    std::shared_ptr<Connection>(new Connection(std::move(socket), limits, writer), destroy)->read_head();
}

Connection::Connection(asio::ip::tcp::socket socket, ConnectionLimits& limits, Writer& writer)
    : m_stream(std::move(socket)), m_limits(limits), m_writer(writer), m_buffer(kMaxHeaderBytes + kMaxBodyRead) {
    beast::error_code ignored;
    m_group = peer_group(m_stream.socket().remote_endpoint(ignored).address());
    m_limits.started(this, m_group);
    m_stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() {
    m_limits.bodies_held -= m_held;
    m_limits.ended(this, m_group);
}

void Connection::close_if_idle() {
    if (m_doing == Doing::Waiting) close();
}

void Connection::read_head() {
    m_doing = Doing::Waiting;
    m_limits.bodies_held -= std::exchange(m_held, 0);
    // A connection that sleeps keeps no memory of its last request.
    m_response.reset();
    if (m_buffer.size() == 0) m_buffer.shrink_to_fit();
    m_parser.emplace();
    m_parser->header_limit(kMaxHeaderBytes);
    m_parser->body_limit(kMaxBodyRead);
    m_stream.expires_after(kIdleTime);
    http::async_read_header(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Error_ error, std::size_t) {
        if (error == http::error::end_of_stream || error == beast::error::timeout) return self->close();
        if (error == http::error::header_limit) return self->refuse(431);
        if (error == http::error::body_limit) return self->refuse(413);
        if (!error) return self->read_body();
        // The socket itself failed, so there is nobody to tell.
        if (error.category() == asio::error::get_system_category()) return self->close();
        self->refuse(400);
    });
}

void Connection::read_body() {
    m_doing = Doing::Working;
    const auto& head = m_parser->get();
    m_keep = head.keep_alive();
    m_head_only = head.method() == http::verb::head;
    m_is_page = !head.target().starts_with("/v1/");
    if (head.target().size() > kMaxTarget) return refuse(414);
    if (m_parser->content_length().value_or(0) > kMaxBodyRead) return refuse(413);
    // One time for the whole body, however many pieces it comes in.
    m_stream.expires_after(kTransferTime);
    read_more();
}

bool Connection::hold_body() {
    const std::size_t here = m_parser->get().body().size();
    m_limits.bodies_held += here - m_held;
    m_held = here;
    return m_limits.bodies_held <= m_limits.most_bodies_held;
}

void Connection::read_more() {
    if (m_parser->is_done()) return hand_over();
    http::async_read_some(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Error_ error, std::size_t) {
        if (error == http::error::body_limit) return self->refuse(413);
        if (error == http::error::end_of_stream || error == http::error::partial_message ||
            error == beast::error::timeout)
            return self->close();
        if (error) return self->refuse(400);
        if (!self->hold_body()) return self->refuse(503);
        self->read_more();
    });
}

void Connection::hand_over() {
    auto message = m_parser->release();
    m_parser.reset();
    Job job;
    HttpRequest& request = job.request.request;
    request.method = m_head_only ? "GET" : std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message)
        request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    request.body = beast::buffers_to_string(message.body().data());
    message.body().clear();
    request.remote = peer();
    if (m_limits.forwarded) {
        // The last address is the one that the proxy beside us wrote; those before it anyone can invent.
        const std::string_view list = find_header(request.headers, "X-Forwarded-For").value_or("");
        const std::size_t comma = list.rfind(',');
        std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
        while (last.starts_with(' ')) last.remove_prefix(1);
        if (!last.empty() && last.size() <= 64) request.remote = std::string(last);
    }
    m_stream.expires_never();
    job.reply = [self = shared_from_this()](HttpResponse response) {
        asio::post(self->m_stream.get_executor(),
                   [self, sent = std::move(response)]() mutable { self->write(std::move(sent)); });
    };
    if (!m_writer.send(std::move(job))) write(error_reply(503, "unavailable"));
}

// Nothing of the request was understood or wanted: an answer without a signature, and the end.
void Connection::refuse(int status) {
    m_keep = false;
    m_doing = Doing::Working;
    write(error_reply(status, "refused"));
}

void Connection::write(HttpResponse response) {
    if (m_is_page) add_page_headers(response);
    m_response.emplace();
    m_response->version(11);
    m_response->result(static_cast<unsigned>(response.status));
    for (const auto& [name, value] : response.headers) m_response->insert(name, value);
    m_response->keep_alive(m_keep && !m_limits.closing);
    m_response->content_length(response.body.size());
    if (!m_head_only) m_response->body() = std::move(response.body);
    m_stream.expires_after(kTransferTime);
    http::async_write(m_stream, *m_response, [self = shared_from_this()](Error_ error, std::size_t) {
        if (error || !self->m_response->keep_alive()) return self->close();
        self->read_head();
    });
}

void Connection::close() {
    beast::error_code ignored;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    m_stream.close();
}

std::string Connection::peer() const {
    beast::error_code error;
    const auto endpoint = m_stream.socket().remote_endpoint(error);
    return error ? std::string() : endpoint.address().to_string();
}

}  // namespace linli::hub
