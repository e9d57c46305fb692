#include "backend/hub/apply.h"

#include <algorithm>

#include "backend/hub/items.h"
#include "backend/hub/seats.h"
#include "kiosk/crypto/receipt_key.h"
#include "kiosk/wire/codec.h"

namespace linli::hub {
namespace {

// Each is a sentence of the catalogue for the resident.
Answer rejected(std::string_view code) {
    return Rejected{std::string(code), fmt::format("answer.{}", code)};
}

// One visitor an operation: what they share is the community, the key and the clear and sealed parts.
class Applier {
  public:
    Applier(Work& work, std::string_view community, const OperationKey& key, const Operation& operation)
        : m_work(work), m_community(community), m_key(key), m_operation(operation) {}

    Result<Answer> operator()(const OpenRequest& open) {
        const RequestKind* kind = content::find(m_work.catalogue.request_kinds, open.kind);
        // The kiosk had older content. Staff see it among what was quarantined: the resident's words are not lost.
        if (kind == nullptr || !content::is_for(kind->communities, m_community))
            return fail(Fault::Invalid, "kind-unknown");
        ItemRow item = new_item(ItemType::Request, open.kind);
        item.place = open.place;
        item.category = kind->category;
        item.desk = kind->desk;
        // A place that the content no longer has is kept for staff, but is nothing that others could recognise.
        const bool common =
            !open.place.empty() && m_work.catalogue.find_common(m_community, open.place).common != nullptr;
        item.visibility = common ? kind->visibility : Visibility::Private;
        item.respond_due = m_work.now + std::chrono::hours(kind->clock.respond_hours);
        item.solve_due = m_work.now + std::chrono::hours(kind->clock.solve_hours);
        LINLI_OK(add_entry(m_work, item, {EntryType::Stage, Stage::Intake, std::nullopt, "", 0}));
        LINLI_OK(insert_item(m_work, item));
        LINLI_OK(count_in_month(m_work, item, m_work.now, Count::Opened, 1));
        return Applied{};
    }

    Result<Answer> operator()(const JoinTrouble& join) {
        LINLI_TRY(auto trouble, target(join.item, ItemType::Request));
        // A kiosk that has not heard of the merging yet still shows the one that went into another.
        if (trouble && !trouble->merged_into.empty()) {
            LINLI_TRY(trouble, target(trouble->merged_into, ItemType::Request));
        }
        if (!trouble || trouble->visibility != Visibility::Public)
            return refuse(ItemType::Join, join.item, "item-unknown");
        if (trouble->state.status != ItemStatus::Open) return refuse(ItemType::Join, join.item, "item-ended");
        ItemRow item = new_item(ItemType::Join, trouble->state.id);
        item.state.stage = trouble->state.stage;
        item.category = trouble->category;
        LINLI_OK(add_entry(m_work, item, {EntryType::Stage, item.state.stage, std::nullopt, "", 0}));
        LINLI_OK(insert_item(m_work, item));
        return count_people(*trouble, 1);
    }

    Result<Answer> operator()(const WithdrawRequest& withdraw) {
        LINLI_TRY(auto item, target(withdraw.item, ItemType::Request, ItemType::Join));
        if (!item) return rejected("item-unknown");
        if (!proven(*item)) return rejected("proof-wrong");
        if (item->state.status != ItemStatus::Open || item->withdrawn_at) return rejected("item-ended");
        if (item->people > 1) {
            LINLI_OK(withdraw_reporter(m_work, *item));
            return Applied{};
        }
        LINLI_OK(take_back(*item));
        if (followed_by(*item).empty()) return Applied{};
        LINLI_TRY(auto trouble, target(followed_by(*item), ItemType::Request));
        if (!trouble) return Applied{};
        // The last of those for whom it was kept open.
        if (trouble->withdrawn_at && trouble->people == 1 && trouble->state.status == ItemStatus::Open) {
            LINLI_OK(take_back(*trouble));
            return Applied{};
        }
        return count_people(*trouble, -1);
    }

