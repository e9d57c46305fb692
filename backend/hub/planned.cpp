// What staff set a time for: drafts that are due, documents that end.
#include <array>
#include <utility>
#include <vector>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/hub.h"
#include "backend/hub/load.h"
#include "backend/hub/work.h"

namespace linli::hub {
namespace {

constexpr int kMaxDue = 50;  // of each, in one call

struct Planned {
    std::string type;
    std::string id;
    std::string community;
    std::int64_t staff = 0;
    std::optional<Role> role;  // nothing: whoever wrote it may not any more
    ContentEdit edit;
};

Result<std::vector<Planned>> drafts_due(Work& work) {
    std::vector<Planned> due;
    LINLI_OK(work.sql.each(
        "SELECT d.type,d.id,d.community,d.staff,s.role,d.base,d.json,d.ends_at,d.tell,d.at FROM content_draft d"
        " LEFT JOIN staff s ON s.id=d.staff AND s.community=d.community AND s.disabled_at IS NULL"
        " WHERE d.publish_at<=? LIMIT ?",
        [&](const SqlRow& r) {
            Planned each{r.string(0), r.string(1), r.string(2), r.integer(3), std::nullopt, {}};
            if (!r.is_null(4)) each.role = role_from_name(r.text(4));
            each.edit.type = each.type;
            each.edit.id = each.id;
            each.edit.base = static_cast<int>(r.integer(5));
            each.edit.json = r.string(6);
            if (const auto at = r.maybe_integer(7)) each.edit.ends_at = Instant{*at};
            each.edit.tell = open_words(work, r.blob(8));
            each.edit.draft = Instant{r.integer(9)};
            due.push_back(std::move(each));
        },
        work.now.ms, kMaxDue));
    return due;
}

// An event has people in it: it never goes by itself.
Result<std::vector<Planned>> ends_due(Work& work) {
    std::vector<Planned> due;
    LINLI_OK(work.sql.each(
        "SELECT type,id,community FROM content_end WHERE at<=? AND type<>'event' LIMIT ?",
        [&](const SqlRow& r) {
            due.push_back({r.string(0), r.string(1), r.string(2), 0, std::nullopt, {}});
        },
        work.now.ms, kMaxDue));
    return due;
}

Result<> publish_one(Work& work, const Planned& due) {
    if (!due.role) return fail(Fault::Denied, "whoever planned it may not publish any more");
    Desk desk(work);
    LINLI_OK(desk.publish({due.staff, *due.role, due.community}, due.edit));
    return {};
}

Result<> end_one(Work& work, const Planned& due) {
    LINLI_OK(work.sql.run("DELETE FROM content_end WHERE type=? AND id=?", due.type, due.id));
    LINLI_OK(take_content_down(work, due.type, due.id, {0, VersionHow::TakeDown}));
    return add_audit(work, 0, due.community, "content.take-down", fmt::format("{}/{}", due.type, due.id), "");
}

// Someone must look at it again: it stays as it is, without its time.
Result<> mark_late(Work& work, const Planned& due) {
    LINLI_OK(work.sql.run("UPDATE content_draft SET publish_at=NULL WHERE type=? AND id=? AND publish_at<=?", due.type,
                          due.id, work.now.ms));
    LINLI_OK(work.sql.run("DELETE FROM content_end WHERE type=? AND id=? AND at<=?", due.type, due.id, work.now.ms));
    return add_audit(work, 0, due.community, "content.late", fmt::format("{}/{}", due.type, due.id), "");
}

}  // namespace

Result<int> Hub::publish_due(Instant now) {
    std::vector<std::pair<Planned, Result<> (*)(Work&, const Planned&)>> all;
    const auto look = [&](Work& work) -> Result<> {
        LINLI_TRY(auto drafts, drafts_due(work));
        for (Planned& each : drafts) all.emplace_back(std::move(each), &publish_one);
        LINLI_TRY(auto ends, ends_due(work));
        for (Planned& each : ends) all.emplace_back(std::move(each), &end_one);
        return {};
    };
    LINLI_OK(in_transaction(now, look));
    int done = 0;
    for (const auto& [due, act] : all) {
        const auto acted = in_transaction(now, [&](Work& work) { return act(work, due); });
        if (acted) {
            ++done;
            continue;
        }
        if (is_outside(acted.error().fault)) return fail(Error(acted.error()));
        LINLI_OK(in_transaction(now, [&](Work& work) { return mark_late(work, due); }));
    }
    return done;
}

}  // namespace linli::hub
