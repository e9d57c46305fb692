#include "tests/sim/kiosk_process.h"

#include <utility>

namespace linli::sim {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

Entropy from(Rng& rng) {
    return [bytes = Rng(rng.next())](std::span<std::uint8_t> out) mutable { bytes.fill(out); };
}

}  // namespace

Now KioskProcess::at(Instant now) const {
    // Each kiosk's clock is wrong in its own way, and its boot time starts with its process.
    const Millis off{static_cast<std::int64_t>(m_index) * 86'400'000 - 3'600'000};
    return {now + off, BootTime{now.ms - m_started.ms}};
}

Result<> KioskProcess::start(Instant now) {
    m_started = now;
    ++m_life;
    m_dead = false;
    m_countdown.reset();
    CoreConfig config;
    config.folder = m_folder;
    config.receipt_cost = crypto::kLeastCost;
    LINLI_TRY(m_core, Core::open(std::move(config), from(m_rng), Rng(m_rng.next())));
    LINLI_TRY(m_reads, Reads::open(m_folder, crypto::kLeastCost));
    LINLI_TRY(m_reader, store::Reader::open(m_folder));
    LINLI_TRY(const auto identity, m_reader->identity());
    m_enrolled = identity.has_value();
    m_core->store().set_fault_hook([this]() -> std::optional<Fault> {
        if (m_dead) return Fault::Storage;
        if (!m_countdown || (*m_countdown)-- > 0) return std::nullopt;
        m_countdown.reset();
        if (m_fault) return std::exchange(m_fault, std::nullopt);
        m_dead = true;
        return Fault::Storage;
    });
    return {};
}

void KioskProcess::kill() {
    m_reader.reset();
    m_reads.reset();
    m_core.reset();
    m_pending.clear();
    m_station.reset();
}

void KioskProcess::die_after(std::uint64_t statements) {
    m_countdown = statements;
    m_fault.reset();
}

void KioskProcess::fail_once(std::uint64_t statements, Fault fault) {
    m_countdown = statements;
    m_fault = fault;
}

void KioskProcess::notice_death() {
    if (!m_dead) return;
    ++deaths;
    kill();
}

void KioskProcess::resident(CoreCommand command, Instant now) {
    if (!m_core) return;
    const Ticket ticket = ++m_ticket;
    std::visit([&](auto& each) { each.ticket = ticket; }, command);
    std::visit(Overloaded{
                   [&](const SubmitRequest& c) {
                       m_pending[ticket] = {"", c.contact.digits, "", ItemType::Request, c.kind};
                   },
                   [&](const SubmitJoin& c) {
                       m_pending[ticket] = {"", c.contact.digits, "", ItemType::Join, c.trouble};
                   },
                   [&](const SubmitSignUp& c) {
                       m_pending[ticket] = {"", c.contact.digits, "", ItemType::SignUp, c.event};
                   },
                   [&](const SayRead&) {
                       m_reading.insert(ticket);
                       m_oracle.read_tried();
                   },
                   [](const auto&) {},
               },
               command);
    take(m_core->handle(command, at(now)));
}

void KioskProcess::take(const std::vector<CoreEvent>& events) {
    for (const CoreEvent& event : events) {
        std::visit(Overloaded{
                       [&](const Saved& saved) {
                           if (m_reading.erase(saved.ticket) > 0) m_oracle.read_shown();
                           // A resident who sees "saved" walks away: from here on it must not be lost.
                           const auto key = parse_item_id(saved.item);
                           if (!saved.code.empty() && key) {
                               m_oracle.shown(*key);
                               Paper paper = m_pending[saved.ticket];
                               paper.code = saved.code;
                               paper.item = saved.item;
                               papers.push_back(std::move(paper));
                           }
                           m_pending.erase(saved.ticket);
                       },
                       [&](const Refused& refused) {
                           m_refusal = refused.message_key;
                           m_pending.erase(refused.ticket);
                           m_reading.erase(refused.ticket);
                       },
                       [&](const Enrolled&) { m_enrolled = true; },
                       [](const auto&) {},
                   },
                   event);
    }
}

void KioskProcess::work(Instant now) {
    if (!m_core) return;
    take(m_core->tick(at(now)));
    while (auto outgoing = m_core->next_request(at(now)))
        m_network.send(m_index, m_life, outgoing->key, std::move(outgoing->request), now);
}

void KioskProcess::arrive(const Arrival& arrival, Instant now) {
    if (!m_core || arrival.life != m_life) return;
    take(m_core->on_response(arrival.key, arrival.response, at(now)));
}

const StationView* KioskProcess::station(Instant now) {
    if (!m_reads) return nullptr;
    if (auto changed = m_reads->refresh(at(now))) m_station = changed->station;
    return m_station.get();
}

std::vector<ItemView> KioskProcess::open(const Paper& paper, Instant now) {
    if (!m_reads) return {};
    const CoreEvent event = m_reads->handle(OpenReceipt{1, {paper.code, paper.digits}}, at(now));
    const auto* opened = std::get_if<ReceiptOpened>(&event);
    return opened == nullptr ? std::vector<ItemView>{} : opened->items;
}

}  // namespace linli::sim
