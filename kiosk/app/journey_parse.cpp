#include "kiosk/app/journey_parse.h"

#include <charconv>
#include <optional>

namespace linli::app {
namespace {

struct Token {
    std::string text;
    bool quoted = false;
};

Result<std::vector<Token>> tokens_of(std::string_view line) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < line.size();) {
        const char c = line[at];
        if (c == ' ' || c == '\t' || c == '\r') {
            ++at;
        } else if (c == '#') {
            break;
        } else if (c == '"') {
            Token token{"", true};
            for (++at; at < line.size() && line[at] != '"'; ++at) {
                if (line[at] == '\\' && at + 1 < line.size()) ++at;
                token.text += line[at];
            }
            if (at == line.size()) return fail(Fault::Invalid, "expected a closing quotation mark");
            ++at;
            tokens.push_back(std::move(token));
        } else {
            const std::size_t end = line.find_first_of(" \t\r", at);
            tokens.push_back({std::string(line.substr(at, end == std::string_view::npos ? end : end - at)), false});
            at = end == std::string_view::npos ? line.size() : end;
        }
    }
    return tokens;
}

// The tokens after the verb, taken one by one.
class Words {
  public:
    explicit Words(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}
    [[nodiscard]] bool empty() const { return m_at == m_tokens.size(); }
    [[nodiscard]] bool is(std::string_view word) const {
        return !empty() && !m_tokens[m_at].quoted && m_tokens[m_at].text == word;
    }
    bool take(std::string_view word) {
        if (!is(word)) return false;
        ++m_at;
        return true;
    }
    Result<Token> next(std::string_view what) {
        if (empty()) return fail(Fault::Invalid, "expected {}", what);
        return m_tokens[m_at++];
    }
    Result<std::string> plain(std::string_view what) {
        LINLI_TRY(Token token, next(what));
        if (token.quoted || token.text.empty()) return fail(Fault::Invalid, "expected {}, not a quoted text", what);
        return token.text;
    }
    Result<std::string> quoted(std::string_view what) {
        LINLI_TRY(Token token, next(what));
        if (!token.quoted) return fail(Fault::Invalid, "expected {} in quotation marks, not {}", what, token.text);
        return token.text;
    }
    Result<void> end() const {
        if (!empty()) return fail(Fault::Invalid, "expected the end of the step, not {}", m_tokens[m_at].text);
        return {};
    }

  private:
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
};

Result<void> id_or_text(Words& words, Step& step) {
    LINLI_TRY(Token token, words.next("an id or a \"text\""));
    step.subject = token.quoted ? Subject::Text : Subject::Id;
    step.target = token.text;
    if (step.target.empty()) return fail(Fault::Invalid, "expected an id or a \"text\" that is not empty");
    return {};
}

Result<void> parse_expect(Words& words, Step& step) {
    if (words.take("not")) step.sense = Sense::Absent;
    if (step.sense == Sense::Present && words.take("screen")) {
        step.subject = Subject::Screen;
        LINLI_TRY(step.target, words.plain("the id of a screen"));
        return {};
    }
    return id_or_text(words, step);
}

Result<void> parse_wait(Words& words, Step& step) {
    if (words.take("synced")) {
        step.subject = Subject::Synced;
    } else if (words.take("screen")) {
        step.subject = Subject::Screen;
        LINLI_TRY(step.target, words.plain("the id of a screen"));
    } else {
        LINLI_OK(id_or_text(words, step));
    }
    LINLI_TRY(const std::string limit, words.plain("a time limit such as 10s"));
    LINLI_TRY(step.seconds, parse_duration(limit));
    return {};
}

Result<void> parse_swipe(Words& words, Step& step) {
    LINLI_TRY(step.target, words.plain("an id"));
    if (words.take("up")) {
        step.direction = Direction::Up;
    } else if (words.take("down")) {
        step.direction = Direction::Down;
    } else if (words.take("left")) {
        step.direction = Direction::Left;
    } else if (words.take("right")) {
        step.direction = Direction::Right;
    } else {
        return fail(Fault::Invalid, "expected up, down, left or right");
    }
    return {};
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 64) return false;
    for (const char c : name) {
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return name.front() < '0' || name.front() > '9';
}

Result<void> parse_keep(Words& words, Step& step) {
    LINLI_TRY(step.target, words.plain("an id"));
    LINLI_TRY(step.text, words.plain("a name"));
    if (!is_name(step.text))
        return fail(Fault::Invalid, "expected a name of capitals, digits and underscores, not {}", step.text);
    return {};
}

Result<void> parse_link(Words& words, Step& step) {
    if (words.take("down")) {
        step.link = LinkState::Down;
    } else if (words.take("up")) {
        step.link = LinkState::Up;
    } else {
        return fail(Fault::Invalid, "expected down or up");
    }
    return {};
}

