// The sentences of one language: by key, with values put in by name. Plain data; any thread once it is made.
//
// A value may run the other way than the sentence around it (a Latin name in Uyghur): it is wrapped in the isolates
// U+2068 and U+2069 where that can happen, and only there, so that plain text stays plain.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/lang/catalogue.h"

namespace linli {

enum class Direction { LeftToRight, RightToLeft };

// A value for the placeholder "{name}".
struct Named {
    std::string name;
    std::string value;
    Named(std::string_view placeholder, std::string_view text) : name(placeholder), value(text) {}
    template <class Number>
    requires std::is_arithmetic_v<Number> Named(std::string_view placeholder, Number number)
        : name(placeholder), value(fmt::format("{}", number)) {}
};

class Words {
  public:
    // Both catalogues must outlive this. A key that `own` lacks is taken from `reference`; one that both lack reads as
    // the key itself, which the tests do not let happen.
    Words(std::string_view language, const Catalogue& own, const Catalogue& reference);

    [[nodiscard]] std::string operator()(std::string_view key) const;
    [[nodiscard]] std::string operator()(std::string_view key, std::initializer_list<Named> values) const;
    // The form for `count` things; "{count}" is given.
    [[nodiscard]] std::string count(std::string_view key, int count, std::initializer_list<Named> values = {}) const;
    [[nodiscard]] bool has(std::string_view key) const;

    [[nodiscard]] const std::string& language() const { return m_language; }
    [[nodiscard]] Direction direction() const { return m_direction; }

  private:
    [[nodiscard]] std::string fill(const std::string& sentence, std::initializer_list<Named> values,
                                   const std::string& count) const;
    [[nodiscard]] std::string isolated(const std::string& value) const;

    std::string m_language;
    Direction m_direction;
    const Catalogue* m_own;
    const Catalogue* m_reference;
};

// By the language's usual script: Arabic, Hebrew, Thaana and Syriac run from right to left.
[[nodiscard]] Direction direction_of(std::string_view language);

}  // namespace linli
