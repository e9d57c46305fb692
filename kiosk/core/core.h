// Turns what a resident decided into one durable transaction, and what the hub answers into what the screens are told.
//
// Owns the writing connection and the sync engine; belongs to one thread, and does no I/O but the store's. "Saved"
// comes out only after the commit. Deterministic: the same folder, entropy, seed, times, commands and responses give
// the same bytes; after a crash at any point a Core is opened anew from its folder.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/receipt_desk.h"
#include "kiosk/session/events.h"
#include "kiosk/sync/engine.h"

namespace linli {

struct CoreConfig {
    std::string folder;
    crypto::SlowHashCost receipt_cost;  // must be the same on every kiosk of a community
    sync::EngineConfig sync;
    store::FreeSpace free_space = store::system_free_space;
    // New requests, joins and sign-ups that are taken in any hour since boot, against a machine or a child that would
    // not stop; 0: no limit.
    std::size_t most_new_an_hour = 0;
};

class Core {
  public:
    // Errors: those of store::Store::open.
    [[nodiscard]] static Result<std::unique_ptr<Core>> open(CoreConfig config, Entropy entropy, Rng rng);
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // One command, answered at once but for Enrol, which is answered by a later on_response() or tick(). What
    // is for Reads alone (OpenReceipt, CheckPin, AskHealth) is refused.
    [[nodiscard]] std::vector<CoreEvent> handle(const CoreCommand& command, Now now);

    // See sync::Engine. An Error is a request that had no answer.
    [[nodiscard]] std::optional<sync::Outgoing> next_request(Now now) { return m_engine.next_request(now); }
    [[nodiscard]] std::vector<CoreEvent> on_response(std::uint64_t key, const Result<HttpResponse>& response, Now now);
    // A piece of what waits: at most one transaction of rows. The first call tells how things stand. To be called at
    // wake_at() and while has_work(), after the commands that wait.
    [[nodiscard]] std::vector<CoreEvent> tick(Now now);
    [[nodiscard]] bool has_work() const { return m_engine.has_work(); }
    [[nodiscard]] BootTime wake_at() const { return has_work() ? BootTime{} : m_engine.wake_at(); }
    // See sync::Engine. Who leaves takes a receipt that was prepared and not used along.
    void attend(sync::Attendance attendance, Now now);
    // The link came up.
    void kick(Now now) { m_engine.kick(now); }

    // Moves whenever what Reads shows may have changed.
    [[nodiscard]] std::int64_t data_version() const { return m_store.data_version(); }
    // For the simulator and tests.
    [[nodiscard]] store::Store& store() { return m_store; }

  private:
    Core(store::Store store, CoreConfig config, Entropy entropy, Rng rng);

    // Each handler answers with one event.
    [[nodiscard]] CoreEvent handle_one(const SubmitRequest& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const SubmitJoin& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const SubmitSignUp& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const Withdraw& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const Rate& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const PrepareReceipt& command, Now now);
    [[nodiscard]] CoreEvent handle_one(const SayRead& command, Now now);

    // A receipt that nothing stands under yet. Its code is shown to nobody before something does.
    struct BlankReceipt {
        std::string digits, code;
        crypto::ReceiptKey key;
    };
    [[nodiscard]] Result<BlankReceipt> blank_receipt(const std::string& digits);
    void forget_prepared();
    [[nodiscard]] bool takes_more(std::deque<BootTime>& taken, BootTime now) const;
    void note_taken(std::deque<BootTime>& taken, BootTime now) const;
    [[nodiscard]] Circumstances circumstances(Now now);
    [[nodiscard]] CoreEvent save_new(Ticket ticket, Checked<Submission> submission, Now now);
    [[nodiscard]] CoreEvent save_change(Ticket ticket, const OpenedReceipt& receipt, const std::string& item,
                                        OperationBody body, const PrivatePart& part, Now now);
    void append_sync_view(std::vector<CoreEvent>& events, Now now);
    void append_enrolment(std::vector<CoreEvent>& events, std::optional<sync::Enrolment::Outcome> outcome);

    store::Store m_store;
    CoreConfig m_config;
    Entropy m_entropy;
    sync::Engine m_engine;
    ReceiptDesk m_desk;
    std::optional<BlankReceipt> m_prepared;
    std::deque<BootTime> m_new;   // of the last hour, at most most_new_an_hour
    std::deque<BootTime> m_read;  // the same of notices: they must not use up what requests need
    std::optional<Ticket> m_enrolling;
    std::optional<Error> m_read_error;  // while a submission was checked: then "unknown" means nothing
    std::optional<SyncView> m_told;     // as last sent out
};

}  // namespace linli
