#include "kiosk/core/reads.h"

#include "kiosk/base/log.h"
#include "kiosk/core/item_views.h"
#include "kiosk/store/disk.h"
#include "kiosk/store/schema.h"
#include "kiosk/sync/hub_clock.h"

namespace linli {
namespace {

// Events and notices end without a row of the feed.
constexpr Millis kRebuildEvery{5 * 60'000};

}  // namespace

Result<Reads> Reads::open(const std::string& folder, const crypto::SlowHashCost& receipt_cost,
                          std::string service_pin) {
    LINLI_TRY(auto reader, store::Reader::open(folder));
    return Reads(folder, std::move(reader), receipt_cost, std::move(service_pin));
}

std::optional<StationChanged> Reads::refresh(Now now) {
    const auto state = m_reader.sync_state();
    if (!state) {
        log_error("core", "reading the station: {}", state.error().message);
        return std::nullopt;
    }
    const bool same = m_shown && m_shown->content_version == state->content_version &&
                      m_shown->live_version == state->live_version && now.boot - m_built_at < kRebuildEvery;
    if (same) return std::nullopt;
    const auto time = sync::HubClock(state->hub_time, state->wall_time).read(now);
    auto station = m_builder.build(m_reader, *state, time.known ? std::optional(time.now) : std::nullopt);
    if (!station) {
        log_error("core", "reading the station: {}", station.error().message);
        return std::nullopt;
    }
    m_shown = *state;
    m_built_at = now.boot;
    if (!*station) return std::nullopt;
    return StationChanged{std::move(*station)};
}

CoreEvent Reads::handle(const OpenReceipt& command, Now now) {
    return open_receipt_event(command, m_desk, m_reader, now.boot);
}

Result<Health> Reads::health() const {
    Health health;
    LINLI_TRY(const auto identity, m_reader.identity());
    if (identity) health.station = identity->station;
    LINLI_TRY(const auto state, m_reader.sync_state());
    health.feed = state.cursor;
    if (state.hub_time.ms != 0) health.clock_ahead = state.wall_time - state.hub_time;
    LINLI_TRY(health.unsent, m_reader.unanswered());
    LINLI_TRY(health.oldest_unsent, m_reader.oldest_unanswered());
    health.schema = static_cast<int>(store::migrations().size());
    health.free_disk = store::system_free_space(m_folder);
    return health;
}

CoreEvent Reads::handle(const AskHealth& command, Now) {
    auto told = health();
    if (told) return HealthTold{command.ticket, std::move(*told)};
    log_error("core", "reading the kiosk's health: {}", told.error().message);
    return Refused{command.ticket, "error.storage"};
}

}  // namespace linli
