#include "tests/sim/world.h"

#include <cstdio>
#include <filesystem>

#include "backend/hub/desk.h"
#include "backend/store/sqlite.h"
#include "kiosk/content/load.h"
#include "kiosk/domain/place_answer.h"
#include "tests/sim/kiosk_process.h"

namespace linli::sim {
namespace {

constexpr std::size_t kKiosks = 2;
constexpr int kFaultySteps = 220;
// L1: everything drains within so many rounds. The longest backoff is fifteen minutes, which is 180 of them.
constexpr int kQuietRounds = 400;
constexpr Millis kQuietRound{5'000};
constexpr Instant kStart{1'795'255'200'000};  // 2026-11-21T10:00:00Z
const char* const kStations[kKiosks] = {"qinghe-1", "qinghe-2"};
const char* const kCommunity = "qinghe";

class World {
  public:
    World(std::uint64_t seed, std::string folder, Trace trace)
        : m_rng(seed),
          m_network(m_rng),
          m_folder(std::move(folder)),
          m_trace(trace),
          m_keys(hub::make_keys(entropy())) {
        for (std::size_t i = 0; i < kKiosks; ++i)
            m_kiosks.push_back(
                std::make_unique<KioskProcess>(i, m_folder + "/kiosk" + std::to_string(i), m_rng, m_network, m_oracle));
    }

    Outcome play() {
        if (const auto begun = begin(); !begun) return finish("the world did not start: " + begun.error().message);
        m_network.weather = {12, 12, 40, 40, 30, false, Millis{4'000}};
        for (int i = 0; i < kFaultySteps && m_oracle.broken().empty(); ++i) {
            faulty_step();
            look();
        }
        m_network.weather = {};
        m_say = "quiet";
        for (int i = 0; i < kQuietRounds && m_oracle.broken().empty() && !at_rest(); ++i) {
            m_now = m_now + kQuietRound;
            revive();
            pump();
            look();
        }
        rest();
        return finish({});
    }

  private:
    Entropy entropy() {
        return [bytes = Rng(m_rng.next())](std::span<std::uint8_t> out) mutable { bytes.fill(out); };
    }
    void say(std::string what) {
        m_say = std::move(what);
        if (m_trace == Trace::On)
            std::fprintf(stderr, "%5llu %lld %s\n", static_cast<unsigned long long>(m_steps),
                         static_cast<long long>(m_now.ms - kStart.ms), m_say.c_str());
    }

    Result<> begin() {
        LINLI_OK(start_hub());
        LINLI_TRY(const auto files, content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"}));
        LINLI_TRY(const content::Loaded loaded, content::load(files, {}, m_now));
        for (const content::LoadedRow& row : loaded.rows)
            if (const auto* event = std::get_if<Event>(&row.document))
                if (event->community == kCommunity && event->closes_at > m_now && event->state == EventState::Open)
                    m_events.push_back(*event);
        LINLI_TRY(const int changed, m_hub->load(files, m_now));
        static_cast<void>(changed);
        for (auto& kiosk : m_kiosks) LINLI_OK(kiosk->start(m_now));
        return {};
    }

    Result<> start_hub() {
        LINLI_TRY(auto connection,
                  db::Connection::open(m_folder + "/hub.db", db::Access::ReadWrite, hub::kHubApplication));
        LINLI_OK(db::migrate(connection, hub::hub_migrations()));
        connection.set_fault_hook([this]() -> std::optional<Fault> {
            if (m_looking) return std::nullopt;
            if (m_hub_dead) return Fault::Storage;
            if (!m_hub_countdown || (*m_hub_countdown)-- > 0) return std::nullopt;
            m_hub_countdown.reset();
            if (m_hub_fault) return std::exchange(m_hub_fault, std::nullopt);
            m_hub_dead = true;
            return Fault::Storage;
        });
        m_hub_dead = false;
        LINLI_TRY(hub::Hub made,
                  hub::Hub::open(hub::sqlite_session(std::move(connection)), m_keys, entropy(), nullptr));
        m_hub.emplace(std::move(made));
        return {};
    }

    // A process that died is started again, as systemd would.
    void revive() {
        if (m_hub_dead) {
            m_hub.reset();
            m_network.drop_requests(m_now);
            m_hub_dead = false;
            m_hub_countdown.reset();
        }
        if (!m_hub) must(start_hub(), "the hub did not start again");
        for (auto& kiosk : m_kiosks) {
            kiosk->notice_death();
            if (!kiosk->running()) must(kiosk->start(m_now), "a kiosk did not start again");
        }
    }

    void must(const Result<>& result, std::string_view what) {
        if (!result && m_failure.empty()) m_failure = fmt::format("{}: {}", what, result.error().message);
    }

    void faulty_step() {
        ++m_steps;
        m_now = m_now + Millis{static_cast<std::int64_t>(m_rng.below(m_rng.one_in(20) ? 60'000 : 1'500))};
        revive();
        KioskProcess& kiosk = *m_kiosks[m_rng.below(kKiosks)];
        switch (m_rng.below(16)) {
            case 0:
                crash_kiosk(kiosk);
                break;
            case 1:
                crash_hub();
                break;
            case 2:
                hiccup(kiosk);
                break;
            case 3:
                m_network.weather.cut = m_rng.one_in(3);
                say(m_network.weather.cut ? "the link is cut" : "the link is up");
                break;
            case 4:
            case 5:
                staff();
                break;
            default:
                resident(kiosk);
                break;
        }
        pump();
    }

    void crash_kiosk(KioskProcess& kiosk) {
        const std::uint64_t statements = m_rng.below(30);
        say(fmt::format("a kiosk dies in {} statements", statements));
        kiosk.die_after(statements);
    }
    void crash_hub() {
        m_hub_countdown = m_rng.below(80);
        m_hub_fault.reset();
        say(fmt::format("the hub dies in {} statements", *m_hub_countdown));
    }
    void hiccup(KioskProcess& kiosk) {
        static constexpr Fault kFaults[] = {Fault::DiskFull, Fault::InUse, Fault::Storage};
        const Fault fault = kFaults[m_rng.below(3)];
        ++m_faults;
        say(fmt::format("one statement fails: {}", fault_name(fault)));
        if (m_rng.one_in(2)) {
            kiosk.fail_once(m_rng.below(20), fault);
        } else {
            m_hub_countdown = m_rng.below(60);
            m_hub_fault = fault;
        }
    }

    Contact contact() {
        std::string digits = fmt::format("{:04}", m_rng.below(10'000));
        return {"138 0000 " + digits, m_rng.one_in(2), digits, m_rng.one_in(2) ? "zh-CN" : "en"};
    }

    void resident(KioskProcess& kiosk) {
        if (!kiosk.running()) return;
        const StationView* station = kiosk.station(m_now);
        if (!kiosk.enrolled() || station == nullptr || station->kinds.empty()) {
            enrol(kiosk);
            return;
        }
        switch (m_rng.below(9)) {
            case 0:
            case 1:
                request(kiosk, *station);
                break;
            case 2:
                join(kiosk, *station);
                break;
            case 3:
            case 4:
            case 5:
                sign_up(kiosk);
                break;
            case 6:
                withdraw(kiosk);
                break;
            case 7:
                say("read a notice");
                kiosk.resident(SayRead{0, "water-stop"}, m_now);
                break;
            default:
                rate(kiosk);
                break;
        }
    }

    void enrol(KioskProcess& kiosk) {
        std::string& code = m_codes[&kiosk];
        if (code.empty()) {
            const std::size_t index = &kiosk == m_kiosks[0].get() ? 0 : 1;
            const auto made = m_hub->with_desk(m_now, [&](hub::Desk& desk) -> Result<> {
                LINLI_TRY(code, desk.make_enrolment_code({0, hub::Role::Operator, kCommunity}, kStations[index],
                                                         Millis{86'400'000}));
                return {};
            });
            if (!made) code.clear();
        }
        say("a kiosk is enrolled");
        if (!code.empty()) kiosk.resident(Enrol{0, code}, m_now);
    }

    // Fills the form as its content asks, with any option.
    void request(KioskProcess& kiosk, const StationView& station) {
        const RequestKind& kind = station.kinds[m_rng.below(station.kinds.size())];
        SubmitRequest command{0, kind.id, {}, contact()};
        const auto given = [&](std::string_view step) -> std::optional<std::string_view> {
            for (const FieldValue& value : command.answers)
                if (value.field == step) return value.value;
            return std::nullopt;
        };
        for (std::size_t i = 0;; ++i) {
            const auto steps = shown_steps(kind, given);
            if (i >= steps.size()) break;
            if (const auto value = answer_to(*steps[i], station)) command.answers.push_back({steps[i]->id, *value});
        }
        say("request " + kind.id);
        kiosk.resident(std::move(command), m_now);
    }

    std::optional<std::string> answer_to(const FormStep& step, const StationView& station);

    void join(KioskProcess& kiosk, const StationView& station) {
        if (station.troubles.empty()) return;
        say("join");
        kiosk.resident(SubmitJoin{0, station.troubles[m_rng.below(station.troubles.size())].id, contact()}, m_now);
    }

    void sign_up(KioskProcess& kiosk) {
        if (m_events.empty()) return;
        // The small ones fill up, so that waiting lists are played.
        const Event* event = &m_events[m_rng.below(m_events.size())];
        for (const Event& other : m_events)
            if (other.capacity < event->capacity && m_rng.one_in(2)) event = &other;
        SubmitSignUp command{0, event->id, {}, contact()};
        // What an event for children asks for; others take no notice of it.
        command.answers = {{std::string(kConsentField), "yes"}, {std::string(kPickUpField), "2468"}};
        const std::uint64_t seats = 1 + m_rng.below(static_cast<std::uint64_t>(event->family_max));
        for (std::uint64_t i = 0; i < seats; ++i) command.names.push_back("某某");
        say(fmt::format("sign up to {} for {}", event->id, seats));
        kiosk.resident(std::move(command), m_now);
    }

    // Someone comes back with a paper, to any kiosk.
    const Paper* any_paper() {
        const KioskProcess& from = *m_kiosks[m_rng.below(kKiosks)];
        return from.papers.empty() ? nullptr : &from.papers[m_rng.below(from.papers.size())];
    }

    void withdraw(KioskProcess& kiosk) {
        const Paper* paper = any_paper();
        if (paper == nullptr) return;
        say("withdraw " + paper->item);
        kiosk.resident(Withdraw{0, {paper->code, paper->digits}, paper->item, paper->type}, m_now);
    }

    void rate(KioskProcess& kiosk) {
        const Paper* paper = any_paper();
        if (paper == nullptr || paper->type == ItemType::SignUp) return;
        const auto verdict = static_cast<Verdict>(m_rng.below(3));
        say("rate " + paper->item);
        kiosk.resident(Rate{0,
                            {paper->code, paper->digits},
                            paper->item,
                            verdict,
                            static_cast<int>(1 + m_rng.below(5)),
                            "谢谢",
                            "zh-CN"},
                       m_now);
    }

    void staff() {
        if (!m_hub) return;
        say("staff work");
        // What staff may not do in this state is refused; a dead hub refuses everything.
        const auto done = m_hub->with_desk(m_now, [&](hub::Desk& desk) -> Result<> {
            const hub::Actor actor{0, hub::Role::Desk, kCommunity};
            LINLI_TRY(const hub::CasePage page, desk.cases(actor, {}));
            if (page.lines.empty()) return {};
            const std::string& item = page.lines[m_rng.below(page.lines.size())].id;
            switch (m_rng.below(4)) {
                case 0:
                    return desk.set_stage(actor, item, static_cast<Stage>(m_rng.below(4)));
                case 1:
                    return desk.answer(actor, item, "师傅明天来");
                case 2:
                    return desk.note(actor, item, "打过电话");
                default:
                    return desk.close(actor, item, static_cast<Ending>(m_rng.below(3)), "修好了", "街道");
            }
        });
        static_cast<void>(done);
    }

    // Everything that is due by now moves once.
    void pump() {
        for (auto& kiosk : m_kiosks) kiosk->work(m_now);
        for (auto& kiosk : m_kiosks) kiosk->notice_death();
        if (m_hub) serve();
        for (const Arrival& arrival : m_network.replies_due(m_now)) m_kiosks[arrival.kiosk]->arrive(arrival, m_now);
        for (auto& kiosk : m_kiosks) {
            kiosk->notice_death();
            kiosk->work(m_now);
            kiosk->notice_death();
        }
    }

    void serve() {
        const std::vector<Flight> due = m_network.requests_due(m_now, hub::kMaxBatch);
        if (due.empty()) return;
        std::vector<HttpRequest> requests;
        for (const Flight& flight : due) requests.push_back(flight.request);
        const auto replies = m_hub->handle(std::span<const HttpRequest>(requests), m_now);
        // A hub that died on the way sent nothing, whatever it had in hand.
        for (std::size_t i = 0; i < due.size(); ++i) {
            if (m_hub_dead)
                m_network.lose(due[i]);
            else
                m_network.reply(due[i], replies[i], m_now);
        }
    }

    void look() {
        if (!m_hub || m_hub_dead) return;
        m_looking = true;
        m_oracle.look_at_hub(m_hub->sql());
        m_looking = false;
        for (auto& kiosk : m_kiosks)
            if (kiosk->reader() != nullptr) m_oracle.look_at_kiosk(*kiosk->reader());
    }

    bool at_rest() {
        if (m_hub_dead || !m_hub || !m_network.quiet()) return false;
        for (auto& kiosk : m_kiosks) {
            if (kiosk->reader() == nullptr) return false;
            if (!kiosk->enrolled()) {
                enrol(*kiosk);
                return false;
            }
            const auto state = kiosk->reader()->sync_state();
            const auto open = kiosk->reader()->unanswered();
            if (!state || !open || *open != 0 || state->cursor == 0) return false;
            const auto head = m_hub->sql().number("SELECT head FROM feed_head WHERE community=?", 0, kCommunity);
            if (!head || *head != state->cursor) return false;
        }
        return true;
    }

    void rest() {
        if (!m_hub || !m_oracle.broken().empty()) return;
        m_hub_countdown.reset();
        std::vector<const store::Reader*> readers;
        for (auto& kiosk : m_kiosks) readers.push_back(kiosk->reader());
        if (std::find(readers.begin(), readers.end(), nullptr) != readers.end())
            return must(fail(Fault::Internal, "not running"), "L1: a kiosk");
        m_oracle.look_at_rest(m_hub->sql(), readers);
        const auto problems = m_hub->check();
        if (!problems) must(fail(problems.error()), "check");
        if (problems && !problems->empty()) must(fail(Fault::Internal, "{}", problems->front()), "check");
        read_back();
    }

    // Every paper opens at every kiosk and says the same.
    void read_back() {
        for (auto& from : m_kiosks) {
            // The limit on wrong tries is not what is played here, so only papers that must open are shown.
            for (const Paper& paper : from->papers) {
                std::optional<ItemState> first;
                for (auto& kiosk : m_kiosks) {
                    const auto items = kiosk->open(paper, m_now);
                    if (items.empty() || items.front().delivery != Delivery::Sent) {
                        must(fail(Fault::Internal, "{} ({} {}) does not open at kiosk {}", paper.item,
                                  name_of(paper.type), paper.subject, kiosk == m_kiosks[0] ? 0 : 1),
                             "I5: a receipt");
                        return;
                    }
                    if (first && !(*first == items.front().state))
                        must(fail(Fault::Internal, "{} reads differently", paper.item), "I5: a receipt");
                    first = items.front().state;
                }
            }
        }
    }

    Outcome finish(std::string failure) {
        Outcome out;
        out.broken = !failure.empty() ? failure : !m_oracle.broken().empty() ? m_oracle.broken() : m_failure;
        if (!out.broken.empty())
            out.broken += fmt::format(" (step {}: {}; the last refusals: {} {})", m_steps, m_say,
                                      m_kiosks[0]->last_refusal(), m_kiosks[1]->last_refusal());
        out.steps = m_steps;
        out.saved = m_oracle.saved();
        out.faults = m_faults;
        for (auto& kiosk : m_kiosks) out.crashes += kiosk->deaths;
        return out;
    }

    Rng m_rng;
    Network m_network;
    Oracle m_oracle;
    std::string m_folder;
    Trace m_trace;
    Instant m_now = kStart;
    hub::HubKeys m_keys;
    std::optional<hub::Hub> m_hub;
    bool m_hub_dead = false;
    bool m_looking = false;  // the oracle's own statements are no part of what may fail
    std::optional<std::uint64_t> m_hub_countdown;
    std::optional<Fault> m_hub_fault;
    std::vector<std::unique_ptr<KioskProcess>> m_kiosks;
    std::map<const KioskProcess*, std::string> m_codes;
    std::vector<Event> m_events;
    std::uint64_t m_steps = 0;
    std::uint64_t m_faults = 0;
    std::string m_failure;
    std::string m_say;
};

std::optional<std::string> World::answer_to(const FormStep& step, const StationView& station) {
    const auto any = [&](std::size_t size) { return m_rng.below(size); };
    if (const auto* choice = std::get_if<ChoiceField>(&step.field))
        return choice->options[any(choice->options.size())].id;
    if (std::holds_alternative<TextField>(step.field)) return "水管漏水";
    if (std::holds_alternative<ConsentField>(step.field)) return "yes";
    if (const auto* date = std::get_if<DateSlotField>(&step.field)) {
        const Civil day = to_civil(m_now + Millis{86'400'000}, station.community.utc_offset_minutes);
        return fmt::format("{:04}-{:02}-{:02}/{}", day.year, day.month, day.day,
                           date->slots[any(date->slots.size())].id);
    }
    if (const auto* place = std::get_if<PlaceField>(&step.field)) {
        const bool common = place->scope == PlaceScope::Common || (place->scope == PlaceScope::Any && m_rng.one_in(2));
        for (const Place& each : station.places) {
            if (common && !each.common.empty())
                return to_answer({each.id, {}, {}, each.common[any(each.common.size())].id});
            if (!common && !each.floors.empty())
                return to_answer({each.id, each.floors[0].label, each.floors[0].rooms[0], {}});
        }
    }
    return std::nullopt;
}

}  // namespace

Outcome play(std::uint64_t seed, const std::string& folder, Trace trace) {
    return World(seed, folder, trace).play();
}

}  // namespace linli::sim
