#include "kiosk/app/script.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <poll.h>
#include <unistd.h>

namespace linli::app {
namespace {

constexpr double typed_interval = 0.005;  // s between looks at stdin: the loop sleeps on fingers, not on files

Result<std::string> read_file(const std::string& path, std::size_t limit) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Fault::NotFound, "{} cannot be opened", path);
    std::ostringstream text;
    text << file.rdbuf();
    if (text.view().size() > limit) return fail(Fault::TooLarge, "{} is over {} bytes", path, limit);
    return std::move(text).str();
}

}  // namespace

Script::Script(JourneyHost& host, std::string path, std::string vars)
    : m_journey(host, std::move(path)), m_vars(std::move(vars)) {}

Result<std::unique_ptr<Script>> Script::open(JourneyHost& host, const std::string& path, const std::string& vars) {
    std::unique_ptr<Script> script(new Script(host, path, vars));
    if (!vars.empty() && access(vars.c_str(), F_OK) == 0) {
        LINLI_TRY(const std::string text, read_file(vars, max_file));
        LINLI_TRY(script->m_journey.variables(), parse_variables(text));
    }
    script->m_typed = path == "-";
    if (!script->m_typed) {
        LINLI_TRY(const std::string text, read_file(path, max_file));
        LINLI_TRY(std::vector<Step> steps, parse_journey(text, path));
        script->m_journey.add(std::move(steps));
    }
    return script;
}

void Script::finish(int code) {
    m_exit = code;
    if (m_vars.empty()) return;
    std::ofstream file(m_vars, std::ios::binary | std::ios::trunc);
    file << print_variables(m_journey.variables());
    if (!file.flush()) {
        std::fprintf(stderr, "%s cannot be written\n", m_vars.c_str());
        m_exit = 1;
    }
}

std::optional<double> Script::poll(double now) {
    if (m_exit) return std::nullopt;
    if (m_typed) return poll_typed(now);
    const Journey::Poll poll = m_journey.poll(now);
    switch (poll.state) {
        case Journey::State::Idle:
            finish(0);
            break;
        case Journey::State::Failed:
            std::fprintf(stderr, "%s\n", m_journey.failure().c_str());
            finish(1);
            break;
        case Journey::State::Running:
            return poll.again_at;
    }
    return std::nullopt;
}

// Takes what stdin has without waiting; true when a whole line is there.
bool Script::read_line() {
    while (m_buffer.find('\n') == std::string::npos && !m_end_of_input) {
        pollfd fd{STDIN_FILENO, POLLIN, 0};
        if (::poll(&fd, 1, 0) <= 0) return false;
        char bytes[4096];
        const ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0 || m_buffer.size() > max_line) {
            m_end_of_input = true;
            if (!m_buffer.empty()) m_buffer += '\n';
        } else {
            m_buffer.append(bytes, static_cast<std::size_t>(got));
        }
    }
    return m_buffer.find('\n') != std::string::npos;
}

void Script::answer(const std::string& line) {
    std::string one(line);
    std::replace(one.begin(), one.end(), '\n', ' ');
    std::fprintf(stdout, "%s\n", one.c_str());
    std::fflush(stdout);
    m_answering = false;
}

std::optional<double> Script::poll_typed(double now) {
    for (;;) {
        if (m_answering) {
            const Journey::Poll poll = m_journey.poll(now);
            switch (poll.state) {
                case Journey::State::Running:
                    return poll.again_at;
                case Journey::State::Idle:
                    answer("ok");
                    break;
                case Journey::State::Failed:
                    answer("error: " + m_journey.failure());
                    m_journey.clear_failure();
                    break;
            }
        }
        if (!read_line()) {
            if (!m_end_of_input) return now + typed_interval;
            finish(0);
            return std::nullopt;
        }
        const std::size_t end = m_buffer.find('\n');
        const std::string line = m_buffer.substr(0, end);
        m_buffer.erase(0, end + 1);
        auto steps = parse_line(line, ++m_line);
        if (!steps) {
            answer(fmt::format("error: -:{}: {}", m_line, steps.error().message));
            continue;
        }
        m_journey.add(std::move(*steps));
        m_answering = true;
    }
}

}  // namespace linli::app
