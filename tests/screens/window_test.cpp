#include <cstdlib>
#include <cstring>

#include <SDL.h>
#include <gtest/gtest.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

class WindowTest : public testing::Test {
  protected:
    void SetUp() override { reopen({.width = 1080, .height = 1920, .title = "test"}); }
    void reopen(const app::SurfaceSpec& spec) {
        setenv("SDL_VIDEODRIVER", "dummy", 0);  // the environment may name another
        window.reset();
        auto opened = app::open_window(spec);
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        window = std::move(*opened);
    }
    void draw_on_window(Kiosk& kiosk) {
        app::Stage stage(kiosk.fonts(), kiosk.ui(), *window);
        stage.run_frame(
            1, input, [&](ui::Ui& on) { return draw(on, kiosk.state) ? app::Stage::More::Yes : app::Stage::More::No; });
    }
    static void touch(std::uint32_t type, SDL_FingerID finger, float x, float y) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = finger;
        event.tfinger.x = x;
        event.tfinger.y = y;
        SDL_PushEvent(&event);
    }
    static void tell_window(std::uint8_t what) {
        SDL_Event event{};
        event.type = SDL_WINDOWEVENT;
        event.window.event = what;
        SDL_PushEvent(&event);
    }
    void read_events() { window->wait(0.1, fingers); }

    std::unique_ptr<app::Surface> window;
    app::TouchInput input;
    app::Fingers fingers{input};
};

TEST_F(WindowTest, ShowsTheSameFrameAsMemory) {
    Kiosk kiosk;
    app::Stage stage(kiosk.fonts(), kiosk.ui(), *window);
    const auto outcome = stage.run_frame(
        1, input, [&](ui::Ui& on) { return draw(on, kiosk.state) ? app::Stage::More::Yes : app::Stage::More::No; });
    EXPECT_TRUE(outcome.presented());
    kiosk.frame();
    const app::Canvas shown = window->canvas();
    const app::Canvas memory = kiosk.canvas();
    ASSERT_EQ(shown.width, memory.width);
    ASSERT_EQ(shown.height, memory.height);
    for (int y = 0; y < shown.height; ++y) {
        for (int x = 0; x < shown.width; ++x) {
            const auto one = shown.pixels[y * shown.stride + x] & 0xFFFFFFU;
            ASSERT_EQ(one, memory.pixels[y * memory.stride + x] & 0xFFFFFFU) << x << "," << y;
        }
    }
}

TEST_F(WindowTest, FeedsTheFirstFingerAndNoOther) {
    touch(SDL_FINGERDOWN, 1, 0.5F, 0.25F);
    read_events();
    const auto down = input.next();
    EXPECT_TRUE(down.down);
    EXPECT_EQ(down.x, 540);
    EXPECT_EQ(down.y, 480);
    touch(SDL_FINGERUP, 1, 0.5F, 0.25F);
    read_events();
    EXPECT_FALSE(input.next().down);
    (void)input.next();
    EXPECT_FALSE(input.pending());
}

TEST_F(WindowTest, TakesAPressBackWhenItLosesTheFocus) {
    touch(SDL_FINGERDOWN, 1, 0.5F, 0.25F);
    tell_window(SDL_WINDOWEVENT_FOCUS_LOST);
    read_events();
    EXPECT_TRUE(input.next().down);
    const auto gone = input.next();
    EXPECT_EQ(gone.x, -1);
    EXPECT_TRUE(gone.down);
    EXPECT_FALSE(input.next().down);
    touch(SDL_FINGERUP, 1, 0.5F, 0.25F);
    read_events();
    EXPECT_FALSE(input.pending());
}

TEST_F(WindowTest, EndsAWaitWhenAnotherThreadWakesIt) {
    window->wake();
    window->wait(std::nullopt, fingers);
    EXPECT_FALSE(input.pending());
}

TEST_F(WindowTest, SaysThatItsPixelsAreNewOnce) {
    (void)window->take_lost();
    EXPECT_FALSE(window->take_lost());
}

TEST_F(WindowTest, ClosesWhenItIsAskedTo) {
    SDL_Event event{};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
    read_events();
    EXPECT_TRUE(window->closed());
}

TEST_F(WindowTest, DoesNotCloseAsAKiosk) {
    reopen({.title = "test", .mode = app::SurfaceSpec::Mode::Kiosk, .cursor = app::SurfaceSpec::Cursor::Hidden});
    EXPECT_EQ(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
    SDL_Event event{};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
    tell_window(SDL_WINDOWEVENT_CLOSE);
    read_events();
    EXPECT_FALSE(window->closed());
}

TEST_F(WindowTest, IsAskedForTheServicePinByKeys) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = SDLK_o;
    event.key.keysym.mod = KMOD_LCTRL;
    SDL_PushEvent(&event);
    read_events();
    EXPECT_FALSE(window->take_service_keys());
    event.key.keysym.mod = KMOD_LCTRL | KMOD_RSHIFT;
    SDL_PushEvent(&event);
    read_events();
    EXPECT_TRUE(window->take_service_keys());
    EXPECT_FALSE(window->take_service_keys());
}

