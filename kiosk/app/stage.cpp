#include "kiosk/app/stage.h"

#include <filesystem>

#include <imgui.h>

namespace linli::app {

Stage::Stage(text::TextEngine& fonts, ui::Ui& ui, Surface& surface) : m_fonts(fonts), m_ui(ui), m_surface(surface) {}

Stage::Outcome Stage::run_frame(double seconds, TouchInput& input, const Draw& draw) {
    Outcome outcome;
    // A window may come up with another size than was asked for, or change it.
    if (const Canvas size = m_surface.canvas(); size.width > 1) {
        ui::Glass glass = m_ui.theme().glass();
        glass.width_px = size.width;
        glass.height_px = size.height;
        m_ui.set_glass(glass);
    }
    do {
        TouchInput::State touch = input.next();
        int passes = 0;
        More more = More::No;
        do {
            m_ui.begin_pass({.seconds = seconds, .x = touch.x, .y = touch.y, .down = touch.down});
            more = draw(m_ui);
            m_ui.end_pass();
            // What the finger did was for the page before; its leaving is all that the new one sees of it.
            if (more == More::NewPage) {
                m_ui.turn_page();
                touch = input.next();
            }
            ++passes;
        } while ((more != More::No || m_ui.unsettled()) && passes < max_passes);
        outcome.passes += passes;
    } while (input.pending());

    if (m_surface.take_lost()) m_diff.invalidate();
    const Canvas canvas = m_surface.canvas();
    const ImDrawData* data = ImGui::GetDrawData();
    outcome.damage = m_diff.update(*data, m_fonts.atlas().generation(), canvas.width, canvas.height);
    if (outcome.presented()) {
        for (const Area& area : outcome.damage.areas()) blit(*data, m_fonts.atlas(), canvas, area);
        m_surface.present(outcome.damage);
    }
    return outcome;
}

text::FontFiles font_files(const std::string& share) {
    text::FontFiles files = text::debian_fonts();
    const std::filesystem::path folder(share);
    std::error_code error;
    if (std::filesystem::exists(folder / "lucide.ttf", error)) {
        files.icons = (folder / "lucide.ttf").string();
        files.icon_names = (folder / "lucide.json").string();
    }
    return files;
}

}  // namespace linli::app
