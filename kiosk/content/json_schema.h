// A checker for the part of JSON Schema (draft 7) that the content format uses, with messages an editor can act on.
//
// Private to kiosk/content: no other room includes it. The schema file is the single source of the format; a keyword
// this checker does not know is refused when the schema is compiled, so the file cannot promise what is not held.
// Immutable once compiled; any thread.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "kiosk/base/result.h"

namespace linli::content {

// Something wrong at a place of a document. `path` is a JSON pointer ("/steps/2/type"), empty for the whole.
struct Problem {
    std::string path;
    std::string text;  // "expected ..., found ..."
};

// At most this many are collected from one document; the rest would be noise.
inline constexpr std::size_t kMaxProblems = 20;

class JsonSchema {
  public:
    // Errors: Invalid, for a schema with an unknown keyword or reference.
    [[nodiscard]] static Result<JsonSchema> compile(std::string_view text);
    JsonSchema(JsonSchema&&) noexcept;
    JsonSchema& operator=(JsonSchema&&) noexcept;
    JsonSchema(const JsonSchema&) = delete;
    JsonSchema& operator=(const JsonSchema&) = delete;
    ~JsonSchema();

    // Empty where the value is as the schema says.
    [[nodiscard]] std::vector<Problem> check(const nlohmann::ordered_json& value) const;

  private:
    friend class SchemaCompiler;
    friend class SchemaCheck;
    struct Node;

    JsonSchema();

    std::deque<Node> m_nodes;  // the first is the root; nodes point at each other
};

}  // namespace linli::content
