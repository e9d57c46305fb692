// From checked JSON to the structs of kiosk/domain, and from moments relative to the day of loading to absolute ones.
//
// Private to kiosk/content. Any thread.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "kiosk/base/instant.h"
#include "kiosk/content/document.h"
#include "kiosk/content/json_schema.h"

namespace linli::content {

// The compiled schema of the format.
[[nodiscard]] const JsonSchema& document_schema();

// The document, or what is wrong with it: against the schema, and where that holds against itself (ids that repeat,
// times that run backwards, conditions that name nothing). Every moment must be absolute.
struct Reading {
    std::vector<Problem> problems;  // empty: `document` is whole
    Document document;
};
[[nodiscard]] Reading read_document(const nlohmann::ordered_json& json);

// Puts RFC 3339 in place of every {"day": "+0", "time": "19:00"}, counted from the local day of `now`. Expects JSON
// that the schema accepts.
void resolve_moments(nlohmann::ordered_json& json, Instant now, int offset_minutes);

// What a document says against itself; the part of reading that the schema cannot hold.
[[nodiscard]] std::vector<Problem> check_rules(const Document& document);

}  // namespace linli::content
