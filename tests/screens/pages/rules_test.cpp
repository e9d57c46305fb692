// What holds for every page in every language, size and orientation.
#include <regex>

#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

struct Look {
    std::string name;
    ui::Glass glass;
    Settings settings;
};
void PrintTo(const Look& look, std::ostream* out) {
    *out << look.name;
}

std::vector<Look> looks() {
    const ui::Glass portrait{1080, 1920, 96};
    const ui::Glass wide{1920, 1080, 96};
    std::vector<Look> all;
    for (const char* language : {"zh-CN", "en"})
        for (const auto& [glass, name] : {std::pair(portrait, "Portrait"), std::pair(wide, "Wide")})
            for (const auto& [size, word] : {std::pair(TextSize::Small, "Small"), std::pair(TextSize::Medium, "Medium"),
                                             std::pair(TextSize::Large, "Large"), std::pair(TextSize::Huge, "Huge")})
                all.push_back({std::string(language).substr(0, 2) + name + word,
                               glass,
                               {.language = language, .text_size = size, .contrast = ContrastLevel::Standard}});
    return all;
}

class EveryPage : public testing::TestWithParam<Look> {};

TEST_P(EveryPage, IsReachableAndHasWhatAPublicScreenNeeds) {
    const Look& look = GetParam();
    // A key of the catalogue that has no sentence reads as itself.
    const std::regex key("^[a-z_]+(\\.[a-z0-9_-]+)+$");
    Glass glass(look.glass);
    int pages = 0;
    walk_all(glass, look.settings, [&](const std::string& page) {
        ++pages;
        const ui::Transcript& transcript = glass.transcript();
        EXPECT_NE(transcript.find("page.emergency"), nullptr) << page;
        const std::string screen(transcript.screen());
        if (screen != "home" && screen != "attract" && screen != "enrol") {
            EXPECT_NE(transcript.find("page.end"), nullptr) << page;
        }
        for (const ui::Record& record : transcript.records) {
            EXPECT_GE(record.x, 0) << page << " " << record.id << " " << record.text;
            EXPECT_LE(record.x + record.w, static_cast<float>(look.glass.width_px) + 0.5F)
                << page << " " << record.id << " " << record.text;
            EXPECT_FALSE(record.kind != "screen" && std::regex_match(record.text, key)) << page << " " << record.text;
            EXPECT_EQ(record.text.find('{'), std::string::npos) << page << " " << record.text;
        }
    });
    EXPECT_GT(pages, 60);
}

INSTANTIATE_TEST_SUITE_P(Looks, EveryPage, testing::ValuesIn(looks()),
                         [](const testing::TestParamInfo<Look>& look) { return look.param.name; });

}  // namespace
}  // namespace linli::test
