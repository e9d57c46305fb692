#include <algorithm>
#include <array>
#include <map>
#include <set>

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

ContentDraft read_draft(const Work& work, const SqlRow& r) {
    ContentDraft draft;
    draft.type = r.string(0);
    draft.id = r.string(1);
    draft.base = static_cast<int>(r.integer(2));
    draft.json = r.string(3);
    draft.at = {r.integer(4)};
    draft.staff = r.integer(5);
    if (const auto at = r.maybe_integer(6)) draft.publish_at = Instant{*at};
    if (const auto at = r.maybe_integer(7)) draft.ends_at = Instant{*at};
    draft.tell = open_words(work, r.blob(8));
    return draft;
}

constexpr std::string_view kDraftColumns =
    "SELECT type,id,base,json,at,staff,publish_at,ends_at,tell FROM content_draft";

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

Result<> check_sessions(const Event& event, const std::set<std::int64_t>& off) {
    for (const EventSession& each : event.sessions)
        if (each.cancelled_because.empty() && off.contains(each.starts_at.ms))
            return fail(Fault::Conflict, "a session that was called off is not brought back");
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

// Whoever signed up for an event must hear of another time or place.
bool is_moved(const Event& before, const Event& after) {
    const auto same = [](const EventSession& a, const EventSession& b) {
        return a.starts_at == b.starts_at && a.ends_at == b.ends_at;
    };
    return before.place != after.place || !std::equal(before.sessions.begin(), before.sessions.end(),
                                                      after.sessions.begin(), after.sessions.end(), same);
}

Result<bool> moves_people(Work& work, const std::optional<content::Document>& before, const content::Document& after) {
    const auto* now = std::get_if<Event>(&after);
    const auto* was = before ? std::get_if<Event>(&*before) : nullptr;
    if (now == nullptr || was == nullptr || now->state == EventState::Cancelled || !is_moved(*was, *now)) return false;
    LINLI_TRY(const std::int64_t people,
              work.sql.number("SELECT count(*) FROM item WHERE type='sign-up' AND subject=? AND status IN"
                              " ('confirmed','waiting')",
                              0, now->id));
    return people > 0;
}

std::optional<std::int64_t> maybe_ms(std::optional<Instant> at) {
    return at ? std::optional(at->ms) : std::nullopt;
}

// A draft takes the place of the one that its writer had seen, and of no other.
Result<> check_draft_there(Work& work, const Actor& actor, const ContentDraft& draft) {
    std::string community = actor.community;
    std::int64_t at = 0;
    LINLI_OK(work.sql.each(
        "SELECT community,at FROM content_draft WHERE type=? AND id=?",
        [&](const SqlRow& r) {
            community = r.string(0);
            at = r.integer(1);
        },
        draft.type, draft.id));
    if (community != actor.community) return fail(Fault::Conflict, "the draft {} is another community's", draft.id);
    if (at != 0 && at != draft.at.ms) return fail(Fault::Conflict, "somebody kept another draft of {}", draft.id);
    return {};
}

// When the sessions began that any of the versions says are called off.
std::set<std::int64_t> called_off(const std::vector<ContentVersion>& versions) {
    std::set<std::int64_t> off;
    for (const ContentVersion& version : versions) {
        const auto document = content::parse_document("event", version.json);
        const auto* event = document ? std::get_if<Event>(&*document) : nullptr;
        if (event == nullptr) continue;
        for (const EventSession& each : event->sessions)
            if (!each.cancelled_because.empty()) off.insert(each.starts_at.ms);
    }
    return off;
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
        [&](const SqlRow& r) { drafts.push_back(read_draft(m_work, r)); }, actor.community, type));
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
        [&](const SqlRow& r) { line.draft = read_draft(m_work, r); }, actor.community, type, id));
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
    if (draft.type == "event" && draft.ends_at) return fail(Fault::Invalid, "an event ends with its last session");
    LINLI_TRY(const int newest, newest_version(m_work, draft.type, draft.id));
    if (newest > 0) {
        LINLI_TRY(const ContentLine line, document(actor, draft.type, draft.id));
        if (!line.may_edit) return fail(Fault::Denied, "{}/{} is kept by the operator", draft.type, draft.id);
    }
    LINLI_OK(check_draft_there(m_work, actor, draft));
    Bytes tell;
    if (!draft.tell.empty()) {
        LINLI_TRY(const std::string clean, checked_words(draft.tell, kMaxTellWords));
        LINLI_TRY(tell, crypto::seal(m_work.keys.sealing.public_key, clean, m_work.entropy));
    }
    LINLI_OK(m_work.sql.run(
        "INSERT INTO content_draft(type,id,community,base,json,at,staff,publish_at,ends_at,tell)"
        " VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(type,id) DO UPDATE SET base=excluded.base, json=excluded.json,"
        " at=excluded.at, staff=excluded.staff, publish_at=excluded.publish_at, ends_at=excluded.ends_at,"
        " tell=excluded.tell",
        draft.type, draft.id, actor.community, draft.base, draft.json, m_work.now.ms, actor.staff,
        maybe_ms(draft.publish_at), maybe_ms(draft.ends_at), tell));
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
    if (edit.type == "event" && edit.ends_at) return fail(Fault::Invalid, "an event ends with its last session");
    LINLI_TRY(const bool moved, moves_people(m_work, before, document));
    if (moved && edit.tell.empty()) return fail(Fault::Invalid, "/sessions: those who signed up must be told");
    LINLI_TRY(const int changed,
              load_content(m_work, {{content::row_id(document), edit.json}}, {actor.staff, edit.how}));
    if (edit.draft)
        LINLI_OK(m_work.sql.run("DELETE FROM content_draft WHERE type=? AND id=? AND community=? AND at=?", edit.type,
                                edit.id, actor.community, edit.draft->ms));
    LINLI_OK(m_work.sql.run("DELETE FROM content_end WHERE type=? AND id=?", edit.type, edit.id));
    if (edit.ends_at)
        LINLI_OK(m_work.sql.run("INSERT INTO content_end(type,id,community,at) VALUES(?,?,?,?)", edit.type, edit.id,
                                actor.community, edit.ends_at->ms));
    if (changed > 0) LINLI_OK(audit_everywhere(m_work, actor, action_of(edit.how), document));
    if (std::holds_alternative<Event>(document) && !edit.tell.empty())
        LINLI_OK(tell_signed_up(actor, edit.id, edit.tell));
    return changed;
}

