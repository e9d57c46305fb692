#include "tests/sim/network.h"

#include <algorithm>
#include <utility>

namespace linli::sim {
namespace {

// Takes what is due out of the list and shuffles it: packets overtake each other.
template <class T>
std::vector<T> take_due(std::vector<T>& list, Instant now, Rng& rng) {
    const auto later = std::stable_partition(list.begin(), list.end(), [&](const T& each) { return each.due <= now; });
    std::vector<T> due(std::make_move_iterator(list.begin()), std::make_move_iterator(later));
    list.erase(list.begin(), later);
    for (std::size_t i = due.size(); i > 1; --i) std::swap(due[i - 1], due[rng.below(i)]);
    return due;
}

}  // namespace

void Network::time_out(const Flight& flight) {
    m_replies.push_back(
        {flight.kiosk, flight.life, flight.key, flight.due + kTimeout, fail(Fault::Network, "no answer")});
}

void Network::send(std::size_t kiosk, int life, std::uint64_t key, HttpRequest request, Instant now) {
    Flight flight{kiosk, life, key, later(now), std::move(request)};
    if (weather.cut) {
        m_replies.push_back({kiosk, life, key, later(now), fail(Fault::Network, "no route")});
        return;
    }
    if (happens(weather.captive)) {
        m_replies.push_back({kiosk, life, key, flight.due, HttpResponse{200, {}, "<html>log in here</html>"}});
        return;
    }
    if (happens(weather.lose)) {
        time_out(flight);
        return;
    }
    if (happens(weather.duplicate)) {
        Flight again = flight;
        again.due = later(flight.due);
        m_requests.push_back(std::move(again));
    }
    m_requests.push_back(std::move(flight));
}

void Network::reply(const Flight& flight, HttpResponse response, Instant now) {
    if (weather.cut || happens(weather.lose)) {
        time_out(flight);
        return;
    }
    if (happens(weather.bad_gateway)) response = HttpResponse{502, {}, "bad gateway"};
    if (happens(weather.truncate) && !response.body.empty()) response.body.resize(m_rng.below(response.body.size()));
    Arrival arrival{flight.kiosk, flight.life, flight.key, later(now), std::move(response)};
    if (happens(weather.duplicate)) {
        Arrival again = arrival;
        again.due = later(arrival.due);
        m_replies.push_back(std::move(again));
    }
    m_replies.push_back(std::move(arrival));
}

std::vector<Flight> Network::requests_due(Instant now, std::size_t most) {
    std::vector<Flight> due = take_due(m_requests, now, m_rng);
    while (due.size() > most) {
        m_requests.push_back(std::move(due.back()));
        due.pop_back();
    }
    return due;
}

std::vector<Arrival> Network::replies_due(Instant now) {
    return take_due(m_replies, now, m_rng);
}

void Network::drop_requests(Instant now) {
    for (Flight& flight : m_requests) {
        flight.due = now;
        time_out(flight);
    }
    m_requests.clear();
}

}  // namespace linli::sim
