#include "kiosk/lang/plural.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace linli {

// A parser by precedence over a rule of at most 200 characters; depth is bounded by that length.
class PluralParser {
    using Operator = PluralRule::Operator;
    using Node = PluralRule::Node;

  public:
    explicit PluralParser(std::string_view text) : m_text(text) {}

    std::optional<std::vector<Node>> run() {
        const auto root = choose();
        blanks();
        if (!root || m_at != m_text.size()) return std::nullopt;
        return std::move(m_nodes);
    }

  private:
    struct Level {
        std::string_view sign;
        Operator what;
        int precedence;
    };
    // Longer signs first, so that "<" does not take the start of "<=".
    static constexpr std::array<Level, 13> kLevels{{{"||", Operator::Or, 1},
                                                    {"&&", Operator::And, 2},
                                                    {"==", Operator::Equal, 3},
                                                    {"!=", Operator::NotEqual, 3},
                                                    {"<=", Operator::LessEqual, 4},
                                                    {">=", Operator::GreaterEqual, 4},
                                                    {"<", Operator::Less, 4},
                                                    {">", Operator::Greater, 4},
                                                    {"+", Operator::Add, 5},
                                                    {"-", Operator::Subtract, 5},
                                                    {"*", Operator::Multiply, 6},
                                                    {"/", Operator::Divide, 6},
                                                    {"%", Operator::Modulo, 6}}};

    void blanks() {
        while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
    }
    bool take(std::string_view sign) {
        blanks();
        if (!m_text.substr(m_at).starts_with(sign)) return false;
        m_at += sign.size();
        return true;
    }
    std::size_t add(Node node) {
        m_nodes.push_back(node);
        return m_nodes.size() - 1;
    }

    std::optional<std::size_t> choose() {
        const auto condition = binary(1);
        if (!condition || !take("?")) return condition;
        const auto yes = choose();
        if (!yes || !take(":")) return std::nullopt;
        const auto no = choose();
        if (!no) return std::nullopt;
        return add({.what = Operator::Choose, .a = *condition, .b = *yes, .c = *no});
    }

    std::optional<std::size_t> binary(int lowest) {
        auto left = unary();
        while (left) {
            blanks();
            const auto level = std::find_if(kLevels.begin(), kLevels.end(), [&](const Level& each) {
                return m_text.substr(m_at).starts_with(each.sign);
            });
            if (level == kLevels.end() || level->precedence < lowest) break;
            m_at += level->sign.size();
            const auto right = binary(level->precedence + 1);
            if (!right) return std::nullopt;
            left = add({.what = level->what, .a = *left, .b = *right});
        }
        return left;
    }

    std::optional<std::size_t> unary() {
        if (take("!")) {
            const auto operand = unary();
            if (!operand) return std::nullopt;
            return add({.what = Operator::Not, .a = *operand});
        }
        if (take("(")) {
            const auto inner = choose();
            if (!inner || !take(")")) return std::nullopt;
            return inner;
        }
        if (take("n")) return add({.what = Operator::Count});
        std::uint64_t number = 0;
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9' && m_at - start < 9)
            number = number * 10 + static_cast<std::uint64_t>(m_text[m_at++] - '0');
        if (m_at == start) return std::nullopt;
        return add({.what = Operator::Number, .number = number});
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Node> m_nodes;
};

Result<PluralRule> PluralRule::parse(std::string_view header) {
    constexpr std::string_view kForms = "nplurals=";
    constexpr std::string_view kRule = "plural=";
    const std::size_t forms_at = header.find(kForms);
    const std::size_t rule_at = header.find(kRule, forms_at == std::string_view::npos ? 0 : forms_at + kForms.size());
    if (header.size() > 200 || forms_at == std::string_view::npos || rule_at == std::string_view::npos)
        return fail(Fault::Corrupt, "the Plural-Forms header has no rule");
    const char digit = header.size() > forms_at + kForms.size() ? header[forms_at + kForms.size()] : '0';
    if (digit < '1' || digit > '8') return fail(Fault::Corrupt, "nplurals must be 1 to 8");
    std::string_view text = header.substr(rule_at + kRule.size());
    text = text.substr(0, text.find_first_of(";\n"));
    auto nodes = PluralParser(text).run();
    if (!nodes) return fail(Fault::Corrupt, "the plural rule is no expression that can be read");
    PluralRule rule;
    rule.m_forms = static_cast<std::size_t>(digit - '0');
    rule.m_nodes = std::move(*nodes);
    return rule;
}

std::size_t PluralRule::form(std::uint64_t count) const {
    if (m_nodes.empty()) return 0;
    return std::min<std::size_t>(value(m_nodes.size() - 1, count), m_forms - 1);
}

std::uint64_t PluralRule::value(std::size_t node, std::uint64_t count) const {
    const Node& it = m_nodes[node];
    const auto a = [&] { return value(it.a, count); };
    const auto b = [&] { return value(it.b, count); };
    switch (it.what) {
        case Operator::Number:
            return it.number;
        case Operator::Count:
            return count;
        case Operator::Not:
            return a() == 0 ? 1 : 0;
        case Operator::Multiply:
            return a() * b();
        case Operator::Divide:
            return b() == 0 ? 0 : a() / b();
        case Operator::Modulo:
            return b() == 0 ? 0 : a() % b();
        case Operator::Add:
            return a() + b();
        case Operator::Subtract:
            return a() - b();
        case Operator::Less:
            return a() < b() ? 1 : 0;
        case Operator::LessEqual:
            return a() <= b() ? 1 : 0;
        case Operator::Greater:
            return a() > b() ? 1 : 0;
        case Operator::GreaterEqual:
            return a() >= b() ? 1 : 0;
        case Operator::Equal:
            return a() == b() ? 1 : 0;
        case Operator::NotEqual:
            return a() != b() ? 1 : 0;
        case Operator::And:
            return a() != 0 && b() != 0 ? 1 : 0;
        case Operator::Or:
            return a() != 0 || b() != 0 ? 1 : 0;
        case Operator::Choose:
            return a() != 0 ? b() : value(it.c, count);
    }
    return 0;
}

}  // namespace linli
