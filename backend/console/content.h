// What the pages of the editor have in common.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "backend/console/document_form.h"
#include "backend/console/visit.h"

namespace linli::hub::console {

// "guide" of "/guides/..."; empty for a path of something else.
[[nodiscard]] std::string_view type_of_path(std::string_view path);
// "/guides" of "guide".
[[nodiscard]] std::string_view folder_of(std::string_view type);
// The part of the navigation that it belongs to.
[[nodiscard]] std::string_view section_of(std::string_view type);
// "/guides/medical-join/edit".
[[nodiscard]] std::string document_path(std::string_view type, std::string_view id, std::string_view page);

[[nodiscard]] FormPlace form_place(const Visit& visit, const nlohmann::ordered_json& document);
// The document in each language of the community that it could be read in.
[[nodiscard]] View::List previews_of(const Visit& visit, std::string_view type, const nlohmann::ordered_json& document,
                                     const FormPlace& place);
// Whether the role writes documents of the type; the desk refuses, this only hides.
[[nodiscard]] bool writes(Role role, std::string_view type);

}  // namespace linli::hub::console
