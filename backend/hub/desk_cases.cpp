#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/desk_case.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/items.h"
#include "kiosk/base/utf8.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

// Where the case went and came from, and what was merged into it.
Result<> read_trail(Work& work, const std::string& id, Case& out) {
    LINLI_OK(work.sql.each(
        "SELECT at,staff,target,partner,sealed FROM handover WHERE item=? ORDER BY id",
        [&](const SqlRow& r) {
            out.handovers.push_back(
                {{r.integer(0)}, r.integer(1), r.string(2), r.maybe_integer(3), open_words(work, r.blob(4))});
        },
        id));
    return work.sql.each(
        "SELECT id FROM item WHERE merged_into=? AND merged_into<>'' ORDER BY id LIMIT 100",
        [&](const SqlRow& r) { out.merged.push_back(r.string(0)); }, id);
}

}  // namespace

Result<Case> Desk::open_case(const Actor& actor, std::string_view id, Reading reading) {
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
    // Notes from before a case was handed over were written for the house, and the reasons of others are theirs.
    const bool guest = actor.role == Role::Partner;
    LINLI_OK(m_work.sql.each(
        "SELECT id,at,staff,sealed FROM note WHERE item=? AND (?=0 OR staff=? OR at>=(SELECT max(at) FROM handover"
        " WHERE item=? AND partner=?)) ORDER BY id",
        [&](const SqlRow& r) {
            out.notes.push_back({r.integer(0), {r.integer(1)}, r.integer(2), open_words(m_work, r.blob(3))});
        },
        item.state.id, guest, actor.staff, item.state.id, actor.staff));
    LINLI_OK(read_trail(m_work, item.state.id, out));
    if (guest) std::erase_if(out.handovers, [&](const auto& step) { return step.partner != actor.staff; });
    if (reading == Reading::OnPaper || actor.role != Role::Desk) {
        const std::string_view how = reading == Reading::OnPaper ? "case.print" : "case.open";
        LINLI_OK(add_audit(m_work, actor.staff, item.community, how, item.state.id, ""));
    }
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

Result<> Desk::assign(const Actor& actor, std::string_view id, std::int64_t staff_id) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    LINLI_OK(must_be_its_own(item));
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
    LINLI_OK(must_be_its_own(item));
    if (stage == Stage::FollowUp) return fail(Fault::Invalid, "closing a case leads to follow-up");
    if (stage == item.state.stage) return {};
    LINLI_OK(move_to_stage(m_work, item, {EntryType::Stage, stage, std::nullopt, "", actor.staff}));
    return add_audit(m_work, actor.staff, item.community, "case.stage", item.state.id, stage_name(stage));
}

Result<> Desk::close(const Actor& actor, std::string_view id, Ending ending, std::string_view words,
                     std::string_view whose) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::CloseCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    LINLI_OK(must_be_its_own(item));
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
    LINLI_OK(must_be_its_own(item));
    if (item.erased_at) return fail(Fault::Invalid, "{} was erased", item.state.id);
    std::string clean;
    if (!clean_text(words, 1).empty()) {
        LINLI_TRY(clean, checked_words(words, kMaxStaffWords));
    }
    LINLI_OK(reopen_request(m_work, item, {EntryType::Reopened, Stage::Team, std::nullopt, clean, actor.staff}));
    return add_audit(m_work, actor.staff, item.community, "case.reopen", item.state.id, "");
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
