#include <algorithm>
#include <charconv>

#include "backend/hub/desk.h"
#include "backend/hub/desk_case.h"
#include "kiosk/base/utf8.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

// What a search may find: beyond it a word is too short to be one.
constexpr std::size_t kMaxFound = 200;
constexpr std::size_t kMaxSearch = 80;  // bytes

// A condition with its values, put together from constant pieces only. The values must outlive it.
struct Where {
    std::string sql;
    std::vector<db::Param> params;

    template <class... T>
    void also(std::string_view condition, const T&... values) {
        sql += sql.empty() ? " WHERE " : " AND ";
        sql += condition;
        (params.push_back(db::param(values)), ...);
    }
};

// The two conditions without a parameter are those of the partial indexes item_due and item_newest.
Where seen_by(const Actor& actor) {
    Where where;
    where.also("type='request' AND merged_into=''");
    if (!actor.community.empty()) where.also("community=?", actor.community);
    if (actor.role == Role::Property) where.also("desk='property'");
    if (actor.role == Role::Partner) where.also("partner=?", actor.staff);
    return where;
}

// next_due is what is due next; of a case that was opened again it is the same below zero (backend/store/schema.cpp).
constexpr std::string_view kOverdue = "(next_due<=? AND (next_due>0 OR next_due+10000000000000<=?))";
constexpr std::string_view kSoon =
    "((responded_at IS NULL AND respond_due>? AND (respond_due-?)*4<respond_due-opened_at)"
    " OR (solve_due>? AND (solve_due-?)*4<solve_due-opened_at))";

// Latin letters without their case; other scripts as they are.
std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool says(const LocalizedText& text, std::string_view wanted) {
    return std::any_of(text.texts.begin(), text.texts.end(),
                       [&](const auto& each) { return folded(each.second).find(wanted) != std::string::npos; });
}

// What was typed, as ids that an index knows: nothing sealed is opened to find it.
struct Search {
    std::vector<std::string> kinds;
    std::vector<std::string> places;
    std::vector<std::string> ids;
};

void find_named(const content::Catalogue& catalogue, std::string_view community, std::string_view wanted,
                Search& found) {
    for (const auto& [id, kind] : catalogue.request_kinds)
        if (found.kinds.size() < kMaxFound && says(kind.title, wanted)) found.kinds.push_back(id);
    for (const auto& [id, place] : catalogue.places) {
        if (place.community != community) continue;
        const bool whole = says(place.name, wanted);
        for (const CommonPlace& common : place.common)
            if (found.places.size() < kMaxFound && (whole || says(common.name, wanted)))
                found.places.push_back(common.id);
    }
}

std::optional<std::int64_t> digits_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
    return number;
}

// "K3.1.57", "K3-57" or "57": the number that the receipt shows, at any of the community's kiosks.
Result<> find_numbered(Work& work, std::string_view community, std::string_view typed, Search& found) {
    std::string upper(typed);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (parse_item_id(upper)) found.ids.push_back(upper);
    const std::size_t dash = upper.find('-');
    const std::string kiosk = dash == std::string::npos ? std::string() : upper.substr(0, dash);
    const auto seq =
        digits_of(dash == std::string::npos ? std::string_view(upper) : std::string_view(upper).substr(dash + 1));
    if (!seq) return {};
    return work.sql.each(
        "SELECT id,epoch FROM kiosk WHERE community=? AND (?='' OR id=?) ORDER BY id",
        [&](const SqlRow& r) {
            for (std::int64_t epoch = r.integer(1); epoch > 0 && found.ids.size() < kMaxFound; --epoch)
                found.ids.push_back(item_id({r.string(0), epoch, *seq}));
        },
        community, kiosk, kiosk);
}

void add_any_of(std::string& condition, Where& where, std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    condition += condition.empty() ? "" : " OR ";
    condition += column;
    condition += " IN (";
    for (std::size_t i = 0; i < values.size(); ++i) condition += i == 0 ? "?" : ",?";
    condition += ")";
    for (const std::string& value : values) where.params.push_back(db::param(value));
}

Result<> narrow_by_text(Work& work, const Actor& actor, const CaseFilter& filter, Search& found, Where& where) {
    const std::string wanted = folded(clean_text(std::string_view(filter.text).substr(0, kMaxSearch), kMaxSearch));
    if (wanted.empty()) return {};
    if (!filter.number_only) find_named(work.catalogue, actor.community, wanted, found);
    LINLI_OK(find_numbered(work, actor.community, wanted, found));
    std::string condition;
    where.sql += " AND ";
    add_any_of(condition, where, "subject", found.kinds);
    add_any_of(condition, where, "place", found.places);
    add_any_of(condition, where, "id", found.ids);
    where.sql += condition.empty() ? "1=0" : "(" + condition + ")";
    return {};
}

std::string_view order_of(const CaseFilter& filter) {
    if (filter.sort == CaseSort::Newest) return " ORDER BY opened_at DESC, id DESC";
    if (filter.status == ItemStatus::Open) return " ORDER BY next_due, id";
    return " ORDER BY CASE WHEN status='open' THEN 0 ELSE 1 END, next_due, id";
}

