#include <random>
#include <set>

#include <gtest/gtest.h>
#include <imgui.h>

#include "kiosk/base/utf8.h"
#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

constexpr const char* pages[] = {"home", "form", "event", "receipt"};

std::vector<std::uint32_t> pixels(const app::Canvas& canvas) {
    return {canvas.pixels, canvas.pixels + static_cast<std::ptrdiff_t>(canvas.stride) * canvas.height};
}

TEST(Frames, PaintNothingWhenNothingChanged) {
    Kiosk kiosk;
    kiosk.frame();
    EXPECT_FALSE(kiosk.frame().presented());
    EXPECT_FALSE(kiosk.ui().next_change().has_value());
}

TEST(Frames, PaintOnlyWhatChanged) {
    Kiosk kiosk;
    kiosk.frame();
    const ui::Record control = *kiosk.transcript().find("home.votes");
    kiosk.input().push(app::TouchInput::Edge::Down, control.x + 9, control.y + 9);
    const app::Area damage = kiosk.frame().damage.bounds();
    EXPECT_FALSE(damage.empty());
    EXPECT_GE(damage.x0, static_cast<int>(control.x));
    EXPECT_LE(damage.y1, static_cast<int>(control.y + control.h));
}

TEST(Frames, PaintedInRandomPartsEqualAWholeFrame) {
    Kiosk kiosk;
    std::mt19937 random(1);
    for (const char* page : pages) {
        kiosk.state.page = page;
        kiosk.frame();
        kiosk.stage().invalidate();
        kiosk.frame();
        const app::Canvas canvas = kiosk.canvas();
        const auto whole = pixels(canvas);
        for (int i = 0; i < 50; ++i) {
            const int x = static_cast<int>(random() % 1000);
            const int y = static_cast<int>(random() % 1800);
            const app::Area part{x, y, x + 1 + static_cast<int>(random() % 500),
                                 y + 1 + static_cast<int>(random() % 500)};
            app::blit(*ImGui::GetDrawData(), kiosk.fonts().atlas(), canvas, part);
            ASSERT_TRUE(pixels(canvas) == whole) << page << " part " << i;
        }
    }
}

TEST(Frames, AfterAWalkOfPartsEqualAFreshFrame) {
    Kiosk kiosk;
    ASSERT_EQ(kiosk.play("tap home.events\ntap event.warn\ntap idle.stay\ntap page.back\ntap home.requests\n"
                         "tap form.phrase.1\ntype form.words \"Leak\"\ntap keyboard.done"),
              "");
    const auto walked = pixels(kiosk.canvas());
    kiosk.stage().invalidate();
    kiosk.frame();
    EXPECT_TRUE(pixels(kiosk.canvas()) == walked);
}

TEST(Frames, AreTheSameInEveryRun) {
    Kiosk* first = new Kiosk();
    const auto one = pixels(first->canvas());
    delete first;
    Kiosk second;
    EXPECT_TRUE(pixels(second.canvas()) == one);
}

TEST(Frames, TakeTheSizeOfTheSurface) {
    Kiosk kiosk;
    auto small = app::open_offscreen(900, 1600);
    ASSERT_TRUE(small.has_value());
    app::Stage stage(kiosk.fonts(), kiosk.ui(), **small);
    app::TouchInput input;
    stage.run_frame(1, input,
                    [&](ui::Ui& on) { return draw(on, kiosk.state) ? app::Stage::More::Yes : app::Stage::More::No; });
    EXPECT_EQ(kiosk.transcript().records.front().w, 900);
    EXPECT_LE(kiosk.transcript().find("page.end")->x + kiosk.transcript().find("page.end")->w, 900);
}

TEST(Frames, KeepNothingOfWhatWasTypedOnceForgotten) {
    Kiosk kiosk;
    ASSERT_EQ(kiosk.play("tap home.requests\ntype form.words \"secret\""), "");
    kiosk.state = State{};
    kiosk.ui().forget();
    EXPECT_TRUE(kiosk.transcript().records.empty());
    EXPECT_EQ(kiosk.fonts().cached_layouts(), 0U);
    kiosk.frame();
    EXPECT_EQ(kiosk.transcript().lines().find("secret"), std::string::npos);
    EXPECT_EQ(kiosk.transcript().find("keyboard.done"), nullptr);
}

TEST(Frames, ShowAnIconThatFoundNoRoomInTheNextPass) {
    Kiosk kiosk;
    text::TextEngine& fonts = kiosk.fonts();
    fonts.next_pass();
    for (char32_t code = 0x4E00; code < 0x4E80; ++code) {
        std::string large;
        append_code_point(large, code);
        (void)fonts.layout({.text = large, .size_px = 390});
    }
    const auto left_out = fonts.atlas().left_out();
    EXPECT_EQ(fonts.icon("clock", 371)->glyphs.front().region.w, 0);
    ASSERT_GT(fonts.atlas().left_out(), left_out) << "there was room";
    fonts.next_pass();
    EXPECT_GT(fonts.icon("clock", 371)->glyphs.front().region.w, 0);
}

