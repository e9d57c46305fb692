#include "kiosk/app/options.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace linli::app {
namespace {

class ConfigurationTest : public testing::Test {
  protected:
    ConfigurationTest() {
        std::string name = (std::filesystem::temp_directory_path() / "linli-options-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~ConfigurationTest() override { std::filesystem::remove_all(folder); }
    Result<Settled> settled(const std::string& lines, Options options = {}) {
        options.config = (folder / "kiosk.toml").string();
        std::ofstream(options.config) << lines;
        return settle(options);
    }
    std::filesystem::path folder;
};

TEST_F(ConfigurationTest, SetsTheGlassUp) {
    const auto found =
        settled("display = 1\nrotation = 90\ntouch_calibration = \"0.9 0 0.05 0 1.1 -0.05\"\npixels = \"texture\"\n");
    ASSERT_TRUE(found.has_value()) << found.error().message;
    EXPECT_EQ(found->display, 1);
    EXPECT_EQ(found->rotation, Rotation::Right);
    EXPECT_EQ(found->calibration, (Affine{0.9, 0, 0.05, 0, 1.1, -0.05}));
    EXPECT_EQ(found->pixels, SurfaceSpec::Pixels::Texture);
    EXPECT_TRUE(found->fullscreen);
    EXPECT_EQ(found->cursor, SurfaceSpec::Cursor::Hidden);
}

TEST_F(ConfigurationTest, ShowsThePointerInAWindowAndWhereItIsToldTo) {
    EXPECT_EQ(settled("", {.size = "800x1280"})->cursor, SurfaceSpec::Cursor::Shown);
    EXPECT_EQ(settled("cursor = true\n")->cursor, SurfaceSpec::Cursor::Shown);
    EXPECT_EQ(settled("cursor = false\n", {.size = "800x1280"})->cursor, SurfaceSpec::Cursor::Hidden);
}

TEST_F(ConfigurationTest, NamesWhatIsWrongInIt) {
    for (const char* line : {"display = -1", "display = 0.5", "display = 1000", "rotation = 45",
                             "touch_calibration = \"1 0 0\"", "touch_calibration = \"0 0 0 0 0 0\"", "pixels = \"gl\"",
                             "service_pin = \"246810\"", "cursor = 1", "dpi = 4"}) {
        const auto found = settled(std::string(line) + "\n");
        ASSERT_FALSE(found.has_value()) << line;
        const std::string key = std::string(line).substr(0, std::string(line).find(' '));
        const std::string words = std::regex_replace(found.error().message, std::regex("touch calibration"), key);
        EXPECT_NE(words.find(key), std::string::npos) << words;
    }
}

TEST_F(ConfigurationTest, TakesThePinsLineAsItIsPrinted) {
    const auto line = service_pin_line("246810");
    ASSERT_TRUE(line.has_value());
    const auto found = settled(*line + "\n");
    ASSERT_TRUE(found.has_value()) << found.error().message;
    EXPECT_TRUE(found->service_pin.starts_with("$argon2id$"));
    EXPECT_FALSE(service_pin_line("24681").has_value());
    EXPECT_FALSE(service_pin_line("24681x").has_value());
    EXPECT_FALSE(service_pin_line("2468102468102").has_value());
}

TEST_F(ConfigurationTest, HasAnExampleThatIsUnderstoodAndChangesNothing) {
    std::ostringstream example;
    example << std::ifstream(LINLI_SOURCE_DIR "/packaging/kiosk.toml.example").rdbuf();
    std::string lines;
    std::istringstream stream(example.str());
    const std::regex commented("^# ([a-z_]+ = .*)$");
    std::smatch match;
    int keys = 0;
    for (std::string line; std::getline(stream, line);)
        if (std::regex_match(line, match, commented)) {
            ++keys;
            const std::string text = match[1];
            // These two name something of their own.
            if (!text.starts_with("service_pin") && !text.starts_with("size")) lines += text + "\n";
        }
    EXPECT_EQ(keys, 14);
    const auto found = settled(lines);
    ASSERT_TRUE(found.has_value()) << found.error().message;
    const auto plain = settled("");
    EXPECT_EQ(found->dpi, plain->dpi);
    EXPECT_EQ(found->display, plain->display);
    EXPECT_EQ(found->rotation, plain->rotation);
    EXPECT_EQ(found->cursor, plain->cursor);
    EXPECT_EQ(found->pixels, plain->pixels);
    EXPECT_EQ(found->calibration.value_or(Affine{}), Affine{});
}

}  // namespace
}  // namespace linli::app
