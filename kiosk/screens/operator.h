// Screens "service", "operator", "calibration" and "test-picture": what whoever keeps the kiosk running sees, behind a
// PIN. Nothing of a resident is on them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"
#include "kiosk/session/events.h"

namespace linli::screens {

inline constexpr std::string_view kPinField = "pin";
inline constexpr std::size_t kLeastPin = 6;
inline constexpr std::size_t kMostPin = 12;
inline constexpr std::size_t kCrosses = 4;

struct OperatorState {
    Draft draft;                       // the PIN, while it is typed and checked
    std::optional<PinChecked> answer;  // to the last PIN, where it was not right
    std::vector<BootTime> mark_taps;   // at most kServiceTaps
    bool open = false;                 // a right PIN was given
    bool ask_exit = false;
    int picture = 0;
    std::vector<CrossTouch> touches;  // of the calibration, at most kCrosses
    std::optional<Health> health;
    Ticket asking = 0;  // for it; 0: nothing is asked
};

// What the loop knows of the program; it does not change with a session.
struct ProgramFacts {
    enum class Door { Shut, Locked };
    enum class Calibration { None, Configured, Made, Failed };
    Door door = Door::Shut;  // Shut: there is no PIN, and nothing leads here
    std::string version;
    std::string hub;      // where it is asked for, without a path
    std::string display;  // what drives it
    Calibration calibration = Calibration::None;
    std::string calibration_figures;
};

void draw_service(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_operator(const OperatorState& state, const ProgramFacts& program, const View& view, ui::Ui& ui,
                   Commands& commands);
void draw_calibration(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands);
void draw_test_picture(const OperatorState& state, const View& view, ui::Ui& ui, Commands& commands);

}  // namespace linli::screens
