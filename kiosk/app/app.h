// The kiosk put together: three threads with values between them, and the loop of the one that draws.
//
//   UI (here)  all screen state, Ui, the surface     --commands-->  Core, Reads
//   Core       the writing connection, sync, curl    --events---->  UI
//   Reads      a read-only connection                --events---->  UI
//
// Everything here is for the UI thread, but for what the loops' threads are given: the mailbox of events.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "kiosk/app/clock.h"
#include "kiosk/app/core_loop.h"
#include "kiosk/app/end_signals.h"
#include "kiosk/app/journey.h"
#include "kiosk/app/options.h"
#include "kiosk/app/reads_loop.h"
#include "kiosk/app/script.h"
#include "kiosk/app/stage.h"
#include "kiosk/app/stats.h"
#include "kiosk/app/transcript_writer.h"
#include "kiosk/screens/screens.h"

namespace linli::app {

class App final : private JourneyHost {
  public:
    // Opens fonts, surface, store and journey; with an enrolment code it waits until the hub has answered.
    // Errors: one line that says why and what to do.
    [[nodiscard]] static Result<std::unique_ptr<App>> open(Settled settled);
    ~App() override;
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // Until the window closes, a signal asks, or the journey ends: the exit code.
    [[nodiscard]] int run();

  private:
    // Events that may wait for the UI: many more than commands can be under way.

    explicit App(Settled settled);
    [[nodiscard]] Result<void> open_surface();
    void open_calibration();
    [[nodiscard]] Result<void> open_loops();
    [[nodiscard]] Result<void> enrol();
    void begin_state();
    void receive_for(Millis longest, const std::function<bool()>& enough);

    void take(CoreEvent event);
    void take_events();
    void send_commands();
    void send_to_core(CoreCommand command);
    void dress();
    void tick();
    void run_frame();
    [[nodiscard]] bool turned();
    void forget_ended();

    // What the operator asks of the program: app_service.cpp.
    void take_program_commands();
    void calibrate(const Calibrate& command);
    void forget_calibration();
    void tell_program();
    [[nodiscard]] std::optional<double> sleep_seconds(std::optional<double> script_at) const;
    [[nodiscard]] std::optional<int> finished() const;
    [[nodiscard]] Instant hub_time() const;

    const ui::Transcript& transcript() const override { return m_ui->transcript(); }
    void finger(TouchInput::Edge edge, float x, float y) override;
    void scroll_to(const ui::Record& record) override;
    bool quiet() const override;
    bool synced() const override;
    Result<void> link(LinkState state) override;
    Result<void> elapse(Millis time) override;
    Result<void> card(std::string_view uid) override;
    Result<void> shot(std::string_view name) override;
    void print(std::string_view lines) override;

    Settled m_settled;
    EndSignals m_signals;  // before any thread
    Clock m_clock;
    Languages m_languages;
    std::unique_ptr<text::TextEngine> m_fonts;
    std::unique_ptr<ui::Ui> m_ui;
    std::unique_ptr<Surface> m_surface;
    std::unique_ptr<Stage> m_stage;
    Mailbox<CoreEvent> m_events;
    std::unique_ptr<CoreLoop> m_core;
    std::unique_ptr<ReadsLoop> m_reads;
    std::atomic<ReadsLoop*> m_reads_ready = nullptr;  // for the core's thread, which runs before Reads is there
    std::unique_ptr<Script> m_script;
    std::optional<TranscriptWriter> m_writer;
    std::vector<CoreEvent> m_early;  // came before there was a state to take them

    screens::State m_state;
    TouchInput m_input;
    Fingers m_fingers{m_input};
    Affine m_calibration;  // in force
    screens::ProgramFacts::Calibration m_calibrated = screens::ProgramFacts::Calibration::None;
    bool m_end = false;         // asked for on the operator's page
    Millis m_session_shift{0};  // what a journey let elapse
    BootTime m_sync_told;       // when m_state.sync came
    std::string m_page;
    std::uint64_t m_sessions_forgotten = 0;
    std::optional<Settings> m_dressed;
    std::vector<Ticket> m_unanswered;
    sync::Attendance m_attendance = sync::Attendance::Somebody;  // as the core was told
    bool m_redraw = true;
    double m_frame_began = 0;
    bool m_link_up = true;

    // What a journey's "wait synced" has seen: the freshness of the data once nothing was unsent any more.
    struct SyncWait {
        bool asked = false;
        std::optional<Instant> seen;
    };
    mutable SyncWait m_sync_wait;

    Stats m_stats;
    std::optional<double> m_tapped_at, m_submitted_at;
    std::optional<Ticket> m_submitted;
    bool m_saved_not_shown = false;
};

}  // namespace linli::app
