#include "kiosk/app/window_pixels.h"

#include <algorithm>
#include <array>
#include <utility>

#include <SDL.h>

#include "kiosk/base/log.h"

namespace linli::app {
namespace {

// What there is to paint on until a window has an area: nothing of it is ever shown.
constexpr Size kNoPanel{1, 1};

SDL_Rect rect_of(Area area) {
    return {area.x0, area.y0, area.x1 - area.x0, area.y1 - area.y0};
}

bool is_ours(const SDL_Surface& surface) {
    const std::uint32_t format = surface.format->format;
    return (format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) && !SDL_MUSTLOCK(&surface);
}

Canvas canvas_of(const SDL_Surface& surface) {
    return {static_cast<std::uint32_t*>(surface.pixels), surface.w, surface.h, surface.pitch / 4};
}

}  // namespace

void WindowPixels::Buffer::resize(Size wanted) {
    if (size == wanted) return;
    size = wanted;
    pixels.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0);
}

Canvas WindowPixels::Buffer::canvas() {
    return {pixels.data(), size.width, size.height, size.width};
}

WindowPixels::WindowPixels(SDL_Window* window, Rotation rotation, SurfaceSpec::Pixels pixels)
    : m_window(window), m_rotation(rotation), m_texture_wanted(pixels == SurfaceSpec::Pixels::Texture) {}

WindowPixels::~WindowPixels() {
    if (m_texture != nullptr) SDL_DestroyTexture(m_texture);
    if (m_renderer != nullptr) SDL_DestroyRenderer(m_renderer);
}

SDL_Surface* WindowPixels::surface() {
    if (m_texture_wanted) return nullptr;
    SDL_Surface* surface = SDL_GetWindowSurface(m_window);
    if (surface == nullptr) {
        log_info("app", "the window has no surface of its own ({}): frames go through a texture", SDL_GetError());
        m_texture_wanted = true;
    }
    return surface;
}

bool WindowPixels::open_texture() {
    if (m_renderer == nullptr) m_renderer = SDL_CreateRenderer(m_window, -1, 0);
    Size size;
    if (m_renderer == nullptr || SDL_GetRendererOutputSize(m_renderer, &size.width, &size.height) != 0) return false;
    Size has;
    if (m_texture != nullptr) SDL_QueryTexture(m_texture, nullptr, nullptr, &has.width, &has.height);
    if (m_texture != nullptr && has == size) return true;
    if (m_texture != nullptr) SDL_DestroyTexture(m_texture);
    m_texture =
        SDL_CreateTexture(m_renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, size.width, size.height);
    return m_texture != nullptr;
}

Size WindowPixels::panel() {
    if (const SDL_Surface* target = surface()) return {target->w, target->h};
    Size size;
    if (!open_texture() || SDL_QueryTexture(m_texture, nullptr, nullptr, &size.width, &size.height) != 0)
        return kNoPanel;
    return size;
}

Canvas WindowPixels::canvas() {
    const SDL_Surface* target = surface();
    if (target != nullptr) m_format = SDL_GetPixelFormatName(target->format->format);
    if (target != nullptr && is_ours(*target) && m_rotation == Rotation::None) return canvas_of(*target);
    m_picture.resize(picture_size(panel(), m_rotation));
    return m_picture.canvas();
}

void WindowPixels::present(const Damage& damage) {
    if (damage.empty()) return;
    if (surface() != nullptr)
        present_surface(damage);
    else if (open_texture())
        present_texture(damage);
}

void WindowPixels::present_surface(const Damage& damage) {
    SDL_Surface* target = surface();
    const Size size{target->w, target->h};
    const bool ours = is_ours(*target);
    std::array<SDL_Rect, Damage::max_areas> rects{};
    std::size_t count = 0;
    for (const Area& area : damage.areas()) {
        const Area flat = to_panel(area, size, m_rotation);
        SDL_Rect& rect = rects[count++] = rect_of(flat);
        if (ours && m_rotation == Rotation::None) continue;  // it is there already
        if (ours) {
            copy_turned(m_picture.canvas(), area, canvas_of(*target), m_rotation);
            continue;
        }
        Canvas source = m_picture.canvas();
        if (m_rotation != Rotation::None) {
            m_flat.resize(size);
            copy_turned(source, area, m_flat.canvas(), m_rotation);
            source = m_flat.canvas();
        }
        SDL_Surface* wrapped = SDL_CreateRGBSurfaceWithFormatFrom(source.pixels, source.width, source.height, 32,
                                                                  source.stride * 4, SDL_PIXELFORMAT_RGB888);
        SDL_Rect to = rect;
        if (wrapped != nullptr) SDL_BlitSurface(wrapped, &rect, target, &to);
        SDL_FreeSurface(wrapped);
    }
    SDL_UpdateWindowSurfaceRects(m_window, rects.data(), static_cast<int>(count));
}

void WindowPixels::present_texture(const Damage& damage) {
    const Size size = panel();
    for (const Area& area : damage.areas()) {
        const SDL_Rect rect = rect_of(to_panel(area, size, m_rotation));
        Canvas source = m_picture.canvas();
        if (m_rotation != Rotation::None) {
            m_flat.resize(size);
            copy_turned(source, area, m_flat.canvas(), m_rotation);
            source = m_flat.canvas();
        }
        const std::uint32_t* first = source.pixels + static_cast<std::ptrdiff_t>(rect.y) * source.stride + rect.x;
        SDL_UpdateTexture(m_texture, &rect, first, source.stride * 4);
    }
    SDL_RenderCopy(m_renderer, m_texture, nullptr, nullptr);
    SDL_RenderPresent(m_renderer);
}

std::string WindowPixels::describe() const {
    const char* driver = SDL_GetCurrentVideoDriver();
    std::string text = driver == nullptr ? "unknown" : driver;
    SDL_RendererInfo info{};
    if (m_renderer != nullptr && SDL_GetRendererInfo(m_renderer, &info) == 0)
        text += fmt::format(", texture ({})", info.name);
    else
        text += fmt::format(", surface {}", m_format);
    return text;
}

}  // namespace linli::app
