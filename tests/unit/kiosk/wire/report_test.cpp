#include "kiosk/wire/report.h"

#include <gtest/gtest.h>

namespace linli::wire {
namespace {

std::optional<KioskReport> read(const std::string& query) {
    return read_report(parse_target("/v1/changes?community=qinghe" + query));
}

TEST(Report, WhatAKioskTellsOfItselfIsReadAsItWasTold) {
    const KioskReport report{{1'795'000'000'123}, 3, Millis{61'000}};
    EXPECT_EQ(read(report_query(report)), report);
}

TEST(Report, APartThatIsMissingOrNoNumberMakesNoReport) {
    EXPECT_FALSE(read(""));
    EXPECT_FALSE(read("&clock=1795000000123&queued=3"));
    EXPECT_FALSE(read("&clock=noon&queued=3&oldest=0"));
    EXPECT_FALSE(read("&clock=1795000000123&queued=-1&oldest=0"));
    EXPECT_FALSE(read("&clock=99999999999999999&queued=1&oldest=0"));
}

}  // namespace
}  // namespace linli::wire
