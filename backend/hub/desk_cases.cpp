#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/items.h"
#include "kiosk/base/utf8.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

constexpr std::string_view kDeskLanguage = "zh-CN";

// A condition with its values, put together from constant pieces only.
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

Where seen_by(const Actor& actor) {
    Where where;
    where.also("type='request'");
    if (!actor.community.empty()) where.also("community=?", actor.community);
    if (actor.role == Role::Property) where.also("desk='property'");
    if (actor.role == Role::Partner) where.also("partner=?", actor.staff);
    return where;
}

constexpr std::string_view kOverdue = "(status='open' AND ((responded_at IS NULL AND respond_due<=?) OR solve_due<=?))";
constexpr std::string_view kSoon =
    "(status='open' AND ((responded_at IS NULL AND (respond_due-?)*4<respond_due-opened_at)"
    " OR (solve_due-?)*4<solve_due-opened_at))";

DueClock clock_at(std::optional<Instant> due, Instant from, std::optional<Instant> stopped, Instant now) {
    if (!due || stopped) return {due, Due::Stopped};
    if (now >= *due) return {due, Due::Overdue};
    return {due, (*due - now) * 4 < *due - from ? Due::Soon : Due::InTime};
}

CaseLine line_of(const Work& work, const ItemRow& item) {
    const ItemState& s = item.state;
    CaseLine line;
    line.id = s.id;
    if (const auto key = parse_item_id(s.id)) line.short_id = short_id(*key);
    line.kind = s.subject;
    const RequestKind* kind = content::find(work.catalogue.request_kinds, s.subject);
    line.kind_title = kind != nullptr ? std::string(kind->title.pick(kDeskLanguage)) : s.subject;
    line.category = item.category;
    line.place = item.place;
    line.visibility = item.visibility;
    line.status = s.status;
    line.stage = s.stage;
    line.ending = s.ending;
    line.verdict = s.verdict;
    line.reopened = s.reopened;
    line.people = item.people;
    line.opened_at = s.opened_at;
    line.updated_at = s.updated_at;
    const auto ended = s.status == ItemStatus::Open ? std::nullopt : std::optional(s.updated_at);
    line.respond = clock_at(item.respond_due, s.opened_at, item.responded_at ? item.responded_at : ended, work.now);
    line.solve = clock_at(item.solve_due, s.opened_at, ended, work.now);
    line.assignee = item.assignee;
    line.partner = item.partner;
    return line;
}

Result<ItemRow> find_case(Work& work, const Actor& actor, Right right, std::string_view id) {
    LINLI_OK(require(actor, right));
    LINLI_TRY(auto item, load_item(work, id));
    if (!item || !is_of(actor, item->community) || item->state.type != ItemType::Request)
        return fail(Fault::NotFound, "no such case");
    if (!may_see(actor, *item)) return fail(Fault::Denied, "staff {} may not see {}", actor.staff, item->state.id);
    return std::move(*item);
}

Result<StaffLine> find_staff(Work& work, std::int64_t id, std::string_view community) {
    LINLI_TRY(const auto found, work.sql.one(
                                    "SELECT id,login,role,community FROM staff WHERE id=? AND disabled_at IS NULL",
                                    [](const SqlRow& r) {
                                        return StaffLine{r.integer(0), r.string(1),
                                                         role_from_name(r.text(2)).value_or(Role::Editor), r.string(3),
                                                         false};
                                    },
                                    id));
    if (!found || found->community != community) return fail(Fault::NotFound, "no such staff");
    return *found;
}

Result<> must_be(const ItemRow& item, ItemStatus status) {
    if (item.state.status == status) return {};
    return fail(Fault::Invalid, "{} is {}", item.state.id, name_of(item.state.status));
}

}  // namespace

Result<CasePage> Desk::cases(const Actor& actor, const CaseFilter& filter) {
    LINLI_OK(require(actor, Right::SeeCases));
    if (filter.limit < 1 || filter.limit > kMaxCasePage || filter.offset < 0)
        return fail(Fault::Invalid, "a page has 1 to {} cases", kMaxCasePage);
    Where where = seen_by(actor);
    if (filter.status) where.also("status=?", name_of(*filter.status));
    if (filter.reopened) where.also("queued_at=0 AND status='open'");
    if (filter.stage) where.also("stage=?", stage_name(*filter.stage));
    if (!filter.kind.empty()) where.also("subject=?", filter.kind);
    if (filter.due == Due::Overdue) where.also(kOverdue, m_work.now.ms, m_work.now.ms);
    if (filter.due == Due::Soon) where.also(kSoon, m_work.now.ms, m_work.now.ms);
    if (filter.assignee && *filter.assignee == 0) where.also("assignee IS NULL");
    if (filter.assignee && *filter.assignee != 0) where.also("assignee=?", *filter.assignee);

    CasePage page;
    LINLI_OK(
        m_work.sql.each_params("SELECT count(*) FROM item" + where.sql, where.params, [&](const SqlRow& r) -> Result<> {
            page.total = static_cast<int>(r.integer(0));
            return {};
        }));
    const std::string_view order =
        filter.sort == CaseSort::Newest
            ? " ORDER BY opened_at DESC, id DESC"
            : " ORDER BY CASE WHEN status='open' THEN 0 ELSE 1 END, CASE WHEN queued_at=0 THEN 0 ELSE 1 END,"
              " CASE WHEN responded_at IS NULL THEN respond_due ELSE solve_due END, id";
    std::vector<db::Param> params = where.params;
    params.push_back(db::param(filter.limit));
    params.push_back(db::param(filter.offset));
    std::vector<std::string> ids;
    LINLI_OK(m_work.sql.each_params("SELECT id FROM item" + where.sql + std::string(order) + " LIMIT ? OFFSET ?",
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
                                           " coalesce(sum(CASE WHEN queued_at=0 THEN 1 ELSE 0 END),0),"
                                           " coalesce(sum(CASE WHEN assignee IS NULL THEN 1 ELSE 0 END),0) FROM item{}",
                                           kOverdue, where.sql),
                               params, [&](const SqlRow& r) -> Result<> {
                                   counts = {static_cast<int>(r.integer(0)), static_cast<int>(r.integer(1)),
                                             static_cast<int>(r.integer(2)), static_cast<int>(r.integer(3))};
                                   return {};
                               }));
    return counts;
}