std::optional<Verb> verb_of(std::string_view word) {
    struct Entry {
        std::string_view word;
        Verb verb;
    };
    constexpr Entry entries[] = {
        {"tap", Verb::Tap},
        {"type", Verb::Type},
        {"keys", Verb::Keys},
        {"ink", Verb::Ink},
        {"swipe", Verb::Swipe},
        {"expect", Verb::Expect},
        {"wait", Verb::Wait},
        {"keep", Verb::Keep},
        {"link", Verb::Link},
        {"elapse", Verb::Elapse},
        {"card", Verb::Card},
        {"shot", Verb::Shot},
        {"transcript", Verb::Transcript},
    };
    for (const Entry& entry : entries) {
        if (entry.word == word) return entry.verb;
    }
    return std::nullopt;
}

Result<void> parse_arguments(Words& words, Step& step) {
    switch (step.verb) {
        case Verb::Tap:
            return id_or_text(words, step);
        case Verb::Type: {
            LINLI_TRY(step.target, words.plain("the id of a field"));
            LINLI_TRY(step.text, words.quoted("what to type"));
            return {};
        }
        case Verb::Keys:
        case Verb::Ink: {
            LINLI_TRY(step.text, words.quoted("what to write"));
            return {};
        }
        case Verb::Swipe:
            return parse_swipe(words, step);
        case Verb::Expect:
            return parse_expect(words, step);
        case Verb::Wait:
            return parse_wait(words, step);
        case Verb::Keep:
            return parse_keep(words, step);
        case Verb::Link:
            return parse_link(words, step);
        case Verb::Elapse: {
            LINLI_TRY(const std::string time, words.plain("a time such as 3min"));
            LINLI_TRY(step.seconds, parse_duration(time));
            return {};
        }
        case Verb::Card: {
            LINLI_TRY(step.target, words.plain("the card's UID"));
            return {};
        }
        case Verb::Shot: {
            LINLI_TRY(step.target, words.plain("a name for the picture"));
            if (step.target.find('/') != std::string::npos)
                return fail(Fault::Invalid, "expected a name without folders");
            return {};
        }
        case Verb::Transcript:
            return {};
    }
    return {};
}

}  // namespace

Result<double> parse_duration(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    double factor = 0;
    if (unit == "ms") factor = 0.001;
    if (unit == "s") factor = 1;
    if (unit == "min") factor = 60;
    if (unit == "h") factor = 3600;
    if (error != std::errc{} || factor == 0 || value < 0 || value * factor > 7 * 86400.0) {
        return fail(Fault::Invalid, "expected a time such as 500ms, 10s, 3min or 2h, not {}", text);
    }
    return value * factor;
}

Result<std::vector<Step>> parse_line(std::string_view line, int number) {
    LINLI_TRY(std::vector<Token> tokens, tokens_of(line));
    if (tokens.empty()) return std::vector<Step>{};
    Words words(std::move(tokens));
    LINLI_TRY(const std::string word, words.plain("a step"));
    const auto verb = verb_of(word);
    if (!verb) return fail(Fault::Invalid, "expected a step, not {}", word);
    Step step;
    step.verb = *verb;
    step.line = number;
    LINLI_OK(parse_arguments(words, step));
    LINLI_OK(words.end());
    return std::vector<Step>{step};
}

Result<std::vector<Step>> parse_journey(std::string_view text, std::string_view file) {
    constexpr std::size_t max_steps = 10000;
    std::vector<Step> steps;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        auto parsed = parse_line(text.substr(0, end), ++number);
        if (!parsed) return fail(parsed.error().fault, "{}:{}: {}", file, number, parsed.error().message);
        steps.insert(steps.end(), parsed->begin(), parsed->end());
        if (steps.size() > max_steps)
            return fail(Fault::TooLarge, "{}:{}: expected at most {} steps", file, number, max_steps);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return steps;
}

Result<std::string> expand(std::string_view text, const Variables& variables) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (text[at] == '$') {
            while (end < text.size() && is_name(text.substr(at + 1, end - at))) ++end;
        }
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (text[at] != '$' || name.empty()) {
            out += text[at++];
            continue;
        }
        const auto found = variables.find(name);
        if (found == variables.end()) return fail(Fault::NotFound, "expected ${} to have been kept before", name);
        out += found->second;
        at = end;
    }
    return out;
}

Result<Variables> parse_variables(std::string_view text) {
    Variables variables;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const std::size_t equals = line.find('=');
        if (!line.empty()) {
            if (equals == std::string_view::npos || !is_name(line.substr(0, equals))) {
                return fail(Fault::Invalid, "expected NAME=VALUE, not {}", line);
            }
            variables[std::string(line.substr(0, equals))] = line.substr(equals + 1);
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return variables;
}

std::string print_variables(const Variables& variables) {
    std::string out;
    for (const auto& [name, value] : variables) out += fmt::format("{}={}\n", name, value);
    return out;
}

}  // namespace linli::app
