#include <algorithm>
#include <array>
#include <map>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/load.h"
#include "kiosk/base/utf8.h"

namespace linli::hub {
namespace {

constexpr std::array kHows{VersionHow::File, VersionHow::Edit, VersionHow::Restore, VersionHow::TakeDown,
                           VersionHow::Cancel};

// Errors: Denied; NotFound for a type that is not edited at the console.
Result<> may_write(const Actor& actor, std::string_view type) {
    if (type == "guide") return require(actor, Right::EditGuides);
    if (type == "event" || type == "notice") return require(actor, Right::EditEvents);
    return fail(Fault::NotFound, "documents of type {} are not edited here", type);
}

// Whether it is the actor's community's to change: an event by whose it is; anything else where it is for the community
// itself and at most its allies.
bool is_ours(const Work& work, const Actor& actor, const content::Document& document) {
    if (const auto* event = std::get_if<Event>(&document)) return event->community == actor.community;
    const Community* own = content::find(work.catalogue.communities, actor.community);
    if (own == nullptr) return false;
    bool ours = false;
    for (const std::string& each : content::audience(document, work.catalogue)) {
        if (each == actor.community)
            ours = true;
        else if (std::find(own->allies.begin(), own->allies.end(), each) == own->allies.end())
            return false;
    }
    return ours;
}

bool is_shown(const Work& work, const Actor& actor, const content::Document& document) {
    const auto audience = content::audience(document, work.catalogue);
    return std::find(audience.begin(), audience.end(), actor.community) != audience.end();
}

std::optional<content::Document> published(const Work& work, std::string_view type, std::string_view id) {
    const auto as_document = [](const auto* found) -> std::optional<content::Document> {
        if (found == nullptr) return std::nullopt;
        return content::Document(*found);
    };
    if (type == "guide") return as_document(content::find(work.catalogue.guides, id));
    if (type == "event") return as_document(content::find(work.catalogue.events, id));
    return as_document(content::find(work.catalogue.notices, id));
}

ContentDraft read_draft(const SqlRow& r) {
    ContentDraft draft{r.string(0),  r.string(1), static_cast<int>(r.integer(2)), r.string(3), {r.integer(4)},
                       r.integer(5), std::nullopt};
    if (const auto at = r.maybe_integer(6)) draft.publish_at = Instant{*at};
    return draft;
}

constexpr std::string_view kDraftColumns = "SELECT type,id,base,json,at,staff,publish_at FROM content_draft";

Result<> fill_published(Work& work, ContentLine& line) {
    LINLI_OK(work.sql.each(
        "SELECT version,at,staff FROM content_version WHERE type=? AND id=? ORDER BY version DESC LIMIT 1",
        [&](const SqlRow& r) {
            line.version = static_cast<int>(r.integer(0));
            line.published_at = Instant{r.integer(1)};
            line.published_by = r.maybe_integer(2);
        },
        line.type, line.id));
    LINLI_OK(work.sql.each(
        "SELECT json FROM content WHERE type=? AND id=?", [&](const SqlRow& r) { line.json = r.string(0); }, line.type,
        line.id));
    return work.sql.each(
        "SELECT at FROM content_end WHERE type=? AND id=?",
        [&](const SqlRow& r) { line.ends_at = Instant{r.integer(0)}; }, line.type, line.id);
}

// Who had it last, where the kiosks have it no more: the community of its last version is not kept, so the version is
// read. Errors: NotFound where it is not the actor's community's.
Result<> owned_before(Work& work, const Actor& actor, std::string_view type, std::string_view id) {
    LINLI_TRY(const auto json,
              work.sql.one(
                  "SELECT json FROM content_version WHERE type=? AND id=? AND json<>'' ORDER BY version DESC"
                  " LIMIT 1",
                  [](const SqlRow& r) { return r.string(0); }, type, id));
    if (!json) return fail(Fault::NotFound, "no {}/{}", type, id);
    const auto document = content::parse_document(type, *json);
    if (!document || !is_ours(work, actor, *document)) return fail(Fault::NotFound, "no {}/{}", type, id);
    return {};
}

Result<> audit_everywhere(Work& work, const Actor& actor, std::string_view action, const content::Document& document) {
    for (const std::string& community : content::audience(document, work.catalogue))
        LINLI_OK(add_audit(work, actor.staff, community, action, content::row_id(document), ""));
    return {};
}

std::string_view action_of(VersionHow how) {
    switch (how) {
        case VersionHow::File:
            return "content.load";
        case VersionHow::Edit:
            return "content.publish";
        case VersionHow::Restore:
            return "content.restore";
        case VersionHow::TakeDown:
            return "content.take-down";
        case VersionHow::Cancel:
            return "event.cancel";
    }
    return {};
}

// What a change of an event may not do.
Result<> check_event(const std::optional<content::Document>& before, const content::Document& after) {
    const auto* now = std::get_if<Event>(&after);
    const auto* was = before ? std::get_if<Event>(&*before) : nullptr;
    if (now == nullptr || was == nullptr) return {};
    // Everyone was told that it does not take place, and their seats are gone.
    if (was->state == EventState::Cancelled && now->state == EventState::Open)
        return fail(Fault::Conflict, "an event that was called off does not open again");
    return {};
}

}  // namespace

std::string_view name_of(VersionHow how) {
    switch (how) {
        case VersionHow::File:
            return "file";
        case VersionHow::Edit:
            return "edit";
        case VersionHow::Restore:
            return "restore";
        case VersionHow::TakeDown:
            return "take-down";
        case VersionHow::Cancel:
            return "cancel";
    }
    return {};
}

std::optional<VersionHow> version_how_from_name(std::string_view name) {
    for (const VersionHow how : kHows)
        if (name_of(how) == name) return how;
    return std::nullopt;
}

std::vector<const Topic*> Desk::topics(const Actor& actor) const {
    std::vector<const Topic*> found;
    for (const auto& [id, topic] : m_work.catalogue.topics)
        if (content::is_for(topic.communities, actor.community)) found.push_back(&topic);
    std::stable_sort(found.begin(), found.end(), [](const Topic* a, const Topic* b) { return a->order < b->order; });
    return found;
}

Result<std::vector<ContentLine>> Desk::documents(const Actor& actor, std::string_view type) {
    LINLI_OK(may_write(actor, type));
    std::vector<ContentLine> lines;
    std::map<std::string, std::size_t, std::less<>> at;
    const auto add = [&](std::string_view id, bool may_edit) {
        if (lines.size() >= kMaxDocumentLines || at.contains(id)) return;
        at.emplace(id, lines.size());
        ContentLine line;
        line.type = type;
        line.id = id;
        line.may_edit = may_edit;
        lines.push_back(std::move(line));
    };
    for (const content::Document& document : content::documents_of(m_work.catalogue))
        if (content::type_of(document) == type && is_shown(m_work, actor, document))
            add(content::id_of(document), is_ours(m_work, actor, document));
    std::vector<ContentDraft> drafts;
    LINLI_OK(m_work.sql.each(
        std::string(kDraftColumns) + " WHERE community=? AND type=? ORDER BY at DESC",
        [&](const SqlRow& r) { drafts.push_back(read_draft(r)); }, actor.community, type));
    for (ContentDraft& draft : drafts) {
        add(draft.id, true);
        if (const auto found = at.find(draft.id); found != at.end()) lines[found->second].draft = std::move(draft);
    }
    for (ContentLine& line : lines) LINLI_OK(fill_published(m_work, line));
    return lines;
}

Result<ContentLine> Desk::document(const Actor& actor, std::string_view type, std::string_view id) {
    LINLI_OK(may_write(actor, type));
    ContentLine line;
    line.type = type;
    line.id = id;
    LINLI_OK(fill_published(m_work, line));
    LINLI_OK(m_work.sql.each(
        std::string(kDraftColumns) + " WHERE community=? AND type=? AND id=?",
        [&](const SqlRow& r) { line.draft = read_draft(r); }, actor.community, type, id));
    if (const auto document = published(m_work, type, id)) {
        if (!is_shown(m_work, actor, *document)) return fail(Fault::NotFound, "no {}/{}", type, id);
        line.may_edit = is_ours(m_work, actor, *document);
        return line;
    }
    if (line.version > 0)
        LINLI_OK(owned_before(m_work, actor, type, id));
    else if (!line.draft)
        return fail(Fault::NotFound, "no {}/{}", type, id);
    line.may_edit = true;
    return line;
}

Result<> Desk::keep_draft(const Actor& actor, const ContentDraft& draft) {
    LINLI_OK(may_write(actor, draft.type));
    if (draft.json.size() > content::kMaxDocumentBytes)
        return fail(Fault::TooLarge, "a draft of more than {} bytes", content::kMaxDocumentBytes);
    LINLI_TRY(const int newest, newest_version(m_work, draft.type, draft.id));
    if (newest > 0) {
        LINLI_TRY(const ContentLine line, document(actor, draft.type, draft.id));
        if (!line.may_edit) return fail(Fault::Denied, "{}/{} is kept by the operator", draft.type, draft.id);
    } else {
        LINLI_TRY(const std::int64_t others,
                  m_work.sql.number("SELECT count(*) FROM content_draft WHERE type=? AND id=? AND community<>?", 0,
                                    draft.type, draft.id, actor.community));
        if (others > 0) return fail(Fault::Conflict, "the id {} is another community's", draft.id);
    }
    LINLI_OK(m_work.sql.run(
        "INSERT INTO content_draft(type,id,community,base,json,at,staff,publish_at) VALUES(?,?,?,?,?,?,?,?)"
        " ON CONFLICT(type,id) DO UPDATE SET base=excluded.base, json=excluded.json, at=excluded.at,"
        " staff=excluded.staff, publish_at=excluded.publish_at",
        draft.type, draft.id, actor.community, draft.base, draft.json, m_work.now.ms, actor.staff,
        draft.publish_at ? std::optional(draft.publish_at->ms) : std::nullopt));
    LINLI_TRY(const std::int64_t count,
              m_work.sql.number("SELECT count(*) FROM content_draft WHERE community=?", 0, actor.community));
    if (count > kMaxDrafts) return fail(Fault::Limited, "at most {} drafts are kept", kMaxDrafts);
    return add_audit(m_work, actor.staff, actor.community, "content.draft", fmt::format("{}/{}", draft.type, draft.id),
                     "");
}

Result<> Desk::drop_draft(const Actor& actor, std::string_view type, std::string_view id) {
    LINLI_OK(may_write(actor, type));
    LINLI_TRY(const std::int64_t gone, m_work.sql.run("DELETE FROM content_draft WHERE type=? AND id=? AND community=?",
                                                      type, id, actor.community));
    if (gone == 0) return fail(Fault::NotFound, "no draft {}/{}", type, id);
    return {};
}

Result<int> Desk::publish(const Actor& actor, const ContentEdit& edit) {
    LINLI_OK(may_write(actor, edit.type));
    LINLI_TRY(const int newest, newest_version(m_work, edit.type, edit.id));
    if (newest != edit.base)
        return fail(Fault::Conflict, "{}/{} has version {}, not {}", edit.type, edit.id, newest, edit.base);
    LINLI_TRY(const content::Document document, content::parse_document(edit.type, edit.json));
    if (content::id_of(document) != edit.id) return fail(Fault::Invalid, "/id: expected {}", edit.id);
    const auto before = published(m_work, edit.type, edit.id);
    if ((before && !is_ours(m_work, actor, *before)) || !is_ours(m_work, actor, document))
        return fail(Fault::Denied, "{}/{} is not this community's alone", edit.type, edit.id);
    if (!before && newest > 0) LINLI_OK(owned_before(m_work, actor, edit.type, edit.id));
    LINLI_OK(check_event(before, document));
    LINLI_TRY(const int changed,
              load_content(m_work, {{content::row_id(document), edit.json}}, {actor.staff, edit.how}));
    LINLI_OK(m_work.sql.run("DELETE FROM content_draft WHERE type=? AND id=?", edit.type, edit.id));
    LINLI_OK(m_work.sql.run("DELETE FROM content_end WHERE type=? AND id=?", edit.type, edit.id));
    if (edit.ends_at)
        LINLI_OK(m_work.sql.run("INSERT INTO content_end(type,id,community,at) VALUES(?,?,?,?)", edit.type, edit.id,
                                actor.community, edit.ends_at->ms));
    if (changed > 0) LINLI_OK(audit_everywhere(m_work, actor, action_of(edit.how), document));
    if (std::holds_alternative<Event>(document) && !edit.tell.empty())
        LINLI_OK(tell_signed_up(actor, edit.id, edit.tell));
    return changed;
}

Result<std::vector<ContentVersion>> Desk::versions(const Actor& actor, std::string_view type, std::string_view id) {
    LINLI_OK(document(actor, type, id));
    std::vector<ContentVersion> found;
    LINLI_OK(m_work.sql.each(
        "SELECT version,at,staff,how,json FROM content_version WHERE type=? AND id=? ORDER BY version DESC",
        [&](const SqlRow& r) {
            found.push_back({static_cast<int>(r.integer(0)),
                             {r.integer(1)},
                             r.maybe_integer(2),
                             version_how_from_name(r.text(3)).value_or(VersionHow::File),
                             r.string(4)});
        },
        type, id));
    return found;
}

Result<> Desk::restore(const Actor& actor, std::string_view type, std::string_view id, int number) {
    LINLI_TRY(const std::vector<ContentVersion> all, versions(actor, type, id));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.number == number; });
    if (found == all.end() || found->json.empty()) return fail(Fault::NotFound, "no version {} of {}", number, id);
    ContentEdit edit;
    edit.type = type;
    edit.id = id;
    edit.base = all.front().number;
    edit.json = found->json;
    edit.how = VersionHow::Restore;
    LINLI_OK(publish(actor, edit));
    return {};
}

