#include <algorithm>
#include <charconv>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/items.h"
#include "backend/hub/routes.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/domain/operation.h"
#include "kiosk/domain/receipt.h"

namespace linli::hub {
namespace {

// What someone at the desk said, typed or let be scanned: the number of the receipt.
struct Numbered {
    std::string kiosk;  // empty: any
    std::int64_t seq = 0;
};

std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
    return number;
}

// "K3-57", "k3 57", "K3.1.57" or "57".
std::optional<Numbered> parse_number(std::string_view typed) {
    std::string text;
    for (const char c : typed.substr(0, 40)) {
        if (c == ' ' && (text.empty() || text.back() == '-')) continue;
        const bool lower = c >= 'a' && c <= 'z';
        text.push_back(c == ' ' ? '-' : lower ? static_cast<char>(c - 'a' + 'A') : c);
    }
    while (text.ends_with('-')) text.pop_back();
    if (const auto whole = parse_item_id(text)) return Numbered{whole->kiosk, whole->seq};
    const std::size_t dash = text.find('-');
    const auto seq = digits(std::string_view(text).substr(dash == std::string::npos ? 0 : dash + 1));
    if (!seq) return std::nullopt;
    return Numbered{dash == std::string::npos ? "" : text.substr(0, dash), *seq};
}

// Nothing where people may be marked for it now.
std::optional<Arrival::What> closed_to(const Event& event, Instant session, Instant now) {
    for (const EventSession& each : event.sessions) {
        if (each.starts_at != session) continue;
        if (event.state == EventState::Cancelled || !each.cancelled_because.empty()) return Arrival::What::CalledOff;
        if (now < each.starts_at - kAttendWithin || now > each.ends_at + kAttendWithin) return Arrival::What::OtherDay;
    }
    return std::nullopt;
}

Result<const Event*> event_with(Work& work, const Actor& actor, std::string_view id, Instant session) {
    LINLI_OK(require(actor, Right::SeeRosters));
    const Event* event = content::find(work.catalogue.events, id);
    if (event == nullptr || !is_of(actor, event->community)) return fail(Fault::NotFound, "no such event");
    const bool there = std::any_of(event->sessions.begin(), event->sessions.end(),
                                   [&](const EventSession& each) { return each.starts_at == session; });
    if (!there) return fail(Fault::NotFound, "the event has no session at that time");
    return event;
}

}  // namespace

Result<Arrival> Desk::arrive(const Actor& actor, std::string_view event_id, Instant session, std::string_view code) {
    LINLI_TRY(const Event* event, event_with(m_work, actor, event_id, session));
    if (parse_receipt_code(code)) return Arrival{Arrival::What::Code, {}};
    const auto wanted = parse_number(code);
    if (!wanted) return Arrival{Arrival::What::Unreadable, {}};
    std::vector<std::string> ids;
    LINLI_OK(m_work.sql.each(
        "SELECT id FROM item WHERE type='sign-up' AND subject=? AND status<>'rejected'",
        [&](const SqlRow& r) {
            const auto key = parse_item_id(r.text(0));
            if (key && key->seq == wanted->seq && (wanted->kiosk.empty() || key->kiosk == wanted->kiosk))
                ids.push_back(r.string(0));
        },
        event->id));
    if (ids.empty()) return Arrival{Arrival::What::Unknown, {}};
    if (ids.size() > 1) return Arrival{Arrival::What::Several, {}};
    return arrive_as(actor, event_id, session, ids.front());
}

