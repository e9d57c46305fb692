// Kiosks as the hub knows them, and whether a request is truly one's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "backend/store/sql.h"
#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/report.h"

namespace linli::hub {

struct KioskRow {
    std::string id;
    std::string community;
    std::string station;
    std::int64_t epoch = 1;
    crypto::PublicKey key{};
    std::optional<Instant> revoked_at;
    std::optional<Instant> fenced_at;
    std::int64_t next_seq = 1;
};

[[nodiscard]] Result<std::optional<KioskRow>> load_kiosk(Sql& sql, std::string_view id);

// Which counters of a kiosk's epoch were seen: the highest, and the 64 up to it. Kept in memory, so that a poll costs
// no commit; written with the kiosk's row at a push and once in kKeepEvery. What is lost with a crash lets through only
// a poll that was seen before, which tells its listener nothing new.
class CounterWindows {
  public:
    static constexpr std::size_t kMost = 20'000;
    static constexpr Millis kKeepEvery{60'000};

    // True where the counter is new; it is then seen. Errors: Storage and the like.
    [[nodiscard]] Result<bool> take(Sql& sql, const KioskRow& kiosk, std::int64_t counter);
    // Writes the window, when the kiosk was last seen, and its version: with a push at once, else where it is due.
    enum class When { IfDue, Now };
    [[nodiscard]] Result<> keep(Sql& sql, const KioskRow& kiosk, std::string_view version, Instant now, When when);
    // What a kiosk told of itself, and the last row of the feed that it has: where it is due, its queue came or went,
    // or it has caught up since it was last told.
    enum class Progress { Behind, CaughtUp };
    [[nodiscard]] Result<> keep_report(Sql& sql, const KioskRow& kiosk, const wire::KioskReport& report,
                                       std::int64_t cursor, Progress progress, Instant now);
    void clear() { m_windows.clear(); }

  private:
    struct Window {
        std::int64_t epoch = 0;
        std::int64_t high = 0;
        std::uint64_t bits = 0;  // bit n: high - n was seen
        Instant kept;
        Instant told;             // when the report was last written
        bool told_queue = false;  // whether it had a queue
        Progress told_progress = Progress::Behind;
    };
    std::map<std::string, Window, std::less<>> m_windows;
};

}  // namespace linli::hub