Result<bool> Desk::must_tell(const Actor& actor, std::string_view type, std::string_view id, std::string_view json) {
    LINLI_OK(may_write(actor, type));
    const auto before = published(m_work, type, id);
    const auto after = content::parse_document(type, std::string(json));
    if (!before || !after || !is_shown(m_work, actor, *before)) return false;
    return moves_people(m_work, before, *after);
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

Result<> Desk::restore(const Actor& actor, const ContentRestore& wanted) {
    LINLI_TRY(const std::vector<ContentVersion> all, versions(actor, wanted.type, wanted.id));
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.number == wanted.number; });
    if (found == all.end() || found->json.empty())
        return fail(Fault::NotFound, "no version {} of {}", wanted.number, wanted.id);
    LINLI_TRY(const ContentLine line, document(actor, wanted.type, wanted.id));
    if (const auto wish = content::parse_document(wanted.type, found->json))
        if (const auto* event = std::get_if<Event>(&*wish)) LINLI_OK(check_sessions(*event, called_off(all)));
    ContentEdit edit;
    edit.type = wanted.type;
    edit.id = wanted.id;
    edit.base = wanted.base;
    edit.json = found->json;
    edit.how = VersionHow::Restore;
    edit.tell = wanted.tell;
    if (edit.type != "event") edit.ends_at = line.ends_at;
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

}  // namespace linli::hub
