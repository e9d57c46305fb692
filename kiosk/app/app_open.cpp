// How the kiosk comes up: what is opened in which order, and what is said when one of it cannot be.
#include <algorithm>
#include <filesystem>

#include "kiosk/app/app.h"
#include "kiosk/app/deliver.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/text/text_engine.h"

namespace linli::app {
namespace {

// A busy evening at one kiosk is some forty.
constexpr std::size_t kMostNewAnHour = 240;

// The core tells how things stand at once; longer means that the disk hangs.
constexpr Millis kFirstWord{10'000};
// For the station, so that the first frame is not an empty one. A kiosk that has never synced has none.
constexpr Millis kFirstStation{150};
// Longer than the hub's client waits for one answer.
constexpr Millis kEnrolment{90'000};
constexpr Ticket kEnrolTicket = 1;
// Two touches this near are on the same spot: half of the smallest control.
constexpr double kSpotMm = 6.4;
// What an operator reads on the console is English, as the log is.
constexpr std::string_view kOperatorLanguage = "en";

}  // namespace

Result<std::unique_ptr<App>> App::open(Settled settled) {
    LINLI_OK(crypto::init());
    std::unique_ptr<App> app(new App(std::move(settled)));
    LINLI_TRY(app->m_languages, Languages::load());
    LINLI_OK(app->open_surface());
    LINLI_OK(app->open_loops());
    LINLI_OK(app->enrol());
    app->begin_state();
    if (app->m_settled.transcript) app->m_writer.emplace(stdout);
    if (!app->m_settled.script.empty()) {
        LINLI_TRY(app->m_script, Script::open(*app, app->m_settled.script, app->m_settled.vars));
        std::error_code error;
        std::filesystem::create_directories(app->m_settled.shots, error);
        if (error) return fail(Fault::Storage, "--shots {}: {}", app->m_settled.shots, error.message());
    }
    return app;
}

Result<void> App::open_surface() {
    open_calibration();
    if (m_settled.headless) {
        LINLI_TRY(m_surface, open_offscreen(m_settled.width, m_settled.height));
    } else {
        const Size window = picture_size({m_settled.width, m_settled.height}, m_settled.rotation);
        LINLI_TRY(m_surface,
                  open_window({.width = window.width,
                               .height = window.height,
                               .title = "Linli",
                               .mode = m_settled.fullscreen ? SurfaceSpec::Mode::Kiosk : SurfaceSpec::Mode::Window,
                               .display = m_settled.display,
                               .rotation = m_settled.rotation,
                               .calibration = m_calibration,
                               .cursor = m_settled.cursor,
                               .pixels = m_settled.pixels}));
    }
    m_signals.listen([this] { m_surface->wake(); });
    LINLI_TRY(m_fonts, text::TextEngine::open(font_files(LINLI_SHARE)));
    const Canvas canvas = m_surface->canvas();
    log_info("app", "display: {}, {}x{}", m_surface->describe(), canvas.width, canvas.height);
    m_fingers.set_spot(static_cast<float>(kSpotMm * m_settled.dpi / 25.4));
    const ui::Glass glass{.width_px = canvas.width,
                          .height_px = canvas.height,
                          .dpi = m_settled.dpi,
                          .floor_mm = m_settled.glass_height_mm};
    m_ui = std::make_unique<ui::Ui>(*m_fonts, glass);
    m_stage = std::make_unique<Stage>(*m_fonts, *m_ui, *m_surface);
    return {};
}

Result<void> App::open_loops() {
    const crypto::SlowHashCost receipt_cost;
    CoreLoop::Config config{.core = {.folder = m_settled.data,
                                     .receipt_cost = receipt_cost,
                                     .sync = {},
                                     .most_new_an_hour = kMostNewAnHour},
                            .hub = m_settled.hub};
    const Entropy entropy = crypto::system_entropy();
    ByteArray<8> seed{};
    entropy(seed);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : seed) number = (number << 8U) | byte;
    const ReadClock clock = [this] { return m_clock.now(); };
    const DeliverEvent deliver = [this](CoreEvent event) { app::deliver(m_events, std::move(event)); };
    // The core comes first: it makes the database that Reads opens. What it tells of changes before Reads is there is
    // made up for by the refresh below.
    LINLI_TRY(m_core, CoreLoop::start(std::move(config), clock, entropy, Rng(number), deliver, [this] {
                  if (const auto reads = m_reads_ready.load()) reads->refresh();
              }));
    LINLI_TRY(m_reads, ReadsLoop::start(m_settled.data, receipt_cost, clock, deliver, m_settled.service_pin));
    m_reads_ready = m_reads.get();
    m_reads->refresh();
    return {};
}

void App::receive_for(Millis longest, const std::function<bool()>& enough) {
    const BootTime until = m_clock.now().boot + longest;
    while (!enough()) {
        const Millis left = until - m_clock.now().boot;
        if (left.count() <= 0) return;
        if (auto event = m_events.receive_for(left)) m_early.push_back(std::move(*event));
    }
}

Result<void> App::enrol() {
    const auto last = [this]() -> const SyncView* {
        for (auto it = m_early.rbegin(); it != m_early.rend(); ++it)
            if (const auto* changed = std::get_if<SyncChanged>(&*it)) return &changed->sync;
        return nullptr;
    };
    receive_for(kFirstWord, [&] { return last() != nullptr || m_signals.asked(); });
    if (m_settled.enrol.empty() || last() == nullptr) return {};
    if (last()->link != Link::NotEnrolled) {
        log_info("app", "this kiosk is enrolled already; the code was not used");
        return {};
    }
    if (!m_core->send(Enrol{.ticket = kEnrolTicket, .code = m_settled.enrol}))
        return fail(Fault::Internal, "the core takes no commands");
    const auto answer = [this]() -> const CoreEvent* {
        for (const CoreEvent& event : m_early)
            if (std::holds_alternative<Enrolled>(event) || std::holds_alternative<Refused>(event)) return &event;
        return nullptr;
    };
    receive_for(kEnrolment, [&] { return answer() != nullptr || m_signals.asked(); });
    const CoreEvent* told = answer();
    if (told == nullptr)
        return fail(Fault::Network, "--enrol: no answer came from {}; is the hub running there?",
                    m_settled.hub.base_url);
    if (const auto* refused = std::get_if<Refused>(told))
        return fail(Fault::Denied, "--enrol: {}",
                    screens::refusal(m_languages.words(kOperatorLanguage), refused->message_key));
    return {};
}

void App::begin_state() {
    const auto enrolled = [this] {
        bool yes = false;
        for (const CoreEvent& event : m_early) {
            if (const auto* changed = std::get_if<SyncChanged>(&event))
                yes = yes || changed->sync.link != Link::NotEnrolled;
            yes = yes || std::holds_alternative<Enrolled>(event);
        }
        return yes;
    }();
    if (enrolled)
        receive_for(kFirstStation, [this] {
            return std::any_of(m_early.begin(), m_early.end(),
                               [](const CoreEvent& event) { return std::holds_alternative<StationChanged>(event); });
        });
    const Settings defaults{.language = m_settled.language};
    m_state = screens::initial_state(enrolled ? screens::Membership::Enrolled : screens::Membership::NotEnrolled,
                                     defaults, m_clock.now().boot);
    m_state.last_ticket = kEnrolTicket;
    tell_program();
    if (m_settled.gallery) m_state.session = opened(std::move(m_state.session), {Page::Gallery, {}});
    for (CoreEvent& event : std::exchange(m_early, {})) take(std::move(event));
}

}  // namespace linli::app
