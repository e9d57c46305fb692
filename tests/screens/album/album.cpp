// Pictures of every screen, to look at: album DIR [WxH] [en] [small|large|huge] [high] [rtl] [low]
// [dpi N] [PAGE...]: only pages with that name.
#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "tests/screens/glass/walk.h"

int main(int argc, char** argv) {
    using namespace linli;
    ui::Glass size{1080, 1920, 96};
    Settings settings;
    std::optional<ui::Direction> direction;
    std::vector<std::string> only;
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        if (std::sscanf(argv[i], "%dx%d", &size.width_px, &size.height_px) == 2) continue;
        if (word == "dpi" && i + 1 < argc)
            size.dpi = std::stod(argv[++i]);
        else if (word == "rtl")
            direction = ui::Direction::RightToLeft;
        else if (word == "low")
            settings.reach = Reach::Low, size.floor_mm = 700;
        else if (word == "small")
            settings.text_size = TextSize::Small;
        else if (word == "large")
            settings.text_size = TextSize::Large;
        else if (word == "huge")
            settings.text_size = TextSize::Huge;
        else if (word == "high")
            settings.contrast = ContrastLevel::High;
        else if (word == "en")
            settings.language = "en";
        else
            only.push_back(word);
    }
    test::Glass glass(size);
    glass.direction = direction;
    int number = 0;
    const std::string folder = argc > 1 ? argv[1] : ".";
    test::walk_all(glass, settings, [&](const std::string& name) {
        ++number;
        if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) return;
        const std::string path = fmt::format("{}/{:02}-{}.png", folder, number, name);
        std::printf("%s%s\n", path.c_str(), glass.write_picture(path) ? "" : " NOT WRITTEN");
    });
    return 0;
}
