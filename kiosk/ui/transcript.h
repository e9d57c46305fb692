// What is on the screen, as lines: what tests tap by, what speech reads, what the rules of a public screen are checked
// on. Filled by Ui on the UI thread, one vector a pass; plain values otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linli::ui {

/// What lies over what: a dialog takes every tap, so page controls under it are covered.
enum class Layer : std::uint8_t { Page, Keyboard, Dialog };

/// Which part of the page a record belongs to: only Body scrolls.
enum class Zone : std::uint8_t { Fixed, Body };

struct Record {
    std::string
        kind;  // screen, title, heading, text, button, item, tile, choice, chip, field, key, qr, banner, status, ...
    std::string id;    // "screen.control" or "screen.control.key"; empty for text that nothing refers to
    std::string text;  // as shown to a person
    float x = 0, y = 0, w = 0, h = 0;  // px, of the whole control, even where a scroll region cuts it
    bool enabled = true;
    bool tappable = false;
    double cap_mm = 0;
    std::string foreground, background;  // "#RRGGBB"
    std::string lang;
    bool clipped = false;  // some part of it is outside the scroll region that holds it
    Layer layer = Layer::Page;
    Zone zone = Zone::Fixed;
};

/// A line of words as it was drawn, px: from the height of a capital to a little under the baseline. For the rules that
/// no text is cut or lies on another; what it says is in the records.
struct DrawnLine {
    float x = 0, y = 0, w = 0, h = 0;
    bool cut = false;  // in an ellipsis, or within a word
    Layer layer = Layer::Page;
    Zone zone = Zone::Fixed;
};

/// The first record is of kind "screen": id is the screen's, text its title.
struct Transcript {
    std::vector<Record> records;
    std::vector<DrawnLine> lines_drawn;
    float body_top = 0, body_bottom = 0;  // px: what scrolls is seen between them
    [[nodiscard]] std::string_view screen() const;
    [[nodiscard]] const Record* find(std::string_view id) const;
    /// One line a record: kind, id, text, x, y, w, h, enabled, cap height, foreground, background, language, clipped,
    /// tab-separated; tabs and line ends within text become spaces.
    [[nodiscard]] std::string lines() const;
};

}  // namespace linli::ui
