#include "kiosk/app/journey_parse.h"

#include <gtest/gtest.h>

namespace linli::app {
namespace {

Step one(std::string_view line) {
    auto steps = parse_line(line, 7);
    EXPECT_TRUE(steps.has_value()) << line;
    EXPECT_EQ(steps ? steps->size() : 0, 1U) << line;
    return steps && !steps->empty() ? steps->front() : Step{};
}

std::string error_of(std::string_view line) {
    const auto steps = parse_line(line, 1);
    return steps ? "" : steps.error().message;
}

TEST(JourneyParse, ReadsEveryStepOfTheLanguage) {
    EXPECT_EQ(one("tap home.requests").target, "home.requests");
    EXPECT_EQ(one("tap \"报修\"").subject, Subject::Text);
    EXPECT_EQ(one("type form.words \"a \\\"b\\\" # c\"").text, "a \"b\" # c");
    EXPECT_EQ(one("keys \"nihao\"").verb, Verb::Keys);
    EXPECT_EQ(one("ink \"路\"").verb, Verb::Ink);
    EXPECT_EQ(one("swipe events.list up").direction, Direction::Up);
    EXPECT_EQ(one("expect not \"x\"").sense, Sense::Absent);
    EXPECT_EQ(one("expect not home.x").subject, Subject::Id);
    EXPECT_EQ(one("expect screen home").subject, Subject::Screen);
    EXPECT_EQ(one("expect home.x").target, "home.x");
    EXPECT_EQ(one("wait \"x\" 500ms").seconds, 0.5);
    EXPECT_EQ(one("wait home.x 10s").seconds, 10);
    EXPECT_EQ(one("wait screen home 10s").subject, Subject::Screen);
    EXPECT_EQ(one("wait synced 30s").subject, Subject::Synced);
    EXPECT_EQ(one("keep receipt.code CODE").text, "CODE");
    EXPECT_EQ(one("link down").link, LinkState::Down);
    EXPECT_EQ(one("elapse 3min").seconds, 180);
    EXPECT_EQ(one("card 04A1B2").target, "04A1B2");
    EXPECT_EQ(one("shot home").target, "home");
    EXPECT_EQ(one("transcript").verb, Verb::Transcript);
    EXPECT_EQ(one("tap a.b").line, 7);
}

TEST(JourneyParse, PassesOverBlankLinesAndComments) {
    EXPECT_TRUE(parse_line("", 1)->empty());
    EXPECT_TRUE(parse_line("  # tap x", 1)->empty());
    EXPECT_EQ(one("tap a.b  # why").target, "a.b");
}

TEST(JourneyParse, SaysWhatItExpected) {
    EXPECT_EQ(error_of("tip x"), "expected a step, not tip");
    EXPECT_EQ(error_of("tap"), "expected an id or a \"text\"");
    EXPECT_EQ(error_of("tap a b"), "expected the end of the step, not b");
    EXPECT_EQ(error_of("tap \"a"), "expected a closing quotation mark");
    EXPECT_EQ(error_of("type a.b c"), "expected what to type in quotation marks, not c");
    EXPECT_EQ(error_of("wait x"), "expected a time limit such as 10s");
    EXPECT_EQ(error_of("wait x 10"), "expected a time such as 500ms, 10s, 3min or 2h, not 10");
    EXPECT_EQ(error_of("keep a.b code"), "expected a name of capitals, digits and underscores, not code");
    EXPECT_EQ(error_of("shot ../x"), "expected a name without folders");
    EXPECT_EQ(error_of("link sideways"), "expected down or up");
}

TEST(JourneyParse, NamesFileAndLineOfAnError) {
    const auto steps = parse_journey("tap a\n\n# x\noops\n", "dir/a.journey");
    ASSERT_FALSE(steps.has_value());
    EXPECT_EQ(steps.error().message, "dir/a.journey:4: expected a step, not oops");
}

TEST(JourneyParse, PutsKeptValuesInPlaceOfTheirNames) {
    const Variables variables{{"CODE", "K7Q4-29MF"}, {"C", "x"}};
    EXPECT_EQ(expand("mine.item.$CODE", variables), "mine.item.K7Q4-29MF");
    EXPECT_EQ(expand("$CODE.$C$C", variables), "K7Q4-29MF.xx");
    EXPECT_EQ(expand("5$ and $", variables), "5$ and $");
    EXPECT_EQ(expand("$NONE", variables).error().message, "expected $NONE to have been kept before");
}

TEST(JourneyParse, WritesVariablesSoThatTheyReadBack) {
    const Variables variables{{"CODE", "a=b c"}, {"N2", "中文"}};
    EXPECT_EQ(parse_variables(print_variables(variables)), variables);
    EXPECT_FALSE(parse_variables("no equals").has_value());
}

}  // namespace
}  // namespace linli::app