TEST(Frames, AreRightAfterTheAtlasWasClearedMoreThanOnce) {
    Kiosk kiosk;
    const auto fresh = pixels(kiosk.canvas());
    app::TouchInput input;
    const auto before = kiosk.fonts().atlas().generation();
    for (char32_t start = 0x4E00; start < 0x9000; start += 400) {
        std::string dense;
        for (char32_t code = start; code < start + 400; ++code) append_code_point(dense, code);
        kiosk.stage().run_frame(1, input, [&](ui::Ui& on) {
            (void)on.begin_page({.screen = "dense"});
            on.title(dense);
            on.text(dense);
            on.end_page();
            return app::Stage::More::No;
        });
        EXPECT_FALSE(kiosk.ui().unsettled());
    }
    EXPECT_GT(kiosk.fonts().atlas().generation(), before + 1);
    kiosk.frame();
    EXPECT_TRUE(pixels(kiosk.canvas()) == fresh);
}

TEST(Frames, FitLongWordsOnANarrowGlass) {
    Kiosk kiosk({720, 1280, 96}, {.step = ui::TextStep::Huge});
    kiosk.ui().set_chrome(english_chrome());
    kiosk.state.page = "form";
    kiosk.frame();
    const ui::Record back = *kiosk.transcript().find("page.back");
    const ui::Record emergency = *kiosk.transcript().find("page.emergency");
    const ui::Record end = *kiosk.transcript().find("page.end");
    EXPECT_LT(back.x + back.w, emergency.x);
    EXPECT_LT(emergency.x + emergency.w, end.x);
    EXPECT_LE(end.x + end.w, 720);
    EXPECT_EQ(kiosk.play("type form.digits \"1234\"\ntap form.next\nexpect screen receipt"), "");
}

// ---- the rules of a public screen, on the transcript ----

class Rules : public testing::TestWithParam<std::tuple<const char*, ui::TextStep, ui::Contrast, bool>> {
  protected:
    Rules()
        : wide(std::get<3>(GetParam())),
          kiosk(wide ? ui::Glass{1920, 1080, 96} : ui::Glass{1080, 1920, 96},
                {std::get<1>(GetParam()), std::get<2>(GetParam()), "zh-CN"}) {
        kiosk.state.page = std::get<0>(GetParam());
        kiosk.frame();
    }
    bool wide;
    Kiosk kiosk;
};

TEST_P(Rules, HoldOnEveryPage) {
    const double mm = 25.4 / 96;
    const double main = std::get<2>(GetParam()) == ui::Contrast::High ? 10.0 : 4.5;
    std::set<std::string> ids;
    const auto colour = [](const std::string& text) {
        const auto value = static_cast<unsigned>(std::stoul(text.substr(1), nullptr, 16));
        return ui::Colour{static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
                          static_cast<std::uint8_t>(value)};
    };
    const auto& records = kiosk.transcript().records;
    ASSERT_GT(records.size(), 5U);
    EXPECT_EQ(records.front().kind, "screen");
    for (const ui::Record& record : records) {
        SCOPED_TRACE(record.kind + " " + record.id + " " + record.text);
        if (!record.id.empty() && record.kind != "screen") {
            EXPECT_TRUE(ids.insert(record.id).second) << "twice";
        }
        EXPECT_EQ(record.x, std::floor(record.x));
        EXPECT_GE(record.x, 0);
        EXPECT_LE(record.x + record.w, wide ? 1920 : 1080);
        if (record.tappable) {
            EXPECT_GE(record.w * mm, 12.7);
            EXPECT_GE(record.h * mm, 12.7);
        }
        if (record.cap_mm > 0) {
            EXPECT_GE(record.cap_mm, 3.5);
            EXPECT_GE(ui::contrast_ratio(colour(record.foreground), colour(record.background)),
                      record.enabled ? main : 4.5);
        }
    }
    for (const ui::Record& one : records) {
        for (const ui::Record& other : records) {
            if (!one.tappable || !other.tappable || &one >= &other || one.zone != other.zone) continue;
            const float apart_x = std::max(one.x - (other.x + other.w), other.x - (one.x + one.w));
            const float apart_y = std::max(one.y - (other.y + other.h), other.y - (one.y + one.h));
            EXPECT_GE(std::max(apart_x, apart_y) * mm, 2.54) << one.id << " " << other.id;
        }
    }
    EXPECT_NE(kiosk.transcript().find("page.emergency"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(EveryLook, Rules,
                         testing::Combine(testing::Values("home", "form", "event", "receipt"),
                                          testing::Values(ui::TextStep::Small, ui::TextStep::Medium,
                                                          ui::TextStep::Large, ui::TextStep::Huge),
                                          testing::Values(ui::Contrast::Standard, ui::Contrast::High),
                                          testing::Bool()));

TEST(Transcript, WritesATabSeparatedLineForEverythingShown) {
    Kiosk kiosk;
    const std::string lines = kiosk.transcript().lines();
    EXPECT_EQ(lines.substr(0, 12), "screen\thome\t");
    EXPECT_NE(lines.find("\titem\t"), 0U);
    const std::size_t at = lines.find("item\thome.requests\t报修 · 微心愿 水电维修");
    ASSERT_NE(at, std::string::npos);
    const std::string line = lines.substr(at, lines.find('\n', at) - at);
    EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 12);
    EXPECT_EQ(line.substr(line.size() - 8), "\tzh-CN\t0");
}

}  // namespace
}  // namespace linli::demo
