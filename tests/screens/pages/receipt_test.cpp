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

TEST(Receipt, PromisesOnlyWhatIsTrueOfTheNetwork) {
    Glass glass;
    const Languages languages = Languages::load().value();
    const Words tr = languages.words(glass.state.session.settings.language);
    glass.state.receipt = {.code = "K7Q429MFX",
                           .digits = "1234",
                           .item = "K1.1.9",
                           .short_id = "K1-9",
                           .type = ItemType::Request,
                           .subject = "repair",
                           .known = {},
                           .asking = 0};
    glass.state.session = arrived(glass.state.session, {Page::Receipt, "K1-9"});
    const auto said = [&](Link link) {
        glass.feed(CoreEvent{SyncChanged{with_link(link)}});
        glass.settle();
        return glass.text_of("receipt.status");
    };
    EXPECT_EQ(said(Link::Online), tr("receipt.sending"));
    EXPECT_EQ(said(Link::Starting), tr("receipt.starting"));
    EXPECT_EQ(said(Link::Offline), tr("receipt.offline"));
    EXPECT_EQ(said(Link::CaptivePortal), tr("receipt.captive"));
    EXPECT_EQ(said(Link::HubTrouble), tr("receipt.hub_trouble"));
    EXPECT_EQ(said(Link::Refused), tr("receipt.refused"));
}

TEST(Receipt, OfAChangeThatCannotBeSentPromisesNothingBeforeItIsMade) {
    Glass glass;
    const Languages languages = Languages::load().value();
    const Words tr = languages.words(glass.state.session.settings.language);
    ItemView item;
    item.id = "K1.1.9";
    item.subject = "repair";
    glass.state.mine.items = {item};
    glass.state.session = opened(glass.state.session, {Page::Withdraw, "K1.1.9"});
    const auto promises = [&](Link link, std::string_view key) {
        glass.feed(CoreEvent{SyncChanged{with_link(link)}});
        glass.settle();
        return glass.text_of("page.saving").find(tr(key)) != std::string::npos;
    };
    EXPECT_TRUE(promises(Link::Offline, "status.saved_first"));
    EXPECT_TRUE(promises(Link::HubTrouble, "status.saved_until_well"));
    EXPECT_TRUE(promises(Link::Refused, "status.saved_only"));
}

}  // namespace
}  // namespace linli::test
