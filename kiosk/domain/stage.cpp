#include "kiosk/domain/stage.h"

namespace linli {

std::string_view stage_name(Stage stage) {
    switch (stage) {
        case Stage::Intake:
            return "intake";
        case Stage::Team:
            return "team";
        case Stage::Discuss:
            return "discuss";
        case Stage::Solve:
            return "solve";
        case Stage::FollowUp:
            return "follow-up";
    }
    return {};
}

std::optional<Stage> stage_from_name(std::string_view name) {
    for (const Stage stage : kStages)
        if (stage_name(stage) == name) return stage;
    return std::nullopt;
}

}  // namespace linli
