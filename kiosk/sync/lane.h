// One kind of exchange with the hub: at most one request under way, when the next is due, how the last one went.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "kiosk/sync/backoff.h"
#include "kiosk/sync/reply.h"

namespace linli::sync {

inline constexpr BootTime kNever{std::numeric_limits<std::int64_t>::max()};

struct Lane {
    struct Flight {
        std::uint64_t key = 0;
        crypto::Hash question{};
    };
    std::optional<Flight> flight;
    Backoff backoff;
    BootTime not_before;  // after a failure
    Link last = Link::Starting;

    [[nodiscard]] bool ready(BootTime now) const { return !flight && now >= not_before; }
    void succeeded() {
        backoff.reset();
        not_before = {};
        last = Link::Online;
    }
    void failed(const Reply& reply, BootTime now, Rng& rng) {
        last = link_of(reply);
        not_before = backoff.fail(now, rng, reply.retry_after);
    }
    // The network is there: what failed only for the lack of one is tried at once.
    void network_is_back() {
        if (last != Link::Offline) return;
        succeeded();
        last = Link::Starting;
    }
};

}  // namespace linli::sync
