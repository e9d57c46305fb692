// What a form of the editor asks for, by type of document: one table, from which the form is drawn and read.
//
// The names and bounds are those of the content's schema, which has the last word: here they only make an error appear
// beside its field, in the reader's language. A field of the schema that is not named here is kept as it is.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/domain/content.h"

namespace linli::hub::console {

enum class FieldKind {
    Text,         // by language
    Texts,        // a list of them
    Moment,       // a day and a time
    Date,         // a day
    Number,       // 1..most
    Choice,       // one of the options that field_options gives
    Communities,  // the community's own and its allies
    Phone,        // a number and its label
    Sessions,     // of an event
    Sources,      // of a guide
};

struct FieldSpec {
    std::string_view name;
    FieldKind kind;
    Need need;
    int most = 0;  // code points of a text; items of a list; the largest number
    int rows = 1;  // lines of a text's box
};

inline constexpr int kMaxText = 300;  // code points, of the schema
inline constexpr int kMaxLongText = 1'000;
inline constexpr int kMaxTexts = 20;
inline constexpr int kMaxTags = 6;
inline constexpr int kMaxSessions = 60;
inline constexpr int kMaxSources = 8;
inline constexpr int kMaxAddress = 300;  // of a source, bytes

// Empty for a type that is not edited.
[[nodiscard]] std::span<const FieldSpec> fields_of(std::string_view type);

}  // namespace linli::hub::console
