// What a frame costs, offscreen at 1080x1920: a whole one, one full of characters never seen before, and a list of
// 10,000 rows scrolled by a finger. Prints one JSON object; medians, and processor time where the figure is a share.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kiosk/app/stage.h"
#include "tests/screens/glass/glass.h"

namespace linli {
namespace {

using Watch = std::chrono::steady_clock;

double rank(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}
double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}
std::string utf8(char32_t code) {
    return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
            static_cast<char>(0x80 | (code & 0x3F))};
}

}  // namespace
}  // namespace linli

int main() {
    using namespace linli;
    std::string out;
    auto fonts = text::TextEngine::open(app::font_files(LINLI_SHARE));
    auto surface = app::open_offscreen(1080, 1920);
    auto languages = Languages::load();
    if (!fonts || !surface || !languages) return 1;
    ui::Ui ui(**fonts, {});
    app::Stage stage(**fonts, ui, **surface);
    app::TouchInput input;
    double seconds = 1000;

    // The sample station's home, drawn and painted whole each time.
    screens::State state = screens::initial_state(screens::Membership::Enrolled, {}, BootTime{1'000'000});
    state.station = std::make_shared<const StationView>(test::sample_station());
    state.sync = test::online();
    state.wall = test::kEvening;
    ui.set_appearance(screens::appearance_of(state.session.settings));
    ui.set_chrome(screens::chrome_of(languages->words(state.session.settings.language)));
    std::vector<double> whole;
    for (int i = 0; i < 220; ++i) {
        stage.invalidate();
        const auto from = Watch::now();
        stage.run_frame(seconds, input, [&](ui::Ui& on) {
            Commands commands;
            screens::draw(state, *languages, on, commands);
            return app::Stage::More::No;
        });
        if (i >= 20) whole.push_back(std::chrono::duration<double, std::milli>(Watch::now() - from).count());
    }
    out += fmt::format("\"full_frame_ms\":{{\"p50\":{:.2f},\"p95\":{:.2f},\"n\":{}}}", rank(whole, 0.5),
                       rank(whole, 0.95), whole.size());

    // Between home and what can be requested, each turn a tap's release that no frame has seen.
    const auto other = [&] {
        screens::State to = state;
        to.session.trail.push_back({.page = Page::Requests, .key = {}});
        return to;
    }();
    std::vector<double> turns;
    int passes = 0;
    for (int i = 0; i < 220; ++i) {
        const screens::State& before = i % 2 == 0 ? state : other;
        const screens::State& after = i % 2 == 0 ? other : state;
        input.push(app::TouchInput::Edge::Down, 1070, 1000);
        bool turned = false;
        const auto draw = [&](ui::Ui& on) {
            Commands commands;
            screens::draw(turned ? after : before, *languages, on, commands);
            return app::Stage::More::No;
        };
        stage.run_frame(seconds, input, draw);
        input.push(app::TouchInput::Edge::Up, 1070, 1000);
        seconds += 1;
        const auto from = Watch::now();
        const auto outcome = stage.run_frame(seconds, input, [&](ui::Ui& on) {
            draw(on);
            if (turned) return app::Stage::More::No;
            turned = true;
            input.drop();
            return app::Stage::More::NewPage;
        });
        if (i >= 20) turns.push_back(std::chrono::duration<double, std::milli>(Watch::now() - from).count());
        passes = outcome.passes;
        seconds += 1;
    }
    out += fmt::format(",\"page_turn_ms\":{{\"p50\":{:.2f},\"p95\":{:.2f},\"passes\":{},\"n\":{}}}", rank(turns, 0.5),
                       rank(turns, 0.95), passes, turns.size());
    const auto frame = [&](const std::function<void(ui::Ui&)>& body) {
        const auto from = Watch::now();
        stage.run_frame(seconds, input, [&](ui::Ui& on) {
            (void)on.begin_page({.screen = "bench", .title = "bench"});
            body(on);
            on.end_page();
            return app::Stage::More::No;
        });
        return std::chrono::duration<double, std::milli>(Watch::now() - from).count();
    };

    // Nine pages, each with 400 Han that no page before had: the first warms the heap, seven count.
    std::vector<double> dense;
    for (int page = 0; page < 9; ++page) {
        std::string text;
        for (int i = 0; i < 400; ++i) text += utf8(static_cast<char32_t>(0x5000 + page * 400 + i));
        ui.forget();
        frame([](ui::Ui&) {});
        const double ms = frame([&](ui::Ui& on) { on.text(text); });
        if (page > 1) dense.push_back(ms);
    }
    out += fmt::format(",\"dense_unseen_page_ms\":{{\"p50\":{:.2f},\"n\":{}}}", rank(dense, 0.5), dense.size());

    // A finger that drags up and down, a step a frame, as at 60 frames a second.
    std::vector<std::string> titles, ids;
    for (int i = 0; i < 10'000; ++i) {
        titles.push_back(fmt::format("{} 号楼 水龙头漏水 Leaking tap", i + 1));
        ids.push_back(fmt::format("bench.row.{}", i));
    }
    const auto list = [&](ui::Ui& on) {
        on.begin_list();
        const auto rows = on.begin_rows(titles.size());
        for (std::size_t i = rows.begin; i < rows.end; ++i)
            (void)on.row(ids[i], {.title = titles[i], .detail = "今天 18:42 · 物业报修", .icon = "wrench"});
        on.end_rows();
        on.end_list();
    };
    ui.forget();
    for (int i = 0; i < 4; ++i) frame(list);
    std::vector<double> steps;
    int presented = 0;
    const double cpu = cpu_ms();
    for (int sweep = 0; sweep < 30; ++sweep) {
        input.push(app::TouchInput::Edge::Down, 500, 1500);
        for (int i = 0; i < 20; ++i) {
            seconds += 1.0 / 60;
            input.push(app::TouchInput::Edge::Move, 500, 1500 - 50.0F * static_cast<float>(i));
            steps.push_back(frame(list));
            ++presented;
        }
        input.push(app::TouchInput::Edge::Up, 500, 500);
        seconds += 1.0 / 60;
        steps.push_back(frame(list));
        ++presented;
    }
    const double a_frame = (cpu_ms() - cpu) / presented;
    out += fmt::format(
        ",\"list_10000\":{{\"frame_ms_p50\":{:.2f},\"frame_ms_p95\":{:.2f},\"cpu_ms_a_frame\":{:.2f},"
        "\"share_of_a_core_at_60\":{:.2f}}}",
        rank(steps, 0.5), rank(steps, 0.95), a_frame, a_frame * 60 / 1000);
    std::printf("{\"size\":\"1080x1920\",\"driver\":\"offscreen\",%s}\n", out.c_str());
    return 0;
}