Result<Arrival> Desk::arrive_as(const Actor& actor, std::string_view event_id, Instant session,
                                std::string_view item_id) {
    LINLI_TRY(const Event* event, event_with(m_work, actor, event_id, session));
    LINLI_TRY(const auto item, load_item(m_work, item_id));
    if (!item || item->state.type != ItemType::SignUp || item->state.subject != event->id)
        return Arrival{Arrival::What::Unknown, {}};
    Arrival arrival;
    LINLI_TRY(arrival.line, roster_line(m_work, actor, *item));
    if (const auto closed = closed_to(*event, session, m_work.now)) {
        arrival.what = *closed;
        return arrival;
    }
    switch (item->state.status) {
        case ItemStatus::Confirmed:
            break;
        case ItemStatus::Waiting:
            arrival.what = Arrival::What::Waits;
            return arrival;
        case ItemStatus::Cancelled:
        case ItemStatus::Open:
        case ItemStatus::Closed:
        case ItemStatus::Rejected:
            arrival.what = Arrival::What::Cancelled;
            return arrival;
    }
    LINLI_TRY(const std::int64_t added,
              m_work.sql.run("INSERT INTO attendance(item,session,event,at,staff) VALUES(?,?,?,?,?)"
                             " ON CONFLICT(item,session) DO NOTHING",
                             item->state.id, session.ms, event->id, m_work.now.ms, actor.staff));
    arrival.what = added == 0 ? Arrival::What::Already : Arrival::What::Marked;
    return arrival;
}

Result<> Desk::not_arrived(const Actor& actor, std::string_view event_id, Instant session, std::string_view item) {
    LINLI_TRY(const Event* event, event_with(m_work, actor, event_id, session));
    LINLI_TRY(const std::int64_t gone, m_work.sql.run("DELETE FROM attendance WHERE item=? AND session=? AND event=?",
                                                      item, session.ms, event->id));
    if (gone == 0) return fail(Fault::NotFound, "nobody arrived under {}", item);
    return add_audit(m_work, actor.staff, event->community, "attendance.undo", item, "");
}

Result<PickedUp> Desk::check_pick_up(const Actor& actor, std::string_view event_id, std::string_view item_id,
                                     std::string_view digits) {
    LINLI_OK(require(actor, Right::SeeRosters));
    const Event* event = content::find(m_work.catalogue.events, event_id);
    if (event == nullptr || !is_of(actor, event->community)) return fail(Fault::NotFound, "no such event");
    LINLI_TRY(const auto item, load_item(m_work, item_id));
    if (!item || item->state.type != ItemType::SignUp || item->state.subject != event->id)
        return fail(Fault::NotFound, "no such sign-up");
    constexpr std::string_view kScope = "pick-up";
    LINLI_TRY(const bool may, may_try(m_work, kScope, item->state.id, kMostPickUpTries, kPickUpTriesWithin));
    if (!may) return PickedUp::TooMany;
    LINLI_TRY(const OpenedPart opened, open_part(m_work, *item, actor.role));
    const std::string_view chosen = answer_in(opened.part, kPickUpField);
    if (chosen.empty()) return PickedUp::None;
    const bool right = crypto::same_secret(chosen, digits);
    if (right)
        LINLI_OK(forget_tries(kScope, item->state.id));
    else
        LINLI_OK(count_try(kScope, item->state.id, kMostPickUpTries, kPickUpTriesWithin));
    LINLI_OK(add_audit(m_work, actor.staff, event->community, right ? "pick-up.right" : "pick-up.wrong", item->state.id,
                       ""));
    return right ? PickedUp::Right : PickedUp::Wrong;
}

Result<> Desk::tell_signed_up(const Actor& actor, std::string_view event_id, std::string_view words) {
    LINLI_OK(require(actor, Right::EditEvents));
    const Event* event = content::find(m_work.catalogue.events, event_id);
    if (event == nullptr || !is_of(actor, event->community)) return fail(Fault::NotFound, "no such event");
    LINLI_TRY(const std::string clean, checked_words(words, kMaxTellWords));
    std::vector<std::string> ids;
    LINLI_OK(m_work.sql.each(
        "SELECT id FROM item WHERE type='sign-up' AND subject=? AND status IN ('confirmed','waiting')",
        [&](const SqlRow& r) { ids.push_back(r.string(0)); }, event->id));
    for (const std::string& id : ids) {
        LINLI_TRY(auto item, load_item(m_work, id));
        if (!item) continue;
        LINLI_OK(add_entry(m_work, *item, {EntryType::Answer, Stage::Intake, std::nullopt, clean, actor.staff}));
        LINLI_OK(save_item(m_work, *item));
    }
    return add_audit(m_work, actor.staff, event->community, "event.tell", event->id, std::to_string(ids.size()));
}

}  // namespace linli::hub
