// The demo pages on an offscreen surface, driven by a journey: everything below the screens, none of what is above
// them.
#pragma once

#include <memory>
#include <string>

#include "kiosk/app/journey.h"
#include "kiosk/app/stage.h"
#include "tests/screens/demo_page.h"

namespace linli::demo {

class Kiosk final : public app::JourneyHost {
  public:
    explicit Kiosk(ui::Glass glass = {}, ui::Appearance look = {});

    /// Runs the journey to its end; empty, or its failure.
    std::string play(std::string_view journey);
    app::Stage::Outcome frame();
    [[nodiscard]] app::Canvas canvas() { return m_surface->canvas(); }
    [[nodiscard]] app::TouchInput& input() { return m_input; }
    [[nodiscard]] ui::Ui& ui() { return *m_ui; }
    [[nodiscard]] app::Stage& stage() { return *m_stage; }
    [[nodiscard]] text::TextEngine& fonts() { return *m_fonts; }

    State state;
    std::vector<std::string> calls;  // what the journey asked the rest of the kiosk for
    std::string printed;
    app::Variables variables;
    bool is_synced = false;

    const ui::Transcript& transcript() const override { return m_ui->transcript(); }
    void finger(app::TouchInput::Edge edge, float x, float y) override { m_input.push(edge, x, y); }
    void scroll_to(const ui::Record& record) override;
    bool quiet() const override { return !m_input.pending() && !m_dirty && !m_ui->next_change(); }
    bool synced() const override { return is_synced; }
    Result<void> link(app::LinkState state) override;
    Result<void> elapse(Millis time) override;
    Result<void> card(std::string_view uid) override;
    Result<void> shot(std::string_view name) override;
    void print(std::string_view lines) override { printed += lines; }

  private:
    std::unique_ptr<text::TextEngine> m_fonts;
    std::unique_ptr<ui::Ui> m_ui;
    std::unique_ptr<app::Surface> m_surface;
    std::unique_ptr<app::Stage> m_stage;
    app::TouchInput m_input;
    double m_now = 0;
    bool m_dirty = true;
};

}  // namespace linli::demo
