// What a window shows: its own surface where it has one, else a texture that is fed from the same canvas. UI thread
// only.
//
// Where the surface has our pixel format and nothing is turned, frames are painted straight into it. Else they are
// painted upright into memory, and what changed is turned and converted on its way.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/surface.h"

struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;
struct SDL_Window;

namespace linli::app {

class WindowPixels {
  public:
    /// `window` must outlive this.
    WindowPixels(SDL_Window* window, Rotation rotation, SurfaceSpec::Pixels pixels);
    ~WindowPixels();
    WindowPixels(const WindowPixels&) = delete;
    WindowPixels& operator=(const WindowPixels&) = delete;

    [[nodiscard]] Canvas canvas();
    void present(const Damage& damage);
    [[nodiscard]] Size panel();
    [[nodiscard]] Rotation rotation() const { return m_rotation; }
    [[nodiscard]] std::string describe() const;

  private:
    struct Buffer {
        std::vector<std::uint32_t> pixels;
        Size size;
        void resize(Size wanted);
        [[nodiscard]] Canvas canvas();
    };
    [[nodiscard]] SDL_Surface* surface();
    [[nodiscard]] bool open_texture();
    void present_surface(const Damage& damage);
    void present_texture(const Damage& damage);

    SDL_Window* m_window;
    Rotation m_rotation;
    bool m_texture_wanted;
    SDL_Renderer* m_renderer = nullptr;
    SDL_Texture* m_texture = nullptr;
    Buffer m_picture;  // upright, where it is not painted straight into the surface
    Buffer m_flat;     // as on the panel, where it is turned and then converted or uploaded
    std::string m_format;
};

}  // namespace linli::app
