#include "kiosk/core/service_door.h"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "kiosk/base/small_file.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/password.h"

namespace linli {
namespace {

using Answer = PinChecked::Answer;

class ServiceDoorTest : public testing::Test {
  protected:
    ServiceDoorTest() { EXPECT_TRUE(crypto::init().has_value()); }
    ~ServiceDoorTest() override { std::filesystem::remove_all(folder); }
    [[nodiscard]] std::string tries() const { return folder + "/service-tries"; }
    [[nodiscard]] ServiceDoor door() const { return {*crypto::hash_password("246810", crypto::kLeastCost), tries()}; }
    static CheckPin pin(std::string text) { return {.ticket = 7, .pin = std::move(text)}; }
    static std::string fresh_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "linli-door-XXXXXX").string();
        EXPECT_NE(mkdtemp(name.data()), nullptr);
        return name;
    }
    std::string folder = fresh_folder();
    BootTime now{1'000'000};
};

TEST_F(ServiceDoorTest, OpensForTheRightPin) {
    ServiceDoor shut = door();
    EXPECT_EQ(shut.check(pin("246811"), now).answer, Answer::Wrong);
    const PinChecked right = shut.check(pin("246810"), now);
    EXPECT_EQ(right.answer, Answer::Right);
    EXPECT_EQ(right.ticket, 7U);
}

TEST_F(ServiceDoorTest, StaysShutWithoutAPinOfItsOwn) {
    ServiceDoor shut(std::string(), tries());
    EXPECT_EQ(shut.check(pin(""), now).answer, Answer::Wrong);
}

TEST_F(ServiceDoorTest, WantsEverLongerWaitsAfterWrongOnes) {
    ServiceDoor shut = door();
    EXPECT_EQ(shut.check(pin("1"), now).wait, Millis{0});
    EXPECT_EQ(shut.check(pin("2"), now).wait, Millis{0});
    Millis wait = shut.check(pin("3"), now).wait;
    EXPECT_EQ(wait, kFirstPinWait);
    for (int i = 0; i < 10; ++i) {
        now = now + (wait - Millis{1});
        // The right one is not even looked at before its time.
        const PinChecked early = shut.check(pin("246810"), now);
        EXPECT_EQ(early.answer, Answer::Locked);
        EXPECT_EQ(early.wait, Millis{1});
        now = now + Millis{1};
        const Millis next = shut.check(pin("4"), now).wait;
        EXPECT_EQ(next, std::min(wait * 2, kLongestPinWait));
        wait = next;
    }
    EXPECT_EQ(wait, kLongestPinWait);
    EXPECT_EQ(shut.check(pin("246810"), now + wait).answer, Answer::Right);
    EXPECT_EQ(shut.check(pin("5"), now + wait).wait, Millis{0});
}

TEST_F(ServiceDoorTest, WaitsAgainWhenThePowerWasCut) {
    Millis wait{0};
    ServiceDoor before = door();
    for (int i = 0; i < 4; ++i) {
        now = now + wait;
        wait = before.check(pin("1"), now).wait;
    }
    EXPECT_EQ(wait, kFirstPinWait * 2);
    now = BootTime{5'000};
    ServiceDoor after = door();
    EXPECT_EQ(after.check(pin("246810"), now).answer, Answer::Locked);
    EXPECT_EQ(after.check(pin("246810"), now + wait).answer, Answer::Right);
    EXPECT_EQ(door().check(pin("1"), now).wait, Millis{0});
}

TEST_F(ServiceDoorTest, WaitsFromTheStartOfTheProgramAndNotFromTheFirstPin) {
    ASSERT_TRUE(replace_small_file(tries(), "3").has_value());
    ServiceDoor after = door();
    after.begin(now);
    EXPECT_EQ(after.check(pin("246810"), now + (kFirstPinWait - Millis{1})).answer, Answer::Locked);
    EXPECT_EQ(after.check(pin("246810"), now + kFirstPinWait).answer, Answer::Right);
}

TEST_F(ServiceDoorTest, CountsATryThatWasNeverAnswered) {
    // The program died while it looked at the third.
    ASSERT_TRUE(replace_small_file(tries(), "3").has_value());
    EXPECT_EQ(door().check(pin("246810"), now).answer, Answer::Locked);
}

TEST_F(ServiceDoorTest, TakesADamagedCountForMany) {
    ASSERT_TRUE(replace_small_file(tries(), "none").has_value());
    EXPECT_EQ(door().check(pin("246810"), now).wait, kLongestPinWait);
}

TEST_F(ServiceDoorTest, OpensThoughItsCountCannotBeWritten) {
    ServiceDoor shut(*crypto::hash_password("246810", crypto::kLeastCost), folder + "/missing/service-tries");
    EXPECT_EQ(shut.check(pin("1"), now).answer, Answer::Wrong);
    EXPECT_EQ(shut.check(pin("246810"), now).answer, Answer::Right);
}

}  // namespace
}  // namespace linli
