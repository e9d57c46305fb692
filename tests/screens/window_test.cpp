#include <cstdlib>

#include <SDL.h>
#include <gtest/gtest.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

class WindowTest : public testing::Test {
  protected:
    void SetUp() override {
        setenv("SDL_VIDEODRIVER", "dummy", 0);  // the environment may name another
        auto opened = app::open_window({.width = 1080, .height = 1920, .title = "test"});
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        window = std::move(*opened);
    }
    std::unique_ptr<app::Surface> window;
    app::TouchInput input;
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
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    event.tfinger.fingerId = 1;
    event.tfinger.x = 0.5F;
    event.tfinger.y = 0.25F;
    SDL_PushEvent(&event);
    event.tfinger.fingerId = 2;
    event.tfinger.x = 0.9F;
    SDL_PushEvent(&event);
    event.type = SDL_FINGERUP;
    event.tfinger.fingerId = 1;
    event.tfinger.x = 0.5F;
    SDL_PushEvent(&event);
    window->wait(0.1, input);
    const auto down = input.next();
    EXPECT_TRUE(down.down);
    EXPECT_EQ(down.x, 540);
    EXPECT_EQ(down.y, 480);
    EXPECT_FALSE(input.next().down);
    (void)input.next();
    EXPECT_FALSE(input.pending());
}

TEST_F(WindowTest, EndsAWaitWhenAnotherThreadWakesIt) {
    window->wake();
    window->wait(std::nullopt, input);
    EXPECT_FALSE(input.pending());
}

TEST_F(WindowTest, SaysThatItsPixelsAreNewOnce) {
    (void)window->take_lost();
    EXPECT_FALSE(window->take_lost());
    SDL_Event event{};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
    window->wait(0.1, input);
    EXPECT_TRUE(window->closed());
}

TEST(Offscreen, EndsAWaitWhenAnotherThreadWakesIt) {
    auto surface = app::open_offscreen(300, 300);
    ASSERT_TRUE(surface.has_value());
    app::TouchInput input;
    (*surface)->wake();
    (*surface)->wait(std::nullopt, input);
    EXPECT_FALSE(app::open_offscreen(10, 10).has_value());
}

}  // namespace
}  // namespace linli::demo
