#include <set>

#include "backend/hub/desk.h"
#include "backend/hub/hub.h"
#include "backend/hub/items.h"
#include "backend/hub/work.h"

namespace linli::hub {
namespace {

Result<> collect(Work& work, std::vector<std::string>& ids, const Community& community) {
    const Instant before = work.now - std::chrono::hours(24LL * community.retention_days);
    const auto room = [&] { return kMaxSweep - static_cast<int>(ids.size()); };
    const auto add = [&](const SqlRow& r) { ids.push_back(r.string(0)); };
    if (room() > 0)
        LINLI_OK(work.sql.each("SELECT id FROM item WHERE closed_at<? AND erased_at IS NULL AND community=? LIMIT ?",
                               add, before.ms, community.id, room()));
    // A sign-up that was kept has no end of its own: it ends with its event.
    for (const auto& [id, event] : work.catalogue.events) {
        if (room() <= 0) break;
        if (event.community != community.id || event.sessions.back().ends_at >= before) continue;
        LINLI_OK(
            work.sql.each("SELECT id FROM item WHERE type='sign-up' AND subject=? AND closed_at IS NULL"
                          " AND erased_at IS NULL LIMIT ?",
                          add, id, room()));
    }
    return {};
}

// Sign-ups for what is not in the content any more: they end as long after the last that happened to them.
Result<> collect_orphans(Work& work, std::vector<std::string>& ids) {
    std::vector<std::string> gone;
    LINLI_OK(work.sql.each("SELECT DISTINCT subject FROM item WHERE type='sign-up'", [&](const SqlRow& r) {
        if (content::find(work.catalogue.events, r.text(0)) == nullptr) gone.push_back(r.string(0));
    }));
    for (const std::string& event : gone)
        for (const auto& [id, community] : work.catalogue.communities) {
            const int room = kMaxSweep - static_cast<int>(ids.size());
            if (room <= 0) return {};
            const Instant before = work.now - std::chrono::hours(24LL * community.retention_days);
            LINLI_OK(work.sql.each(
                "SELECT id FROM item WHERE type='sign-up' AND subject=? AND community=? AND updated_at<?"
                " AND closed_at IS NULL AND erased_at IS NULL LIMIT ?",
                [&](const SqlRow& r) { ids.push_back(r.string(0)); }, event, id, before.ms, room));
        }
    return {};
}

}  // namespace

Result<int> Hub::sweep(Instant now) {
    int erased = 0;
    const auto work_through = [&](Work& work) -> Result<> {
        std::vector<std::string> ids;
        for (const auto& [id, community] : work.catalogue.communities) LINLI_OK(collect(work, ids, community));
        LINLI_OK(collect_orphans(work, ids));
        for (const std::string& id : ids) {
            LINLI_TRY(auto item, load_item(work, id));
            if (!item || item->erased_at) continue;
            LINLI_OK(erase_item(work, *item));
            LINLI_OK(add_audit(work, 0, item->community, "case.erase", id, "the retention time is over"));
            ++erased;
        }
        // What staff have seen and left; what they have not seen is kept for them.
        for (const auto& [id, community] : work.catalogue.communities)
            LINLI_OK(work.sql.run("UPDATE quarantine SET body='' WHERE community=? AND seen_at<? AND body<>''", id,
                                  (now - std::chrono::hours(24LL * community.retention_days)).ms));
        LINLI_OK(work.sql.run("DELETE FROM session WHERE expires_at<=?", now.ms));
        LINLI_OK(work.sql.run("DELETE FROM enrolment WHERE used_at IS NULL AND expires_at<?",
                              (now - std::chrono::hours(24 * 30)).ms));
        LINLI_OK(work.sql.run("DELETE FROM tries WHERE since<?", (now - std::chrono::hours(24)).ms));
        return {};
    };
    LINLI_OK(in_transaction(now, work_through));
    return erased;
}

}  // namespace linli::hub
