// Following the feed: pages wait here until their rows are applied, a few at a time, so that no resident waits behind a
// page. The next page may be asked for while the last one is applied.
#pragma once

#include <deque>
#include <optional>

#include "kiosk/base/http.h"
#include "kiosk/store/store.h"
#include "kiosk/sync/reply.h"
#include "kiosk/wire/report.h"

namespace linli::sync {

// One page being applied and one that was fetched meanwhile.
inline constexpr std::size_t kMaxPages = 2;

enum class PullResult {
    Staged,  // rows wait to be applied, or there were none
    Later,   // a page that cannot be used: wait
    Stale,   // the answer to a question that is no longer asked
};

class Pull {
  public:
    Pull(store::Store& store, std::size_t page_rows) : m_store(store), m_page_rows(page_rows) {}

    // True where the hub has more than is applied or waits here, as far as it told.
    [[nodiscard]] bool behind() const { return m_head > until(); }
    [[nodiscard]] bool has_room() const { return m_pages.size() < kMaxPages; }
    [[nodiscard]] bool has_work() const { return !m_pages.empty(); }

    // now: what the kiosk tells of its clock and of what waits in its outbox.
    [[nodiscard]] HttpRequest build(Now now);
    [[nodiscard]] PullResult take(const Reply& reply);
    // Applies at most wire::kRowsATransaction rows. Errors: those of the store; then all pages are forgotten and will
    // be asked for again.
    [[nodiscard]] Result<> apply();

    // The hub's time of the newest page that is applied whole; nothing before one is.
    [[nodiscard]] std::optional<Instant> applied_as_of() const { return m_as_of; }
    // The hub's time in the last page taken.
    [[nodiscard]] Instant told() const { return m_told; }

  private:
    // The last row that is applied or waits here.
    [[nodiscard]] std::int64_t until() const;
    [[nodiscard]] wire::KioskReport report(Now now) const;
    void finish_page();

    store::Store& m_store;
    std::size_t m_page_rows;
    std::deque<wire::ChangesReply> m_pages;
    std::size_t m_applied = 0;  // rows of the first page
    std::int64_t m_since = 0;   // of the request under way
    std::int64_t m_head = 0;
    Instant m_told;
    std::optional<Instant> m_as_of;
};

}  // namespace linli::sync
