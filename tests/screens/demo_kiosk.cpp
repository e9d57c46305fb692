#include "tests/screens/demo_kiosk.h"

#include "kiosk/base/check.h"

namespace linli::demo {

Kiosk::Kiosk(ui::Glass glass, ui::Appearance look) {
    auto fonts = text::TextEngine::open(app::font_files(LINLI_SHARE));
    LINLI_CHECK(fonts.has_value());
    m_fonts = std::move(*fonts);
    m_ui = std::make_unique<ui::Ui>(*m_fonts, glass);
    m_ui->set_chrome(chrome());
    m_ui->set_appearance(look);
    auto surface = app::open_offscreen(glass.width_px, glass.height_px);
    LINLI_CHECK(surface.has_value());
    m_surface = std::move(*surface);
    m_stage = std::make_unique<app::Stage>(*m_fonts, *m_ui, *m_surface);
    frame();
}

app::Stage::Outcome Kiosk::frame() {
    m_dirty = false;
    return m_stage->run_frame(
        m_now, m_input, [this](ui::Ui& on) { return draw(on, state) ? app::Stage::More::Yes : app::Stage::More::No; });
}

std::string Kiosk::play(std::string_view text) {
    auto steps = app::parse_journey(text, "demo");
    if (!steps) return steps.error().message;
    app::Journey journey(*this, "demo");
    journey.variables() = variables;
    journey.add(std::move(*steps));
    for (int i = 0; i < 100000; ++i) {
        const auto poll = journey.poll(m_now);
        variables = journey.variables();
        if (poll.state != app::Journey::State::Running) return journey.failure();
        m_now = std::max(m_now + 0.016, poll.again_at.value_or(m_now));
        frame();
    }
    return "the journey does not end";
}

void Kiosk::scroll_to(const ui::Record& record) {
    m_ui->scroll_to(record);
    m_dirty = true;
}

Result<void> Kiosk::link(app::LinkState to) {
    calls.emplace_back(to == app::LinkState::Up ? "link up" : "link down");
    return {};
}

Result<void> Kiosk::elapse(Millis time) {
    calls.push_back("elapse " + std::to_string(time.count()));
    return {};
}

Result<void> Kiosk::card(std::string_view uid) {
    if (uid == "0") return fail(Fault::Unavailable, "no card reader");
    calls.push_back("card " + std::string(uid));
    return {};
}

Result<void> Kiosk::shot(std::string_view name) {
    calls.push_back("shot " + std::string(name));
    return {};
}

}  // namespace linli::demo
