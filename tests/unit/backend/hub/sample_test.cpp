#include "backend/hub/sample.h"

#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class SampleTest : public HubFixture {};

TEST_F(SampleTest, WhatNobodyMadeKeepsEveryInvariantAndOpens) {
    const auto made = hub->fill_sample({150, "qinghe", 30, 5}, now);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(*made, 150);
    EXPECT_EQ(hub->check().value(), std::vector<std::string>{});
    EXPECT_EQ(count("SELECT count(*) FROM item WHERE type='request'"), 150);
    EXPECT_GT(count("SELECT count(*) FROM item WHERE status='closed'"), 60);
    EXPECT_GT(count("SELECT count(*) FROM item WHERE status='open'"), 0);
    EXPECT_GT(count("SELECT count(*) FROM audit WHERE action='case.visited'"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM item WHERE opened_at>updated_at"), 0);
    EXPECT_EQ(count(fmt::format("SELECT count(*) FROM item WHERE updated_at>{}", now.ms)), 0);
    EXPECT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(const CasePage page, desk.cases(actor(Role::Desk), {}));
        for (const CaseLine& line : page.lines) {
            LINLI_TRY(const Case found, desk.open_case(actor(Role::Desk), line.id));
            EXPECT_EQ(found.opened, Opened::Whole) << line.id;
            EXPECT_FALSE(found.own.fields.empty()) << line.id;
        }
        return {};
    }));
}

TEST_F(SampleTest, AHubThatIsInUseIsLeftAloneUnlessItIsSaid) {
    ASSERT_TRUE(hub->fill_sample({5, "qinghe", 30, 5}, now));
    ASSERT_TRUE(hub->fill_sample({5, "qinghe", 30, 6}, now)) << "a sample's own kiosk is no use";
    TestKiosk kiosk = enrol("qinghe-1");
    EXPECT_EQ(hub->fill_sample({5, "qinghe", 30, 7}, now).error().fault, Fault::Conflict);
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}));
    now = now + Millis{1000};
    ASSERT_FALSE(at_desk([&](Desk& desk) { return desk.revoke(actor(Role::Operator), kiosk.who().kiosk); }));
    EXPECT_EQ(hub->fill_sample({5, "qinghe", 30, 7}, now).error().fault, Fault::Conflict);
    EXPECT_TRUE(hub->fill_sample({5, "qinghe", 30, 7, SampleWanted::Into::UsedHub}, now));
}

TEST_F(SampleTest, ACommunityThatIsNotThereAndABoundThatIsPassedAreSaid) {
    EXPECT_EQ(hub->fill_sample({10, "nowhere", 30, 5}, now).error().fault, Fault::NotFound);
    EXPECT_EQ(hub->fill_sample({0, "qinghe", 30, 5}, now).error().fault, Fault::Invalid);
    EXPECT_EQ(hub->fill_sample({10, "qinghe", 9'999, 5}, now).error().fault, Fault::Invalid);
    EXPECT_EQ(count("SELECT count(*) FROM kiosk"), 0);
}

}  // namespace
}  // namespace linli::hub