// Everything of the filter that needs no search; `now` and the filter outlive the condition.
Where where_of(const Actor& actor, const CaseFilter& filter, const std::int64_t& now) {
    Where where = seen_by(actor);
    if (filter.status) where.also("status=?", name_of(*filter.status));
    if (filter.reopened) where.also("next_due<=0 AND status='open'");
    if (filter.stage) where.also("stage=?", stage_name(*filter.stage));
    if (!filter.kind.empty()) where.also("subject=?", filter.kind);
    if (!filter.place.empty()) where.also("place=?", filter.place);
    if (filter.due) where.also("status='open'");
    if (filter.due == Due::Overdue) where.also(kOverdue, now, now);
    if (filter.due == Due::Soon) where.also(kSoon, now, now, now, now);
    if (filter.desk) where.also("desk=?", *filter.desk == linli::Desk::Property ? "property" : "community");
    if (filter.level) where.also("level=?", name_of(*filter.level));
    if (filter.assignee && *filter.assignee == 0) where.also("assignee IS NULL");
    if (filter.assignee && *filter.assignee != 0) where.also("assignee=?", *filter.assignee);
    return where;
}

}  // namespace

Result<CasePage> Desk::cases(const Actor& actor, const CaseFilter& filter) {
    LINLI_OK(require(actor, Right::SeeCases));
    if (filter.limit < 1 || filter.limit > kMaxCasePage || filter.offset < 0)
        return fail(Fault::Invalid, "a page has 1 to {} cases", kMaxCasePage);
    Where where = where_of(actor, filter, m_work.now.ms);
    Search found;
    LINLI_OK(narrow_by_text(m_work, actor, filter, found, where));

    CasePage page;
    LINLI_OK(
        m_work.sql.each_params("SELECT count(*) FROM item" + where.sql, where.params, [&](const SqlRow& r) -> Result<> {
            page.total = static_cast<int>(r.integer(0));
            return {};
        }));
    std::vector<db::Param> params = where.params;
    params.push_back(db::param(filter.limit));
    params.push_back(db::param(filter.offset));
    std::vector<std::string> ids;
    LINLI_OK(
        m_work.sql.each_params("SELECT id FROM item" + where.sql + std::string(order_of(filter)) + " LIMIT ? OFFSET ?",
                               params, [&](const SqlRow& r) -> Result<> {
                                   ids.push_back(r.string(0));
                                   return {};
                               }));
    for (const std::string& id : ids) {
        LINLI_TRY(const auto item, load_item(m_work, id));
        if (item) page.lines.push_back(line_of(m_work, *item));
    }
    return page;
}

Result<CaseCounts> Desk::case_counts(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeCases));
    Where where = seen_by(actor);
    where.also("status='open'");
    std::vector<db::Param> params{db::param(m_work.now.ms), db::param(m_work.now.ms)};
    params.insert(params.end(), where.params.begin(), where.params.end());
    CaseCounts counts;
    LINLI_OK(
        m_work.sql.each_params(fmt::format("SELECT count(*), coalesce(sum(CASE WHEN {} THEN 1 ELSE 0 END),0),"
                                           " coalesce(sum(CASE WHEN next_due<=0 THEN 1 ELSE 0 END),0),"
                                           " coalesce(sum(CASE WHEN assignee IS NULL THEN 1 ELSE 0 END),0) FROM item{}",
                                           kOverdue, where.sql),
                               params, [&](const SqlRow& r) -> Result<> {
                                   counts = {static_cast<int>(r.integer(0)), static_cast<int>(r.integer(1)),
                                             static_cast<int>(r.integer(2)), static_cast<int>(r.integer(3))};
                                   return {};
                               }));
    return counts;
}

Result<MonthTally> Desk::month_tally(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeCases));
    const Community* community = content::find(m_work.catalogue.communities, actor.community);
    const Civil today = to_civil(m_work.now, community != nullptr ? community->utc_offset_minutes : 0);
    MonthTally tally{fmt::format("{:04}-{:02}", today.year, today.month), 0, 0, 0};
    LINLI_OK(m_work.sql.each(
        "SELECT opened,handled,solved FROM tally WHERE community=? AND month=?",
        [&](const SqlRow& r) {
            tally.opened = static_cast<int>(r.integer(0));
            tally.handled = static_cast<int>(r.integer(1));
            tally.solved = static_cast<int>(r.integer(2));
        },
        actor.community, tally.month));
    return tally;
}

Result<std::vector<KindTally>> Desk::kind_tallies(const Actor& actor, std::string_view first_month) {
    LINLI_OK(require(actor, Right::SeeFigures));
    std::vector<KindTally> tallies;
    LINLI_OK(m_work.sql.each(
        "SELECT month,kind,opened,handled,solved FROM tally_kind WHERE community=? AND month>=? ORDER BY month,kind",
        [&](const SqlRow& r) {
            const RequestKind* of = kind(r.text(1));
            if (actor.role == Role::Property && (of == nullptr || of->desk != linli::Desk::Property)) return;
            tallies.push_back({r.string(0), r.string(1), static_cast<int>(r.integer(2)), static_cast<int>(r.integer(3)),
                               static_cast<int>(r.integer(4))});
        },
        actor.community, first_month));
    return tallies;
}

}  // namespace linli::hub
