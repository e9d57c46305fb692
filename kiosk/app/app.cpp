#include "kiosk/app/app.h"

#include <algorithm>
#include <cstdio>

#include "kiosk/app/deliver.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/screens/view.h"

namespace linli::app {
namespace {

constexpr double kFramePace = 1.0 / 60;  // s between frames of what moves by itself; input is never paced

Ticket ticket_of(const CoreCommand& command) {
    return std::visit([](const auto& each) { return each.ticket; }, command);
}

// Nothing for what answers no command.
std::optional<Ticket> answered(const CoreEvent& event) {
    if (const auto* saved = std::get_if<Saved>(&event)) return saved->ticket;
    if (const auto* refused = std::get_if<Refused>(&event)) return refused->ticket;
    if (const auto* opened = std::get_if<ReceiptOpened>(&event)) return opened->ticket;
    if (const auto* enrolled = std::get_if<Enrolled>(&event)) return enrolled->ticket;
    if (const auto* prepared = std::get_if<Prepared>(&event)) return prepared->ticket;
    if (const auto* checked = std::get_if<PinChecked>(&event)) return checked->ticket;
    if (const auto* told = std::get_if<HealthTold>(&event)) return told->ticket;
    return std::nullopt;
}

bool is_submit(const CoreCommand& command) {
    return std::holds_alternative<SubmitRequest>(command) || std::holds_alternative<SubmitJoin>(command) ||
           std::holds_alternative<SubmitSignUp>(command);
}

}  // namespace

App::App(Settled settled)
    : m_settled(std::move(settled)),
      m_clock(m_settled.now),
      m_events(
          kMaxEvents, [this] { m_surface->wake(); }, kMaxAnswers) {}

App::~App() {
    // The loops' threads use the mailbox, the surface and, the core's, Reads: they end first, the core before Reads.
    // The core's connection closes last: one that only reads cannot move the log into the database.
    if (m_core) m_core->end();
    m_reads.reset();
    m_core.reset();
}

int App::run() {
    std::optional<double> script_at;  // when the script wants to look again; nothing where there is none
    while (true) {
        take_events();
        tick();
        dress();
        run_frame();
        if (m_script && (!script_at || *script_at <= Clock::seconds() || m_redraw))
            script_at = m_script->poll(Clock::seconds());
        send_commands();
        take_program_commands();
        if (const auto code = finished()) {
            if (m_settled.stats.empty()) return *code;
            const auto written = m_stats.write(m_settled.stats);
            if (!written) std::fprintf(stderr, "%s\n", written.error().message.c_str());
            return written ? *code : 1;
        }
        m_surface->wait(sleep_seconds(script_at), m_fingers);
        if (m_surface->take_service_keys()) {
            m_state = screens::update(std::move(m_state), SessionStep{AskForPin{}});
            m_redraw = true;
        }
        if (m_input.pending() && !m_tapped_at) m_tapped_at = Clock::seconds();
    }
}

std::optional<int> App::finished() const {
    if (m_script && m_script->exit_code()) return m_script->exit_code();
    if (m_signals.asked() || m_surface->closed() || m_end) return 0;
    return std::nullopt;
}

std::optional<double> App::sleep_seconds(std::optional<double> script_at) const {
    if (m_redraw || m_input.pending()) return 0.0;
    const BootTime session_now = m_clock.now().boot + m_session_shift;
    double seconds =
        static_cast<double>(std::max<std::int64_t>(0, (screens::next_tick(m_state) - session_now).count())) / 1000.0;
    if (const auto change = m_ui->next_change())
        seconds = std::min(seconds, std::max(*change, m_frame_began + kFramePace - Clock::seconds()));
    if (script_at) seconds = std::min(seconds, std::max(0.0, *script_at - Clock::seconds()));
    return seconds;
}

Instant App::hub_time() const {
    const Now now = m_clock.now();
    if (m_state.sync.link == Link::NotEnrolled && !m_state.sync.date_known) return now.wall;
    return m_state.sync.now + (now.boot - m_sync_told);
}

void App::take_events() {
    while (auto event = m_events.try_receive()) take(std::move(*event));
}

void App::take(CoreEvent event) {
    m_redraw = true;
    if (const auto ticket = answered(event)) std::erase(m_unanswered, *ticket);
    if (std::holds_alternative<SyncChanged>(event)) m_sync_told = m_clock.now().boot;
    if (const auto* saved = std::get_if<Saved>(&event); saved != nullptr && m_submitted == saved->ticket)
        m_saved_not_shown = true;
    if (const auto* refused = std::get_if<Refused>(&event); refused != nullptr && m_submitted == refused->ticket)
        m_submitted.reset();
    m_state = screens::update(std::move(m_state), event);
}

void App::tick() {
    const BootTime now = m_clock.now().boot + m_session_shift;
    const bool due = now >= screens::next_tick(m_state);
    m_state = screens::update(std::move(m_state), screens::Tick{now, hub_time()});
    const bool alone = here(m_state.session).page == Page::Attract || untouched(m_state.session);
    const auto attendance = alone ? sync::Attendance::Nobody : sync::Attendance::Somebody;
    if (m_attendance != attendance && m_core->attend(attendance)) m_attendance = attendance;
    if (due) m_redraw = true;
}

// Language, size and contrast are the session's; another page begins at its top with nothing focused.
void App::dress() {
    if (m_dressed != m_state.session.settings) {
        m_dressed = m_state.session.settings;
        m_ui->set_appearance(screens::appearance_of(*m_dressed));
        m_ui->set_chrome(screens::chrome_of(m_languages.words(m_dressed->language)));
        m_redraw = true;
    }
    if (turned()) {
        m_ui->turn_page();
        m_redraw = true;
    }
    forget_ended();
}

// Whether another page is to be shown now. A tap that led to it does not also act on it, nor does what was pressed
// meanwhile.
bool App::turned() {
    std::string page = screens::page_identity(m_state);
    if (page == m_page) return false;
    m_page = std::move(page);
    m_fingers.page_changed(Clock::seconds());
    m_input.drop();
    return true;
}

// Nothing that was set or told for one person is kept for the next.
void App::forget_ended() {
    if (m_state.sessions_ended == m_sessions_forgotten) return;
    m_sessions_forgotten = m_state.sessions_ended;
    m_ui->forget();
    m_redraw = true;
}

void App::run_frame() {
    const bool moving = m_ui->next_change().has_value();
    if (!m_redraw && !m_input.pending() && !moving) return;
    const double began = Clock::seconds();
    m_frame_began = began;
    m_redraw = false;
    bool turned_page = false;
    const Stage::Outcome outcome = m_stage->run_frame(began, m_input, [&](ui::Ui& ui) {
        Commands commands;
        screens::draw(m_state, m_languages, ui, commands);
        const std::vector<SessionStep> steps = commands.take();
        for (const SessionStep& step : steps) m_state = screens::update(std::move(m_state), step);
        if (steps.empty()) return Stage::More::No;
        if (!turned()) return Stage::More::Yes;
        turned_page = true;
        return Stage::More::NewPage;
    });
    forget_ended();
    if (m_input.take_acted()) m_state = screens::update(std::move(m_state), screens::Touched{});
    const double now = Clock::seconds();
    if (m_dressed != m_state.session.settings) m_redraw = true;
    if (!outcome.presented()) {
        if (!m_redraw && !m_input.pending()) m_tapped_at.reset();
        return;
    }
    m_stats.frame_ms.add((now - began) * 1000);
    if (m_stats.first_content_ms == 0) m_stats.first_content_ms = Clock::ms_since_start();
    if (m_tapped_at) m_stats.tap_to_present_ms.add((now - *m_tapped_at) * 1000);
    if (m_tapped_at && turned_page) m_stats.page_turn_ms.add((now - *m_tapped_at) * 1000);
    m_tapped_at.reset();
    if (m_saved_not_shown && m_submitted_at) m_stats.durable_submit_ms.add((now - *m_submitted_at) * 1000);
    if (m_saved_not_shown) m_submitted.reset();
    m_saved_not_shown = false;
    if (m_writer) m_writer->frame(m_ui->transcript());
}

void App::send_commands() {
    for (CoreCommand& command : std::exchange(m_state.to_core, {})) send_to_core(std::move(command));
}

void App::send_to_core(CoreCommand command) {
    const Ticket ticket = ticket_of(command);
    if (is_submit(command)) {
        m_submitted = ticket;
        m_submitted_at = Clock::seconds();
    }
    m_unanswered.push_back(ticket);
    // Looking does not wait behind what is being saved.
    const auto sent = [&] {
        if (auto* open = std::get_if<OpenReceipt>(&command)) return m_reads->send(std::move(*open));
        if (auto* check = std::get_if<CheckPin>(&command)) return m_reads->send(std::move(*check));
        if (auto* ask = std::get_if<AskHealth>(&command)) return m_reads->send(*ask);
        return m_core->send(std::move(command));
    }();
    if (!sent) take(Refused{ticket, "error.busy"});
}

// ---- a journey's hand ----

void App::finger(TouchInput::Edge edge, float x, float y) {
    m_input.push(edge, x, y);
    if (edge == TouchInput::Edge::Up) m_tapped_at = Clock::seconds();
}

void App::scroll_to(const ui::Record& record) {
    m_redraw = m_ui->scroll_to(record) || m_redraw;
}

bool App::quiet() const {
    return !m_redraw && !m_input.pending() && m_unanswered.empty() && m_state.to_core.empty() && !m_ui->unsettled() &&
           m_ui->next_change() != 0.0;
}

// True once the hub has answered everything and the feed was read to its end after that.
bool App::synced() const {
    const SyncView& sync = m_state.sync;
    if (!m_link_up || !m_state.to_core.empty()) return false;
    if (!m_sync_wait.asked) {
        m_sync_wait = {.asked = true, .seen = std::nullopt};
        (void)m_core->set_link(net::LinkState::Up);
    }
    if (sync.link != Link::Online || sync.unsent > 0 || !sync.as_of) return false;
    if (!m_sync_wait.seen) {
        m_sync_wait.seen = sync.as_of;
        (void)m_core->set_link(net::LinkState::Up);
        return false;
    }
    if (*sync.as_of <= *m_sync_wait.seen) return false;
    m_sync_wait = {};
    return true;
}

Result<void> App::link(LinkState state) {
    m_link_up = state == LinkState::Up;
    if (!m_core->set_link(m_link_up ? net::LinkState::Up : net::LinkState::Down))
        return fail(Fault::Unavailable, "the core's mailbox is full");
    return {};
}

Result<void> App::elapse(Millis time) {
    m_session_shift += time;
    m_redraw = true;
    return {};
}

Result<void> App::card(std::string_view) {
    return fail(Fault::Unavailable, "this kiosk has no card reader");
}

Result<void> App::shot(std::string_view name) {
    return write_png(fmt::format("{}/{}.png", m_settled.shots, name), m_surface->canvas());
}

void App::print(std::string_view lines) {
    std::fwrite(lines.data(), 1, lines.size(), stdout);
    std::fflush(stdout);
}

}  // namespace linli::app
