#include "kiosk/screens/operator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace linli::screens {
namespace {

constexpr std::array<ui::TestPicture, 7> kPictures{
    ui::TestPicture::Black, ui::TestPicture::White, ui::TestPicture::Red,  ui::TestPicture::Green,
    ui::TestPicture::Blue,  ui::TestPicture::Greys, ui::TestPicture::Lines};
// Near the corners, where a panel is off the most, and far enough in for a thick frame.
constexpr std::array<ui::GlassPoint, kCrosses> kCrossAt{{{0.1F, 0.1F}, {0.9F, 0.1F}, {0.9F, 0.9F}, {0.1F, 0.9F}}};

// A mark for each digit, and places for as many as a PIN has at least: who looks over a shoulder learns no more.
std::string masked(const Words& tr, std::size_t count) {
    std::string marks;
    for (std::size_t i = 0; i < std::max(count, kLeastPin); ++i)
        marks += tr(i < count ? "service.mark" : "service.place");
    return marks;
}

// Rounded up, so that coming back then is never too early.
int whole_minutes(Millis time) {
    constexpr std::int64_t kMinute = 60'000;
    return static_cast<int>((time.count() + kMinute - 1) / kMinute);
}

void draw_answer(const OperatorState& state, const View& view, ui::Ui& ui) {
    if (!state.answer) return;
    const Words& tr = view.tr;
    const int minutes = whole_minutes(state.answer->wait);
    const bool wrong = state.answer->answer == PinChecked::Answer::Wrong;
    std::string sentence = wrong ? tr("service.wrong") : tr.count("service.wait", minutes);
    if (wrong && minutes > 0) sentence = tr.count("service.wrong_wait", minutes);
    ui.banner("service.answer", ui::Tone::Amber, "triangle-alert", sentence);
}

std::string age(const Words& tr, Millis time) {
    const auto minutes = static_cast<int>(std::max<std::int64_t>(0, time.count() / 60'000));
    if (minutes < 120) return tr.count("operator.minutes", minutes);
    const int hours = minutes / 60;
    return hours < 48 ? tr.count("operator.hours", hours) : tr.count("operator.days", hours / 24);
}

std::string queue_words(const View& view, const Health& health) {
    const Words& tr = view.tr;
    if (health.unsent == 0 || !health.oldest_unsent) return tr("operator.queue_empty");
    // Both by the device's clock; the hub's says only how far that is off.
    const Instant device_now = view.now + health.clock_ahead.value_or(Millis{0});
    return tr.count("operator.queue_waiting", static_cast<int>(health.unsent),
                    {{"age", age(tr, device_now - *health.oldest_unsent)}});
}

std::string clock_words(const Words& tr, const Health& health) {
    if (!health.clock_ahead) return tr("operator.unknown");
    const auto seconds = static_cast<long long>(std::llround(static_cast<double>(health.clock_ahead->count()) / 1000));
    if (seconds == 0) return tr("operator.clock_right");
    return tr(seconds > 0 ? "operator.clock_ahead" : "operator.clock_behind", {{"seconds", std::llabs(seconds)}});
}

std::string disk_words(const Words& tr, const Health& health) {
    if (!health.free_disk) return tr("operator.unknown");
    const double megabytes = static_cast<double>(*health.free_disk) / 1e6;
    if (megabytes < 10'000) return tr("operator.megabytes", {{"size", fmt::format("{:.0f}", megabytes)}});
    return tr("operator.gigabytes", {{"size", fmt::format("{:.1f}", megabytes / 1000)}});
}

void draw_network(const OperatorState& state, const ProgramFacts& program, const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    const Health health = state.health.value_or(Health{});
    ui.begin_card();
    ui.heading(tr("operator.network"));
    const bool enrolled = !view.sync.kiosk.empty();
    ui.fact("operator.kiosk", tr("operator.kiosk"),
            enrolled ? tr("operator.kiosk_value", {{"kiosk", view.sync.kiosk}, {"station", health.station}})
                     : tr("operator.not_enrolled"));
    draw_status(view, ui);
    ui.fact("operator.hub", tr("operator.hub"), program.hub);
    ui.fact("operator.synced", tr("operator.synced"),
            view.sync.as_of ? view.dates.moment(*view.sync.as_of) : tr("operator.unknown"));
    ui.fact("operator.queue", tr("operator.queue"), queue_words(view, health));
    ui.fact("operator.clock", tr("operator.clock"), clock_words(tr, health));
    ui.end_card();
}

std::string calibration_words(const Words& tr, const ProgramFacts& program) {
    switch (program.calibration) {
        case ProgramFacts::Calibration::None:
            return tr("operator.calibration_none");
        case ProgramFacts::Calibration::Configured:
            return tr("operator.calibration_configured", {{"figures", program.calibration_figures}});
        case ProgramFacts::Calibration::Made:
            return tr("operator.calibration_made", {{"figures", program.calibration_figures}});
        case ProgramFacts::Calibration::Failed:
            return tr("operator.calibration_failed");
    }
    return {};
}

void draw_program(const OperatorState& state, const ProgramFacts& program, const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    const Health health = state.health.value_or(Health{});
    ui.begin_card();
    ui.heading(tr("operator.program"));
    ui.fact("operator.version", tr("operator.version"), program.version);
    ui.fact("operator.schema", tr("operator.schema"), fmt::format("{}", health.schema));
    ui.fact("operator.content", tr("operator.content"), tr("operator.content_value", {{"row", health.feed}}));
    ui.fact("operator.disk", tr("operator.disk"), disk_words(tr, health));
    ui.fact("operator.display", tr("operator.display"), program.display);
    ui.fact("operator.touch", tr("operator.touch"), calibration_words(tr, program));
    ui.end_card();
}

void draw_acts(const ProgramFacts& program, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const auto button = [&](std::string_view id, std::string_view icon, OperatorAct act) {
        if (ui.button(id, tr(id), {.icon = icon})) commands.push(act);
    };
    ui.begin_grid(2);
    if (view.sync.kiosk.empty() && ui.button("operator.enrol", tr("operator.enrol"), {.icon = "key-round"}))
        commands.push(GoBack{});
    button("operator.calibrate", "crosshair", OperatorAct::OpenCalibration);
    if (program.calibration == ProgramFacts::Calibration::Made)
        button("operator.uncalibrate", "undo-2", OperatorAct::ForgetCalibration);
    button("operator.picture", "monitor", OperatorAct::OpenTestPicture);
    ui.end_grid();
}

void draw_exit(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.begin_dialog({.id = "operator.leave", .title = tr("operator.leave"), .icon = "power"});
    ui.text(tr("operator.leave_what"), {.align = ui::Align::Centre});
    const std::string stay = tr("operator.stay");
    const std::string go = tr("operator.go");
    const auto tapped = ui.actions({{.id = "operator.stay", .label = stay}},
                                   {{.id = "operator.go", .label = go, .kind = ui::ButtonKind::Danger}});
    if (tapped == "operator.stay") commands.push(OperatorAct::KeepRunning);
    if (tapped == "operator.go") commands.push(OperatorAct::Exit);
    ui.end_dialog();
}

}  // namespace

void draw_service(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const std::string pin(state.draft.value(kPinField));
    begin_page(view, ui, commands, {.title = tr("service.page"), .back = ui::Back::Shown});
    ui.title(tr("service.title"));
    ui.secondary(tr("service.what"));
    ui.code("service.pin", masked(tr, pin.size()));
    const auto enabled = [](bool yes) { return yes ? ui::Enabled::Yes : ui::Enabled::No; };
    const bool idle = !state.draft.waiting();
    ui.begin_grid(3, ui::LastRow::AsItIs, ui::CellOrder::AsKeys);
    for (const char digit : std::string_view("123456789")) {
        const std::string one(1, digit);
        if (ui.button("service.digit." + one, one, {.enabled = enabled(idle && pin.size() < kMostPin)}))
            commands.push(SetValue{std::string(kPinField), pin + one});
    }
    if (ui.button("service.delete", tr("chrome.key_delete"), {.enabled = enabled(idle && !pin.empty())}))
        commands.push(SetValue{std::string(kPinField), pin.substr(0, pin.size() - 1)});
    if (ui.button("service.digit.0", "0", {.enabled = enabled(idle && pin.size() < kMostPin)}))
        commands.push(SetValue{std::string(kPinField), pin + "0"});
    if (ui.button("service.open", tr("service.open"),
                  {.kind = ui::ButtonKind::Primary, .enabled = enabled(idle && pin.size() >= kLeastPin)}))
        commands.push(Send{CheckPin{.ticket = 0, .pin = pin}});
    ui.end_grid();
    // Below the keys, so that none moves under a finger.
    if (state.draft.waiting()) ui.status("service.waiting", ui::Status::Information, tr("service.waiting"));
    draw_answer(state, view, ui);
    ui.end_page();
}

void draw_operator(const OperatorState& state, const ProgramFacts& program, const View& view, ui::Ui& ui,
                   Commands& commands) {
    if (!state.open) return draw_gone(view, ui, commands);
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("operator.page"), .back = ui::Back::Shown});
    if (ui.wide()) {
        ui.begin_columns({1.0F, 1.0F});
        draw_network(state, program, view, ui);
        ui.next_column();
        draw_program(state, program, view, ui);
        ui.end_columns();
    } else {
        draw_network(state, program, view, ui);
        draw_program(state, program, view, ui);
    }
    draw_acts(program, view, ui, commands);
    const std::string leave = tr("operator.exit");
    if (footer(view, ui, commands, {{.id = "operator.exit", .label = leave, .kind = ui::ButtonKind::Danger}}) ==
        "operator.exit")
        commands.push(OperatorAct::AskExit);
    ui.end_page();
    if (state.ask_exit) draw_exit(view, ui, commands);
}

void draw_calibration(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands) {
    if (!state.open) return draw_gone(view, ui, commands);
    const Words& tr = view.tr;
    const std::size_t next = std::min(state.touches.size(), kCrosses - 1);
    ui.begin_bare_page("calibration", tr("calibration.title"));
    ui.title(tr("calibration.title"), {.align = ui::Align::Centre});
    ui.text(tr("calibration.what", {{"number", next + 1}, {"of", kCrosses}}), {.align = ui::Align::Centre});
    if (ui.button("calibration.cancel", tr("calibration.cancel"), {.align = ui::Align::Centre}))
        commands.push(GoBack{});
    const ui::GlassPoint share = kCrossAt[next];
    const std::string id = fmt::format("calibration.cross.{}", next + 1);
    const ui::Glass& glass = ui.theme().glass();
    if (const auto at = ui.cross(id, tr("calibration.cross"), share))
        commands.push(TouchCross{{.cross_x = std::round(static_cast<float>(glass.width_px) * share.x),
                                  .cross_y = std::round(static_cast<float>(glass.height_px) * share.y),
                                  .x = at->x,
                                  .y = at->y}});
    ui.end_bare_page();
}

void draw_test_picture(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands) {
    if (!state.open) return draw_gone(view, ui, commands);
    const auto number = static_cast<std::size_t>(std::clamp(state.picture, 0, static_cast<int>(kPictures.size()) - 1));
    ui.begin_bare_page("test-picture", view.tr("picture.title"));
    if (ui.test_picture(fmt::format("picture.next.{}", number + 1), kPictures[number]))
        commands.push(OperatorAct::NextPicture);
    ui.end_bare_page();
}

}  // namespace linli::screens
