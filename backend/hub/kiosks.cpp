#include "backend/hub/kiosks.h"

#include "kiosk/wire/limits.h"

namespace linli::hub {

static_assert(wire::kCounterWindow == 64, "a window is the bits of one number");

Result<std::optional<KioskRow>> load_kiosk(Sql& sql, std::string_view id) {
    return sql.one(
        "SELECT id,community,station,epoch,key,revoked_at,fenced_at,next_seq FROM kiosk WHERE id=?",
        [](const SqlRow& r) {
            KioskRow kiosk;
            kiosk.id = r.string(0);
            kiosk.community = r.string(1);
            kiosk.station = r.string(2);
            kiosk.epoch = r.integer(3);
            kiosk.key = r.array<32>(4);
            if (!r.is_null(5)) kiosk.revoked_at = Instant{r.integer(5)};
            if (!r.is_null(6)) kiosk.fenced_at = Instant{r.integer(6)};
            kiosk.next_seq = r.integer(7);
            return kiosk;
        },
        id);
}

Result<bool> CounterWindows::take(Sql& sql, const KioskRow& kiosk, std::int64_t counter) {
    auto found = m_windows.find(kiosk.id);
    if (found == m_windows.end() || found->second.epoch != kiosk.epoch) {
        if (m_windows.size() >= kMost) m_windows.clear();
        Window window;
        window.epoch = kiosk.epoch;
        LINLI_OK(sql.each(
            "SELECT counter_high,counter_bits,seen_at FROM kiosk WHERE id=?",
            [&](const SqlRow& r) {
                window.high = r.integer(0);
                window.bits = static_cast<std::uint64_t>(r.integer(1));
                window.kept = {r.maybe_integer(2).value_or(0)};
            },
            kiosk.id));
        found = m_windows.insert_or_assign(kiosk.id, window).first;
    }
    Window& window = found->second;
    if (counter > window.high) {
        const std::int64_t shift = counter - window.high;
        window.bits = shift >= wire::kCounterWindow ? 1 : (window.bits << static_cast<unsigned>(shift)) | 1U;
        window.high = counter;
        return true;
    }
    const std::int64_t behind = window.high - counter;
    if (behind >= wire::kCounterWindow) return false;
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(behind);
    if ((window.bits & bit) != 0) return false;
    window.bits |= bit;
    return true;
}

Result<> CounterWindows::keep(Sql& sql, const KioskRow& kiosk, std::string_view version, Instant now, When when) {
    const auto found = m_windows.find(kiosk.id);
    if (found == m_windows.end()) return {};
    Window& window = found->second;
    const bool due = now - window.kept >= kKeepEvery || now < window.kept;
    if (when == When::IfDue && !due) return {};
    LINLI_OK(sql.run("UPDATE kiosk SET counter_high=?, counter_bits=?, seen_at=?, version=? WHERE id=?", window.high,
                     static_cast<std::int64_t>(window.bits), now.ms, version, kiosk.id));
    window.kept = now;
    return {};
}

Result<> CounterWindows::keep_report(Sql& sql, const KioskRow& kiosk, const wire::KioskReport& report,
                                     std::int64_t cursor, Progress progress, Instant now) {
    const auto found = m_windows.find(kiosk.id);
    if (found == m_windows.end()) return {};
    Window& window = found->second;
    const bool queue = report.queued > 0;
    const bool due = now - window.told >= kKeepEvery || now < window.told;
    const bool caught_up = progress == Progress::CaughtUp && window.told_progress == Progress::Behind;
    if (!due && !caught_up && queue == window.told_queue) return {};
    LINLI_OK(
        sql.run("UPDATE kiosk SET told_at=?, drift=?, queued=?, oldest_at=CASE WHEN ? THEN ? END, cursor=?"
                " WHERE id=?",
                now.ms, (report.clock - now).count(), report.queued, queue ? 1 : 0, (now - report.oldest).ms, cursor,
                kiosk.id));
    window.told = now;
    window.told_queue = queue;
    window.told_progress = progress;
    return {};
}

}  // namespace linli::hub
