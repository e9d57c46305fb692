#include "kiosk/wire/json.h"

#include <algorithm>

#include "kiosk/wire/codec.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

// Brackets outside strings; the parser takes any depth, but writing a value back recurses.
bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxJsonDepth) return true;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return false;
}

const Json& empty_list() {
    static const Json empty = Json::array();
    return empty;
}

}  // namespace

Result<Json> parse_object(std::string_view text) {
    if (too_deep(text)) return fail(Fault::TooLarge, "JSON is nested deeper than {}", kMaxJsonDepth);
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return fail(Fault::Invalid, "not JSON");
    if (!json.is_object()) return fail(Fault::Invalid, "not a JSON object");
    return json;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kMaxIdLength && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '/' || c == '-';
    });
}

const Json* Reader::find(const char* key) const {
    const auto it = m_object.find(key);
    return it == m_object.end() ? nullptr : &*it;
}

void Reader::wrong(const char* key, std::string_view expected) {
    if (!m_error) m_error = Error{Fault::Invalid, fmt::format("\"{}\" is not {}", key, expected)};
}

Result<> Reader::done() const {
    if (m_error) return fail(*m_error);
    return {};
}

std::string Reader::text(const char* key, std::size_t max_bytes) {
    const Json* value = find(key);
    if (value == nullptr || !value->is_string()) {
        wrong(key, "a text");
        return {};
    }
    const auto& out = value->get_ref<const std::string&>();
    if (out.size() > max_bytes) {
        wrong(key, fmt::format("at most {} bytes", max_bytes));
        return {};
    }
    return out;
}

std::string Reader::text_or(const char* key, std::size_t max_bytes, std::string_view otherwise) {
    return has(key) ? text(key, max_bytes) : std::string(otherwise);
}

std::string Reader::id(const char* key) {
    std::string out = text(key, kMaxIdLength);
    if (!is_id(out)) wrong(key, "an id");
    return out;
}

std::int64_t Reader::integer(const char* key, std::int64_t least, std::int64_t most) {
    const Json* value = find(key);
    const bool whole = value != nullptr && value->is_number_integer();
    // An unsigned number above the signed range would wrap.
    const bool wraps =
        whole && value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    if (!whole || wraps || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
        wrong(key, fmt::format("a whole number from {} to {}", least, most));
        return least;
    }
    return value->get<std::int64_t>();
}

std::int64_t Reader::integer_or(const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
    return has(key) ? integer(key, least, most) : otherwise;
}

bool Reader::boolean_or(const char* key, bool otherwise) {
    const Json* value = find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_boolean()) {
        wrong(key, "true or false");
        return otherwise;
    }
    return value->get<bool>();
}

Instant Reader::instant(const char* key) {
    // From 1970 to the year 9999: what to_civil and RFC 3339 can say.
    return {integer(key, 0, 253'402'300'799'999)};
}

Bytes Reader::bytes_or_empty(const char* key, std::size_t max_bytes) {
    if (!has(key)) return {};
    const std::string encoded = text(key, max_bytes / 3 * 4 + 4);
    auto decoded = crypto::from_base64(encoded);
    if (!decoded || decoded->size() > max_bytes) {
        wrong(key, "base64url within its bound");
        return {};
    }
    return std::move(*decoded);
}

const Json& Reader::list(const char* key, std::size_t most) {
    const Json* value = find(key);
    if (value == nullptr) return empty_list();
    if (!value->is_array() || value->size() > most) {
        wrong(key, fmt::format("a list of at most {}", most));
        return empty_list();
    }
    return *value;
}

}  // namespace linli::wire
