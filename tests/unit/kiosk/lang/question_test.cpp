#include "kiosk/lang/question.h"

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(Question, IsAskedInTheMarksOfEachScript) {
    EXPECT_TRUE(asks_something("您哪天在家？我们来。"));
    EXPECT_TRUE(asks_something("Which day are you at home?"));
    EXPECT_TRUE(asks_something("قايسى كۈنى؟"));
    EXPECT_FALSE(asks_something("明天上门。"));
}

}  // namespace
}  // namespace linli
