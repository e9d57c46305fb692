// Which form of a sentence goes with a number: the C expression of a catalogue's Plural-Forms header.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace linli {

class PluralRule {
  public:
    // The rule of a language without plural forms: always the first.
    PluralRule() = default;
    // The header's value, e.g. "nplurals=2; plural=(n != 1);". At most 8 forms and 200 characters.
    // Errors: Corrupt where it is not such an expression.
    [[nodiscard]] static Result<PluralRule> parse(std::string_view header);

    // 0 .. forms()-1.
    [[nodiscard]] std::size_t form(std::uint64_t count) const;
    [[nodiscard]] std::size_t forms() const { return m_forms; }

  private:
    friend class PluralParser;
    enum class Operator : std::uint8_t {
        Number,
        Count,
        Not,
        Multiply,
        Divide,
        Modulo,
        Add,
        Subtract,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        Equal,
        NotEqual,
        And,
        Or,
        Choose
    };
    // Operands are indices of earlier nodes, so evaluation always ends.
    struct Node {
        Operator what = Operator::Number;
        std::uint64_t number = 0;
        std::size_t a = 0, b = 0, c = 0;
    };
    [[nodiscard]] std::uint64_t value(std::size_t node, std::uint64_t count) const;

    std::vector<Node> m_nodes;
    std::size_t m_forms = 1;
};

}  // namespace linli
