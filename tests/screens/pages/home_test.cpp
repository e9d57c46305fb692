// What home shows without a finger on it.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

bool shows_news(const ui::Transcript& transcript) {
    return std::any_of(transcript.records.begin(), transcript.records.end(),
                       [](const ui::Record& record) { return record.id.starts_with("home.notice."); });
}

TEST(Home, ShowsHowThingsStandWithoutScrollingAlsoWithANoticeOnAWideGlass) {
    for (const char* language : {"zh-CN", "en"})
        for (const TextSize size : {TextSize::Small, TextSize::Medium, TextSize::Large, TextSize::Huge}) {
            Glass glass({1920, 1080, 96});
            glass.state.session.settings.language = language;
            glass.state.session.settings.text_size = size;
            for (const SyncView& sync : {online(), with_link(Link::Offline)}) {
                glass.feed(CoreEvent{SyncChanged{sync}});
                glass.settle();
                EXPECT_TRUE(shows_news(glass.transcript()));
                const ui::Record* status = glass.transcript().find("page.status");
                const ui::Record* footer = glass.transcript().find("home.language");
                ASSERT_NE(status, nullptr);
                ASSERT_NE(footer, nullptr);
                EXPECT_LE(status->y + status->h, footer->y) << language;
                EXPECT_FALSE(status->clipped) << language;
            }
        }
}

TEST(Home, BeginsTheLineOfTheNextEventWithACapital) {
    Glass glass;
    glass.state.session.settings.language = "en";
    glass.settle();
    EXPECT_TRUE(glass.shows("Tonight 19:30"));
    EXPECT_FALSE(glass.shows("tonight 19:30"));
}

}  // namespace
}  // namespace linli::test
