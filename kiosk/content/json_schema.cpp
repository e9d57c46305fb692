#include "kiosk/content/json_schema.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <regex>
#include <utility>

#include <nlohmann/json.hpp>

#include "kiosk/base/check.h"
#include "kiosk/base/utf8.h"

namespace linli::content {

using nlohmann::ordered_json;

enum class JsonType { Any, Object, Array, String, Integer };

// A branch of oneOf is told by its type and by its constant properties, never by trying all: only so can the message
// name what is wrong inside the branch that was meant.
struct JsonSchema::Node {
    std::string expected;  // the schema's description, for messages
    JsonType type = JsonType::Any;
    std::optional<std::string> constant;
    std::vector<std::string> choices;
    std::size_t min_size = 0;  // code points, items or members
    std::size_t max_size = SIZE_MAX;
    std::optional<std::regex> pattern;
    std::int64_t minimum = INT64_MIN;
    std::int64_t maximum = INT64_MAX;
    const Node* items = nullptr;
    std::vector<std::pair<std::string, const Node*>> properties;
    std::vector<std::string> required;
    bool closed = false;  // additionalProperties: false
    const Node* additional = nullptr;
    const Node* names = nullptr;
    std::vector<const Node*> branches;

    [[nodiscard]] const Node* property(std::string_view name) const {
        for (const auto& [key, node] : properties)
            if (key == name) return node;
        return nullptr;
    }
};

namespace {

bool has_type(const ordered_json& value, JsonType type) {
    switch (type) {
        case JsonType::Any:
            return true;
        case JsonType::Object:
            return value.is_object();
        case JsonType::Array:
            return value.is_array();
        case JsonType::String:
            return value.is_string();
        case JsonType::Integer:
            return value.is_number_integer();
    }
    return false;
}

std::optional<JsonType> type_from_name(const std::string& name) {
    if (name == "object") return JsonType::Object;
    if (name == "array") return JsonType::Array;
    if (name == "string") return JsonType::String;
    if (name == "integer") return JsonType::Integer;
    return std::nullopt;
}

std::string type_words(JsonType type) {
    switch (type) {
        case JsonType::Any:
            return "a value";
        case JsonType::Object:
            return "an object";
        case JsonType::Array:
            return "a list";
        case JsonType::String:
            return "a string";
        case JsonType::Integer:
            return "a whole number";
    }
    return {};
}

// Enough of the value to find it in the file.
std::string shown(const ordered_json& value) {
    if (value.is_object()) return "an object";
    if (value.is_array()) return fmt::format("a list of {}", value.size());
    return clean_text(value.dump(-1, ' ', false, ordered_json::error_handler_t::replace), 40);
}

std::string pointer_step(std::string_view name) {
    std::string out = "/";
    for (const char c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

std::string join(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

// ---- compiling ---------------------------------------------------------------------------------------------------

class SchemaCompiler {
  public:
    explicit SchemaCompiler(const ordered_json& root) : m_root(root) {}

    Result<JsonSchema> run() {
        m_schema.m_nodes.emplace_back();
        LINLI_OK(fill(m_schema.m_nodes.front(), m_root));
        return std::move(m_schema);
    }

  private:
    using Node = JsonSchema::Node;

    Result<const Node*> node(const ordered_json& source) {
        if (source.contains("$ref")) return definition(source["$ref"].get<std::string>());
        Node& made = m_schema.m_nodes.emplace_back();
        LINLI_OK(fill(made, source));
        return &made;
    }

    Result<const Node*> definition(const std::string& reference) {
        if (const auto known = m_definitions.find(reference); known != m_definitions.end()) return known->second;
        constexpr std::string_view prefix = "#/definitions/";
        const std::string name = reference.starts_with(prefix) ? reference.substr(prefix.size()) : "";
        if (!m_root.contains("definitions") || !m_root["definitions"].contains(name))
            return fail(Fault::Invalid, "the schema refers to {}, which it does not define", reference);
        Node& made = m_schema.m_nodes.emplace_back();
        m_definitions[reference] = &made;
        LINLI_OK(fill(made, m_root["definitions"][name]));
        return &made;
    }

    Result<void> fill(Node& node, const ordered_json& source) {
        for (const auto& [keyword, value] : source.items()) LINLI_OK(fill_keyword(node, keyword, value));
        return {};
    }

    Result<void> fill_keyword(Node& node, const std::string& keyword, const ordered_json& value) {
        if (keyword == "$schema" || keyword == "title" || keyword == "definitions") return {};
        if (keyword == "description") {
            node.expected = value.get<std::string>();
        } else if (keyword == "type") {
            const auto type = type_from_name(value.get<std::string>());
            if (!type) return fail(Fault::Invalid, "the schema has the type {}, which is not supported", value.dump());
            node.type = *type;
        } else if (keyword == "const") {
            node.constant = value.get<std::string>();
        } else if (keyword == "enum") {
            node.choices = value.get<std::vector<std::string>>();
        } else if (keyword == "minLength" || keyword == "minItems" || keyword == "minProperties") {
            node.min_size = value.get<std::size_t>();
        } else if (keyword == "maxLength" || keyword == "maxItems" || keyword == "maxProperties") {
            node.max_size = value.get<std::size_t>();
        } else if (keyword == "pattern") {
            node.pattern.emplace(value.get<std::string>(), std::regex::ECMAScript | std::regex::optimize);
        } else if (keyword == "minimum") {
            node.minimum = value.get<std::int64_t>();
        } else if (keyword == "maximum") {
            node.maximum = value.get<std::int64_t>();
        } else if (keyword == "required") {
            node.required = value.get<std::vector<std::string>>();
        } else {
            return fill_children(node, keyword, value);
        }
        return {};
    }

    Result<void> fill_children(Node& node, const std::string& keyword, const ordered_json& value) {
        if (keyword == "items") {
            LINLI_TRY(node.items, this->node(value));
        } else if (keyword == "propertyNames") {
            LINLI_TRY(node.names, this->node(value));
        } else if (keyword == "additionalProperties") {
            if (value.is_boolean())
                node.closed = !value.get<bool>();
            else {
                LINLI_TRY(node.additional, this->node(value));
            }
        } else if (keyword == "properties") {
            for (const auto& [name, child] : value.items()) {
                LINLI_TRY(const Node* made, this->node(child));
                node.properties.emplace_back(name, made);
            }
        } else if (keyword == "oneOf") {
            for (const auto& child : value) {
                LINLI_TRY(const Node* made, this->node(child));
                node.branches.push_back(made);
            }
        } else {
            return fail(Fault::Invalid, "the schema uses {}, which is not supported", keyword);
        }
        return {};
    }

    const ordered_json& m_root;
    std::map<std::string, const Node*> m_definitions;
    JsonSchema m_schema;
};

JsonSchema::JsonSchema() = default;
JsonSchema::JsonSchema(JsonSchema&&) noexcept = default;
JsonSchema& JsonSchema::operator=(JsonSchema&&) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<JsonSchema> JsonSchema::compile(std::string_view text) {
    try {
        const ordered_json root = ordered_json::parse(text);
        return SchemaCompiler(root).run();
    } catch (const std::exception& error) {
        return fail(Fault::Invalid, "the schema cannot be read: {}", error.what());
    }
}

// ---- checking ----------------------------------------------------------------------------------------------------

class SchemaCheck {
  public:
    using Node = JsonSchema::Node;

    void value(const Node& node, const ordered_json& value, const std::string& path) {
        if (problems.size() >= kMaxProblems) return;
        if (!node.branches.empty()) return branch(node, value, path);
        if (node.constant && (!value.is_string() || value.get_ref<const std::string&>() != *node.constant))
            return wrong(path, fmt::format("\"{}\"", *node.constant), value);
        if (!has_type(value, node.type))
            return wrong(path, node.expected.empty() ? type_words(node.type) : node.expected, value);
        if (value.is_string()) return string(node, value, path);
        if (value.is_number_integer()) return integer(node, value, path);
        if (value.is_array()) return array(node, value, path);
        if (value.is_object()) return object(node, value, path);
    }

    std::vector<Problem> problems;

  private:
    void wrong(const std::string& path, std::string_view expected, const ordered_json& found) {
        problems.push_back({path, fmt::format("expected {}, found {}", expected, shown(found))});
    }

    void string(const Node& node, const ordered_json& value, const std::string& path) {
        const auto& text = value.get_ref<const std::string&>();
        if (!node.choices.empty() && std::find(node.choices.begin(), node.choices.end(), text) == node.choices.end())
            return wrong(path, fmt::format("{} ({})", node.expected, join(node.choices)), value);
        const std::size_t length = count_code_points(text);
        // The length goes first: the standard library's matcher recurses, so it only ever sees short texts.
        if (length < node.min_size || length > node.max_size ||
            (node.pattern && !std::regex_match(text, *node.pattern)))
            wrong(path, node.expected, value);
    }

    void integer(const Node& node, const ordered_json& value, const std::string& path) {
        const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX};
        if (huge || value.get<std::int64_t>() < node.minimum || value.get<std::int64_t>() > node.maximum)
            wrong(path, node.expected, value);
    }

    void array(const Node& node, const ordered_json& value, const std::string& path) {
        if (value.size() < node.min_size || value.size() > node.max_size) return wrong(path, node.expected, value);
        if (!node.items) return;
        for (std::size_t i = 0; i < value.size(); ++i)
            this->value(*node.items, value[i], fmt::format("{}/{}", path, i));
    }

    void object(const Node& node, const ordered_json& value, const std::string& path) {
        for (const auto& name : node.required)
            if (!value.contains(name)) {
                const Node* child = node.property(name);
                const bool described = child != nullptr && !child->expected.empty();
                problems.push_back({path + pointer_step(name), fmt::format("expected {}, found nothing",
                                                                           described ? child->expected : "a value")});
            }
        if (value.size() < node.min_size || value.size() > node.max_size) return wrong(path, node.expected, value);
        for (const auto& [name, member] : value.items()) {
            const std::string at = path + pointer_step(name);
            if (node.names) this->value(*node.names, ordered_json(name), at);
            if (const Node* child = node.property(name)) {
                this->value(*child, member, at);
            } else if (node.additional) {
                this->value(*node.additional, member, at);
            } else if (node.closed) {
                std::vector<std::string> known;
                for (const auto& [key, unused] : node.properties) known.push_back(key);
                problems.push_back({at, fmt::format("expected one of {}, found an unknown name", join(known))});
            }
        }
    }

    // The constants that tell a branch from its neighbours, as name and value.
    static std::vector<std::pair<std::string, std::string>> marks(const Node& node) {
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto& [name, child] : node.properties)
            if (child->constant) found.emplace_back(name, *child->constant);
        return found;
    }

    static bool meant(const Node& node, const ordered_json& value) {
        if (!has_type(value, node.type)) return false;
        const auto wanted = marks(node);
        return std::all_of(wanted.begin(), wanted.end(), [&](const auto& mark) {
            return value.contains(mark.first) && value[mark.first] == mark.second;
        });
    }

    void branch(const Node& node, const ordered_json& value, const std::string& path) {
        const Node* chosen = nullptr;
        for (const Node* candidate : node.branches) {
            if (!meant(*candidate, value)) continue;
            LINLI_CHECK(chosen == nullptr);
            chosen = candidate;
        }
        if (chosen) return this->value(*chosen, value, path);
        std::vector<std::string> names;
        std::string key;
        for (const Node* candidate : node.branches)
            for (const auto& [name, constant] : marks(*candidate)) {
                key = name;
                names.push_back(constant);
            }
        if (value.is_object() && value.contains(key))
            return wrong(path + pointer_step(key), fmt::format("one of {}", join(names)), value[key]);
        if (value.is_object() && !key.empty()) {
            problems.push_back(
                {path + pointer_step(key), fmt::format("expected one of {}, found nothing", join(names))});
            return;
        }
        wrong(path, node.expected, value);
    }
};

std::vector<Problem> JsonSchema::check(const ordered_json& value) const {
    SchemaCheck check;
    check.value(m_nodes.front(), value, "");
    return std::move(check.problems);
}

}  // namespace linli::content
