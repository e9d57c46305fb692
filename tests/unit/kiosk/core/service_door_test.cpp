#include "kiosk/core/service_door.h"

#include <gtest/gtest.h>

#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/password.h"

namespace linli {
namespace {

using Answer = PinChecked::Answer;

class ServiceDoorTest : public testing::Test {
  protected:
    ServiceDoorTest() { EXPECT_TRUE(crypto::init().has_value()); }
    static ServiceDoor door() { return ServiceDoor(*crypto::hash_password("246810", crypto::kLeastCost)); }
    static CheckPin pin(std::string text) { return {.ticket = 7, .pin = std::move(text)}; }
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
    ServiceDoor shut{std::string()};
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

}  // namespace
}  // namespace linli
