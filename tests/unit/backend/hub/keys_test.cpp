#include "backend/hub/keys.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "kiosk/base/rng.h"

namespace linli::hub {
namespace {

class HubKeyFile : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(crypto::init());
        std::string text = (std::filesystem::path(testing::TempDir()) / "linli-keys-XXXXXX").string();
        ASSERT_NE(::mkdtemp(text.data()), nullptr);
        folder = text;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    [[nodiscard]] Result<HubKeys> load() {
        return load_or_make_keys(folder, [this](std::span<std::uint8_t> out) { rng.fill(out); });
    }
    std::string folder;
    Rng rng{3};
};

TEST_F(HubKeyFile, IsMadeOnceAndReadByItsOwnerAlone) {
    const auto made = load();
    ASSERT_TRUE(made);
    struct stat status {};
    ASSERT_EQ(::stat((folder + "/hub.keys").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    const auto again = load();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->signing.public_key, made->signing.public_key);
    EXPECT_EQ(again->sealing.public_key, made->sealing.public_key);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1) << "a draft was left behind";
}

TEST_F(HubKeyFile, ADamagedOneIsNeverReplaced) {
    ASSERT_TRUE(load());
    std::ofstream(folder + "/hub.keys") << "linli hub keys 1\nnonsense\n";
    const auto refused = load();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::Corrupt);
}

TEST_F(HubKeyFile, OneThatOthersMayReadIsRefused) {
    ASSERT_TRUE(load());
    std::filesystem::permissions(folder + "/hub.keys", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    const auto refused = load();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::Denied);
}

}  // namespace
}  // namespace linli::hub
