#include <algorithm>
#include <cmath>
#include <utility>

#include <SDL.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/app/clock.h"
#include "kiosk/app/window_pixels.h"
#include "kiosk/base/log.h"

namespace linli::app {
namespace {

class Window final : public Surface {
  public:
    Window(SDL_Window* window, const SurfaceSpec& spec)
        : m_window(window),
          m_pixels(std::make_unique<WindowPixels>(window, spec.rotation, spec.pixels)),
          m_mode(spec.mode),
          m_calibration(spec.calibration),
          m_wake_event(SDL_RegisterEvents(1)),
          m_wake_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        const char* driver = SDL_GetCurrentVideoDriver();
        const std::string name = driver == nullptr ? "" : driver;
        m_paced = name != "x11" && name != "wayland";
    }
    ~Window() override {
        m_pixels.reset();
        close(m_wake_fd);
        SDL_DestroyWindow(m_window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    Canvas canvas() override { return m_pixels->canvas(); }
    void present(const Damage& damage) override { m_pixels->present(damage); }
    bool take_lost() override { return std::exchange(m_lost, false); }
    bool closed() const override { return m_closed; }
    bool take_service_keys() override { return std::exchange(m_service_keys, false); }
    void set_calibration(const Affine& calibration) override { m_calibration = calibration; }
    Size panel() override { return m_pixels->panel(); }
    std::string describe() const override { return m_pixels->describe(); }

    void wait(std::optional<double> seconds, Fingers& fingers) override {
        SDL_Event event;
        if (m_paced) {
            paced_wait(seconds, fingers);
            return;
        }
        const int got = seconds ? SDL_WaitEventTimeout(&event, static_cast<int>(std::ceil(*seconds * 1000)))
                                : SDL_WaitEvent(&event);
        if (got == 0) return;
        handle(event, fingers);
        while (SDL_PollEvent(&event) != 0) handle(event, fingers);
    }

    void wake() override {
        if (m_paced) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto ignored = write(m_wake_fd, &one, sizeof one);
            return;
        }
        SDL_Event event{};
        event.type = m_wake_event;
        SDL_PushEvent(&event);
    }

  private:
    // Where SDL cannot sleep on the device (KMSDRM) it looks every millisecond, which costs a kiosk its idle; 8 ms is
    // half a frame of delay and an eighth of that.
    void paced_wait(std::optional<double> seconds, Fingers& fingers) {
        constexpr double pace = 0.008;
        double left = seconds.value_or(1e9);
        SDL_Event event;
        for (;;) {
            bool got = false;
            while (SDL_PollEvent(&event) != 0) {
                handle(event, fingers);
                got = true;
            }
            if (got || left <= 0) return;
            pollfd fd{m_wake_fd, POLLIN, 0};
            const double nap = std::min(left, pace);
            if (poll(&fd, 1, static_cast<int>(std::ceil(nap * 1000))) > 0) {
                std::uint64_t count = 0;
                [[maybe_unused]] const auto ignored = read(m_wake_fd, &count, sizeof count);
                return;
            }
            left -= nap;
        }
    }

    void handle(const SDL_Event& event, Fingers& fingers) {
        switch (event.type) {
            case SDL_QUIT:
                // Alt+F4, a window manager's close, the session's end: a kiosk is closed from the operator's page.
                if (m_mode == SurfaceSpec::Mode::Window) m_closed = true;
                break;
            case SDL_WINDOWEVENT:
                window_event(event.window, fingers);
                break;
            case SDL_RENDER_TARGETS_RESET:
            case SDL_RENDER_DEVICE_RESET:
                m_lost = true;
                break;
            case SDL_KEYDOWN: {
                const auto held = [&](int keys) { return (event.key.keysym.mod & keys) != 0; };
                if (event.key.keysym.sym == SDLK_o && held(KMOD_CTRL) && held(KMOD_SHIFT)) m_service_keys = true;
                break;
            }
            case SDL_FINGERDOWN:
            case SDL_FINGERMOTION:
            case SDL_FINGERUP:
                finger(event.tfinger, fingers);
                break;
            case SDL_MOUSEBUTTONDOWN:
                if (event.button.button == SDL_BUTTON_LEFT)
                    fingers.down(Fingers::kMouse, under(event.button.x, event.button.y), Clock::seconds());
                break;
            case SDL_MOUSEBUTTONUP:
                if (event.button.button == SDL_BUTTON_LEFT)
                    fingers.up(Fingers::kMouse, under(event.button.x, event.button.y), Clock::seconds());
                break;
            case SDL_MOUSEMOTION:
                // Hovering lights nothing here, so a mouse moves only while it is pressed.
                if ((event.motion.state & SDL_BUTTON_LMASK) != 0)
                    fingers.move(Fingers::kMouse, under(event.motion.x, event.motion.y), Clock::seconds());
                break;
            default:
                break;  // SDL's events are an open set
        }
    }

    void window_event(const SDL_WindowEvent& event, Fingers& fingers) {
        switch (event.event) {
            case SDL_WINDOWEVENT_EXPOSED:
            case SDL_WINDOWEVENT_SIZE_CHANGED:
                m_lost = true;
                break;
            case SDL_WINDOWEVENT_FOCUS_LOST:
            case SDL_WINDOWEVENT_HIDDEN:
            case SDL_WINDOWEVENT_MINIMIZED:
                fingers.cancel_all();
                break;
            case SDL_WINDOWEVENT_LEAVE:
                fingers.lost(Fingers::kMouse);
                break;
            default:
                break;  // SDL's events are an open set
        }
    }

    [[nodiscard]] Point under(int x, int y) {
        return to_picture({static_cast<float>(x), static_cast<float>(y)}, panel(), m_pixels->rotation());
    }

    void finger(const SDL_TouchFingerEvent& touch, Fingers& fingers) {
        const Point share = apply(m_calibration, {touch.x, touch.y});
        const Size size = panel();
        const Point at =
            to_picture({share.x * static_cast<float>(size.width), share.y * static_cast<float>(size.height)}, size,
                       m_pixels->rotation());
        const Fingers::Contact contact{touch.touchId, touch.fingerId};
        const double now = Clock::seconds();
        if (touch.type == SDL_FINGERDOWN) fingers.down(contact, at, now);
        if (touch.type == SDL_FINGERMOTION) fingers.move(contact, at, now);
        if (touch.type == SDL_FINGERUP) fingers.up(contact, at, now);
    }

    SDL_Window* m_window;
    std::unique_ptr<WindowPixels> m_pixels;
    SurfaceSpec::Mode m_mode;
    Affine m_calibration;
    std::uint32_t m_wake_event;
    int m_wake_fd;
    bool m_paced = false;
    bool m_lost = true;
    bool m_closed = false;
    bool m_service_keys = false;
};

void set_hints() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetMainReady();
}

Result<SDL_Window*> make_window(const SurfaceSpec& spec) {
    const int displays = SDL_GetNumVideoDisplays();
    if (spec.display < 0 || spec.display >= displays)
        return fail(Fault::Invalid, "display {}: this machine has {} to {}", spec.display, 0, displays - 1);
    std::uint32_t flags = SDL_WINDOW_SHOWN;
    switch (spec.mode) {
        case SurfaceSpec::Mode::Window:
            break;
        case SurfaceSpec::Mode::Kiosk:
            flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
            break;
    }
    const int place = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(spec.display)));
    SDL_Window* window = SDL_CreateWindow(spec.title.c_str(), place, place, spec.width, spec.height, flags);
    if (window == nullptr) return fail(Fault::Unavailable, "no window: {}", SDL_GetError());
    return window;
}

}  // namespace

Result<std::unique_ptr<Surface>> open_window(const SurfaceSpec& spec) {
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return fail(Fault::Unavailable, "no display: {}", SDL_GetError());
    auto window = make_window(spec);
    if (!window) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return fail(std::move(window).error());
    }
    // Whoever types does so on the glass: an input method beside it would only wake the program.
    SDL_StopTextInput();
    SDL_ShowCursor(spec.cursor == SurfaceSpec::Cursor::Hidden ? SDL_DISABLE : SDL_ENABLE);
    // A window manager's own keys (Alt+Tab, Alt+F4) would lead out of a kiosk.
    if (spec.mode == SurfaceSpec::Mode::Kiosk) SDL_SetWindowKeyboardGrab(*window, SDL_TRUE);
    return std::make_unique<Window>(*window, spec);
}

}  // namespace linli::app
