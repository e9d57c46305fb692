#include "kiosk/domain/content.h"

#include <algorithm>

namespace linli {

std::vector<const FormStep*> shown_steps(const RequestKind& kind, const AnswerOf& answer_of) {
    std::vector<const FormStep*> shown;
    for (const FormStep& step : kind.steps) {
        if (step.shown_if) {
            const ShownIf& condition = *step.shown_if;
            const bool asked = std::any_of(shown.begin(), shown.end(),
                                           [&](const FormStep* earlier) { return earlier->id == condition.step; });
            if (!asked || answer_of(condition.step) != condition.equals) continue;
        }
        shown.push_back(&step);
    }
    return shown;
}

}  // namespace linli
