#include "kiosk/base/small_file.h"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

namespace linli {
namespace {

class SmallFileTest : public testing::Test {
  protected:
    SmallFileTest() { EXPECT_NE(mkdtemp(folder.data()), nullptr); }
    ~SmallFileTest() override { std::filesystem::remove_all(folder); }
    std::string folder = (std::filesystem::temp_directory_path() / "linli-small-XXXXXX").string();
    [[nodiscard]] std::string path() const { return folder + "/file"; }
};

TEST_F(SmallFileTest, IsNothingWhereThereIsNone) {
    EXPECT_EQ(*read_small_file(path()), std::nullopt);
    EXPECT_TRUE(remove_small_file(path()).has_value());
}

TEST_F(SmallFileTest, HoldsWhatItWasReplacedWithForItsOwnerAlone) {
    ASSERT_TRUE(replace_small_file(path(), "one and more").has_value());
    ASSERT_TRUE(replace_small_file(path(), "two").has_value());
    EXPECT_EQ(**read_small_file(path()), "two");
    EXPECT_EQ(std::filesystem::status(path()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    ASSERT_TRUE(remove_small_file(path()).has_value());
    EXPECT_EQ(*read_small_file(path()), std::nullopt);
}

TEST_F(SmallFileTest, RefusesWhatIsNotSmall) {
    EXPECT_EQ(replace_small_file(path(), std::string(kMaxSmallFile + 1, 'x')).error().fault, Fault::TooLarge);
    EXPECT_TRUE(replace_small_file(path(), std::string(kMaxSmallFile, 'x')).has_value());
    std::filesystem::resize_file(path(), kMaxSmallFile + 1);
    EXPECT_EQ(read_small_file(path()).error().fault, Fault::TooLarge);
}

TEST_F(SmallFileTest, SaysWhatFailed) {
    EXPECT_EQ(replace_small_file(folder + "/missing/file", "x").error().fault, Fault::Storage);
    std::filesystem::create_directory(path());
    EXPECT_EQ(read_small_file(path()).error().fault, Fault::Storage);
}

}  // namespace
}  // namespace linli
