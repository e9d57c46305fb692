// What a finger decided, as values on the UI thread: where to go, how to show it, what was entered. What must reach
// the disk is inside Send.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/session/commands.h"
#include "kiosk/session/pages.h"
#include "kiosk/session/session.h"

namespace linli {

struct Open {
    Location location;
};
// Back within a form, or to the page before.
struct GoBack {};
// Wipes at once: nothing of the session is left.
struct EndSession {};
// The answer to the idle warning.
struct StillHere {};
struct ChooseLanguage {
    std::string tag;
};
struct ChooseTextSize {
    TextSize size = TextSize::Medium;
};
struct ChooseContrast {
    ContrastLevel contrast = ContrastLevel::Standard;
};
struct ChooseReach {
    Reach reach = Reach::Whole;
};
// A field of the page's draft. An empty value takes it away.
struct SetValue {
    std::string field;
    std::string value;
};
// To that page of the form that is open.
struct ShowFormPage {
    int page = 0;
};
// Hands it to the core; the draft of the page waits for its one event. The ticket is given on the way.
struct Send {
    CoreCommand command;
};

// The brand mark was tapped: kServiceTaps of them within kServiceTime ask for the service PIN. Nobody does that by
// chance, and a finger is enough.
struct TapMark {};
inline constexpr std::size_t kServiceTaps = 5;
inline constexpr Millis kServiceTime{5'000};
// The same at once, by the keyboard.
struct AskForPin {};
// On the operator's page and those behind it.
enum class OperatorAct : std::uint8_t {
    OpenCalibration,
    OpenTestPicture,
    NextPicture,
    ForgetCalibration,
    AskExit,
    KeepRunning,
    Exit,
};
struct TouchCross {
    CrossTouch touch;
};

using SessionStep =
    std::variant<Open, GoBack, EndSession, StillHere, ChooseLanguage, ChooseTextSize, ChooseContrast, ChooseReach,
                 SetValue, ShowFormPage, Send, TapMark, AskForPin, OperatorAct, TouchCross>;

// Where draw() leaves what the finger decided. A pass holds few; the bound is for a defect that would not stop.
class Commands {
  public:
    static constexpr std::size_t kLimit = 64;
    void push(SessionStep step) {
        if (m_steps.size() < kLimit) m_steps.push_back(std::move(step));
    }
    [[nodiscard]] std::vector<SessionStep> take() { return std::exchange(m_steps, {}); }

  private:
    std::vector<SessionStep> m_steps;
};

}  // namespace linli