Result<Case> Desk::open_case(const Actor& actor, std::string_view id) {
    LINLI_TRY(const ItemRow item, find_case(m_work, actor, Right::SeeCases, id));
    Case out;
    out.line = line_of(m_work, item);
    if (const auto sealed = crypto::from_base64(item.whose)) out.whose = open_words(m_work, *sealed);
    out.grade = item.grade;
    if (const auto key = parse_item_id(item.state.id)) {
        LINLI_TRY(const auto station,
                  m_work.sql.one(
                      "SELECT station FROM kiosk WHERE id=?", [](const SqlRow& r) { return r.string(0); }, key->kiosk));
        out.station = station.value_or("");
    }
    LINLI_TRY(OpenedPart opened, open_part(m_work, item, actor.role));
    out.opened = opened.opened;
    out.own = std::move(opened.part);
    out.has_phone = !out.own.phone.empty();
    out.own.phone.clear();
    LINLI_OK(m_work.sql.each(
        "SELECT number,at,type,stage,ending,sealed,staff FROM entry WHERE item=? ORDER BY number",
        [&](const SqlRow& r) {
            const bool by_staff = !r.is_null(6);
            CaseEntry entry{static_cast<int>(r.integer(0)),
                            {r.integer(1)},
                            entry_type_from_name(r.text(2)).value_or(EntryType::Stage),
                            stage_from_name(r.text(3)).value_or(Stage::Intake),
                            std::nullopt,
                            by_staff ? open_words(m_work, r.blob(5)) : open_rating(m_work, r.blob(5)),
                            r.maybe_integer(6)};
            if (!r.is_null(4)) entry.ending = ending_from_name(r.text(4));
            out.timeline.push_back(std::move(entry));
        },
        item.state.id));
    LINLI_OK(m_work.sql.each(
        "SELECT id,at,staff,sealed FROM note WHERE item=? ORDER BY id",
        [&](const SqlRow& r) {
            out.notes.push_back({r.integer(0), {r.integer(1)}, r.integer(2), open_words(m_work, r.blob(3))});
        },
        item.state.id));
    if (actor.role != Role::Desk)
        LINLI_OK(add_audit(m_work, actor.staff, item.community, "case.open", item.state.id, ""));
    return out;
}

Result<std::string> Desk::show_phone(const Actor& actor, std::string_view id) {
    LINLI_TRY(const auto item, load_item(m_work, id));
    if (!item) return fail(Fault::NotFound, "no such item");
    const bool sign_up = item->state.type == ItemType::SignUp;
    LINLI_OK(require(actor, sign_up ? Right::SeeRosters : Right::SeeCases));
    if (!is_of(actor, sign_up ? item->event_community : item->community) || item->state.type == ItemType::Join)
        return fail(Fault::NotFound, "no such item");
    if (!sign_up && !may_see(actor, *item))
        return fail(Fault::Denied, "staff {} may not see {}", actor.staff, item->state.id);
    LINLI_TRY(const OpenedPart opened, open_part(m_work, *item, actor.role));
    if (opened.opened == Opened::WithoutPhone)
        return fail(Fault::Denied, "the resident of {} did not allow the number", item->state.id);
    if (opened.part.phone.empty()) return fail(Fault::NotFound, "{} has no number", item->state.id);
    LINLI_OK(add_audit(m_work, actor.staff, actor.community, "phone.show", item->state.id, ""));
    return opened.part.phone;
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

Result<> Desk::assign(const Actor& actor, std::string_view id, std::int64_t staff_id) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    item.assignee.reset();
    if (staff_id != 0) {
        LINLI_TRY(const StaffLine staff, find_staff(m_work, staff_id, item.community));
        // Someone who may not see the case cannot work on it.
        const Actor theirs{staff.id, staff.role, staff.community};
        if (!is_allowed(staff.role, Right::AnswerCases) || !may_see(theirs, item))
            return fail(Fault::Invalid, "staff {} may not see {}", staff.id, item.state.id);
        item.assignee = staff_id;
    }
    LINLI_OK(m_work.sql.run("UPDATE item SET assignee=? WHERE id=?", item.assignee, item.state.id));
    return add_audit(m_work, actor.staff, item.community, "case.assign", item.state.id, std::to_string(staff_id));
}

