// The network between kiosks and hub, as values: what is under way, when it arrives, and what goes wrong with it.
//
// Everything is decided from one seed. A request that is lost, or whose reply is, ends for the kiosk as a time-out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"
#include "kiosk/base/rng.h"

namespace linli::sim {

// Chances are one in so many; 0 is never.
struct Weather {
    std::uint64_t lose = 0;
    std::uint64_t duplicate = 0;
    std::uint64_t captive = 0;   // a page that is not the hub's comes back instead
    std::uint64_t truncate = 0;  // the reply's body is cut
    std::uint64_t bad_gateway = 0;
    bool cut = false;  // nothing passes
    Millis most_delay{50};
};

inline constexpr Millis kTimeout{20'000};

struct Flight {
    std::size_t kiosk = 0;
    int life = 0;  // which start of the kiosk's program asked; a later one does not know the request
    std::uint64_t key = 0;
    Instant due;
    HttpRequest request;
};

struct Arrival {
    std::size_t kiosk = 0;
    int life = 0;
    std::uint64_t key = 0;
    Instant due;
    Result<HttpResponse> response;
};

class Network {
  public:
    explicit Network(Rng& rng) : m_rng(rng) {}

    Weather weather;

    void send(std::size_t kiosk, int life, std::uint64_t key, HttpRequest request, Instant now);
    void reply(const Flight& flight, HttpResponse response, Instant now);
    // Nobody will answer it.
    void lose(const Flight& flight) { time_out(flight); }
    // What reaches the hub, or a kiosk, by now; in a random order.
    [[nodiscard]] std::vector<Flight> requests_due(Instant now, std::size_t most);
    [[nodiscard]] std::vector<Arrival> replies_due(Instant now);
    // The hub's process died: what it had not answered is never answered.
    void drop_requests(Instant now);
    [[nodiscard]] bool quiet() const { return m_requests.empty() && m_replies.empty(); }

  private:
    [[nodiscard]] bool happens(std::uint64_t one_in) { return one_in > 0 && m_rng.one_in(one_in); }
    [[nodiscard]] Instant later(Instant now) {
        return now + Millis{static_cast<std::int64_t>(
                         m_rng.below(static_cast<std::uint64_t>(weather.most_delay.count()) + 1))};
    }
    void time_out(const Flight& flight);

    Rng& m_rng;
    std::vector<Flight> m_requests;
    std::vector<Arrival> m_replies;
};

}  // namespace linli::sim
