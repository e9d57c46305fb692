#include "kiosk/domain/content.h"

#include <algorithm>

namespace linli {

const PhoneNumber* emergency_number(const Community& community, std::string_view role) {
    const auto found = std::find_if(community.emergency.begin(), community.emergency.end(),
                                    [&](const PhoneNumber& phone) { return phone.role == role; });
    return found == community.emergency.end() ? nullptr : &*found;
}

RequestKind resolved_for(RequestKind kind, const Community& community) {
    if (!kind.emergency || kind.emergency->call.empty()) return kind;
    if (const PhoneNumber* number = emergency_number(community, kind.emergency->call)) kind.emergency->phone = *number;
    return kind;
}

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
