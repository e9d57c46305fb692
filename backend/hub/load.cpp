#include "backend/hub/load.h"

#include <algorithm>
#include <map>
#include <set>

#include "backend/hub/seats.h"
#include "kiosk/base/check.h"
#include "kiosk/base/log.h"

namespace linli::hub {
namespace {

using Texts = std::map<std::string, std::string>;  // by row id, "event/EV12"

Result<Texts> stored_texts(Sql& sql) {
    Texts texts;
    LINLI_OK(sql.each("SELECT type,id,json FROM content",
                      [&](const SqlRow& r) { texts.emplace(r.string(0) + "/" + r.string(1), r.string(2)); }));
    return texts;
}

// Each community that should have the row has it as it is now; one that should not any more is told that it is gone.
Result<> spread(Work& work, const std::string& row, const std::string& json, const std::vector<std::string>& audience) {
    for (const std::string& community : audience) LINLI_OK(work.feed.publish(community, "content", row, json));
    std::vector<std::string> have;
    LINLI_OK(work.sql.each(
        "SELECT community FROM published WHERE kind='content' AND id=?",
        [&](const SqlRow& r) { have.push_back(r.string(0)); }, row));
    for (const std::string& community : have)
        if (std::find(audience.begin(), audience.end(), community) == audience.end())
            LINLI_OK(work.feed.withdraw(community, "content", row));
    return {};
}

// A change of an event reaches those who signed up for it.
Result<> follow_event(Work& work, const Event& event) {
    work.changed_seats.insert(event.id);
    if (event.state == EventState::Cancelled) return cancel_event_sign_ups(work, event);
    return move_waiting_list(work, event.id);
}

Result<> keep_version(Work& work, std::string_view type, std::string_view id, std::string_view json,
                      const ContentAuthor& author) {
    LINLI_TRY(const int newest, newest_version(work, type, id));
    LINLI_OK(work.sql.run("INSERT INTO content_version(type,id,version,at,staff,how,json) VALUES(?,?,?,?,?,?,?)", type,
                          id, newest + 1, work.now.ms, author.staff != 0 ? std::optional(author.staff) : std::nullopt,
                          name_of(author.how), json));
    LINLI_OK(work.sql.run("DELETE FROM content_version WHERE type=? AND id=? AND version<=?", type, id,
                          newest + 1 - kMaxVersions));
    return {};
}

// From here on every request sees it; a process beside this one reads it when it sees the new number.
Result<> content_is_new(Work& work, content::Catalogue catalogue) {
    LINLI_CHECK(work.loading != nullptr);
    *work.loading = std::move(catalogue);
    work.content_changed = true;
    ++work.content_version;
    LINLI_OK(work.sql.run("UPDATE meta SET value=value+1 WHERE name='content_version'"));
    return {};
}

// Everyone was told that it does not take place, and the seats are gone.
Result<> check_event(const content::Catalogue& before, const content::Document& after) {
    const auto* now = std::get_if<Event>(&after);
    const Event* was = now != nullptr ? content::find(before.events, now->id) : nullptr;
    if (was == nullptr || now->state == EventState::Cancelled) return {};
    if (was->state == EventState::Cancelled)
        return fail(Fault::Conflict, "event/{}: what was called off does not open again", now->id);
    for (const EventSession& old : was->sessions)
        for (const EventSession& each : now->sessions)
            if (each.starts_at == old.starts_at && !old.cancelled_because.empty() && each.cancelled_because.empty())
                return fail(Fault::Conflict, "event/{}: a session that was called off is not held again", now->id);
    return {};
}

Result<bool> is_by_staff(Work& work, std::string_view type, std::string_view id) {
    LINLI_TRY(const auto how, work.sql.one(
                                  "SELECT how FROM content_version WHERE type=? AND id=? ORDER BY version DESC LIMIT 1",
                                  [](const SqlRow& r) { return r.string(0); }, type, id));
    return how && *how != name_of(VersionHow::File);
}

// What staff wrote last is taken out of what was read from files, and stands in its catalogue as it was.
Result<> leave_theirs(Work& work, const Texts& texts, content::Loaded& loaded, std::vector<std::string>& left) {
    std::vector<content::LoadedRow> rows;
    for (content::LoadedRow& row : loaded.rows) {
        const auto stored = texts.find(row.id);
        const bool same = stored != texts.end() && stored->second == row.body;
        LINLI_TRY(const bool theirs, is_by_staff(work, content::type_of(row.document), content::id_of(row.document)));
        if (same || !theirs) {
            rows.push_back(std::move(row));
            continue;
        }
        left.push_back(row.id);
        if (stored == texts.end()) {
            loaded.catalogue.erase(row.id);
        } else {
            LINLI_TRY(auto document, content::parse_document(content::type_of(row.document), stored->second));
            loaded.catalogue.put(std::move(document));
        }
    }
    loaded.rows = std::move(rows);
    if (left.empty()) return {};
    for (const content::Document& document : content::documents_of(loaded.catalogue)) {
        const auto problems = content::check_references(document, loaded.catalogue);
        if (!problems.empty()) return fail(Fault::Invalid, "{}: {}", content::row_id(document), problems.front());
    }
    return {};
}

// A community or its allies may have changed: then every row may be for others than before.
bool moves_audiences(const content::Document& document) {
    return std::holds_alternative<Community>(document);
}

}  // namespace

Result<content::Catalogue> read_catalogue(Sql& sql) {
    content::Catalogue catalogue;
    LINLI_OK(sql.each("SELECT type,id,json FROM content", [&](const SqlRow& r) {
        auto document = content::parse_document(r.text(0), r.string(2));
        if (document)
            catalogue.put(std::move(*document));
        else
            log_error("hub", "content {}/{} cannot be read: {}", r.text(0), r.text(1), document.error().message);
    }));
    return catalogue;
}

Result<int> newest_version(Work& work, std::string_view type, std::string_view id) {
    LINLI_TRY(
        const std::int64_t newest,
        work.sql.number("SELECT coalesce(max(version),0) FROM content_version WHERE type=? AND id=?", 0, type, id));
    return static_cast<int>(newest);
}

Result<int> load_content(Work& work, const std::vector<content::SourceFile>& files, const ContentAuthor& author,
                         std::vector<std::string>* left) {
    LINLI_TRY(content::Loaded loaded, content::load(files, work.catalogue, work.now));
    LINLI_TRY(Texts texts, stored_texts(work.sql));
    if (left != nullptr) LINLI_OK(leave_theirs(work, texts, loaded, *left));
    for (const content::LoadedRow& row : loaded.rows) LINLI_OK(check_event(work.catalogue, row.document));
    std::vector<const content::LoadedRow*> changed;
    bool everything = false;
    for (const content::LoadedRow& row : loaded.rows) {
        std::string& before = texts[row.id];
        if (before == row.body) continue;
        before = row.body;
        changed.push_back(&row);
        everything = everything || moves_audiences(row.document);
        const std::string_view type = content::type_of(row.document);
        const std::string& id = content::id_of(row.document);
        LINLI_OK(
            work.sql.run("INSERT INTO content(type,id,json,loaded_at) VALUES(?,?,?,?)"
                         " ON CONFLICT(type,id) DO UPDATE SET json=excluded.json, loaded_at=excluded.loaded_at",
                         type, id, row.body, work.now.ms));
        LINLI_OK(keep_version(work, type, id, row.body, author));
    }
    if (changed.empty()) return 0;
    LINLI_OK(content_is_new(work, std::move(loaded.catalogue)));
    // A new community gets what was there for all, an ally less or more.
    if (everything) {
        for (const content::Document& document : content::documents_of(work.catalogue)) {
            const std::string row = content::row_id(document);
            LINLI_OK(spread(work, row, texts[row], content::audience(document, work.catalogue)));
        }
    } else {
        for (const content::LoadedRow* row : changed) LINLI_OK(spread(work, row->id, row->body, row->audience));
    }
    for (const content::LoadedRow* row : changed)
        if (const auto* event = std::get_if<Event>(&row->document)) LINLI_OK(follow_event(work, *event));
    if (author.staff == 0)
        LINLI_OK(add_audit(work, 0, "", "content.load", fmt::format("{} documents", changed.size()), ""));
    return static_cast<int>(changed.size());
}

Result<> take_content_down(Work& work, std::string_view type, std::string_view id, const ContentAuthor& author) {
    const std::string row = fmt::format("{}/{}", type, id);
    content::Catalogue without = work.catalogue;
    if (!without.erase(row)) return fail(Fault::NotFound, "no {}", row);
    for (const content::Document& document : content::documents_of(without)) {
        const auto problems = content::check_references(document, without);
        if (!problems.empty()) return fail(Fault::Invalid, "{}: {}", content::row_id(document), problems.front());
    }
    LINLI_OK(keep_version(work, type, id, "", author));
    LINLI_OK(work.sql.run("DELETE FROM content WHERE type=? AND id=?", type, id));
    LINLI_OK(work.sql.run("DELETE FROM content_end WHERE type=? AND id=?", type, id));
    LINLI_OK(content_is_new(work, std::move(without)));
    return spread(work, row, "", {});
}

}  // namespace linli::hub
