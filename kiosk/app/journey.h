// Drives the kiosk as a finger would, a step at a time, by what the transcript says is on the screen. UI thread only.
//
// The loop calls poll() whenever it has presented a frame or `again_at` has come. A step is looked at only while the
// host is quiet, so that what a tap set off has happened before the next step looks. Reads no clock.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/journey_parse.h"
#include "kiosk/app/touch_input.h"
#include "kiosk/base/instant.h"
#include "kiosk/ui/transcript.h"

namespace linli::app {

/// What a journey needs of the rest of the kiosk.
class JourneyHost {
  public:
    virtual ~JourneyHost() = default;
    /// Of the frame that is shown.
    [[nodiscard]] virtual const ui::Transcript& transcript() const = 0;
    /// Through the same queue as a real finger.
    virtual void finger(TouchInput::Edge edge, float x, float y) = 0;
    /// Brings a record of transcript() into view; the host draws again.
    virtual void scroll_to(const ui::Record& record) = 0;
    /// No finger queued, the frame presented and standing still, no command of the resident unanswered.
    [[nodiscard]] virtual bool quiet() const = 0;
    /// Everything sent, everything fetched.
    [[nodiscard]] virtual bool synced() const = 0;
    [[nodiscard]] virtual Result<void> link(LinkState state) = 0;
    /// Moves the session's clock only.
    [[nodiscard]] virtual Result<void> elapse(Millis time) = 0;
    [[nodiscard]] virtual Result<void> card(std::string_view uid) = 0;
    /// Writes the shown frame to NAME.png.
    [[nodiscard]] virtual Result<void> shot(std::string_view name) = 0;
    /// The transcript step's output.
    virtual void print(std::string_view lines) = 0;
};

class Journey {
  public:
    static constexpr double patience = 4.0;        // s, for tap, type, expect, keep: a slow machine is not a failure
    static constexpr double busy_patience = 30.0;  // s, for the host to become quiet
    static constexpr int max_scrolls = 4;          // per step

    Journey(JourneyHost& host, std::string file) : m_host(host), m_file(std::move(file)) {}

    void add(std::vector<Step> steps);
    Variables& variables() { return m_variables; }

    enum class State { Idle, Running, Failed };
    struct Poll {
        State state = State::Idle;       // Idle: every step added so far is done
        std::optional<double> again_at;  // when to poll next, unless a frame comes first
    };
    /// `now`: monotonic seconds.
    [[nodiscard]] Poll poll(double now);
    /// Of the failure: "FILE:LINE: what was expected, what was on screen".
    [[nodiscard]] const std::string& failure() const { return m_failure; }
    /// Forgets a failure and the steps left (for a script that is typed in).
    void clear_failure();

  private:
    enum class Outcome { Done, Again, NotYet, Failed };
    Outcome attempt(const Step& step, double now);
    Outcome tap(const Step& step);
    Outcome tap_record(const ui::Record& record);
    Outcome bring_into_view(const ui::Record& record);
    Outcome type(const Step& step);
    Outcome press_keys(std::string_view text);
    Outcome switch_layer(std::string_view character);
    Outcome swipe(const Step& step, double now);
    Outcome expect(const Step& step);
    Outcome keep(const Step& step);
    Outcome from(Result<void> result);
    Outcome no(Outcome outcome, std::string expected);
    [[nodiscard]] const ui::Record* find_text(std::string_view text) const;
    [[nodiscard]] bool covered(const ui::Record& record) const;
    [[nodiscard]] std::string on_screen() const;
    void fail_step(const Step& step, std::string_view why);

    JourneyHost& m_host;
    std::string m_file;
    std::deque<Step> m_steps;
    Variables m_variables;
    std::string m_failure;

    // Of the step that is running.
    std::optional<double> m_started, m_busy_since;
    std::string m_expected;
    int m_scrolls = 0;
    std::size_t m_typed = 0;
    int m_switches = 0;
    int m_moves = 0;
    double m_move_at = 0;
    float m_from_x = 0, m_from_y = 0;
};

}  // namespace linli::app
