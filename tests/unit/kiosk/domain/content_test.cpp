#include "kiosk/domain/content.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(LocalizedText, PicksTheLanguageThenItsRelativeThenChineseThenTheFirst) {
    const LocalizedText text{{{"en", "Lift"}, {"zh-CN", "电梯"}}};
    EXPECT_EQ(text.pick("en"), "Lift");
    EXPECT_EQ(text.pick("en-GB"), "Lift");
    EXPECT_EQ(text.pick("ug"), "电梯");
    EXPECT_EQ((LocalizedText{{{"ug", "u"}, {"bo", "b"}}}.pick("en")), "u");
    EXPECT_EQ(LocalizedText{}.pick("en"), "");
}

TEST(Stage, NamesReadBackAsTheSameStage) {
    for (const Stage stage : kStages) EXPECT_EQ(stage_from_name(stage_name(stage)), stage);
    EXPECT_FALSE(stage_from_name("done"));
}

std::vector<std::string> shown_ids(const RequestKind& kind, const std::map<std::string, std::string>& answers) {
    std::vector<std::string> ids;
    for (const FormStep* step : shown_steps(kind, [&](std::string_view id) -> std::optional<std::string_view> {
             const auto found = answers.find(std::string(id));
             if (found == answers.end()) return std::nullopt;
             return found->second;
         }))
        ids.push_back(step->id);
    return ids;
}

FormStep step(std::string id, std::optional<ShownIf> shown_if = std::nullopt) {
    FormStep made;
    made.id = std::move(id);
    made.shown_if = std::move(shown_if);
    return made;
}

TEST(ShownSteps, ConditionalStepsAppearOnlyWithTheirAnswer) {
    RequestKind kind;
    kind.steps = {step("where"), step("lift", ShownIf{"where", "common"}), step("words")};
    EXPECT_EQ(shown_ids(kind, {}), (std::vector<std::string>{"where", "words"}));
    EXPECT_EQ(shown_ids(kind, {{"where", "room"}}), (std::vector<std::string>{"where", "words"}));
    EXPECT_EQ(shown_ids(kind, {{"where", "common"}}), (std::vector<std::string>{"where", "lift", "words"}));
}

TEST(ShownSteps, AnAnswerLeftOverFromAHiddenStepShowsNothing) {
    RequestKind kind;
    kind.steps = {step("a"), step("b", ShownIf{"a", "1"}), step("c", ShownIf{"b", "1"})};
    EXPECT_EQ(shown_ids(kind, {{"a", "1"}, {"b", "1"}}), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(shown_ids(kind, {{"a", "2"}, {"b", "1"}}), (std::vector<std::string>{"a"}));
}

}  // namespace
}  // namespace linli