    Result<Answer> operator()(const RateRequest& rate) {
        LINLI_TRY(auto item, target(rate.item, ItemType::Request, ItemType::Join));
        if (!item) return rejected("item-unknown");
        if (!proven(*item)) return rejected("proof-wrong");
        // Of what was erased nothing is left to work on, and nothing may be written into it again.
        if (item->withdrawn_at || item->erased_at) return rejected("item-ended");
        if (item->state.status != ItemStatus::Closed) return rejected("item-open");
        LINLI_OK(count_verdict(*item, rate.verdict));
        item->state.verdict = rate.verdict;
        item->grade = rate.grade;
        const NewEntry rated{EntryType::Rated, item->state.stage, std::nullopt, "", 0, m_operation.sealed};
        LINLI_OK(add_entry(m_work, *item, rated));
        LINLI_OK(save_item(m_work, *item));
        LINLI_OK(ask_for_visit(*item, rate.grade));
        if (rate.verdict != Verdict::NotSolved) return Applied{};
        const NewEntry reopened{EntryType::Reopened, Stage::Team, std::nullopt, "", 0};
        if (followed_by(*item).empty()) {
            LINLI_OK(reopen_request(m_work, *item, reopened));
            return Applied{};
        }
        LINLI_TRY(auto trouble, target(followed_by(*item), ItemType::Request));
        if (!trouble || trouble->state.status != ItemStatus::Closed || trouble->erased_at) return Applied{};
        // Staff work on the trouble, so that is where they read why.
        NewEntry why = reopened;
        why.sealed = m_operation.sealed;
        LINLI_OK(reopen_request(m_work, *trouble, why));
        return Applied{};
    }

    Result<Answer> operator()(const TakeSeats& take) {
        const Event* event = content::find(m_work.catalogue.events, take.event);
        if (event == nullptr || !is_invited(*event)) return refuse(take, "event-unknown");
        if (event->state == EventState::Cancelled) return refuse(take, "event-cancelled");
        if (m_work.now >= event->closes_at) return refuse(take, "event-closed");
        if (take.seats > event->family_max || take.seats > event->capacity) return refuse(take, "too-many-seats");
        ItemRow item = new_item(ItemType::SignUp, take.event);
        item.state.seats = take.seats;
        item.event_community = event->community;
        LINLI_TRY(Answer answer, take_seats(m_work, *event, item));
        const bool waits = item.state.status == ItemStatus::Waiting;
        LINLI_OK(add_entry(m_work, item,
                           {waits ? EntryType::Waiting : EntryType::Confirmed, Stage::Intake, std::nullopt, "", 0}));
        LINLI_OK(insert_item(m_work, item));
        return answer;
    }

    Result<Answer> operator()(const CancelSeats& cancel) {
        LINLI_TRY(auto item, target(cancel.item, ItemType::SignUp));
        if (!item) return rejected("item-unknown");
        if (!proven(*item)) return rejected("proof-wrong");
        if (item->state.status != ItemStatus::Confirmed && item->state.status != ItemStatus::Waiting)
            return rejected("item-ended");
        LINLI_OK(give_back_seats(m_work, *item, {EntryType::Cancelled, Stage::Intake, std::nullopt, "", 0}));
        return Applied{};
    }

    // A notice that has gone meanwhile, or asks nobody, counts for nothing; whoever read it has done what was asked.
    Result<Answer> operator()(const ReadNotice& read) {
        const Notice* notice = content::find(m_work.catalogue.notices, read.notice);
        if (notice == nullptr || notice->receipt != NoticeReceipt::Ask ||
            !content::is_for(notice->communities, m_community))
            return Applied{};
        LINLI_OK(
            m_work.sql.run("INSERT INTO notice_read(community,notice,times) VALUES(?,?,1)"
                           " ON CONFLICT(community,notice) DO UPDATE SET times=times+1",
                           m_community, read.notice));
        return Applied{};
    }

    Result<Answer> operator()(const UnknownOperation&) { return fail(Fault::Invalid, "kind-unknown"); }

