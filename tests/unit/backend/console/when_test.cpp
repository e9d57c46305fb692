#include "backend/console/when.h"

#include <gtest/gtest.h>

namespace linli::hub::console {
namespace {

constexpr int kBeijing = 480;

class When : public ::testing::Test {
  protected:
    void SetUp() override { m_languages = *built_in_languages(); }
    [[nodiscard]] const Words& chinese() const { return m_languages[0].words; }
    [[nodiscard]] const Words& english() const { return m_languages[1].words; }
    [[nodiscard]] static Instant at(std::string_view text) { return *parse_rfc3339(text); }

    std::vector<Language> m_languages;
};

TEST_F(When, ASpanIsTheLargestUnitThatSaysEnough) {
    EXPECT_EQ(span_words(english(), Millis{5'000}), "1 min");
    EXPECT_EQ(span_words(english(), Millis{59 * 60'000}), "59 min");
    EXPECT_EQ(span_words(english(), Millis{3 * 3'600'000}), "3 h");
    EXPECT_EQ(span_words(english(), Millis{47 * 3'600'000}), "47 h");
    EXPECT_EQ(span_words(english(), Millis{72 * 3'600'000}), "3 d");
    EXPECT_EQ(span_words(chinese(), Millis{-3 * 3'600'000}), "3 小时");
}

TEST_F(When, TodayIsTheCommunitysDayNotUtcs) {
    const Instant now = at("2026-11-21T17:00:00Z");  // 01:00 on the 22nd in Beijing
    EXPECT_EQ(when_words(chinese(), at("2026-11-21T16:30:00Z"), now, kBeijing), "今天 00:30");
    EXPECT_EQ(when_words(chinese(), at("2026-11-21T15:30:00Z"), now, kBeijing), "昨天 23:30");
    EXPECT_EQ(when_words(english(), at("2026-11-02T02:05:00Z"), now, kBeijing), "2 Nov 10:05");
    EXPECT_EQ(when_words(english(), at("2025-11-02T02:05:00Z"), now, kBeijing), "2 Nov 2025 10:05");
}

TEST_F(When, UntilTheFirstAnswerTheClockIsTheOneForAnswering) {
    const Instant now = at("2026-11-21T10:00:00Z");
    CaseLine line;
    line.respond = {now + Millis{2 * 3'600'000}, Due::InTime};
    line.solve = {now + Millis{48 * 3'600'000}, Due::InTime};
    EXPECT_EQ(clock_words(english(), line, now).words, "Reply due in 2 h");
    line.respond.due = Due::Stopped;
    EXPECT_EQ(clock_words(english(), line, now).words, "Due in 2 d");
}

TEST_F(When, LateIsSaidInWordsAndInRed) {
    const Instant now = at("2026-11-21T10:00:00Z");
    CaseLine line;
    line.solve = {now - Millis{3 * 3'600'000}, Due::Overdue};
    const ClockWords late = clock_words(english(), line, now);
    EXPECT_EQ(late.words, "3 h late");
    EXPECT_EQ(late.tone, "red");
    line.solve = {now + Millis{600'000}, Due::Soon};
    EXPECT_EQ(clock_words(english(), line, now).tone, "amber");
    line.solve.due = Due::Stopped;
    EXPECT_EQ(clock_words(english(), line, now).words, "Closed");
}

}  // namespace
}  // namespace linli::hub::console
