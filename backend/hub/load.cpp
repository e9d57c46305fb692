#include "backend/hub/load.h"

#include <algorithm>
#include <map>
#include <set>

#include "backend/hub/seats.h"
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

Result<int> load_content(Work& work, content::Catalogue& catalogue, const std::vector<content::SourceFile>& files) {
    LINLI_TRY(const content::Loaded loaded, content::load(files, catalogue, work.now));
    LINLI_TRY(Texts texts, stored_texts(work.sql));
    std::vector<const Event*> events;
    int changed = 0;
    for (const content::LoadedRow& row : loaded.rows) {
        std::string& before = texts[row.id];
        if (before == row.body) continue;
        before = row.body;
        ++changed;
        LINLI_OK(
            work.sql.run("INSERT INTO content(type,id,json,loaded_at) VALUES(?,?,?,?)"
                         " ON CONFLICT(type,id) DO UPDATE SET json=excluded.json, loaded_at=excluded.loaded_at",
                         content::type_of(row.document), content::id_of(row.document), row.body, work.now.ms));
        if (const auto* event = std::get_if<Event>(&row.document)) events.push_back(event);
    }
    if (changed == 0) return 0;
    catalogue = loaded.catalogue;
    // Everything, not only what changed: a new community gets what was there for all, an ally less or more.
    for (const content::Document& document : content::documents_of(catalogue)) {
        const std::string row = content::row_id(document);
        LINLI_OK(spread(work, row, texts[row], content::audience(document, catalogue)));
    }
    for (const Event* event : events) LINLI_OK(follow_event(work, *event));
    LINLI_OK(work.sql.run("UPDATE meta SET value=value+1 WHERE name='content_version'"));
    LINLI_OK(add_audit(work, 0, "", "content.load", fmt::format("{} documents", changed), ""));
    return changed;
}

}  // namespace linli::hub
