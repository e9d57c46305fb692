// What the operator's page asks of the program itself: calibration, and the end.
#include <utility>

#include "kiosk/app/app.h"
#include "kiosk/app/calibration_file.h"
#include "kiosk/base/log.h"

namespace linli::app {
namespace {

using Calibration = screens::ProgramFacts::Calibration;

// "https://hub.example:8443" of a URL with a path.
std::string origin_of(const std::string& url) {
    const std::size_t host = url.find("://");
    if (host == std::string::npos) return url;
    return url.substr(0, url.find('/', host + 3));
}

// In shares of the panel, as the touches come.
Point share_of(Point on_picture, Size panel, Rotation rotation) {
    const Point flat = to_panel(on_picture, panel, rotation);
    return {flat.x / static_cast<float>(panel.width), flat.y / static_cast<float>(panel.height)};
}

}  // namespace

// What was made at the glass comes before what was written beforehand. Broken figures must not keep a kiosk from
// starting: without them touches are off, and the log says why.
void App::open_calibration() {
    m_calibration = m_settled.calibration.value_or(Affine{});
    m_calibrated = m_settled.calibration ? Calibration::Configured : Calibration::None;
    const auto made = load_calibration(m_settled.data);
    if (!made) return log_warning("app", "{}", made.error().message);
    if (!*made) return;
    m_calibration = **made;
    m_calibrated = Calibration::Made;
}

void App::tell_program() {
    screens::ProgramFacts facts;
    facts.door =
        m_settled.service_pin.empty() ? screens::ProgramFacts::Door::Shut : screens::ProgramFacts::Door::Locked;
    facts.version = LINLI_VERSION;
    facts.hub = origin_of(m_settled.hub.base_url);
    const Canvas canvas = m_surface->canvas();
    facts.display = fmt::format("{}, {}x{}", m_surface->describe(), canvas.width, canvas.height);
    facts.calibration = m_calibrated;
    facts.calibration_figures = print_affine(m_calibration);
    m_state = screens::update(std::move(m_state), screens::ProgramChanged{std::move(facts)});
    m_redraw = true;
}

void App::take_program_commands() {
    for (const ProgramCommand& command : std::exchange(m_state.to_program, {})) {
        if (std::holds_alternative<EndProgram>(command)) {
            log_info("app", "ended from the operator's page");
            m_end = true;
        }
        if (const auto* made = std::get_if<Calibrate>(&command)) calibrate(*made);
        if (std::holds_alternative<ForgetCalibration>(command)) forget_calibration();
    }
}

void App::calibrate(const Calibrate& command) {
    const Size panel = m_surface->panel();
    std::vector<TouchPair> pairs;
    for (const CrossTouch& touch : command.touches)
        pairs.push_back({share_of({touch.x, touch.y}, panel, m_settled.rotation),
                         share_of({touch.cross_x, touch.cross_y}, panel, m_settled.rotation)});
    // The touches came through the calibration in force, so what they want goes on top of it.
    const auto fitted = fit_affine(pairs);
    const auto saved = fitted ? save_calibration(m_settled.data, after(*fitted, m_calibration))
                              : Result<void>(fail(Error(fitted.error())));
    if (saved) {
        m_calibration = after(*fitted, m_calibration);
        m_surface->set_calibration(m_calibration);
        log_info("app", "touch calibration: {}", print_affine(m_calibration));
    } else {
        log_warning("app", "touch calibration: {}", saved.error().message);
    }
    m_calibrated = saved ? Calibration::Made : Calibration::Failed;
    tell_program();
}

void App::forget_calibration() {
    if (const auto removed = remove_calibration(m_settled.data); !removed)
        log_warning("app", "touch calibration: {}", removed.error().message);
    open_calibration();
    m_surface->set_calibration(m_calibration);
    tell_program();
}

}  // namespace linli::app
