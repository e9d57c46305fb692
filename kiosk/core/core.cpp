#include "kiosk/core/core.h"

#include "kiosk/base/log.h"
#include "kiosk/base/utf8.h"
#include "kiosk/core/item_views.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/session/draft.h"
#include "kiosk/wire/codec.h"

namespace linli {
namespace {

constexpr Millis kNewWindow{60 * 60'000};
constexpr std::size_t kMaxRatingWords = 1'000;  // code points

CoreEvent refused(Ticket ticket, std::string key) {
    return Refused{ticket, std::move(key)};
}

CoreEvent refused(Ticket ticket, const Error& error) {
    log_error("core", "a command could not be stored: {}", error.message);
    if (error.fault == Fault::TooLarge) return refused(ticket, "error.too-long");
    return refused(ticket, sync::storage_error_key(error.fault));
}

// What the resident may read back: everything but the phone number.
PrivatePart readable(PrivatePart part) {
    part.phone.clear();
    part.property_may_see_phone = false;
    return part;
}

Result<Bytes> seal_part(const PrivatePart& part, const crypto::PublicKey& to, const Entropy& entropy) {
    return crypto::seal(to, wire::encode(part), entropy);
}

const ItemView* find_item(const std::vector<ItemView>& items, const std::string& id) {
    for (const ItemView& item : items)
        if (item.id == id) return &item;
    return nullptr;
}

bool same_but_for_now(SyncView a, const SyncView& b) {
    return a.link == b.link && a.unsent == b.unsent && a.as_of == b.as_of && a.kiosk == b.kiosk &&
           a.date_known == b.date_known && a.intake == b.intake;
}

}  // namespace

Result<std::unique_ptr<Core>> Core::open(CoreConfig config, Entropy entropy, Rng rng) {
    LINLI_TRY(auto store, store::Store::open(config.folder, config.free_space));
    return std::unique_ptr<Core>(new Core(std::move(store), std::move(config), std::move(entropy), rng));
}

Core::Core(store::Store store, CoreConfig config, Entropy entropy, Rng rng)
    : m_store(std::move(store)),
      m_config(std::move(config)),
      m_entropy(std::move(entropy)),
      m_engine(m_store, m_config.sync, m_entropy, rng),
      m_desk(m_config.receipt_cost, kMaxWrongActs) {}

std::vector<CoreEvent> Core::handle(const CoreCommand& command, Now now) {
    std::vector<CoreEvent> events;
    if (const auto* enrol = std::get_if<Enrol>(&command)) {
        if (auto refusal = m_engine.enrol(enrol->code))
            events.push_back(refused(enrol->ticket, std::move(*refusal)));
        else
            m_enrolling = enrol->ticket;
        return events;
    }
    events.push_back(std::visit(
        [&](const auto& one) -> CoreEvent {
            using One = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<One, Enrol> || std::is_same_v<One, OpenReceipt> ||
                          std::is_same_v<One, CheckPin> || std::is_same_v<One, AskHealth>)
                return refused(one.ticket, "error.general");
            else if (!m_store.identity())
                return refused(one.ticket, "error.not-enrolled");
            else
                return handle_one(one, now);
        },
        command));
    append_sync_view(events, now);
    return events;
}

Circumstances Core::circumstances(Now now) {
    m_read_error.reset();
    const auto time = m_engine.time(now);
    return {m_store.identity()->community,
            [this](std::string_view type, std::string_view id) -> std::optional<content::Document> {
                const auto json = m_store.reader().row("content", fmt::format("{}/{}", type, id));
                if (!json) m_read_error = json.error();
                if (!json || !*json) return std::nullopt;
                auto document = content::parse_document(type, **json);
                if (!document) return std::nullopt;
                return std::move(*document);
            },
            time.known ? std::optional(time.now) : std::nullopt};
}

CoreEvent Core::handle_one(const SubmitRequest& command, Now now) {
    return save_new(command.ticket, check_request(command, circumstances(now)), now);
}

CoreEvent Core::handle_one(const SubmitSignUp& command, Now now) {
    return save_new(command.ticket, check_sign_up(command, circumstances(now)), now);
}

CoreEvent Core::handle_one(const SubmitJoin& command, Now now) {
    m_read_error.reset();
    std::optional<PublicTrouble> trouble;
    const auto json = m_store.reader().row("trouble", command.trouble);
    if (!json) return refused(command.ticket, json.error());
    if (*json)
        if (const auto body = wire::decode_row({"trouble", command.trouble}, **json))
            trouble = std::get<PublicTrouble>(*body);
    auto submission = check_join(command, trouble, circumstances(now));
    return save_new(command.ticket, std::move(submission), now);
}

Result<Core::BlankReceipt> Core::blank_receipt(const std::string& digits) {
    ByteArray<5> random{};
    m_entropy(random);
    std::string code = make_receipt_code(random);
    LINLI_TRY(auto key, crypto::open_receipt(m_store.identity()->community, code, digits, m_config.receipt_cost));
    return BlankReceipt{digits, std::move(code), std::move(key)};
}

CoreEvent Core::handle_one(const PrepareReceipt& command, Now) {
    if (!is_four_digits(command.digits)) return refused(command.ticket, "error.digits");
    if (m_prepared && m_prepared->digits == command.digits) return Prepared{command.ticket};
    forget_prepared();
    auto blank = blank_receipt(command.digits);
    if (!blank) return refused(command.ticket, blank.error());
    m_prepared = std::move(*blank);
    return Prepared{command.ticket};
}

void Core::forget_prepared() {
    if (!m_prepared) return;
    scrub(m_prepared->digits);
    scrub(m_prepared->code);
    m_prepared.reset();
}

void Core::attend(sync::Attendance attendance, Now now) {
    if (attendance == sync::Attendance::Nobody) forget_prepared();
    m_engine.attend(attendance, now);
}

bool Core::takes_more(std::deque<BootTime>& taken, BootTime now) const {
    if (m_config.most_new_an_hour == 0) return true;
    while (!taken.empty() && now - taken.front() >= kNewWindow) taken.pop_front();
    return taken.size() < m_config.most_new_an_hour;
}

void Core::note_taken(std::deque<BootTime>& taken, BootTime now) const {
    if (m_config.most_new_an_hour > 0) taken.push_back(now);
}

CoreEvent Core::handle_one(const SayRead& command, Now now) {
    const auto notice = circumstances(now).find("notice", command.notice);
    if (m_read_error) return refused(command.ticket, *m_read_error);
    if (!notice || std::get<Notice>(*notice).receipt != NoticeReceipt::Ask)
        return refused(command.ticket, "error.general");
    if (!takes_more(m_read, now.boot)) return refused(command.ticket, "limit.kiosk");
    const auto key = m_store.append(
        [&](const OperationKey&) -> Result<Operation> {
            return Operation{.body = ReadNotice{command.notice}, .device_time = now.wall};
        },
        now.wall);
    if (!key) return refused(command.ticket, key.error());
    m_engine.push_soon(now);
    note_taken(m_read, now.boot);
    return Saved{command.ticket, "", "", ""};
}

CoreEvent Core::save_new(Ticket ticket, Checked<Submission> submission, Now now) {
    if (m_read_error) return refused(ticket, *m_read_error);
    if (!submission) return refused(ticket, submission.error());
    const bool counts = submission->urgency == Urgency::Never;
    if (counts && !takes_more(m_new, now.boot)) return refused(ticket, "limit.kiosk");
    const auto& identity = *m_store.identity();
    if (!m_prepared || m_prepared->digits != submission->digits) {
        auto blank = blank_receipt(submission->digits);
        if (!blank) return refused(ticket, blank.error());
        m_prepared = std::move(*blank);
    }
    const crypto::ReceiptKey& receipt = m_prepared->key;
    auto sealed = seal_part(submission->part, identity.hub_sealing, m_entropy);
    if (!sealed) return refused(ticket, sealed.error());
    auto readback = seal_part(readable(submission->part), receipt.sealing.public_key, m_entropy);
    if (!readback) return refused(ticket, readback.error());
    Operation operation;
    operation.body = submission->body;
    operation.device_time = now.wall;
    operation.receipt_key = receipt.signing.public_key;
    operation.sealed = std::move(*sealed);
    operation.readback = std::move(*readback);
    const auto key = m_store.append([&](const OperationKey&) -> Result<Operation> { return operation; }, now.wall);
    if (!key) return refused(ticket, key.error());
    m_engine.push_soon(now);
    if (counts) note_taken(m_new, now.boot);
    // Two things never stand under one receipt that nobody meant to share.
    const std::string code = m_prepared->code;
    forget_prepared();
    return Saved{ticket, code, item_id(*key), short_id(*key)};
}

CoreEvent Core::save_change(Ticket ticket, const OpenedReceipt& receipt, const std::string& item, OperationBody body,
                            const PrivatePart& part, Now now) {
    Operation operation;
    operation.body = std::move(body);
    operation.device_time = now.wall;
    operation.receipt_key = receipt.key.signing.public_key;
    if (!part.fields.empty()) {
        auto sealed = seal_part(part, m_store.identity()->hub_sealing, m_entropy);
        if (!sealed) return refused(ticket, sealed.error());
        operation.sealed = std::move(*sealed);
    }
    // The proof names the operation, so it is made once its number is known.
    const auto key = m_store.append(
        [&](const OperationKey& own) -> Result<Operation> {
            operation.proof = crypto::sign(receipt.key.signing, wire::proof_message(own, operation.body));
            return operation;
        },
        now.wall);
    if (!key) return refused(ticket, key.error());
    m_engine.push_soon(now);
    const auto made_by = parse_item_id(item);
    return Saved{ticket, "", item, made_by ? short_id(*made_by) : item};
}

CoreEvent Core::handle_one(const Withdraw& command, Now now) {
    const auto receipt = m_desk.open(command.receipt, m_store.reader(), now.boot);
    if (!receipt) return refused(command.ticket, receipt.error());
    const auto items = item_views(receipt->rows, receipt->key, m_store.reader());
    if (!items) return refused(command.ticket, items.error());
    const ItemView* item = find_item(*items, command.item);
    if (item == nullptr) return refused(command.ticket, "error.receipt-unknown");
    if (item->by_hand) return refused(command.ticket, "state.by_hand");
    const ItemStatus status = item->state.status;
    if (status != ItemStatus::Open && status != ItemStatus::Confirmed && status != ItemStatus::Waiting)
        return refused(command.ticket, "error.item-ended");
    if (item->change_waiting) return refused(command.ticket, "error.change-waiting");
    const OperationBody body =
        item->type == ItemType::SignUp ? OperationBody(CancelSeats{item->id}) : WithdrawRequest{item->id};
    return save_change(command.ticket, *receipt, item->id, body, {}, now);
}

CoreEvent Core::handle_one(const Rate& command, Now now) {
    const auto receipt = m_desk.open(command.receipt, m_store.reader(), now.boot);
    if (!receipt) return refused(command.ticket, receipt.error());
    const auto items = item_views(receipt->rows, receipt->key, m_store.reader());
    if (!items) return refused(command.ticket, items.error());
    const ItemView* item = find_item(*items, command.item);
    if (item == nullptr) return refused(command.ticket, "error.receipt-unknown");
    if (item->type == ItemType::SignUp || item->state.status != ItemStatus::Closed || command.grade < 1 ||
        command.grade > 5)
        return refused(command.ticket, "error.not-closed");
    if (item->change_waiting) return refused(command.ticket, "error.change-waiting");
    PrivatePart part;
    part.language = clean_language(command.language);
    if (std::string words = clean_text(command.words, kMaxRatingWords); !words.empty())
        part.fields.push_back({"words", std::move(words)});
    return save_change(command.ticket, *receipt, item->id, RateRequest{item->id, command.verdict, command.grade}, part,
                       now);
}

std::vector<CoreEvent> Core::on_response(std::uint64_t key, const Result<HttpResponse>& response, Now now) {
    std::vector<CoreEvent> events;
    append_enrolment(events, m_engine.on_response(key, response, now));
    append_sync_view(events, now);
    return events;
}

std::vector<CoreEvent> Core::tick(Now now) {
    std::vector<CoreEvent> events;
    append_enrolment(events, m_engine.take_failed_enrolment());
    if (m_engine.has_work()) m_engine.work(now);
    append_sync_view(events, now);
    return events;
}

void Core::append_enrolment(std::vector<CoreEvent>& events, std::optional<sync::Enrolment::Outcome> outcome) {
    if (!outcome) return;
    const Ticket ticket = m_enrolling.value_or(0);
    m_enrolling.reset();
    forget_prepared();  // it was made for the community of before
    if (outcome->error_key.empty())
        events.emplace_back(Enrolled{ticket});
    else
        events.push_back(refused(ticket, std::move(outcome->error_key)));
}

void Core::append_sync_view(std::vector<CoreEvent>& events, Now now) {
    const auto time = m_engine.time(now);
    SyncView view;
    view.link = m_engine.link();
    view.unsent = static_cast<int>(m_store.unanswered());
    view.as_of = m_engine.as_of();
    view.kiosk = m_store.identity() ? m_store.identity()->kiosk : std::string();
    view.date_known = time.known;
    view.now = time.now;
    view.intake = takes_more(m_new, now.boot) ? Intake::Open : Intake::Full;
    if (m_told && same_but_for_now(*m_told, view)) return;
    m_told = view;
    events.emplace_back(SyncChanged{std::move(view)});
}

}  // namespace linli
