#include "kiosk/text/characters.h"

#include <gtest/gtest.h>

namespace linli::text {
namespace {

TEST(CharactersTest, KeepsMarksJoinersAndSelectorsWithTheirBase) {
    EXPECT_EQ(count_clusters("e\u0301"), 1U);
    EXPECT_EQ(next_cluster("e\u0301x", 0), 3U);
    EXPECT_EQ(previous_cluster("e\u0301x", 3), 0U);
    EXPECT_EQ(count_clusters("བཀྲ་ཤིས"), 5U);  // the subjoined letter and the vowel have no place of their own
    EXPECT_EQ(count_clusters("\U0001F469\u200D\U0001F466"), 1U);                // a family
    EXPECT_EQ(count_clusters("\U0001F1E8\U0001F1F3\U0001F1E8\U0001F1F3"), 2U);  // flags
    EXPECT_EQ(count_clusters("字\uFE00"), 1U);
    EXPECT_EQ(count_clusters("\r\n"), 1U);
    EXPECT_EQ(count_clusters("ئۇيغۇرچە"), 8U);
}

TEST(CharactersTest, CountsTheSameInAWholeTextAndStepByStep) {
    for (const std::string_view text :
         {"青禾 ab\u0301\r\nབོད་ཡིག \U0001F469\u200D\U0001F466", "\xFF\xE4\xB8 ok\xCC\x81"}) {
        EXPECT_EQ(take_apart(text).clusters.size() - 1, count_clusters(text));
    }
}

TEST(CharactersTest, LeavesNoControlCharacterButTheLineEnd) {
    const Characters characters = take_apart("a\tb\x01\x1b\u0085\u2028");
    EXPECT_EQ(characters.codes, (std::vector<std::uint32_t>{'a', ' ', 'b', 0x2060, 0x2060, 0x2060, '\n'}));
}

TEST(CharactersTest, ReadsBytesThatAreNotUtf8AsReplacements) {
    const Characters characters = take_apart("\xED\xA0\x80");
    EXPECT_EQ(characters.codes, (std::vector<std::uint32_t>{0xFFFD, 0xFFFD, 0xFFFD}));
    EXPECT_EQ(characters.offsets, (std::vector<std::uint32_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace linli::text
