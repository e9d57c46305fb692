#include "kiosk/app/journey.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace linli::app {
namespace {

constexpr double poll_interval = 0.02;  // s, while something is awaited that no frame announces
constexpr int swipe_moves = 12;
constexpr float swipe_px = 420;

// As a person compares: isolates are invisible, and a line end is a space.
std::string readable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        if (code >= 0x2066 && code <= 0x2069) continue;
        append_code_point(out, code == '\n' || code == '\t' ? U' ' : code);
    }
    return out;
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

float centre_x(const ui::Record& record) {
    return std::round(record.x + record.w / 2);
}
float centre_y(const ui::Record& record) {
    return std::round(record.y + record.h / 2);
}

std::string quoted(std::string_view text) {
    return fmt::format("\"{}\"", text);
}

}  // namespace

void Journey::add(std::vector<Step> steps) {
    m_steps.insert(m_steps.end(), steps.begin(), steps.end());
}

void Journey::clear_failure() {
    m_failure.clear();
    m_steps.clear();
    m_started.reset();
}

Journey::Poll Journey::poll(double now) {
    if (!m_failure.empty()) return {State::Failed, {}};
    while (!m_steps.empty()) {
        if (!m_host.quiet()) {
            if (!m_busy_since) m_busy_since = now;
            const bool waits = m_steps.front().verb == Verb::Wait;
            if (!waits && now - *m_busy_since > busy_patience) {
                fail_step(m_steps.front(), "expected the kiosk to come to rest");
                return {State::Failed, {}};
            }
            if (!waits) return {State::Running, now + poll_interval};
        } else {
            m_busy_since.reset();
        }
        Step step = m_steps.front();
        if (!m_started) {
            m_started = now;
            m_scrolls = m_switches = m_moves = 0;
            m_typed = 0;
        }
        auto target = expand(step.target, m_variables);
        auto text = expand(step.text, m_variables);
        if (!target || !text) {
            fail_step(step, (!target ? target.error() : text.error()).message);
            return {State::Failed, {}};
        }
        step.target = *target;
        step.text = *text;
        const double limit = step.verb == Verb::Wait ? step.seconds : patience;
        switch (attempt(step, now)) {
            case Outcome::Done:
                m_steps.pop_front();
                m_started.reset();
                break;
            case Outcome::Again:
                // Progress: the limit is for what does not move.
                if (step.verb != Verb::Wait) m_started = now;
                return {State::Running, m_moves > 0 ? std::max(m_move_at, now) : now + poll_interval};
            case Outcome::NotYet:
                if (now - *m_started < limit) return {State::Running, now + poll_interval};
                fail_step(step, m_expected);
                return {State::Failed, {}};
            case Outcome::Failed:
                fail_step(step, m_expected);
                return {State::Failed, {}};
        }
    }
    // The last tap counts as done when the kiosk has answered it.
    if (!m_host.quiet() && now - m_busy_since.value_or(now) <= busy_patience) {
        if (!m_busy_since) m_busy_since = now;
        return {State::Running, now + poll_interval};
    }
    m_busy_since.reset();
    return {State::Idle, {}};
}

Journey::Outcome Journey::attempt(const Step& step, double now) {
    switch (step.verb) {
        case Verb::Tap:
            return tap(step);
        case Verb::Type:
            return type(step);
        case Verb::Keys:
            if (m_typed == 0 && m_host.transcript().find("keyboard.done") == nullptr)
                return no(Outcome::NotYet, "expected a keyboard to be open");
            return press_keys(step.text);
        case Verb::Ink:
            return no(Outcome::Failed, "expected a field for handwriting, which this kiosk does not have");
        case Verb::Swipe:
            return swipe(step, now);
        case Verb::Expect:
        case Verb::Wait:
            if (step.subject != Subject::Synced) return expect(step);
            return m_host.synced() ? Outcome::Done : no(Outcome::NotYet, "expected everything to be synced");
        case Verb::Keep:
            return keep(step);
        case Verb::Link:
            return from(m_host.link(step.link));
        case Verb::Elapse:
            return from(m_host.elapse(Millis(std::llround(step.seconds * 1000))));
        case Verb::Card:
            return from(m_host.card(step.target));
        case Verb::Shot:
            return from(m_host.shot(step.target));
        case Verb::Transcript:
            m_host.print(m_host.transcript().lines());
            return Outcome::Done;
    }
    return Outcome::Failed;
}

