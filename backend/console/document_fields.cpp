#include "backend/console/document_fields.h"

#include <array>

namespace linli::hub::console {
namespace {

using enum FieldKind;
using enum Need;

constexpr std::array kEvent{
    FieldSpec{"title", Text, Required, kMaxText},
    FieldSpec{"summary", Text, Required, kMaxText, 3},
    FieldSpec{"kind", Choice, Required},
    FieldSpec{"tags", Texts, Required, kMaxTags},
    FieldSpec{"sessions", Sessions, Required, kMaxSessions},
    FieldSpec{"place", Text, Required, kMaxText},
    FieldSpec{"who", Text, Required, kMaxText},
    FieldSpec{"cost", Text, Required, kMaxText},
    FieldSpec{"capacity", Number, Required, 100'000},
    FieldSpec{"family_max", Number, Optional, 10},
    FieldSpec{"companions", Choice, Optional},
    FieldSpec{"closes_at", Moment, Optional},
    FieldSpec{"pick_up", Choice, Optional},
    FieldSpec{"consent", Text, Optional, kMaxLongText, 3},
    FieldSpec{"shared_with", Communities, Optional},
};

constexpr std::array kNotice{
    FieldSpec{"title", Text, Required, kMaxText}, FieldSpec{"body", Text, Required, kMaxLongText, 7},
    FieldSpec{"level", Choice, Required},         FieldSpec{"from", Moment, Required},
    FieldSpec{"until", Moment, Required},         FieldSpec{"communities", Communities, Optional},
};

constexpr std::array kGuide{
    FieldSpec{"title", Text, Required, kMaxText},
    FieldSpec{"topic", Choice, Required},
    FieldSpec{"summary", Text, Required, kMaxText, 3},
    FieldSpec{"steps", Texts, Required, kMaxTexts, 2},
    FieldSpec{"papers", Texts, Optional, kMaxTexts},
    FieldSpec{"where", Text, Required, kMaxText},
    FieldSpec{"when", Text, Required, kMaxText},
    FieldSpec{"fee", Text, Required, kMaxText},
    FieldSpec{"phone", Phone, Optional},
    FieldSpec{"source", Text, Optional, kMaxText, 2},
    FieldSpec{"source_date", Date, Optional},
    FieldSpec{"sources", Sources, Optional, kMaxSources},
    FieldSpec{"checked_on", Date, Optional},
    FieldSpec{"keywords", Texts, Optional, kMaxTexts},
    FieldSpec{"communities", Communities, Optional},
};

}  // namespace

std::span<const FieldSpec> fields_of(std::string_view type) {
    if (type == "event") return kEvent;
    if (type == "notice") return kNotice;
    if (type == "guide") return kGuide;
    return {};
}

}  // namespace linli::hub::console
