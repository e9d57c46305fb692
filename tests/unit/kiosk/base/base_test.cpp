#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/process.h"
#include "kiosk/base/rng.h"
#include "kiosk/base/utf8.h"

namespace linli {
namespace {

TEST(Instant, IsWrittenAndReadAsRfc3339) {
    const auto at = parse_rfc3339("2026-11-21T18:42:03.5+08:00");
    ASSERT_TRUE(at);
    EXPECT_EQ(to_rfc3339(*at), "2026-11-21T10:42:03.500Z");
}

TEST(Instant, RefusesDatesThatDoNotExist) {
    EXPECT_FALSE(parse_rfc3339("2026-02-29T00:00:00Z"));
    EXPECT_FALSE(parse_rfc3339("2026-11-21 00:00:00Z"));
    EXPECT_FALSE(parse_rfc3339("2026-11-21T24:00:00Z"));
    EXPECT_FALSE(parse_rfc3339("2026-11-21T00:00:00"));
    EXPECT_FALSE(parse_rfc3339("2026-11-21T00:00:00Zx"));
}

TEST(Instant, CivilTimeHasTheLocalDayAndWeekday) {
    const Instant at = *parse_rfc3339("2026-11-21T18:00:00Z");
    const Civil local = to_civil(at, 480);
    EXPECT_EQ(local, (Civil{2026, 11, 22, 2, 0, 0, 7}));
    EXPECT_EQ(from_civil(local, 480), at);
    EXPECT_EQ(day_number(at, 480), day_number(at, 0) + 1);
}

TEST(Instant, BeforeTheEpochStillFloors) {
    EXPECT_EQ(to_rfc3339({-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Utf8, KnowsWellFormedText) {
    EXPECT_TRUE(is_utf8("水 a \xF0\x9F\x98\x80"));
    EXPECT_FALSE(is_utf8("\xC0\x80"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_utf8("\xE6\xB0"));
}

TEST(Utf8, CleanTextDropsWhatCannotBeShownAndKeepsTheRest) {
    EXPECT_EQ(clean_text("  漏水\r\n\x01了\xFF \xE2\x80\xAE", 100), "漏水\n了\xEF\xBF\xBD");
    EXPECT_EQ(clean_text("水水水水", 2), "水水");
    EXPECT_EQ(clean_text(" \n\t", 10), "");
}

TEST(Utf8, CountsCodePoints) {
    EXPECT_EQ(count_code_points("a水\xF0\x9F\x98\x80"), 3U);
}

TEST(Process, LeavesNoCoreDumpAndNoFileThatOthersRead) {
    ASSERT_TRUE(seal_process());
    rlimit core{1, 1};
    ASSERT_EQ(::getrlimit(RLIMIT_CORE, &core), 0);
    EXPECT_EQ(core.rlim_cur, 0U);
    EXPECT_EQ(core.rlim_max, 0U);
    EXPECT_EQ(::prctl(PR_GET_DUMPABLE), 0);
    EXPECT_EQ(::umask(077), 077U);
}

TEST(Http, TargetIsSplitAndDecoded) {
    const Target t = parse_target("/v1/changes?since=7&name=%E6%B0%B4+x&empty");
    EXPECT_EQ(t.path, "/v1/changes");
    EXPECT_EQ(t.get("since"), "7");
    EXPECT_EQ(t.get("name"), "水 x");
    EXPECT_EQ(t.get("empty"), "");
    EXPECT_FALSE(t.get("none"));
    EXPECT_EQ(parse_target("/a%2Gb%").path, "/a%2Gb%");
}

TEST(Http, HeaderNamesIgnoreCase) {
    const HttpHeaders headers{{"Retry-After", "5"}};
    EXPECT_EQ(find_header(headers, "retry-after"), "5");
    EXPECT_FALSE(find_header(headers, "retry"));
}

TEST(Mailbox, RefusesWhenFullAndDeliversInOrder) {
    Mailbox<int> box(2);
    EXPECT_TRUE(box.send(1));
    EXPECT_TRUE(box.send(2));
    EXPECT_FALSE(box.send(3));
    EXPECT_EQ(box.receive(), 1);
    EXPECT_EQ(box.receive(), 2);
    EXPECT_FALSE(box.try_receive());
}

TEST(Mailbox, ClosingWakesTheReceiver) {
    Mailbox<int> box(2);
    std::thread receiver([&] { EXPECT_FALSE(box.receive()); });
    box.close();
    receiver.join();
    EXPECT_FALSE(box.send(1));
}

TEST(Rng, TheSameSeedGivesTheSameNumbers) {
    Rng a(7);
    Rng b(7);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

}  // namespace
}  // namespace linli
