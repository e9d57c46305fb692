// Reading JSON strictly, with errors that name the place. Inside wire/ only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "kiosk/base/bytes.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"
#include "kiosk/crypto/hash.h"

namespace linli::wire {

using Json = nlohmann::json;

// Errors: Invalid (not JSON, not UTF-8, not an object), TooLarge (nested deeper than kMaxJsonDepth).
[[nodiscard]] Result<Json> parse_object(std::string_view text);

// One object being read. The first error sticks and is asked for once, at the end: reading reads straight down.
class Reader {
  public:
    explicit Reader(const Json& object) : m_object(object) {}

    [[nodiscard]] std::string text(const char* key, std::size_t max_bytes);
    [[nodiscard]] std::string text_or(const char* key, std::size_t max_bytes, std::string_view otherwise);
    [[nodiscard]] std::string id(const char* key);  // see is_id
    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t least, std::int64_t most);
    [[nodiscard]] std::int64_t integer_or(const char* key, std::int64_t least, std::int64_t most,
                                          std::int64_t otherwise);
    [[nodiscard]] bool boolean_or(const char* key, bool otherwise);
    [[nodiscard]] Instant instant(const char* key);
    [[nodiscard]] Bytes bytes_or_empty(const char* key, std::size_t max_bytes);
    template <std::size_t N>
    [[nodiscard]] ByteArray<N> array(const char* key) {
        const std::string encoded = text(key, N * 2);
        if (m_error) return {};
        auto decoded = crypto::array_from_base64<N>(encoded);
        if (!decoded) wrong(key, "base64url of its length");
        return decoded ? *decoded : ByteArray<N>{};
    }
    // The value of an enum from its name.
    template <class F>
    [[nodiscard]] auto named(const char* key, F from_name) {
        const auto value = from_name(text(key, 32));
        if (!value) wrong(key, "one of its names");
        return value.value_or(typename decltype(value)::value_type{});
    }
    [[nodiscard]] bool has(const char* key) const { return m_object.contains(key); }
    // The array under the key, at most `most` long; an empty array where it is missing or wrong.
    [[nodiscard]] const Json& list(const char* key, std::size_t most);
    void wrong(const char* key, std::string_view expected);
    // Ends the reading. Errors: Invalid, with the first wrong place.
    [[nodiscard]] Result<> done() const;

  private:
    [[nodiscard]] const Json* find(const char* key) const;
    const Json& m_object;
    std::optional<Error> m_error;
};

template <class Bytes_>
[[nodiscard]] std::string base64(const Bytes_& bytes) {
    return crypto::to_base64(ByteView(bytes));
}

}  // namespace linli::wire
