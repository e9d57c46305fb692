// Writes pictures of the demo pages: every page in both orientations, all sizes and both contrasts. For eyes.
#include <chrono>
#include <cstdio>
#include <string>

#include "kiosk/app/stage.h"
#include "tests/screens/demo_page.h"

namespace {

using namespace linli;

int fail_with(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

int picture(text::TextEngine& fonts, ui::Ui& ui, const std::string& folder, const std::string& page, ui::Glass glass,
            ui::Appearance look, const std::string& name, const std::string& focus) {
    auto surface = app::open_offscreen(glass.width_px, glass.height_px);
    if (!surface) return fail_with(surface.error());
    ui.forget();
    ui.set_glass(glass);
    ui.set_appearance(look);
    demo::State state;
    state.page = page;
    state.warn = focus == "warn";
    app::Stage stage(fonts, ui, **surface);
    app::TouchInput input;
    const auto draw = [&](ui::Ui& on) { return demo::draw(on, state) ? app::Stage::More::Yes : app::Stage::More::No; };
    const auto began = std::chrono::steady_clock::now();
    stage.run_frame(0.0, input, draw);
    if (focus.starts_with("form.")) {
        ui.focus(focus);
        stage.run_frame(0.1, input, draw);
    }
    const auto outcome = stage.run_frame(0.2, input, draw);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    stage.invalidate();
    const auto again = std::chrono::steady_clock::now();
    stage.run_frame(0.3, input, draw);
    const double full = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - again).count();
    const std::string path = folder + "/" + page + name + ".png";
    std::printf("%s first %.1f ms, whole frame again %.1f ms%s\n", path.c_str(), ms, full,
                outcome.presented() ? ", still moving" : "");
    if (auto written = app::write_png(path, (*surface)->canvas()); !written) return fail_with(written.error());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : ".";
    auto fonts = linli::text::TextEngine::open(app::font_files(LINLI_SHARE));
    if (!fonts) return fail_with(fonts.error());
    ui::Ui ui(**fonts, {});
    ui.set_chrome(demo::chrome());
    const ui::Glass portrait{1080, 1920, 96};
    const ui::Glass wide{1920, 1080, 96};
    int failed = 0;
    for (const std::string page : {"home", "form", "event", "receipt"}) {
        failed |= picture(**fonts, ui, folder, page, portrait, {}, "", "");
        failed |= picture(**fonts, ui, folder, page, wide, {}, "-wide", "");
        failed |= picture(**fonts, ui, folder, page, portrait, {ui::TextStep::Medium, ui::Contrast::High}, "-high", "");
        failed |= picture(**fonts, ui, folder, page, portrait, {ui::TextStep::Small}, "-small", "");
        failed |= picture(**fonts, ui, folder, page, portrait, {ui::TextStep::Large}, "-large", "");
        failed |= picture(**fonts, ui, folder, page, portrait, {ui::TextStep::Huge}, "-huge", "");
    }
    failed |= picture(**fonts, ui, folder, "form", portrait, {}, "-keys", "form.words");
    failed |= picture(**fonts, ui, folder, "form", wide, {}, "-keys-wide", "form.words");
    failed |= picture(**fonts, ui, folder, "form", portrait, {}, "-pad", "form.digits");
    failed |= picture(**fonts, ui, folder, "event", portrait, {}, "-warn", "warn");
    ui.set_chrome(demo::english_chrome());
    failed |= picture(**fonts, ui, folder, "form", portrait, {}, "-english", "form.words");
    failed |= picture(**fonts, ui, folder, "form", portrait, {ui::TextStep::Huge}, "-english-huge", "form.words");
    failed |= picture(**fonts, ui, folder, "event", wide, {ui::TextStep::Huge}, "-english-wide", "");
    return failed;
}
