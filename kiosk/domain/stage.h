// The five steps that every request goes through: 进 intake, 结 team, 议 discuss, 解 solve, 访 follow up.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace linli {

enum class Stage { Intake, Team, Discuss, Solve, FollowUp };

inline constexpr std::array kStages{Stage::Intake, Stage::Team, Stage::Discuss, Stage::Solve, Stage::FollowUp};

// "intake", "team", "discuss", "solve", "follow-up": in content, on the wire and in the catalogue's keys.
[[nodiscard]] std::string_view stage_name(Stage stage);
[[nodiscard]] std::optional<Stage> stage_from_name(std::string_view name);

}  // namespace linli