Result<> Desk::note(const Actor& actor, std::string_view id, std::string_view words) {
    LINLI_TRY(const ItemRow item, find_case(m_work, actor, Right::AnswerCases, id));
    if (item.erased_at) return fail(Fault::Invalid, "{} was erased", item.state.id);
    LINLI_TRY(const std::string clean, checked_words(words, kMaxStaffWords));
    LINLI_TRY(const Bytes sealed, crypto::seal(m_work.keys.sealing.public_key, clean, m_work.entropy));
    LINLI_OK(m_work.sql.run("INSERT INTO note(item,at,staff,sealed) VALUES(?,?,?,?)", item.state.id, m_work.now.ms,
                            actor.staff, sealed));
    return {};
}

Result<> Desk::answer(const Actor& actor, std::string_view id, std::string_view words) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::AnswerCases, id));
    if (item.erased_at || item.withdrawn_at || item.state.status == ItemStatus::Cancelled)
        return fail(Fault::Invalid, "{} has ended: nobody would read an answer", item.state.id);
    LINLI_TRY(const std::string clean, checked_words(words, kMaxStaffWords));
    if (!item.responded_at) item.responded_at = m_work.now;
    LINLI_OK(add_entry(m_work, item, {EntryType::Answer, item.state.stage, std::nullopt, clean, actor.staff}));
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.answer", item.state.id, "");
}

Result<> Desk::set_stage(const Actor& actor, std::string_view id, Stage stage) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::AnswerCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    if (stage == Stage::FollowUp) return fail(Fault::Invalid, "closing a case leads to follow-up");
    if (stage == item.state.stage) return {};
    LINLI_OK(move_to_stage(m_work, item, {EntryType::Stage, stage, std::nullopt, "", actor.staff}));
    return add_audit(m_work, actor.staff, item.community, "case.stage", item.state.id, stage_name(stage));
}

Result<> Desk::close(const Actor& actor, std::string_view id, Ending ending, std::string_view words,
                     std::string_view whose) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    std::string clean;
    if (!clean_text(words, 1).empty()) {
        LINLI_TRY(clean, checked_words(words, kMaxStaffWords));
    }
    if (ending == Ending::SomeoneElses) {
        LINLI_TRY(const std::string named, checked_words(whose, 100));
        LINLI_TRY(const Bytes sealed, crypto::seal(m_work.keys.sealing.public_key, named, m_work.entropy));
        item.whose = crypto::to_base64(sealed);
    } else {
        item.whose.clear();
    }
    LINLI_OK(close_request(m_work, item, {EntryType::Closed, Stage::FollowUp, ending, clean, actor.staff}));
    return add_audit(m_work, actor.staff, item.community, "case.close", item.state.id, name_of(ending));
}

Result<> Desk::reopen(const Actor& actor, std::string_view id, std::string_view words) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    LINLI_OK(must_be(item, ItemStatus::Closed));
    if (item.erased_at) return fail(Fault::Invalid, "{} was erased", item.state.id);
    std::string clean;
    if (!clean_text(words, 1).empty()) {
        LINLI_TRY(clean, checked_words(words, kMaxStaffWords));
    }
    LINLI_OK(reopen_request(m_work, item, {EntryType::Reopened, Stage::Team, std::nullopt, clean, actor.staff}));
    return add_audit(m_work, actor.staff, item.community, "case.reopen", item.state.id, "");
}

Result<> Desk::hand(const Actor& actor, std::string_view id, std::int64_t partner) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::HandCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    item.partner.reset();
    if (partner != 0) {
        LINLI_TRY(const StaffLine staff, find_staff(m_work, partner, item.community));
        if (staff.role != Role::Partner) return fail(Fault::Invalid, "staff {} is no partner", staff.id);
        item.partner = partner;
        LINLI_OK(add_entry(m_work, item, {EntryType::Handed, item.state.stage, std::nullopt, "", actor.staff}));
    }
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.hand", item.state.id, std::to_string(partner));
}

Result<> Desk::erase(const Actor& actor, std::string_view id) {
    LINLI_OK(require(actor, Right::Erase));
    LINLI_TRY(auto item, load_item(m_work, id));
    if (!item || !is_of(actor, item->community)) return fail(Fault::NotFound, "no such item");
    if (!item->closed_at) return fail(Fault::Invalid, "{} has not ended", item->state.id);
    if (item->erased_at) return {};
    LINLI_OK(erase_item(m_work, *item));
    return add_audit(m_work, actor.staff, item->community, "case.erase", item->state.id, "by staff");
}

}  // namespace linli::hub