Result<> Desk::take_down(const Actor& actor, std::string_view type, std::string_view id) {
    LINLI_OK(may_write(actor, type));
    // An event has people in it: it is called off, with a reason.
    if (type == "event") return fail(Fault::Invalid, "an event is called off, not taken down");
    const auto before = published(m_work, type, id);
    if (!before || !is_shown(m_work, actor, *before)) return fail(Fault::NotFound, "no {}/{}", type, id);
    if (!is_ours(m_work, actor, *before)) return fail(Fault::Denied, "{}/{} is kept by the operator", type, id);
    LINLI_OK(audit_everywhere(m_work, actor, action_of(VersionHow::TakeDown), *before));
    return take_content_down(m_work, type, id, {actor.staff, VersionHow::TakeDown});
}

Result<int> publish_due(Work& work) {
    std::vector<std::pair<ContentDraft, std::string>> due;
    LINLI_OK(work.sql.each(
        "SELECT type,id,base,json,at,staff,publish_at,community FROM content_draft WHERE publish_at<=? LIMIT 50",
        [&](const SqlRow& r) { due.emplace_back(read_draft(r), r.string(7)); }, work.now.ms));
    int done = 0;
    for (const auto& [draft, community] : due) {
        Desk desk(work);
        const Actor actor{draft.staff, Role::Editor, community};
        ContentEdit edit{draft.type, draft.id, draft.base, draft.json};
        const auto published = desk.publish(actor, edit);
        if (published) {
            ++done;
            continue;
        }
        if (is_outside(published.error().fault)) return fail(Error(published.error()));
        // Someone must look at it again; it stays a draft.
        LINLI_OK(work.sql.run("UPDATE content_draft SET publish_at=NULL WHERE type=? AND id=?", draft.type, draft.id));
        LINLI_OK(add_audit(work, 0, community, "content.late", fmt::format("{}/{}", draft.type, draft.id), ""));
    }
    std::vector<std::array<std::string, 3>> ending;
    LINLI_OK(work.sql.each(
        "SELECT type,id,community FROM content_end WHERE at<=? LIMIT 50",
        [&](const SqlRow& r) {
            ending.push_back({r.string(0), r.string(1), r.string(2)});
        },
        work.now.ms));
    for (const auto& [type, id, community] : ending) {
        LINLI_OK(work.sql.run("DELETE FROM content_end WHERE type=? AND id=?", type, id));
        const auto gone = take_content_down(work, type, id, {0, VersionHow::TakeDown});
        if (!gone && is_outside(gone.error().fault)) return fail(Error(gone.error()));
        LINLI_OK(add_audit(work, 0, community, gone ? "content.take-down" : "content.late",
                           fmt::format("{}/{}", type, id), ""));
        if (gone) ++done;
    }
    return done;
}

}  // namespace linli::hub
