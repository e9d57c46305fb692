#include "backend/http/server.h"

#include <future>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "backend/http/connection.h"
#include "backend/http/headers.h"
#include "backend/hub/desk.h"
#include "backend/store/sqlite.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/password.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {
namespace {

constexpr Instant kNow{1'795'000'000'000};

// Asks for password work where the path says so, and answers what it was given.
class Pages final : public PageHandler {
  public:
    PageReply handle(const PreparedRequest& request, Desk&, Instant) override {
        const std::string& target = request.request.target;
        if (target == "/same" && !request.password) return PasswordWork{"secret", m_same};
        if (target == "/other" && !request.password) return PasswordWork{"secret", m_other};
        HttpResponse response;
        response.status = 200;
        response.headers.emplace_back("Cache-Control", "max-age=60");
        response.body = request.password ? (request.password->matches ? "matches" : "differs") : request.request.body;
        if (target == "/peer") response.body = request.request.remote;
        return response;
    }

  private:
    const std::string m_same = crypto::hash_password("secret", crypto::kLeastCost).value();
    const std::string m_other = crypto::hash_password("other", crypto::kLeastCost).value();
};

class ServerTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(crypto::init());
        auto sql = open_sqlite(":memory:");
        ASSERT_TRUE(sql);
        auto opened = Hub::open(std::move(*sql), make_keys(crypto::system_entropy()), crypto::system_entropy(), &pages);
        ASSERT_TRUE(opened);
        hub = std::make_unique<Hub>(std::move(*opened));
        start({});
    }
    void start(ServerOptions options) {
        options.clock = [] { return kNow; };
        auto started = Server::start(*hub, options);
        ASSERT_TRUE(started) << started.error().message;
        server = std::move(*started);
        port = static_cast<std::uint16_t>(std::stoi(server->url().substr(server->url().rfind(':') + 1)));
    }
    // from: the address of this machine that the connection comes from.
    [[nodiscard]] int dial(std::uint32_t from = INADDR_LOOPBACK) const {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{10, 0};
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(from);
        EXPECT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&own), sizeof own), 0);
        EXPECT_EQ(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        return descriptor;
    }
    static void say(int descriptor, std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // Everything up to the end of the connection.
    static std::string hear(int descriptor) {
        std::string out;
        char piece[4096];
        for (;;) {
            const ssize_t got = ::recv(descriptor, piece, sizeof piece, 0);
            if (got <= 0) break;
            out.append(piece, static_cast<std::size_t>(got));
        }
        ::close(descriptor);
        return out;
    }
    [[nodiscard]] std::string ask(std::string_view request) const {
        const int descriptor = dial();
        say(descriptor, request);
        return hear(descriptor);
    }

    Pages pages;
    std::unique_ptr<Hub> hub;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;
};

