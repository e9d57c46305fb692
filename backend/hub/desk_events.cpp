#include <algorithm>
#include <map>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/seats.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

constexpr std::size_t kMaxReason = 200;

Result<EventLine> line_of(Work& work, const Event& event) {
    EventLine line{event, 0, 0, 0, false};
    LINLI_OK(work.sql.each(
        "SELECT taken,waiting FROM event_seats WHERE event=?",
        [&](const SqlRow& r) {
            line.taken = static_cast<int>(r.integer(0));
            line.waiting = static_cast<int>(r.integer(1));
        },
        event.id));
    LINLI_TRY(const std::int64_t to_call, work.sql.number("SELECT count(*) FROM item WHERE type='sign-up' AND subject=?"
                                                          " AND call_at IS NOT NULL AND called_at IS NULL",
                                                          0, event.id));
    line.to_call = static_cast<int>(to_call);
    line.overbooked = line.taken > event.capacity;
    return line;
}

Result<const Event*> own_event(Work& work, const Actor& actor, std::string_view id) {
    const Event* event = content::find(work.catalogue.events, id);
    if (event == nullptr || !is_of(actor, event->community)) return fail(Fault::NotFound, "no such event");
    return event;
}

// A sign-up belongs to whose the event is, wherever the resident left it.
Result<ItemRow> own_sign_up(Work& work, const Actor& actor, std::string_view id) {
    LINLI_OK(require(actor, Right::SeeRosters));
    LINLI_TRY(auto item, load_item(work, id));
    if (!item || item->state.type != ItemType::SignUp || !is_of(actor, item->event_community))
        return fail(Fault::NotFound, "no such sign-up");
    return std::move(*item);
}

}  // namespace

Result<RosterLine> roster_line(Work& work, const Actor& actor, const ItemRow& item) {
    RosterLine line;
    line.item = item.state.id;
    if (const auto key = parse_item_id(item.state.id)) line.short_id = short_id(*key);
    line.status = item.state.status;
    line.seats = item.state.seats;
    line.position = item.state.position;
    line.signed_up_at = item.state.opened_at;
    line.moved_up_at = item.call_at;
    line.called_at = item.called_at;
    LINLI_TRY(OpenedPart opened, open_part(work, item, actor.role));
    line.opened = opened.opened;
    line.names = std::move(opened.part.names);
    line.guardian = answer_in(opened.part, kGuardianField);
    line.has_phone = !opened.part.phone.empty();
    line.language = std::move(opened.part.language);
    line.consented = !answer_in(opened.part, kConsentField).empty();
    line.has_pick_up = !answer_in(opened.part, kPickUpField).empty();
    return line;
}

Result<std::vector<EventLine>> Desk::events(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeEvents));
    std::vector<EventLine> lines;
    for (const auto& [id, event] : m_work.catalogue.events) {
        if (!is_of(actor, event.community)) continue;
        LINLI_TRY(EventLine line, line_of(m_work, event));
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const EventLine& a, const EventLine& b) {
        return a.event.sessions.front().starts_at < b.event.sessions.front().starts_at;
    });
    return lines;
}

Result<Roster> Desk::roster(const Actor& actor, std::string_view id) {
    LINLI_OK(require(actor, Right::SeeRosters));
    LINLI_TRY(const Event* event, own_event(m_work, actor, id));
    Roster roster;
    LINLI_TRY(roster.line, line_of(m_work, *event));
    std::vector<std::string> ids;
    LINLI_OK(m_work.sql.each(
        "SELECT id FROM item WHERE type='sign-up' AND subject=? AND status<>'rejected' ORDER BY "
        "coalesce(wait_order,0), opened_at, id",
        [&](const SqlRow& r) { ids.push_back(r.string(0)); }, event->id));
    std::map<std::string, std::vector<Instant>, std::less<>> came;
    LINLI_OK(m_work.sql.each(
        "SELECT item,session FROM attendance WHERE event=? ORDER BY session",
        [&](const SqlRow& r) { came[r.string(0)].push_back({r.integer(1)}); }, event->id));
    for (const std::string& item_id : ids) {
        LINLI_TRY(const auto item, load_item(m_work, item_id));
        if (!item) continue;
        LINLI_TRY(RosterLine line, roster_line(m_work, actor, *item));
        line.came_to = came[item_id];
        if (line.status == ItemStatus::Confirmed)
            roster.confirmed.push_back(std::move(line));
        else if (line.status == ItemStatus::Waiting)
            roster.waiting.push_back(std::move(line));
        else
            roster.cancelled.push_back(std::move(line));
    }
    return roster;
}

Result<std::vector<NoticeReads>> Desk::notice_reads(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeEvents));
    std::vector<NoticeReads> reads;
    LINLI_OK(m_work.sql.each(
        "SELECT notice,times FROM notice_read WHERE community=? ORDER BY notice",
        [&](const SqlRow& r) {
            reads.push_back({r.string(0), r.integer(1)});
        },
        actor.community));
    return reads;
}

Result<Roster> Desk::take_roster(const Actor& actor, std::string_view id) {
    LINLI_TRY(Roster found, roster(actor, id));
    LINLI_OK(add_audit(m_work, actor.staff, found.line.event.community, "roster.export", found.line.event.id, ""));
    return found;
}

Result<> Desk::cancel_sign_up(const Actor& actor, std::string_view id, std::string_view reason) {
    LINLI_TRY(ItemRow item, own_sign_up(m_work, actor, id));
    if (item.state.status != ItemStatus::Confirmed && item.state.status != ItemStatus::Waiting)
        return fail(Fault::Invalid, "{} is {}", item.state.id, name_of(item.state.status));
    LINLI_TRY(const std::string clean, checked_words(reason, kMaxReason));
    LINLI_OK(give_back_seats(m_work, item, {EntryType::Cancelled, Stage::Intake, std::nullopt, clean, actor.staff}));
    return add_audit(m_work, actor.staff, item.event_community, "sign-up.cancel", item.state.id, "");
}

Result<std::vector<CallLine>> Desk::to_call(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeRosters));
    std::vector<std::string> ids;
    LINLI_OK(m_work.sql.each(
        "SELECT id FROM item WHERE type='sign-up' AND event_community=? AND call_at IS NOT NULL"
        " AND called_at IS NULL ORDER BY call_at, id LIMIT 500",
        [&](const SqlRow& r) { ids.push_back(r.string(0)); }, actor.community));
    std::vector<CallLine> lines;
    for (const std::string& id : ids) {
        LINLI_TRY(const auto item, load_item(m_work, id));
        if (!item) continue;
        CallLine line;
        line.event = item->state.subject;
        const Event* event = content::find(m_work.catalogue.events, line.event);
        line.event_title = event != nullptr ? std::string(event->title.pick("zh-CN")) : line.event;
        LINLI_TRY(line.entry, roster_line(m_work, actor, *item));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<> Desk::mark_called(const Actor& actor, std::string_view id) {
    LINLI_TRY(const ItemRow item, own_sign_up(m_work, actor, id));
    if (!item.call_at) return fail(Fault::Invalid, "{} has nothing to be told", item.state.id);
    LINLI_OK(m_work.sql.run("UPDATE item SET called_at=?, called_by=? WHERE id=?", m_work.now.ms, actor.staff,
                            item.state.id));
    return add_audit(m_work, actor.staff, item.event_community, "sign-up.called", item.state.id, "");
}

}  // namespace linli::hub