  private:
    ItemRow new_item(ItemType type, const std::string& subject) const {
        ItemRow item;
        item.state.id = item_id(m_key);
        item.state.tag = crypto::receipt_tag(m_operation.receipt_key);
        item.state.type = type;
        item.state.subject = subject;
        item.state.opened_at = m_work.now;
        item.state.readback = m_operation.readback;
        item.community = m_community;
        item.receipt_key = m_operation.receipt_key;
        item.queued_at = m_work.now;
        return item;
    }

    // The resident holds a receipt: at every kiosk it opens and says that it could not be done, and why.
    Result<Answer> refuse(ItemType type, const std::string& subject, std::string_view code, int seats = 0) {
        ItemRow item = new_item(type, subject);
        item.state.status = ItemStatus::Rejected;
        item.state.seats = seats;
        item.closed_at = m_work.now;
        LINLI_OK(insert_item(m_work, item));
        return rejected(code);
    }
    Result<Answer> refuse(const TakeSeats& take, std::string_view code) {
        return refuse(ItemType::SignUp, take.event, code, take.seats);
    }

    // The item if it is one of this community's and of that type.
    Result<std::optional<ItemRow>> target(std::string_view id, ItemType type, std::optional<ItemType> other = {}) {
        LINLI_TRY(auto item, load_item(m_work, id));
        if (item && (item->community != m_community || (item->state.type != type && item->state.type != other)))
            item.reset();
        return item;
    }

    [[nodiscard]] bool proven(const ItemRow& item) const {
        return m_operation.proof &&
               crypto::verify(item.receipt_key, wire::proof_message(m_key, m_operation.body), *m_operation.proof);
    }

    [[nodiscard]] bool is_invited(const Event& event) const {
        const auto& allies = event.shared_with;
        return event.community == m_community || std::find(allies.begin(), allies.end(), m_community) != allies.end();
    }

    // Nobody waits for it any more.
    Result<> take_back(ItemRow& item) {
        item.state.status = ItemStatus::Cancelled;
        item.closed_at = m_work.now;
        if (item.visibility == Visibility::Public) item.people -= 1;
        LINLI_OK(add_entry(m_work, item, {EntryType::Cancelled, item.state.stage, std::nullopt, "", 0}));
        return save_item(m_work, item);
    }

    // One of the two lowest grades: someone has to go and see.
    Result<> ask_for_visit(const ItemRow& item, int grade) {
        if (item.state.type != ItemType::Request || grade > 2) return {};
        LINLI_OK(m_work.sql.run("UPDATE item SET visit_asked=?, visit_grade=? WHERE id=?", m_work.now.ms, grade,
                                item.state.id));
        return {};
    }

    // Nothing of a trouble's own row in the feed changes with its people, so only the hub's row is written.
    Result<Answer> count_people(const ItemRow& trouble, int by) {
        LINLI_OK(m_work.sql.run("UPDATE item SET people=people+? WHERE id=?", by, trouble.state.id));
        if (trouble.visibility == Visibility::Public) m_work.changed_troubles.insert(trouble.state.id);
        return Applied{};
    }

    // Solved is counted by the request alone, by what its resident said last.
    Result<> count_verdict(const ItemRow& item, Verdict verdict) {
        if (!followed_by(item).empty()) return {};
        const bool was = item.state.verdict == Verdict::Solved;
        const bool is = verdict == Verdict::Solved;
        if (was == is) return {};
        return count_in_month(m_work, item, item.closed_at.value_or(m_work.now), Count::Solved, is ? 1 : -1);
    }

    Work& m_work;
    const std::string m_community;
    const OperationKey& m_key;
    const Operation& m_operation;
};

}  // namespace

Result<Answer> apply_operation(Work& work, std::string_view community, const OperationKey& key,
                               const Operation& operation) {
    return std::visit(Applier(work, community, key, operation), operation.body);
}

bool makes_item(const Operation& operation) {
    return std::holds_alternative<OpenRequest>(operation.body) || std::holds_alternative<JoinTrouble>(operation.body) ||
           std::holds_alternative<TakeSeats>(operation.body);
}

}  // namespace linli::hub