TEST_F(ServerTest, APageComesWithTheStrictHeadersAndKeepsItsOwn) {
    const std::string reply = ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200")) << reply;
    EXPECT_NE(reply.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
    EXPECT_NE(reply.find("X-Frame-Options: DENY"), std::string::npos);
    EXPECT_NE(reply.find("Cache-Control: max-age=60"), std::string::npos);
    EXPECT_EQ(reply.find("no-store"), std::string::npos);
}

TEST_F(ServerTest, AConnectionIsKeptForTheNextRequest) {
    const std::string reply =
        ask("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nfirst"
            "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecond");
    EXPECT_LT(reply.find("first"), reply.find("second"));
    EXPECT_NE(reply.find("second"), std::string::npos);
}

TEST_F(ServerTest, PasswordsAreHashedBesideTheWriterAndThePageIsAskedAgain) {
    EXPECT_TRUE(ask("GET /same HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").ends_with("matches"));
    EXPECT_TRUE(ask("GET /other HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").ends_with("differs"));
}

TEST_F(ServerTest, WhatIsTooLargeOrNoHttpIsRefusedAndTheConnectionEnds) {
    EXPECT_TRUE(ask("GARBAGE\r\n\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(
        ask("POST /v1/push HTTP/1.1\r\nHost: h\r\nContent-Length: 99000000\r\n\r\n").starts_with("HTTP/1.1 413"));
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n").starts_with("HTTP/1.1 431"));
    EXPECT_TRUE(ask("GET /" + std::string(5'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n").starts_with("HTTP/1.1 414"));
}

TEST_F(ServerTest, ABodyCountsAsItArrivesAndNotAsItWasAnnounced) {
    server->stop();
    ServerOptions options;
    options.most_bodies_held = 40'000;
    start(options);
    // Announced and never sent: these hold nothing, so nobody else is refused because of them.
    std::vector<int> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(dial());
        say(silent.back(), "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nx");
    }
    const std::string piece(10'000, 'b');
    const std::string head = "POST /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
    EXPECT_TRUE(ask(head + "Content-Length: 10000\r\n\r\n" + piece).ends_with(piece));
    EXPECT_TRUE(ask(head + "Transfer-Encoding: chunked\r\n\r\n2710\r\n" + piece + "\r\n0\r\n\r\n").ends_with(piece));
    // What did arrive is held to the bound, in pieces as well as announced.
    const std::string large(60'000, 'c');
    EXPECT_TRUE(ask(head + "Content-Length: 60000\r\n\r\n" + large).starts_with("HTTP/1.1 503"));
    EXPECT_TRUE(
        ask(head + "Transfer-Encoding: chunked\r\n\r\nEA60\r\n" + large + "\r\n0\r\n\r\n").starts_with("HTTP/1.1 503"));
    // And given back with its connection.
    EXPECT_TRUE(ask(head + "Content-Length: 10000\r\n\r\n" + piece).ends_with(piece));
    for (const int each : silent) ::close(each);
}

TEST_F(ServerTest, OneAddressHasOnlySoManyConnectionsAndOthersTheirOwn) {
    server->stop();
    ServerOptions options;
    options.most_of_loopback = 3;
    start(options);
    constexpr std::string_view kAsk = "GET /peer HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    std::vector<int> open;
    for (int i = 0; i < 3; ++i) open.push_back(dial());
    const int over = dial();
    say(over, kAsk);
    EXPECT_EQ(hear(over), "");
    const int other = dial(INADDR_LOOPBACK + 1);
    say(other, kAsk);
    EXPECT_TRUE(hear(other).ends_with("127.0.0.2"));
    // Those within the bound are served, and one that ends makes room for another.
    for (const int each : open) {
        say(each, kAsk);
        EXPECT_TRUE(hear(each).ends_with("127.0.0.1"));
    }
    EXPECT_TRUE(ask(kAsk).ends_with("127.0.0.1"));
}

TEST(PeerGroup, IsAnAddressOrTheNetworkOfAHost) {
    const auto group = [](const char* text) { return peer_group(boost::asio::ip::make_address(text)); };
    EXPECT_EQ(group("192.0.2.7"), group("::ffff:192.0.2.7"));
    EXPECT_NE(group("192.0.2.7"), group("192.0.2.8"));
    EXPECT_EQ(group("2001:db8:0:1::1"), group("2001:db8:0:1:ffff::2"));
    EXPECT_NE(group("2001:db8:0:1::1"), group("2001:db8:0:2::1"));
}

TEST_F(ServerTest, ForwardedAddressesAreBelievedOnlyBehindAProxy) {
    const std::string get =
        "GET /peer HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9, 198.51.100.4\r\nConnection: close\r\n\r\n";
    EXPECT_TRUE(ask(get).ends_with("127.0.0.1"));
    server.reset();
    ServerOptions options;
    options.peer = ServerOptions::Peer::Forwarded;
    start(options);
    EXPECT_TRUE(ask(get).ends_with("\r\n198.51.100.4"));
}

TEST_F(ServerTest, PlainHttpBeyondLoopbackAndATakenPortAreRefusedWithAReason) {
    ServerOptions options;
    options.clock = [] { return kNow; };
    options.host = "0.0.0.0";
    EXPECT_EQ(Server::start(*hub, options).error().fault, Fault::Denied);
    options.host = "127.0.0.1";
    options.port = port;
    EXPECT_EQ(Server::start(*hub, options).error().fault, Fault::InUse);
    options.host = "localhost";
    EXPECT_EQ(Server::start(*hub, options).error().fault, Fault::Invalid);
}

TEST_F(ServerTest, StoppingEndsIdleConnectionsAndAnswersWhatCameIn) {
    const int idle = dial();
    const int busy = dial();
    say(busy, "POST /last HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nlast");
    // The reply says that the request is in; what is left to show is that stop() ends both without waiting for them.
    char piece[512];
    ASSERT_GT(::recv(busy, piece, sizeof piece, 0), 0);
    server->stop();
    server.reset();
    EXPECT_EQ(hear(idle), "");
    EXPECT_EQ(hear(busy), "");
}

TEST_F(ServerTest, ManyAtOnceAreAllAnswered) {
    std::vector<std::future<bool>> all;
    for (int i = 0; i < 100; ++i)
        all.push_back(std::async(std::launch::async, [this] {
            return ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200");
        }));
    for (auto& each : all) EXPECT_TRUE(each.get());
}

}  // namespace
}  // namespace linli::hub
