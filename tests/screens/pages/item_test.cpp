// What an item's page says of what the resident asked for last.
#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

class ItemPage : public testing::Test {
  protected:
    ItemPage() {
        glass.state.session.settings.language = "en";
        glass.state.session = opened(glass.state.session, {Page::Item, "K1.1.7"});
    }
    void show(ItemView item) {
        glass.state.mine.items = {std::move(item)};
        glass.settle();
    }
    Glass glass;
};

TEST_F(ItemPage, SaysThatAChangeWasNotDoneInPlaceOfThatItWasSaved) {
    ItemView item = answered_item();
    glass.state.mine.done = "withdraw.saved";
    show(item);
    EXPECT_TRUE(glass.has("item.done"));
    EXPECT_FALSE(glass.has("item.refused"));
    item.change_refused_key = "answer.item-ended";
    show(item);
    EXPECT_EQ(glass.text_of("item.refused"), "It had ended already, nothing was changed.");
    EXPECT_FALSE(glass.has("item.done"));
}

TEST_F(ItemPage, HasASentenceForARefusalOfANewerHub) {
    ItemView item = answered_item();
    item.change_refused_key = "answer.of-a-newer-hub";
    show(item);
    EXPECT_EQ(glass.text_of("item.refused"), "The community's system did not take it. Please ask the staff.");
}

TEST_F(ItemPage, SaysThatStaffLookAtItByHandAndOffersNoWithdrawal) {
    ItemView item = answered_item();
    item.state.status = ItemStatus::Open;
    item.timeline.clear();
    show(item);
    EXPECT_TRUE(glass.has("item.withdraw"));
    item.by_hand = true;
    show(item);
    EXPECT_EQ(glass.text_of("item.state"), "The community's staff are looking at it by hand");
    EXPECT_FALSE(glass.has("item.withdraw"));
}

}  // namespace
}  // namespace linli::test
