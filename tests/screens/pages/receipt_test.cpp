// The receipt, whatever else was on the glass when it came.
#include <gtest/gtest.h>

#include "tests/screens/glass/glass.h"

namespace linli::test {
namespace {

TEST(Receipt, ComesUnderWhatWasOpenedOverTheFormAndKnowsWhatItIsFor) {
    Glass glass;
    glass.tap("home.requests");
    glass.tap("requests.kind.question");
    glass.type("request.words", "hi");
    glass.tap("request.next");
    glass.tap("request.next");
    glass.type("request.digits", "1234");
    glass.tap("request.next");
    (void)glass.sent();
    glass.tap("request.submit");
    const auto sent = glass.sent();
    ASSERT_EQ(sent.size(), 1U);
    const auto* submit = std::get_if<SubmitRequest>(&sent.front());
    ASSERT_NE(submit, nullptr);
    glass.tap("page.emergency");
    glass.feed(CoreEvent{Saved{submit->ticket, "K7Q429MFX", "K1.1.9", "K1-9"}});
    EXPECT_EQ(glass.screen(), "emergency");
    glass.tap("page.back");
    EXPECT_EQ(glass.screen(), "receipt");
    EXPECT_EQ(glass.state.receipt.subject, "question");
}

}  // namespace
}  // namespace linli::test
