// What the editor's page shows of a document: its fields as inputs, and the whole as a kiosk lays it out. Pure
// functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "backend/console/document_form.h"
#include "backend/console/view.h"
#include "backend/console/words.h"

namespace linli::hub::console {

struct Option {
    std::string value;
    std::string label;
};

// What the fields need to know beside the document.
struct FormScene {
    const Words& words;
    const FormPlace& place;
    // Options by the name of the field: "level", "topic", "kind".
    const std::vector<std::pair<std::string_view, std::vector<Option>>>& options;
    const std::vector<Option>& allies;
    const std::vector<FieldProblem>& problems;
    int more_rows = 3;  // empty ones at the end of a list
};

[[nodiscard]] View::List field_views(std::string_view type, const nlohmann::ordered_json& document,
                                     const FormScene& scene);
// The problems as a list of links to their fields.
[[nodiscard]] View::List problem_views(const Words& words, std::string_view type,
                                       const std::vector<FieldProblem>& problems);

// The page of a kiosk in one language. `labels`: the console's sentences in that language where it has them, else in
// the reader's.
struct PreviewScene {
    const Words& words;
    const Words& labels;
    std::string_view language;
    Instant now;
    int utc_offset = 480;
};
[[nodiscard]] View preview_view(std::string_view type, const nlohmann::ordered_json& document,
                                const PreviewScene& scene);

// "rtl" of languages that are written from the right, else "ltr".
[[nodiscard]] std::string_view direction_of(std::string_view language);
// "title-zh-CN" of "title.zh-CN": an id that a page may have.
[[nodiscard]] std::string input_id(std::string_view name);

}  // namespace linli::hub::console
