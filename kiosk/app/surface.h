// Where frames go and fingers come from: a window on the screen, or memory with the same frames. UI thread only, apart
// from wake().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/damage.h"
#include "kiosk/app/fingers.h"
#include "kiosk/app/panel.h"
#include "kiosk/base/result.h"

namespace linli::app {

struct SurfaceSpec {
    int width = 1080, height = 1920;  // of the window
    std::string title;
    /// A window closes when it is asked to; a kiosk fills its display and does not.
    enum class Mode { Window, Kiosk } mode = Mode::Window;
    int display = 0;  // from 0; where a kiosk stands
    Rotation rotation = Rotation::None;
    Affine calibration;
    enum class Cursor { Shown, Hidden } cursor = Cursor::Shown;
    /// Native: the window's own surface, a texture only where it has none.
    enum class Pixels { Native, Texture } pixels = Pixels::Native;
};

class Surface {
  public:
    virtual ~Surface() = default;
    /// The picture, upright. Valid until the next call of wait().
    [[nodiscard]] virtual Canvas canvas() = 0;
    virtual void present(const Damage& damage) = 0;
    /// True once after the pixels were lost (resize, expose): everything must be drawn again.
    [[nodiscard]] virtual bool take_lost() = 0;
    /// Sleeps until an event, wake() or `seconds` (nullopt: for ever), and tells `fingers` what touched the glass.
    virtual void wait(std::optional<double> seconds, Fingers& fingers) = 0;
    /// Ends a wait(), now or the next; any thread.
    virtual void wake() = 0;
    [[nodiscard]] virtual bool closed() const = 0;
    /// True once after Ctrl+Shift+O, the way to the operator's page for whoever has a keyboard.
    [[nodiscard]] virtual bool take_service_keys() = 0;
    /// How touches find their place from now on.
    virtual void set_calibration(const Affine& calibration) = 0;
    /// px.
    [[nodiscard]] virtual Size panel() = 0;
    /// What drives it, for the log: "x11, surface XRGB8888, 1080x1920", "memory".
    [[nodiscard]] virtual std::string describe() const = 0;
};

/// Errors: Unavailable where there is no display; Invalid where there is none of that number.
[[nodiscard]] Result<std::unique_ptr<Surface>> open_window(const SurfaceSpec& spec);
/// Needs no display and no SDL.
[[nodiscard]] Result<std::unique_ptr<Surface>> open_offscreen(int width, int height);

/// The canvas as PNG. Errors: Storage.
[[nodiscard]] Result<void> write_png(const std::string& path, const Canvas& canvas);

}  // namespace linli::app
