#include "kiosk/core/item_views.h"

#include <algorithm>
#include <map>

#include "kiosk/base/log.h"
#include "kiosk/wire/codec.h"

namespace linli {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

PrivatePart open_part(const Bytes& sealed, const crypto::SealingKey& key) {
    if (sealed.empty()) return {};
    const auto plain = crypto::open_seal(key, sealed);
    if (!plain) return {};
    auto part = wire::decode_private_part(*plain);
    return part ? std::move(*part) : PrivatePart{};
}

EntryView entry_view(const ItemEntry& entry, const crypto::SealingKey& key) {
    EntryView view{entry.at, entry.type, entry.stage, entry.ending, {}};
    if (!entry.words.empty())
        if (auto words = crypto::open_seal(key, entry.words)) view.words = std::move(*words);
    return view;
}

std::string short_id_of(const std::string& item) {
    const auto key = parse_item_id(item);
    return key ? short_id(*key) : item;
}

bool changes_an_item(const store::OutboxRow& row) {
    return row.type == "withdraw" || row.type == "rate" || row.type == "cancel";
}

// What an operation made, before the feed tells: what was asked for, and the answer where there is one.
ItemView overlay(const store::OutboxRow& row, const crypto::ReceiptKey& receipt) {
    // A body that the disk has damaged still belongs to somebody.
    const auto operation = wire::decode_operation(row.body);
    ItemView view;
    ItemState& state = view.state;
    state.id = item_id(row.key);
    state.tag = receipt.tag;
    state.subject = row.subject;
    state.seats = row.seats;
    state.opened_at = row.saved_at;
    state.updated_at = row.saved_at;
    if (operation) state.readback = operation->readback;
    const bool seats = row.type == "take";
    state.type = seats ? ItemType::SignUp : row.type == "join" ? ItemType::Join : ItemType::Request;
    state.status = seats ? ItemStatus::Waiting : ItemStatus::Open;
    if (row.answer) {
        view.delivery = Delivery::Sent;
        std::visit(Overloaded{
                       [&](const Applied&) { state.status = seats ? ItemStatus::Confirmed : ItemStatus::Open; },
                       [&](const Waitlisted& answer) { state.position = answer.position; },
                       [&](const Rejected& answer) {
                           state.status = ItemStatus::Rejected;
                           view.rejected_key = answer.message_key;
                       },
                       [&](const Quarantined&) { view.by_hand = true; },
                   },
                   *row.answer);
    }
    return view;
}

std::optional<std::string> not_done_key(const Answer& answer) {
    return std::visit(Overloaded{
                          [](const Applied&) -> std::optional<std::string> { return std::nullopt; },
                          [](const Waitlisted&) -> std::optional<std::string> { return std::nullopt; },
                          [](const Rejected& rejected) -> std::optional<std::string> { return rejected.message_key; },
                          [](const Quarantined&) -> std::optional<std::string> { return "state.change_by_hand"; },
                      },
                      answer);
}

// The newest change made here speaks: it is under way, or done, or this is where the resident learns that it is not.
// An item that the hub told anew after its answer has moved on, and what was refused then may be wrong now.
Result<> add_change(ItemView& view, const store::OutboxRow& change, const store::Reader& reader) {
    view.change_waiting = view.change_waiting || !change.answer;
    view.change_refused_key.reset();
    auto refused = change.answer ? not_done_key(*change.answer) : std::nullopt;
    if (!refused) return {};
    LINLI_TRY(const std::int64_t answered, reader.row_number("answer", item_id(change.key)));
    LINLI_TRY(const std::int64_t told, reader.row_number("item", change.subject));
    // The feed has not brought the answer yet: it is newer than all that is here.
    if (answered == 0 || answered > told) view.change_refused_key = std::move(refused);
    return {};
}

}  // namespace

Result<std::vector<ItemView>> item_views(const store::ReceiptRows& rows, const crypto::ReceiptKey& receipt,
                                         const store::Reader& reader) {
    std::map<std::string, ItemView> items;
    std::map<std::string, std::map<int, EntryView>> timelines;
    for (const wire::FeedRow& row : rows.mirror) {
        auto body = wire::decode_row(row.key, row.json);
        if (!body) {
            log_warning("core", "feed row {} cannot be read: {}", row.number, body.error().message);
        } else if (auto* state = std::get_if<ItemState>(&*body)) {
            ItemView& view = items[state->id];
            view.delivery = Delivery::Sent;
            view.state = std::move(*state);
        } else if (const auto* entry = std::get_if<ItemEntry>(&*body)) {
            timelines[entry->item][entry->number] = entry_view(*entry, receipt.sealing);
        }
    }
    for (const store::OutboxRow& row : rows.outbox) {
        if (changes_an_item(row) || items.contains(item_id(row.key))) continue;
        items.emplace(item_id(row.key), overlay(row, receipt));
    }
    for (const store::OutboxRow& row : rows.outbox)
        if (const auto found = items.find(row.subject); changes_an_item(row) && found != items.end())
            LINLI_OK(add_change(found->second, row, reader));

    std::vector<ItemView> out;
    for (auto& [id, view] : items) {
        view.id = id;
        view.short_id = short_id_of(id);
        view.type = view.state.type;
        view.subject = view.state.subject;
        view.own = open_part(view.state.readback, receipt.sealing);
        for (auto& [number, entry] : timelines[id]) view.timeline.push_back(std::move(entry));
        if (view.state.status == ItemStatus::Rejected && !view.rejected_key) {
            LINLI_TRY(const auto answer, reader.answer_to(id));
            if (answer)
                if (const auto* rejected = std::get_if<Rejected>(&*answer)) view.rejected_key = rejected->message_key;
        }
        out.push_back(std::move(view));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ItemView& a, const ItemView& b) { return a.state.opened_at > b.state.opened_at; });
    return out;
}

CoreEvent open_receipt_event(const OpenReceipt& command, ReceiptDesk& desk, const store::Reader& reader, BootTime now) {
    const auto receipt = desk.open(command.receipt, reader, now);
    if (!receipt) return Refused{command.ticket, receipt.error()};
    auto items = item_views(receipt->rows, receipt->key, reader);
    if (!items) {
        log_error("core", "reading a receipt's items: {}", items.error().message);
        return Refused{command.ticket, "error.storage"};
    }
    // Rows without an item that can be read.
    if (items->empty()) return Refused{command.ticket, "error.receipt-unknown"};
    return ReceiptOpened{command.ticket, std::move(*items)};
}

}  // namespace linli
