#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include <SDL.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/app/surface.h"

namespace linli::app {
namespace {

class Window final : public Surface {
  public:
    explicit Window(SDL_Window* window) : m_window(window), m_wake_event(SDL_RegisterEvents(1)) {
        const char* driver = SDL_GetCurrentVideoDriver();
        const std::string name = driver == nullptr ? "" : driver;
        m_paced = name != "x11" && name != "wayland";
        m_wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }
    ~Window() override {
        close(m_wake_fd);
        SDL_DestroyWindow(m_window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    Canvas canvas() override {
        SDL_Surface* surface = SDL_GetWindowSurface(m_window);
        if (surface == nullptr) return shadow(1, 1);
        const std::uint32_t format = surface->format->format;
        if ((format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) && !SDL_MUSTLOCK(surface)) {
            m_shadow.clear();
            return {static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4};
        }
        return shadow(surface->w, surface->h);
    }

    void present(Area damage) override {
        if (damage.empty()) return;
        SDL_Rect rect{damage.x0, damage.y0, damage.x1 - damage.x0, damage.y1 - damage.y0};
        if (!m_shadow.empty()) {
            SDL_Surface* surface = SDL_GetWindowSurface(m_window);
            SDL_Surface* source = SDL_CreateRGBSurfaceWithFormatFrom(m_shadow.data(), m_shadow_width, m_shadow_height,
                                                                     32, m_shadow_width * 4, SDL_PIXELFORMAT_RGB888);
            if (surface != nullptr && source != nullptr) SDL_BlitSurface(source, &rect, surface, &rect);
            SDL_FreeSurface(source);
        }
        SDL_UpdateWindowSurfaceRects(m_window, &rect, 1);
    }

    bool take_lost() override { return std::exchange(m_lost, false); }

    void wait(std::optional<double> seconds, TouchInput& input) override {
        SDL_Event event;
        if (m_paced) {
            paced_wait(seconds, input);
            return;
        }
        const int got = seconds ? SDL_WaitEventTimeout(&event, static_cast<int>(std::ceil(*seconds * 1000)))
                                : SDL_WaitEvent(&event);
        if (got == 0) return;
        handle(event, input);
        while (SDL_PollEvent(&event) != 0) handle(event, input);
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

    bool closed() const override { return m_closed; }

    std::string describe() const override {
        const char* driver = SDL_GetCurrentVideoDriver();
        return std::string(driver == nullptr ? "unknown" : driver) +
               (m_shadow.empty() ? " software" : " software, converted");
    }

  private:
    // Where SDL cannot sleep on the device (KMSDRM) it looks every millisecond, which costs a kiosk its idle; 8 ms is
    // half a frame of delay and an eighth of that.
    void paced_wait(std::optional<double> seconds, TouchInput& input) {
        constexpr double pace = 0.008;
        double left = seconds.value_or(1e9);
        SDL_Event event;
        for (;;) {
            bool got = false;
            while (SDL_PollEvent(&event) != 0) {
                handle(event, input);
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

    Canvas shadow(int width, int height) {
        m_shadow_width = width;
        m_shadow_height = height;
        m_shadow.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        return {m_shadow.data(), width, height, width};
    }

    void handle(const SDL_Event& event, TouchInput& input) {
        int width = 0;
        int height = 0;
        switch (event.type) {
            case SDL_QUIT:
                m_closed = true;
                break;
            case SDL_WINDOWEVENT:
                if (event.window.event == SDL_WINDOWEVENT_EXPOSED || event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
                    m_lost = true;
                break;
            case SDL_FINGERDOWN:
            case SDL_FINGERMOTION:
            case SDL_FINGERUP:
                SDL_GetWindowSize(m_window, &width, &height);
                finger(event.tfinger, static_cast<float>(width), static_cast<float>(height), input);
                break;
            case SDL_MOUSEBUTTONDOWN:
            case SDL_MOUSEBUTTONUP:
                if (event.button.button == SDL_BUTTON_LEFT) {
                    input.push(event.type == SDL_MOUSEBUTTONDOWN ? TouchInput::Edge::Down : TouchInput::Edge::Up,
                               static_cast<float>(event.button.x), static_cast<float>(event.button.y));
                }
                break;
            case SDL_MOUSEMOTION:
                // Hovering lights nothing here, so a mouse moves only while it is pressed.
                if ((event.motion.state & SDL_BUTTON_LMASK) != 0) {
                    input.push(TouchInput::Edge::Move, static_cast<float>(event.motion.x),
                               static_cast<float>(event.motion.y));
                }
                break;
            default:
                break;  // SDL's events are an open set
        }
    }

    void finger(const SDL_TouchFingerEvent& touch, float width, float height, TouchInput& input) {
        const float x = touch.x * width;
        const float y = touch.y * height;
        // Only the first finger counts; a palm beside it must not press.
        if (touch.type == SDL_FINGERDOWN) {
            if (m_finger) return;
            m_finger = touch.fingerId;
            input.push(TouchInput::Edge::Down, x, y);
        } else if (m_finger == touch.fingerId) {
            input.push(touch.type == SDL_FINGERUP ? TouchInput::Edge::Up : TouchInput::Edge::Move, x, y);
            if (touch.type == SDL_FINGERUP) m_finger.reset();
        }
    }

    SDL_Window* m_window;
    std::uint32_t m_wake_event;
    std::vector<std::uint32_t> m_shadow;
    int m_shadow_width = 0, m_shadow_height = 0;
    std::optional<SDL_FingerID> m_finger;
    int m_wake_fd = -1;
    bool m_paced = false;
    bool m_lost = true;
    bool m_closed = false;
};

}  // namespace

Result<std::unique_ptr<Surface>> open_window(const SurfaceSpec& spec) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetMainReady();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return fail(Fault::Unavailable, "no display: {}", SDL_GetError());
    std::uint32_t flags = SDL_WINDOW_SHOWN;
    switch (spec.mode) {
        case SurfaceSpec::Mode::Window:
            break;
        case SurfaceSpec::Mode::Fullscreen:
            flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
            break;
    }
    SDL_Window* window = SDL_CreateWindow(spec.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                          spec.width, spec.height, flags);
    if (window == nullptr) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return fail(Fault::Unavailable, "no window: {}", SDL_GetError());
    }
    return std::make_unique<Window>(window);
}

}  // namespace linli::app
