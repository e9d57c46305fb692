#include <utility>

#include "backend/hub/desk.h"
#include "backend/hub/desk_case.h"
#include "backend/hub/desk_opening.h"
#include "kiosk/base/utf8.h"

namespace linli::hub {
namespace {

// Staff's own words, sealed; nothing where nothing was said.
Result<Bytes> sealed_words(Work& work, std::string_view words) {
    if (clean_text(words, 1).empty()) return Bytes{};
    LINLI_TRY(const std::string clean, checked_words(words, kMaxStaffWords));
    return crypto::seal(work.keys.sealing.public_key, clean, work.entropy);
}

Result<> add_handover(Work& work, const Actor& actor, const ItemRow& item, std::string_view target,
                      std::optional<std::int64_t> partner, std::string_view why) {
    LINLI_TRY(const Bytes sealed, sealed_words(work, why));
    LINLI_OK(work.sql.run("INSERT INTO handover(item,at,staff,target,partner,sealed) VALUES(?,?,?,?,?,?)",
                          item.state.id, work.now.ms, actor.staff, target, partner, sealed));
    return {};
}

// Who joined the one now joins the other, and is told so.
Result<> move_joins(Work& work, const ItemRow& from, const ItemRow& to) {
    std::vector<std::string> joins;
    LINLI_OK(work.sql.each(
        "SELECT id FROM item WHERE type='join' AND subject=?", [&](const SqlRow& r) { joins.push_back(r.string(0)); },
        from.state.id));
    for (const std::string& id : joins) {
        LINLI_OK(work.sql.run("UPDATE item SET subject=? WHERE id=?", to.state.id, id));
        LINLI_TRY(auto join, load_item(work, id));
        if (!join) return fail(Fault::Corrupt, "{} was there and is not", id);
        if (join->state.status == ItemStatus::Open) join->state.stage = to.state.stage;
        LINLI_OK(save_item(work, *join));
    }
    return {};
}

}  // namespace

Result<> Desk::hand(const Actor& actor, std::string_view id, std::int64_t partner, std::string_view why) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::HandCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    LINLI_OK(must_be_its_own(item));
    const bool had_one = item.partner.has_value();
    item.partner.reset();
    if (partner != 0) {
        LINLI_TRY(const StaffLine staff, find_staff(m_work, partner, item.community));
        if (staff.role != Role::Partner) return fail(Fault::Invalid, "staff {} is no partner", staff.id);
        item.partner = partner;
        LINLI_OK(add_entry(m_work, item, {EntryType::Handed, item.state.stage, std::nullopt, "", actor.staff}));
    }
    if (partner != 0 || had_one)
        LINLI_OK(add_handover(m_work, actor, item, partner != 0 ? "partner" : "back", item.partner, why));
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.hand", item.state.id, std::to_string(partner));
}

Result<> Desk::hand_up(const Actor& actor, std::string_view id, Level level, std::string_view why) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::HandCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    LINLI_OK(must_be_its_own(item));
    if (item.level == level) return fail(Fault::Invalid, "{} is there already", item.state.id);
    LINLI_TRY(const std::string clean, checked_words(why, kMaxStaffWords));
    item.level = level;
    if (!item.responded_at) item.responded_at = m_work.now;
    LINLI_OK(add_entry(m_work, item, {EntryType::Handed, item.state.stage, std::nullopt, clean, actor.staff}));
    LINLI_OK(add_handover(m_work, actor, item, name_of(level), std::nullopt, ""));
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.up", item.state.id, name_of(level));
}

Result<> Desk::merge(const Actor& actor, std::string_view id, std::string_view into_id, std::string_view words) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::MergeCases, id));
    LINLI_TRY(ItemRow into, find_case(m_work, actor, Right::MergeCases, into_id));
    if (item.state.id == into.state.id) return fail(Fault::Invalid, "{} is the same case", item.state.id);
    for (const ItemRow* each : {&item, &into}) {
        LINLI_OK(must_be(*each, ItemStatus::Open));
        LINLI_OK(must_be_its_own(*each));
    }
    // What the reporter says later is read by whoever works on the other, who may see that kind alone.
    if (item.state.subject != into.state.subject)
        return fail(Fault::Invalid, "{} and {} are of two kinds", item.state.id, into.state.id);
    if (item.withdrawn_at) return fail(Fault::Invalid, "the reporter of {} took it back", item.state.id);
    // Those who see a public trouble would see it end while it goes on out of their sight.
    if (item.visibility == Visibility::Public && into.visibility != Visibility::Public)
        return fail(Fault::Invalid, "{} is public and {} is not", item.state.id, into.state.id);
    LINLI_TRY(const std::int64_t followers,
              m_work.sql.number("SELECT count(*) FROM item WHERE merged_into=? AND merged_into<>''", 0, item.state.id));
    if (followers > 0) return fail(Fault::Invalid, "others were merged into {}", item.state.id);

    LINLI_OK(move_joins(m_work, item, into));
    LINLI_OK(m_work.sql.run("UPDATE item SET people=people+? WHERE id=?", item.people, into.state.id));
    if (into.visibility == Visibility::Public) m_work.changed_troubles.insert(into.state.id);
    // One trouble is counted once, as the one that it became.
    LINLI_OK(count_in_month(m_work, item, item.state.opened_at, Count::Opened, -1));
    item.people = 1;
    item.merged_into = into.state.id;
    item.state.stage = into.state.stage;
    item.partner.reset();
    if (!item.responded_at) item.responded_at = m_work.now;
    std::string clean;
    if (!clean_text(words, 1).empty()) {
        LINLI_TRY(clean, checked_words(words, kMaxStaffWords));
    }
    const EntryType told = clean.empty() ? EntryType::Stage : EntryType::Answer;
    LINLI_OK(add_entry(m_work, item, {told, item.state.stage, std::nullopt, clean, actor.staff}));
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.merge", item.state.id, into.state.id);
}

Result<> Desk::separate(const Actor& actor, std::string_view id) {
    LINLI_TRY(ItemRow item, find_case(m_work, actor, Right::MergeCases, id));
    LINLI_OK(must_be(item, ItemStatus::Open));
    if (item.merged_into.empty()) return fail(Fault::Invalid, "{} was not merged", item.state.id);
    const std::string from = std::exchange(item.merged_into, {});
    LINLI_OK(m_work.sql.run("UPDATE item SET people=people-? WHERE id=?", item.people, from));
    LINLI_TRY(const auto trouble, load_item(m_work, from));
    if (trouble && trouble->visibility == Visibility::Public) m_work.changed_troubles.insert(from);
    LINLI_OK(count_in_month(m_work, item, item.state.opened_at, Count::Opened, 1));
    LINLI_OK(save_item(m_work, item));
    return add_audit(m_work, actor.staff, item.community, "case.separate", item.state.id, from);
}

}  // namespace linli::hub
