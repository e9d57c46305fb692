// One kiosk as a process that can die at any statement of its database and start again from its folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/core/core.h"
#include "kiosk/core/reads.h"
#include "tests/sim/network.h"
#include "tests/sim/oracle.h"

namespace linli::sim {

// What a resident walked away with.
struct Paper {
    std::string code;
    std::string digits;
    std::string item;
    ItemType type = ItemType::Request;
    std::string subject;
};

class KioskProcess {
  public:
    KioskProcess(std::size_t index, std::string folder, Rng& rng, Network& network, Oracle& oracle)
        : m_index(index), m_folder(std::move(folder)), m_rng(rng), m_network(network), m_oracle(oracle) {}

    // Errors: those of Core::open.
    [[nodiscard]] Result<> start(Instant now);
    [[nodiscard]] bool running() const { return m_core != nullptr; }
    // The program is gone; what it had not committed is too.
    void kill();
    // From now on the n-th statement and all after it fail, as if the power had gone; the next call notices.
    void die_after(std::uint64_t statements);
    // One statement fails with this fault; the program goes on.
    void fail_once(std::uint64_t statements, Fault fault);

    // Gives the command a ticket. digits: of the receipt it makes.
    void resident(CoreCommand command, Instant now);
    // Sends what is due, applies what waits.
    void work(Instant now);
    void arrive(const Arrival& arrival, Instant now);
    void notice_death();

    [[nodiscard]] const store::Reader* reader() const { return m_reader ? &*m_reader : nullptr; }
    // What the screens show now; null before there is anything.
    [[nodiscard]] const StationView* station(Instant now);
    // A resident holds the paper up to this kiosk. Nothing where it opens nothing here (yet).
    [[nodiscard]] std::vector<ItemView> open(const Paper& paper, Instant now);
    std::vector<Paper> papers;
    std::uint64_t deaths = 0;
    [[nodiscard]] bool enrolled() const { return m_enrolled; }
    [[nodiscard]] const std::string& last_refusal() const { return m_refusal; }

  private:
    [[nodiscard]] Now at(Instant now) const;
    void take(const std::vector<CoreEvent>& events);
    void arm();

    const std::size_t m_index;
    const std::string m_folder;
    Rng& m_rng;
    Network& m_network;
    Oracle& m_oracle;
    std::unique_ptr<Core> m_core;
    std::optional<Reads> m_reads;
    std::optional<store::Reader> m_reader;
    int m_life = 0;
    Instant m_started;
    std::optional<std::uint64_t> m_countdown;
    std::optional<Fault> m_fault;  // of fail_once; else death
    bool m_dead = false;
    bool m_enrolled = false;
    StationPtr m_station;
    std::string m_refusal;
    std::map<Ticket, Paper> m_pending;  // what a command will leave in a resident's hand
    std::set<Ticket> m_reading;         // notices that somebody says to have read
    Ticket m_ticket = 0;
};

}  // namespace linli::sim
