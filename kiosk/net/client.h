// HTTP to the hub, as values with keys. The only folder that names libcurl.
//
// One Client belongs to one thread, the core's, which sleeps in poll(); wake() alone may be called from any other.
// Bounds: kMaxTransfers at once, kMaxReplyBytes a reply, kConnectTimeout to connect, kTotalTimeout for the whole, and a
// transfer that stalls ends sooner. Redirects are not followed, bodies are handed on as received, proxies of the
// environment are not used, TLS is verified. Plain http goes to this machine only, unless allowed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"

namespace linli::net {

inline constexpr std::size_t kMaxTransfers = 8;
inline constexpr std::size_t kMaxReplyBytes = 2'000'000;  // a body of the protocol as sent
inline constexpr Millis kConnectTimeout{10'000};
inline constexpr Millis kTotalTimeout{60'000};

enum class PlainHttp { LoopbackOnly, Allowed };
enum class LinkState { Up, Down };

struct ClientConfig {
    std::string base_url;  // "https://hub.example.org", "http://127.0.0.1:8311"; no path beyond it is needed
    PlainHttp plain_http = PlainHttp::LoopbackOnly;
    std::string ca_file;  // empty: the system's
    Millis connect_timeout = kConnectTimeout;
    Millis total_timeout = kTotalTimeout;
};

struct Finished {
    std::uint64_t key = 0;
    Result<HttpResponse> response;  // Errors: Network, TooLarge
};

class Client {
  public:
    // Errors: Invalid (the URL, or plain http to another machine), Internal.
    [[nodiscard]] static Result<Client> make(ClientConfig config);
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    // Begins a transfer; its end comes out of poll(), also where it could not begin.
    void send(std::uint64_t key, const HttpRequest& request);
    // Moves transfers on and returns those that ended; waits at most `timeout` for something to happen.
    [[nodiscard]] std::vector<Finished> poll(Millis timeout);
    // Ends a poll() that waits. From any thread.
    void wake();
    // Down: every request fails at once, those under way too; as a cable that is pulled.
    void set_link(LinkState state);
    [[nodiscard]] std::size_t under_way() const;

  private:
    struct Inner;
    explicit Client(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

// A URL that a Client takes: http or https with a host, no credentials. Errors: Invalid.
[[nodiscard]] Result<> check_base_url(const std::string& url, PlainHttp plain_http);

}  // namespace linli::net
