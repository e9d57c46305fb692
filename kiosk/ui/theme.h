// What a session chose about how things look, and the millimetres and colours that follow from it. Plain values; any
// thread. All lengths of the interface start as millimetres on the glass and become pixels here, by the real dpi.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/text/layout.h"

namespace linli::ui {

/// Four steps of main text (cap heights 4.0, 5.5, 6.8, 8.7 mm, inside the ranges of ADA 707.7.2, VVSG 2.0 and MIIT's
/// elder-friendly rules). Every session starts at Medium.
enum class TextStep : std::uint8_t { Small, Medium, Large, Huge };
enum class Contrast : std::uint8_t { Standard, High };
/// Seated keeps everything between 800 and 1100 mm over the floor, as far as the glass reaches there (EN 301 549).
enum class Posture : std::uint8_t { Standing, Seated };
using text::Direction;

struct Appearance {
    TextStep step = TextStep::Medium;
    Contrast contrast = Contrast::Standard;
    std::string lang = "zh-CN";                    // BCP 47, of the texts shown; goes to shaping, transcript and speech
    Direction direction = Direction::LeftToRight;  // of the page: right to left mirrors all of it
    Posture posture = Posture::Standing;
    friend bool operator==(const Appearance&, const Appearance&) = default;
};

/// The screen itself, from configuration. dpi within 30..400.
struct Glass {
    int width_px = 1080;
    int height_px = 1920;
    double dpi = 96.0;
    std::optional<double> floor_mm = std::nullopt;  // from the floor to the glass's lower edge; nothing: not known
    friend bool operator==(const Glass&, const Glass&) = default;
};

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0;
    friend bool operator==(const Colour&, const Colour&) = default;
};

/// "#RRGGBB".
std::string hex(Colour colour);
/// `percent_b` of b in a.
Colour mix(Colour a, Colour b, int percent_b);
/// WCAG 2 contrast ratio, 1..21.
double contrast_ratio(Colour one, Colour other);

/// A family of colour that means the same everywhere: Green acts or is well, Red is brand and help, Amber waits, Blue
/// informs. State is never told by tone alone; words say it too.
enum class Tone : std::uint8_t { Neutral, Secondary, Green, Red, Amber, Blue };

struct Palette {
    Colour paper, card, line, bar, ink, ink2, green, green_soft, green_tint, red, red_tint, amber, amber_tint, blue,
        blue_tint, on_act, key, key_special, keyboard, scrim;
};
const Palette& palette(Contrast contrast);

/// Roles of text. Sizes are derived from the step; Secondary is one step down and never under 3.5 mm.
enum class Role : std::uint8_t { Title, Heading, Body, Strong, Secondary, Code };

class Theme {
  public:
    Theme(Glass glass, Appearance appearance);
    [[nodiscard]] const Glass& glass() const { return m_glass; }
    [[nodiscard]] const Appearance& appearance() const { return m_appearance; }
    [[nodiscard]] const Palette& colours() const { return palette(m_appearance.contrast); }
    /// Millimetres to whole pixels, at least 1 for anything above 0.
    [[nodiscard]] float px(double mm) const;
    /// Height of a capital letter, mm.
    [[nodiscard]] double cap_mm(Role role) const;
    /// Size of the em in pixels that gives that cap height.
    [[nodiscard]] int em_px(Role role) const;
    [[nodiscard]] bool wide() const { return m_glass.width_px > m_glass.height_px; }
    [[nodiscard]] bool mirrored() const { return m_appearance.direction == Direction::RightToLeft; }
    /// A glass larger than a 21 inch one is stood back from: margins, gaps and paddings grow by this, 1..1.35. What a
    /// rule bounds (text, targets) does not.
    [[nodiscard]] double air() const;
    /// px(mm * air()).
    [[nodiscard]] float airy(double mm) const { return px(mm * air()); }
    /// Text of this step is so much larger than at Medium.
    [[nodiscard]] double text_scale() const;
    struct Rows {
        float top = 0, bottom = 0;  // px of the glass
    };
    /// Where the page stands: the whole glass, of a very tall one the lower part, and for a seated person what is
    /// within reach.
    [[nodiscard]] Rows page_rows() const;
    [[nodiscard]] Colour foreground(Tone tone) const;
    [[nodiscard]] Colour tint(Tone tone) const;

  private:
    Glass m_glass;
    Appearance m_appearance;
};

}  // namespace linli::ui
