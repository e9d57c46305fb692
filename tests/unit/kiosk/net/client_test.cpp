// Against a socket of the test's own that says exactly what it is told to.
#include "kiosk/net/client.h"

#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace linli::net {
namespace {

// Takes one connection, reads one request to its end, writes `reply`, closes.
class OneReply {
  public:
    explicit OneReply(std::string reply) : m_reply(std::move(reply)) {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(m_listener, 4), 0);
        socklen_t length = sizeof address;
        EXPECT_EQ(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length), 0);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~OneReply() {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    // After the reply has come.
    [[nodiscard]] const std::string& request() const { return m_request; }

  private:
    void serve() {
        const int peer = ::accept(m_listener, nullptr, nullptr);
        if (peer < 0) return;
        char buffer[4096];
        while (m_request.find("END") == std::string::npos && m_request.find("\r\n\r\n") == std::string::npos) {
            const auto got = ::read(peer, buffer, sizeof buffer);
            if (got <= 0) break;
            m_request.append(buffer, static_cast<std::size_t>(got));
        }
        std::string_view left = m_reply;
        while (!left.empty()) {
            const auto sent = ::send(peer, left.data(), left.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            left.remove_prefix(static_cast<std::size_t>(sent));
        }
        ::close(peer);
    }
    std::string m_reply;
    std::string m_request;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

Finished run(Client& client, const HttpRequest& request, std::uint64_t key = 7) {
    client.send(key, request);
    for (int i = 0; i < 200; ++i)
        for (Finished& finished : client.poll(Millis{100})) return std::move(finished);
    ADD_FAILURE() << "nothing came back";
    return {0, fail(Fault::Network, "nothing")};
}

Client client_to(const std::string& url) {
    auto client = Client::make({url, PlainHttp::LoopbackOnly, "", Millis{2'000}, Millis{3'000}});
    EXPECT_TRUE(client);
    return std::move(*client);
}

TEST(Client, ARequestGoesOutAsItIsAndTheReplyComesAsItCame) {
    OneReply server(
        "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nX-A:  b \r\nContent-Length: 4\r\n\r\n\x28\xb5\x2f\xfd");
    Client client = client_to(server.url() + "/");
    const Finished finished = run(client, {"POST", "/v1/push", {{"Linli-Nonce", "abc"}}, "END", ""});
    EXPECT_EQ(finished.key, 7U);
    ASSERT_TRUE(finished.response) << finished.response.error().message;
    EXPECT_EQ(finished.response->status, 200);
    EXPECT_EQ(finished.response->body, "\x28\xb5\x2f\xfd");
    EXPECT_EQ(find_header(finished.response->headers, "x-a"), "b");
    EXPECT_TRUE(server.request().starts_with("POST /v1/push HTTP/1.1\r\n"));
    EXPECT_NE(server.request().find("Linli-Nonce: abc"), std::string::npos);
    EXPECT_EQ(server.request().find("Expect:"), std::string::npos);
    EXPECT_EQ(client.under_way(), 0U);
}

TEST(Client, ARedirectIsAnAnswerAndNotFollowed) {
    const OneReply server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    Client client = client_to(server.url());
    EXPECT_EQ(run(client, {"GET", "/v1/hello", {}, "", ""}).response->status, 302);
}

TEST(Client, ATruncatedBodyIsNoAnswer) {
    const OneReply server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    Client client = client_to(server.url());
    EXPECT_EQ(run(client, {"GET", "/", {}, "", ""}).response.error().fault, Fault::Network);
}

TEST(Client, ABodyWithoutEndIsCutOff) {
    const OneReply server("HTTP/1.1 200 OK\r\n\r\n" + std::string(kMaxReplyBytes + 100'000, 'x'));
    Client client = client_to(server.url());
    EXPECT_EQ(run(client, {"GET", "/", {}, "", ""}).response.error().fault, Fault::TooLarge);
}

TEST(Client, NobodyListeningIsANetworkError) {
    Client client = client_to("http://127.0.0.1:1");
    EXPECT_EQ(run(client, {"GET", "/", {}, "", ""}).response.error().fault, Fault::Network);
}

TEST(Client, WhatIsNoHttpIsANetworkError) {
    const OneReply server("SSH-2.0-OpenSSH\r\n");
    Client client = client_to(server.url());
    EXPECT_EQ(run(client, {"GET", "/", {}, "", ""}).response.error().fault, Fault::Network);
}

TEST(Client, WithTheLinkDownRequestsFailAtOnceAlsoThoseUnderWay) {
    const OneReply server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    Client client = client_to(server.url());
    client.send(1, {"GET", "/", {}, "", ""});
    client.set_link(LinkState::Down);
    client.send(2, {"GET", "/", {}, "", ""});
    const auto finished = client.poll(Millis{0});
    ASSERT_EQ(finished.size(), 2U);
    for (const Finished& one : finished) EXPECT_EQ(one.response.error().fault, Fault::Network);
    client.set_link(LinkState::Up);
    EXPECT_EQ(client.under_way(), 0U);
}

TEST(Client, AWakeFromAnotherThreadEndsTheWait) {
    Client client = client_to("http://127.0.0.1:1");
    std::thread other([&] { client.wake(); });
    EXPECT_TRUE(client.poll(Millis{3'600'000}).empty());
    other.join();
}

TEST(Client, PlainHttpGoesToThisMachineOnlyUnlessAllowed) {
    EXPECT_TRUE(check_base_url("http://127.0.0.1:8311", PlainHttp::LoopbackOnly));
    EXPECT_TRUE(check_base_url("http://[::1]:8311", PlainHttp::LoopbackOnly));
    EXPECT_TRUE(check_base_url("https://hub.example.org", PlainHttp::LoopbackOnly));
    EXPECT_FALSE(check_base_url("http://hub.example.org", PlainHttp::LoopbackOnly));
    EXPECT_TRUE(check_base_url("http://hub.example.org", PlainHttp::Allowed));
    for (const char* url : {"", "hub", "ftp://x", "file:///etc/passwd", "https://user:pass@x", "https://x?y"})
        EXPECT_FALSE(check_base_url(url, PlainHttp::Allowed)) << url;
}

}  // namespace
}  // namespace linli::net
