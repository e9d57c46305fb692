// What a screen hands to a widget: plain values, alive for the call alone. Every string is what a person reads, already
// translated. UI thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/theme.h"

namespace linli::ui {

enum class Enabled : std::uint8_t { Yes, No };
enum class Selected : std::uint8_t { No, Yes };
enum class Back : std::uint8_t { Hidden, Shown };
enum class End : std::uint8_t { Hidden, Shown };
enum class Align : std::uint8_t { Start, Centre, End };
/// A grid's last row that is not full: with a hole at its end, or shared out among the cells it has.
enum class LastRow : std::uint8_t { AsItIs, Stretched };
/// Cells follow the page's direction; the keys of a number pad stand as on every telephone.
enum class CellOrder : std::uint8_t { AsRead, AsKeys };

/// Words that belong to no one screen. Set once a language change, by whoever holds the catalogue.
struct Chrome {
    std::string brand_mark;  // one character in the red square, e.g. the first of the product's name
    std::string back, end, emergency;
    std::string scroll_up, scroll_down;
    std::string key_space, key_delete, key_shift, key_letters, key_digits, key_symbols, key_done;
};

struct PageSpec {
    std::string_view screen{};  // the transcript's screen id
    std::string_view title{};   // beside back (or, with Back::Hidden, beside the brand mark)
    Back back = Back::Hidden;   // id "page.back", always top left
    End end = End::Shown;       // id "page.end", always top right; "end" wipes at once
    std::string_view clock{};   // e.g. "18:42"; shown where there is room, never instead of a control
    std::string_view date{};
    int step = 0;                 // 1..steps; 0 hides the progress line
    int steps = 0;                // at most 12
    std::string_view progress{};  // "Step 3 of 4", in words beside the line
};
struct PageActions {
    bool back = false;
    bool end = false;
    bool emergency = false;  // id "page.emergency", on every page
    bool mark = false;       // id "page.mark", the brand's, where there is no way back
};

struct TextSpec {
    std::string_view id{};  // give one where a journey or speech must find it again
    Tone tone = Tone::Neutral;
    Align align = Align::Start;
    std::string_view lang{};  // where it is another than the page's
};

enum class ButtonKind : std::uint8_t { Plain, Primary, Danger };
enum class Width : std::uint8_t { Fit, Fill };
struct ButtonSpec {
    ButtonKind kind = ButtonKind::Plain;
    std::string_view icon{};  // a name of the Lucide set, e.g. "wrench"; unknown ones draw nothing
    Enabled enabled = Enabled::Yes;
    Width width = Width::Fit;
    Align align = Align::Start;  // where a Fit button stands in its column
};
struct ActionButton {
    std::string_view id{};
    std::string_view label{};
    ButtonKind kind = ButtonKind::Plain;
    std::string_view icon{};
    Enabled enabled = Enabled::Yes;
};

struct ItemLine {
    std::string_view text{};
    Tone tone = Tone::Secondary;
    Role role = Role::Secondary;  // Strong for a live fact worth seeing
};
/// A card to tap: icon in a tinted square, a heading, lines under it, and a mark at the end that says it opens.
struct ItemSpec {
    std::string_view title{};
    std::vector<ItemLine> lines{};  // at most 6
    std::string_view icon{};
    Tone icon_tone = Tone::Green;
    std::string_view trailing{};  // short text at the end, e.g. "30 seats"
    Tone trailing_tone = Tone::Secondary;
    Enabled enabled = Enabled::Yes;
};
/// A smaller card for a grid: icon above, heading, one line.
struct TileSpec {
    std::string_view title{};
    std::string_view line{};
    std::string_view icon{};
    Tone icon_tone = Tone::Green;
    Enabled enabled = Enabled::Yes;
};

/// A row of a list: icon, words, a value at the end, and the mark that it opens.
struct RowSpec {
    std::string_view title{};
    std::string_view detail{};
    std::string_view value{};
    std::string_view icon{};
    Tone icon_tone = Tone::Green;
    Tone value_tone = Tone::Secondary;
    Enabled enabled = Enabled::Yes;
};

enum class ChoiceKind : std::uint8_t { One, Many };
struct ChoiceSpec {
    std::string_view label{};
    std::string_view detail{};  // second line, smaller
    Selected selected = Selected::No;
    ChoiceKind kind = ChoiceKind::One;
    Enabled enabled = Enabled::Yes;
};
struct ChipSpec {
    Selected selected = Selected::No;
    Enabled enabled = Enabled::Yes;
};

/// A number by plus and minus. `text` is the value as it is said ("2 people").
struct StepperSpec {
    std::string_view label{};
    std::string_view text{};
    std::string_view less{}, more{};  // what the two buttons are called by speech
    int value = 0, least = 0, most = 0;
};
/// A day to choose. The words come from the screen: there is no calendar here.
struct DayCell {
    std::string_view id{};
    std::string_view name{};  // "Sat", "today"
    std::string_view date{};  // "21 Nov"
    std::string_view note{};  // "full"
    Selected selected = Selected::No;
    Enabled enabled = Enabled::Yes;
};
struct SlotCell {
    std::string_view id{};
    std::string_view label{};
    std::string_view detail{};
    Selected selected = Selected::No;
    Enabled enabled = Enabled::Yes;
};

struct ProgressSpec {
    double done = 0, total = 1;
    std::string_view label{};  // says it in words
};
/// What stands where there is nothing to show.
struct PlaceholderSpec {
    enum class Kind : std::uint8_t { Empty, Loading, Error };
    Kind kind = Kind::Empty;
    std::string_view id{};  // of the title
    std::string_view title{};
    std::string_view detail{};  // what to do now
    std::string_view icon{};    // nothing: the kind's own
    std::string_view action_id{};
    std::string_view action{};  // nothing: no button
};
/// One value of a chart, with the words that say it. At most 12 a chart, 6 a donut.
struct ChartPart {
    std::string_view label{};
    double value = 0;  // 0 or more
    std::string_view text{};
};

enum class Status : std::uint8_t { Well, Waiting, Trouble, Information };

struct TimelineStep {
    enum class State : std::uint8_t { Done, Now, Coming };
    std::string title{};
    std::string detail{};
    State state = State::Coming;
};

/// taken + held + free = total; held are those this kiosk (or the waiting) keeps. Drawn as a bar, said by `label`.
struct SeatBar {
    int total = 0;
    int taken = 0;
    int held = 0;
    std::string_view label{};
};

enum class FieldKind : std::uint8_t { Line, Paragraph, Digits, Code };
struct FieldSpec {
    std::string_view label{};
    std::string_view hint{};   // shown while empty
    std::string_view error{};  // shown under it, in words
    FieldKind kind = FieldKind::Line;
    int max_characters = 200;  // user-perceived characters, at most 2000; further keys are ignored
    Enabled enabled = Enabled::Yes;
};

struct DialogSpec {
    std::string_view id{};  // record of kind "dialog"
    std::string_view title{};
    std::string_view icon{};
    Tone icon_tone = Tone::Amber;
};

/// px, or shares of the glass.
struct GlassPoint {
    float x = 0, y = 0;
};
enum class TestPicture : std::uint8_t { Black, White, Red, Green, Blue, Greys, Lines };

}  // namespace linli::ui
