#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/desk_case.h"
#include "backend/hub/desk_opening.h"
#include "kiosk/base/utf8.h"

namespace linli::hub {
namespace {

constexpr std::size_t kMaxFilterName = 40;
constexpr std::size_t kMaxFilterQuery = 500;  // bytes
constexpr std::size_t kMaxTemplateTitle = 60;
constexpr std::size_t kMaxLanguageTag = 16;  // bytes

AnswerTemplate read_template(const SqlRow& r) {
    return {r.integer(0), r.string(1), r.string(2), r.string(3), r.string(4)};
}

}  // namespace

Result<int> Desk::count_visits(const Actor& actor) {
    LINLI_OK(require(actor, Right::CloseCases));
    LINLI_TRY(const std::int64_t count,
              m_work.sql.number("SELECT count(*) FROM item WHERE community=? AND visit_asked IS NOT NULL"
                                " AND (?=0 OR desk='property')",
                                0, actor.community, actor.role == Role::Property));
    return static_cast<int>(count);
}

Result<std::vector<VisitLine>> Desk::to_visit(const Actor& actor, int offset) {
    LINLI_OK(require(actor, Right::CloseCases));
    struct Asked {
        std::string id;
        Instant at;
        int grade;
    };
    std::vector<Asked> asked;
    LINLI_OK(m_work.sql.each(
        "SELECT id,visit_asked,visit_grade FROM item WHERE community=? AND visit_asked IS NOT NULL"
        " AND (?=0 OR desk='property') ORDER BY visit_asked,id LIMIT ? OFFSET ?",
        [&](const SqlRow& r) {
            asked.push_back({r.string(0), {r.integer(1)}, static_cast<int>(r.integer(2))});
        },
        actor.community, actor.role == Role::Property, kMaxVisits, std::max(0, offset)));
    std::vector<VisitLine> lines;
    for (const Asked& each : asked) {
        LINLI_TRY(const auto item, load_item(m_work, each.id));
        if (item && may_see(actor, *item)) lines.push_back({line_of(m_work, *item), each.grade, each.at});
    }
    return lines;
}

Result<> Desk::mark_visited(const Actor& actor, std::string_view id, std::string_view found) {
    LINLI_TRY(const ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    LINLI_TRY(const std::int64_t changed,
              m_work.sql.run("UPDATE item SET visit_asked=NULL WHERE id=? AND visit_asked IS NOT NULL", item.state.id));
    if (changed == 0) return fail(Fault::Invalid, "{} waits for no visit", item.state.id);
    LINLI_OK(note(actor, id, found));
    return add_audit(m_work, actor.staff, item.community, "case.visited", item.state.id, "");
}

Result<std::vector<SavedFilter>> Desk::saved_filters(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeCases));
    std::vector<SavedFilter> filters;
    LINLI_OK(m_work.sql.each(
        "SELECT id,name,query FROM saved_filter WHERE staff=? ORDER BY name",
        [&](const SqlRow& r) {
            filters.push_back({r.integer(0), r.string(1), r.string(2)});
        },
        actor.staff));
    return filters;
}

Result<> Desk::save_filter(const Actor& actor, std::string_view name, std::string_view query) {
    LINLI_OK(require(actor, Right::SeeCases));
    LINLI_TRY(const std::string clean, checked_words(name, kMaxFilterName));
    if (query.size() > kMaxFilterQuery) return fail(Fault::TooLarge, "a filter has at most {} bytes", kMaxFilterQuery);
    LINLI_OK(
        m_work.sql.run("INSERT INTO saved_filter(staff,name,query) VALUES(?,?,?) ON CONFLICT(staff,name) DO UPDATE SET"
                       " query=excluded.query",
                       actor.staff, clean, query));
    LINLI_TRY(const std::int64_t count,
              m_work.sql.number("SELECT count(*) FROM saved_filter WHERE staff=?", 0, actor.staff));
    if (count > kMaxSavedFilters) return fail(Fault::Invalid, "at most {} filters are kept", kMaxSavedFilters);
    return {};
}

Result<> Desk::forget_filter(const Actor& actor, std::int64_t filter) {
    LINLI_OK(require(actor, Right::SeeCases));
    LINLI_TRY(const std::int64_t gone,
              m_work.sql.run("DELETE FROM saved_filter WHERE id=? AND staff=?", filter, actor.staff));
    if (gone == 0) return fail(Fault::NotFound, "no such filter");
    return {};
}

Result<std::vector<AnswerTemplate>> Desk::answer_templates(const Actor& actor, std::string_view kind) {
    LINLI_OK(require(actor, Right::AnswerCases));
    std::vector<AnswerTemplate> templates;
    LINLI_OK(m_work.sql.each(
        "SELECT id,kind,language,title,words FROM answer_template WHERE community=? AND (?='' OR kind=? OR kind='')"
        " ORDER BY kind,language,title",
        [&](const SqlRow& r) { templates.push_back(read_template(r)); }, actor.community, kind, kind));
    return templates;
}

Result<> Desk::keep_answer_template(const Actor& actor, const AnswerTemplate& wanted) {
    LINLI_OK(require(actor, Right::KeepTemplates));
    LINLI_TRY(const std::string title, checked_words(wanted.title, kMaxTemplateTitle));
    LINLI_TRY(const std::string words, checked_words(wanted.words, kMaxStaffWords));
    if (!wanted.kind.empty() && kind(wanted.kind) == nullptr) return fail(Fault::Invalid, "no kind {}", wanted.kind);
    if (wanted.language.empty() || wanted.language.size() > kMaxLanguageTag)
        return fail(Fault::Invalid, "a language has 1 to {} bytes", kMaxLanguageTag);
    if (wanted.id != 0) {
        LINLI_TRY(const std::int64_t changed,
                  m_work.sql.run("UPDATE answer_template SET kind=?,language=?,title=?,words=?,staff=?,updated_at=?"
                                 " WHERE id=? AND community=?",
                                 wanted.kind, wanted.language, title, words, actor.staff, m_work.now.ms, wanted.id,
                                 actor.community));
        if (changed == 0) return fail(Fault::NotFound, "no such template");
        return {};
    }
    LINLI_TRY(const std::int64_t count,
              m_work.sql.number("SELECT count(*) FROM answer_template WHERE community=?", 0, actor.community));
    if (count >= kMaxAnswerTemplates) return fail(Fault::Invalid, "at most {} templates are kept", kMaxAnswerTemplates);
    LINLI_OK(m_work.sql.run(
        "INSERT INTO answer_template(community,kind,language,title,words,staff,updated_at) VALUES(?,?,?,?,?,?,?)",
        actor.community, wanted.kind, wanted.language, title, words, actor.staff, m_work.now.ms));
    return {};
}

Result<> Desk::drop_answer_template(const Actor& actor, std::int64_t id) {
    LINLI_OK(require(actor, Right::KeepTemplates));
    LINLI_TRY(const std::int64_t gone,
              m_work.sql.run("DELETE FROM answer_template WHERE id=? AND community=?", id, actor.community));
    if (gone == 0) return fail(Fault::NotFound, "no such template");
    return {};
}

}  // namespace linli::hub
