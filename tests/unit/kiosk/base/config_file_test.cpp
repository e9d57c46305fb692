#include "kiosk/base/config_file.h"

#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace linli {
namespace {

class ConfigFiles : public testing::Test {
  protected:
    ~ConfigFiles() override { std::remove(m_path.c_str()); }
    Result<ConfigFile> read(const std::string& text) {
        std::ofstream(m_path, std::ios::binary) << text;
        return ConfigFile::read(m_path, {"hub", "dpi", "plain_http"});
    }
    std::string m_path = testing::TempDir() + "config-" + std::to_string(getpid()) + ".toml";
};

TEST_F(ConfigFiles, GiveTheirValuesByType) {
    const auto config = read("hub = 'https://hub.example.org'\ndpi = 96\nplain_http = true\n");
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->text("hub").value(), "https://hub.example.org");
    EXPECT_EQ(config->number("dpi").value(), 96.0);
    EXPECT_EQ(config->flag("plain_http").value(), true);
    EXPECT_EQ(config->text("absent").value(), std::nullopt);
    EXPECT_FALSE(config->number("hub"));
}

TEST_F(ConfigFiles, ThatAreDamagedNameTheFileAndTheLine) {
    const auto broken = read("hub = 'x'\ndpi = = 3\n");
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find(m_path + ":2"), std::string::npos) << broken.error().message;
    const auto misspelt = read("\nhubb = 'x'\n");
    ASSERT_FALSE(misspelt);
    EXPECT_NE(misspelt.error().message.find(m_path + ":2: \"hubb\""), std::string::npos) << misspelt.error().message;
    EXPECT_FALSE(read("hub = ['a']"));
    EXPECT_FALSE(read(std::string(70'000, '#')));
    EXPECT_EQ(ConfigFile::read("/no/such/file", {}).error().fault, Fault::NotFound);
}

}  // namespace
}  // namespace linli