Journey::Outcome Journey::no(Outcome outcome, std::string expected) {
    m_expected = std::move(expected);
    return outcome;
}

Journey::Outcome Journey::from(Result<void> result) {
    if (!result) return no(Outcome::Failed, result.error().message);
    return Outcome::Done;
}

bool Journey::covered(const ui::Record& record) const {
    if (record.layer == ui::Layer::Dialog) return false;
    const auto& records = m_host.transcript().records;
    return std::any_of(records.begin(), records.end(),
                       [](const ui::Record& other) { return other.layer == ui::Layer::Dialog; });
}

Journey::Outcome Journey::bring_into_view(const ui::Record& record) {
    if (!record.clipped) return Outcome::Done;
    if (++m_scrolls > max_scrolls) return no(Outcome::Failed, fmt::format("expected {} to come into view", record.id));
    m_host.scroll_to(record);
    return Outcome::Again;
}

Journey::Outcome Journey::tap_record(const ui::Record& record) {
    const std::string name = record.id.empty() ? quoted(readable(record.text)) : record.id;
    if (!record.tappable) return no(Outcome::Failed, fmt::format("expected {} to be something to tap", name));
    if (covered(record)) return no(Outcome::NotYet, fmt::format("expected {} not to be covered by a dialog", name));
    if (!record.enabled) return no(Outcome::NotYet, fmt::format("expected {} to be enabled", name));
    if (const Outcome seen = bring_into_view(record); seen != Outcome::Done) return seen;
    m_host.finger(TouchInput::Edge::Down, centre_x(record), centre_y(record));
    m_host.finger(TouchInput::Edge::Up, centre_x(record), centre_y(record));
    return Outcome::Done;
}

Journey::Outcome Journey::tap(const Step& step) {
    if (step.subject == Subject::Id) {
        const ui::Record* record = m_host.transcript().find(step.target);
        if (record == nullptr) return no(Outcome::NotYet, fmt::format("expected {}", step.target));
        return tap_record(*record);
    }
    // A control whose words or whose title are exactly these comes before one that only holds them.
    std::vector<const ui::Record*> exact, partial;
    for (const ui::Record& record : m_host.transcript().records) {
        if (!record.tappable || covered(record)) continue;
        if (readable(record.text) == step.target || readable(first_line(record.text)) == step.target) {
            exact.push_back(&record);
        } else if (readable(record.text).find(step.target) != std::string::npos) {
            partial.push_back(&record);
        }
    }
    const auto& found = exact.empty() ? partial : exact;
    if (found.empty()) return no(Outcome::NotYet, fmt::format("expected a control {}", quoted(step.target)));
    if (found.size() > 1) {
        return no(Outcome::Failed, fmt::format("expected one control {}, found {}: {} and {}", quoted(step.target),
                                               found.size(), found[0]->id, found[1]->id));
    }
    return tap_record(*found.front());
}

Journey::Outcome Journey::type(const Step& step) {
    if (m_typed == 0) {
        const ui::Record* field = m_host.transcript().find(step.target);
        if (field == nullptr) return no(Outcome::NotYet, fmt::format("expected the field {}", step.target));
        if (!field->kind.starts_with("field"))
            return no(Outcome::Failed, fmt::format("expected {} to be a field, it is a {}", step.target, field->kind));
        if (field->kind != "field-on") {
            if (m_switches++ > 3)
                return no(Outcome::Failed, fmt::format("expected a tap on {} to open a keyboard", step.target));
            const Outcome tapped = tap_record(*field);
            return tapped == Outcome::Done ? Outcome::Again : tapped;
        }
    }
    return press_keys(step.text);
}

Journey::Outcome Journey::press_keys(std::string_view text) {
    if (m_typed >= text.size()) return Outcome::Done;
    std::size_t end = m_typed;
    (void)next_code_point(text, end);
    const std::string_view character = text.substr(m_typed, end - m_typed);
    const std::string id = character == " " ? "keyboard.space" : fmt::format("keyboard.key.{}", character);
    const ui::Record* key = m_host.transcript().find(id);
    if (key == nullptr) return switch_layer(character);
    const Outcome tapped = tap_record(*key);
    if (tapped != Outcome::Done) return tapped;
    m_typed = end;
    m_switches = 0;
    return Outcome::Again;
}

