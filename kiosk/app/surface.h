// Where frames go and fingers come from: a window on the screen, or memory with the same frames. UI thread only, apart
// from wake().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/blitter.h"
#include "kiosk/app/touch_input.h"
#include "kiosk/base/result.h"

namespace linli::app {

struct SurfaceSpec {
    int width = 1080, height = 1920;
    std::string title;
    enum class Mode { Window, Fullscreen } mode = Mode::Window;
};

class Surface {
  public:
    virtual ~Surface() = default;
    /// Valid until the next call of wait().
    [[nodiscard]] virtual Canvas canvas() = 0;
    virtual void present(Area damage) = 0;
    /// True once after the pixels were lost (resize, expose): everything must be drawn again.
    [[nodiscard]] virtual bool take_lost() = 0;
    /// Sleeps until an event, wake() or `seconds` (nullopt: for ever), and feeds what fingers did into `input`.
    virtual void wait(std::optional<double> seconds, TouchInput& input) = 0;
    /// Ends a wait(), now or the next; any thread.
    virtual void wake() = 0;
    [[nodiscard]] virtual bool closed() const = 0;
    /// What drives it, for the log: "x11 software", "offscreen".
    [[nodiscard]] virtual std::string describe() const = 0;
};

/// Errors: Unavailable where there is no display.
[[nodiscard]] Result<std::unique_ptr<Surface>> open_window(const SurfaceSpec& spec);
/// Needs no display and no SDL.
[[nodiscard]] Result<std::unique_ptr<Surface>> open_offscreen(int width, int height);

/// The canvas as PNG. Errors: Storage.
[[nodiscard]] Result<void> write_png(const std::string& path, const Canvas& canvas);

}  // namespace linli::app