TEST_F(WindowTest, NamesTheDisplaysThatThereAre) {
    window.reset();
    setenv("SDL_VIDEODRIVER", "dummy", 0);
    const auto opened = app::open_window({.title = "test", .mode = app::SurfaceSpec::Mode::Kiosk, .display = 3});
    ASSERT_FALSE(opened.has_value());
    EXPECT_NE(opened.error().message.find("display 3"), std::string::npos) << opened.error().message;
}

// What a person would see is the same picture, turned; a finger on a turned control finds it.
TEST_F(WindowTest, ShowsATurnedFramePixelByPixelAndTouchesLandRight) {
    Kiosk kiosk;
    kiosk.frame();
    const app::Canvas upright = kiosk.canvas();
    for (const app::Rotation rotation : {app::Rotation::Right, app::Rotation::Half, app::Rotation::Left}) {
        const app::Size panel = app::picture_size({1080, 1920}, rotation);
        reopen({.width = panel.width, .height = panel.height, .title = "test", .rotation = rotation});
        draw_on_window(kiosk);
        const SDL_Surface* shown = SDL_GetWindowSurface(SDL_GetWindowFromID(1));
        for (std::uint32_t id = 2; shown == nullptr && id < 20; ++id)
            if (SDL_Window* other = SDL_GetWindowFromID(id)) shown = SDL_GetWindowSurface(other);
        ASSERT_NE(shown, nullptr);
        ASSERT_EQ((app::Size{shown->w, shown->h}), panel);
        for (int y = 0; y < 1920; y += 1) {
            for (int x = 0; x < 1080; x += 1) {
                const auto at = [&]() -> app::Size {
                    switch (rotation) {
                        case app::Rotation::None:
                            return {x, y};
                        case app::Rotation::Right:
                            return {1919 - y, x};
                        case app::Rotation::Half:
                            return {1079 - x, 1919 - y};
                        case app::Rotation::Left:
                            return {y, 1079 - x};
                    }
                    return {};
                }();
                const auto* row = static_cast<const std::uint32_t*>(shown->pixels) + at.height * (shown->pitch / 4);
                ASSERT_EQ(row[at.width] & 0xFFFFFFU, upright.pixels[y * upright.stride + x] & 0xFFFFFFU)
                    << x << "," << y << " turned " << static_cast<int>(rotation);
            }
        }
        const app::Point flat = app::to_panel(app::Point{300, 700}, panel, rotation);
        touch(SDL_FINGERDOWN, 1, flat.x / static_cast<float>(panel.width), flat.y / static_cast<float>(panel.height));
        read_events();
        const auto down = input.next();
        EXPECT_NEAR(down.x, 300, 0.5);
        EXPECT_NEAR(down.y, 700, 0.5);
        touch(SDL_FINGERUP, 1, 0, 0);
        read_events();
        while (input.pending()) (void)input.next();
    }
}

TEST_F(WindowTest, ShowsTheSameFrameThroughATexture) {
    for (const app::Rotation rotation : {app::Rotation::None, app::Rotation::Right}) {
        Kiosk kiosk;
        kiosk.frame();
        const app::Canvas upright = kiosk.canvas();
        const app::Size panel = app::picture_size({1080, 1920}, rotation);
        reopen({.width = panel.width,
                .height = panel.height,
                .title = "test",
                .rotation = rotation,
                .pixels = app::SurfaceSpec::Pixels::Texture});
        draw_on_window(kiosk);
        EXPECT_NE(window->describe().find("texture"), std::string::npos) << window->describe();
        EXPECT_EQ(window->panel(), panel);
        // What was uploaded is what the canvas holds; the rest is SDL's.
        const app::Canvas shown = window->canvas();
        ASSERT_EQ(shown.width, 1080);
        for (int y = 0; y < 1920; ++y)
            ASSERT_EQ(std::memcmp(shown.pixels + y * shown.stride, upright.pixels + y * upright.stride, 1080 * 4), 0);
    }
}

TEST_F(WindowTest, FindsTouchesByItsCalibration) {
    // The panel reports the middle third for the whole width, and upside down.
    reopen({.width = 1000, .height = 1000, .title = "test", .calibration = {3, 0, -1, 0, -1, 1}});
    touch(SDL_FINGERDOWN, 1, 0.5F, 0.75F);
    read_events();
    const auto down = input.next();
    EXPECT_NEAR(down.x, 500, 0.5);
    EXPECT_NEAR(down.y, 250, 0.5);
    window->set_calibration({});
    touch(SDL_FINGERMOTION, 1, 0.5F, 0.75F);
    read_events();
    EXPECT_NEAR(input.next().y, 750, 0.5);
}

TEST(Offscreen, EndsAWaitWhenAnotherThreadWakesIt) {
    auto surface = app::open_offscreen(300, 300);
    ASSERT_TRUE(surface.has_value());
    app::TouchInput input;
    app::Fingers fingers(input);
    (*surface)->wake();
    (*surface)->wait(std::nullopt, fingers);
    EXPECT_FALSE(app::open_offscreen(10, 10).has_value());
}

}  // namespace
}  // namespace linli::demo
