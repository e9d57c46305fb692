#include "tests/tidy/source.h"

namespace linli::tidy {
namespace {

enum class State { Code, LineComment, BlockComment, String, Character };

bool is_cpp(std::string_view path) {
    return path.ends_with(".h") || path.ends_with(".cpp");
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

class Splitter {
  public:
    explicit Splitter(std::string_view text) : m_text(text) {}

    void run(std::vector<Literal>& literals, std::string& code) {
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n') {
                ++m_line;
                if (m_state == State::LineComment) m_state = State::Code;
                code += c;
                continue;
            }
            step(c, literals, code);
        }
    }

  private:
    [[nodiscard]] char next() const { return m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0'; }
    [[nodiscard]] char before() const { return m_at > 0 ? m_text[m_at - 1] : '\0'; }

    void step(char c, std::vector<Literal>& literals, std::string& code) {
        switch (m_state) {
            case State::Code:
                if (c == '/' && next() == '/') {
                    m_state = State::LineComment;
                    code += ' ';
                } else if (c == '/' && next() == '*') {
                    m_state = State::BlockComment;
                    code += ' ';
                } else if (c == '"' && before() == 'R') {
                    raw(literals, code);
                } else if (c == '"') {
                    m_state = State::String;
                    m_literal = {m_line, ""};
                    code += c;
                } else if (c == '\'' && !is_word(before())) {
                    m_state = State::Character;
                    code += c;
                } else {
                    code += c;
                }
                return;
            case State::LineComment:
                code += ' ';
                return;
            case State::BlockComment:
                code += ' ';
                if (c == '*' && next() == '/') {
                    ++m_at;
                    code += ' ';
                    m_state = State::Code;
                }
                return;
            case State::String:
            case State::Character:
                inside(c, literals, code);
                return;
        }
    }

    void inside(char c, std::vector<Literal>& literals, std::string& code) {
        const char end = m_state == State::String ? '"' : '\'';
        if (c == end) {
            if (m_state == State::String) literals.push_back(m_literal);
            m_state = State::Code;
            code += c;
            return;
        }
        m_literal.text += c;
        code += ' ';
        if (c == '\\' && next() != '\0') {
            m_literal.text += next();
            ++m_at;
            code += ' ';
        }
    }

    void raw(std::vector<Literal>& literals, std::string& code) {
        const std::size_t open = m_text.find('(', m_at);
        if (open == std::string_view::npos) return;
        const std::string close = ")" + std::string(m_text.substr(m_at + 1, open - m_at - 1)) + "\"";
        const std::size_t end = std::min(m_text.find(close, open), m_text.size());
        const std::string_view body = m_text.substr(open + 1, end - open - 1);
        literals.push_back({m_line, std::string(body)});
        code += '"';
        for (const char c : body)
            if (c == '\n') {
                ++m_line;
                code += c;
            }
        code += '"';
        m_at = std::min(end + close.size(), m_text.size()) - 1;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    State m_state = State::Code;
    Literal m_literal;
};

}  // namespace

Source take_apart(std::string path, std::string_view text) {
    Source source{std::move(path), split(text), {}, {}};
    if (!is_cpp(source.path)) {
        source.code = source.lines;
        return source;
    }
    std::string code;
    std::vector<Literal> literals;
    Splitter(text).run(literals, code);
    source.code = split(code);
    source.code.resize(source.lines.size());
    for (auto& literal : literals) {
        const std::string& line = source.lines[literal.line - 1];
        if (line.find("#include") == std::string::npos) source.literals.push_back(std::move(literal));
    }
    return source;
}

}  // namespace linli::tidy
