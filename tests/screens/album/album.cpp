// Pictures of every screen, to look at: album DIR [WxH] [en] [small|large|huge] [high].
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "tests/screens/glass/walk.h"

int main(int argc, char** argv) {
    using namespace linli;
    ui::Glass size{1080, 1920, 96};
    Settings settings;
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        if (std::sscanf(argv[i], "%dx%d", &size.width_px, &size.height_px) == 2) continue;
        if (word == "small") settings.text_size = TextSize::Small;
        if (word == "large") settings.text_size = TextSize::Large;
        if (word == "huge") settings.text_size = TextSize::Huge;
        if (word == "high") settings.contrast = ContrastLevel::High;
        if (word == "en") settings.language = "en";
    }
    test::Glass glass(size);
    int number = 0;
    const std::string folder = argc > 1 ? argv[1] : ".";
    test::walk_all(glass, settings, [&](const std::string& name) {
        const std::string path = fmt::format("{}/{:02}-{}.png", folder, ++number, name);
        std::printf("%s%s\n", path.c_str(), glass.write_picture(path) ? "" : " NOT WRITTEN");
    });
    return 0;
}