Journey::Outcome Journey::switch_layer(std::string_view character) {
    constexpr int max_switches = 3;  // letters, shift, and back
    const ui::Transcript& screen = m_host.transcript();
    const bool letter = character.size() == 1 && std::isalpha(static_cast<unsigned char>(character.front())) != 0;
    const ui::Record* way = nullptr;
    if (letter) {
        way = screen.find("keyboard.layer.letters");
        if (way == nullptr) way = screen.find("keyboard.shift");
    } else {
        way = screen.find("keyboard.layer.symbols");
        if (way == nullptr) way = screen.find("keyboard.layer.letters");
    }
    if (way == nullptr || m_switches++ >= max_switches) {
        return no(Outcome::Failed, fmt::format("expected a key for {} on the keyboard", quoted(character)));
    }
    const Outcome tapped = tap_record(*way);
    return tapped == Outcome::Done ? Outcome::Again : tapped;
}

Journey::Outcome Journey::swipe(const Step& step, double now) {
    if (m_moves == 0) {
        const ui::Record* record = m_host.transcript().find(step.target);
        if (record == nullptr) return no(Outcome::NotYet, fmt::format("expected {}", step.target));
        if (record->zone == ui::Zone::Body && record->kind != "screen") {
            if (const Outcome seen = bring_into_view(*record); seen != Outcome::Done) return seen;
        }
        m_from_x = centre_x(*record);
        m_from_y = centre_y(*record);
        m_host.finger(TouchInput::Edge::Down, m_from_x, m_from_y);
    }
    if (now < m_move_at && m_moves > 0) return Outcome::Again;
    const float way = swipe_px * static_cast<float>(++m_moves) / swipe_moves;
    float x = m_from_x;
    float y = m_from_y;
    switch (step.direction) {
        case Direction::Up:
            y -= way;
            break;
        case Direction::Down:
            y += way;
            break;
        case Direction::Left:
            x -= way;
            break;
        case Direction::Right:
            x += way;
            break;
    }
    m_move_at = now + 0.016;
    if (m_moves < swipe_moves) {
        m_host.finger(TouchInput::Edge::Move, x, y);
        return Outcome::Again;
    }
    m_host.finger(TouchInput::Edge::Up, x, y);
    m_moves = 0;
    return Outcome::Done;
}

const ui::Record* Journey::find_text(std::string_view text) const {
    for (const ui::Record& record : m_host.transcript().records) {
        if (record.kind != "screen" && readable(record.text).find(text) != std::string::npos) return &record;
    }
    return nullptr;
}

Journey::Outcome Journey::expect(const Step& step) {
    if (step.subject == Subject::Screen) {
        if (m_host.transcript().screen() == step.target) return Outcome::Done;
        return no(Outcome::NotYet, fmt::format("expected screen {}", step.target));
    }
    const bool by_id = step.subject == Subject::Id;
    const ui::Record* record = by_id ? m_host.transcript().find(step.target) : find_text(step.target);
    const std::string name = by_id ? step.target : quoted(step.target);
    if (step.sense == Sense::Absent) {
        return record == nullptr ? Outcome::Done : no(Outcome::NotYet, fmt::format("expected no {}", name));
    }
    if (record == nullptr) return no(Outcome::NotYet, fmt::format("expected {}", name));
    if (record->zone == ui::Zone::Body && record->clipped && m_scrolls == 0) {
        // Once is enough to look at it: a long text never fits whole.
        ++m_scrolls;
        m_host.scroll_to(*record);
        return Outcome::Again;
    }
    return Outcome::Done;
}

Journey::Outcome Journey::keep(const Step& step) {
    const ui::Record* record = m_host.transcript().find(step.target);
    if (record == nullptr) return no(Outcome::NotYet, fmt::format("expected {}", step.target));
    m_variables[step.text] = readable(record->text);
    return Outcome::Done;
}

std::string Journey::on_screen() const {
    constexpr std::size_t max_shown = 24;
    const ui::Transcript& transcript = m_host.transcript();
    std::string out = fmt::format("on screen {}:", transcript.screen().empty() ? "(none)" : transcript.screen());
    std::size_t shown = 0;
    for (const ui::Record& record : transcript.records) {
        if (record.kind == "screen" || record.kind == "key") continue;
        if (shown++ == max_shown) return out + " ...";
        out += fmt::format(" [{}{}{}]", record.id, record.id.empty() ? "" : " ", quoted(readable(record.text)));
    }
    return out;
}

void Journey::fail_step(const Step& step, std::string_view why) {
    m_failure = fmt::format("{}:{}: {}, {}", m_file, step.line, why, on_screen());
    m_started.reset();
    m_moves = 0;
}

}  // namespace linli::app
