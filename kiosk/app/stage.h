// One frame from input to pixels: draws passes until they agree, compares with what is shown, paints what changed.
// UI thread only.
#pragma once

#include <functional>
#include <string>

#include "kiosk/app/frame_diff.h"
#include "kiosk/app/surface.h"
#include "kiosk/app/touch_input.h"
#include "kiosk/text/text_engine.h"
#include "kiosk/ui/ui.h"

namespace linli::app {

class Stage {
  public:
    static constexpr int max_passes = 6;

    /// All three must outlive this.
    Stage(text::TextEngine& fonts, ui::Ui& ui, Surface& surface);

    enum class More { No, Yes, NewPage };
    /// Draws a screen. Yes: what it draws changed while it drew (a command was handled), so it is to be drawn again.
    /// NewPage: and what comes is another page. Only that one is presented.
    using Draw = std::function<More(ui::Ui&)>;

    struct Outcome {
        int passes = 0;
        Damage damage;  // empty: nothing was presented
        [[nodiscard]] bool presented() const { return !damage.empty(); }
    };
    /// Feeds one input (at most one edge), and again while fingers are queued; presents once. `seconds` is monotonic.
    /// Tells the Ui the surface's size first.
    Outcome run_frame(double seconds, TouchInput& input, const Draw& draw);
    /// The next frame paints everything.
    void invalidate() { m_diff.invalidate(); }

  private:
    text::TextEngine& m_fonts;
    ui::Ui& m_ui;
    Surface& m_surface;
    FrameDiff m_diff;
};

/// Debian's fonts, and the icons from `share` (the folder that the build fills), where they are installed.
[[nodiscard]] text::FontFiles font_files(const std::string& share);

}  // namespace linli::app
