#include "kiosk/sync/pull.h"

#include <algorithm>
#include <span>

#include "kiosk/base/check.h"
#include "kiosk/base/log.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/limits.h"

namespace linli::sync {

std::int64_t Pull::until() const {
    if (m_pages.empty()) return m_store.cursor();
    return m_pages.back().since + static_cast<std::int64_t>(m_pages.back().rows.size());
}

// What cannot be read is told as nothing: the looking goes on.
wire::KioskReport Pull::report(Now now) const {
    wire::KioskReport report;
    report.clock = now.wall;
    report.queued = m_store.reader().unanswered().value_or(0);
    const auto oldest = m_store.reader().oldest_unanswered();
    if (oldest && *oldest) report.oldest = std::max(Millis{0}, now.wall - **oldest);
    return report;
}

HttpRequest Pull::build(Now now) {
    m_since = until();
    const std::string target = fmt::format("/v1/changes?community={}&since={}&gen={}&limit={}{}",
                                           percent_encode(m_store.identity()->community), m_since, m_store.generation(),
                                           m_page_rows, wire::report_query(report(now)));
    return {"GET", target, {}, "", ""};
}

PullResult Pull::take(const Reply& reply) {
    if (reply.kind != ReplyKind::Good) return PullResult::Later;
    auto page = wire::decode_changes(reply.body);
    if (!page) {
        log_warning("sync", "a page of the feed that cannot be read: {}", page.error().message);
        return PullResult::Later;
    }
    if (m_since != until()) return PullResult::Stale;
    if (page->since != m_since || page->generation != m_store.generation()) {
        log_error("sync", "the feed is at row {} of generation {}, the mirror at {} of {}", page->since,
                  page->generation, m_since, m_store.generation());
        return PullResult::Later;
    }
    const auto last = page->since + static_cast<std::int64_t>(page->rows.size());
    if (page->head < last || (page->rows.empty() && page->head > last)) {
        log_warning("sync", "a page that ends at row {} of {}", last, page->head);
        return PullResult::Later;
    }
    m_head = page->head;
    m_told = page->now;
    m_pages.push_back(std::move(*page));
    if (m_pages.front().rows.empty()) finish_page();
    return PullResult::Staged;
}

Result<> Pull::apply() {
    LINLI_CHECK(has_work());
    const wire::ChangesReply& page = m_pages.front();
    const std::size_t count = std::min(page.rows.size() - m_applied, wire::kRowsATransaction);
    auto applied = m_store.apply_rows(page.generation, std::span(page.rows).subspan(m_applied, count));
    if (!applied) {
        m_pages.clear();
        m_applied = 0;
        return fail(std::move(applied).error());
    }
    m_applied += count;
    if (m_applied == page.rows.size()) finish_page();
    return {};
}

void Pull::finish_page() {
    const wire::ChangesReply& page = m_pages.front();
    if (page.head == m_store.cursor()) m_as_of = page.now;
    m_pages.pop_front();
    m_applied = 0;
}

}  // namespace linli::sync
