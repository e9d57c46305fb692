#include "kiosk/ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace linli::ui {
namespace {

// Cap height of Noto Sans CJK as a share of its em.
constexpr double cap_share = 0.733;

struct StepSizes {
    double body, secondary, title_factor, heading_factor;
};
// Secondary text is one step down, and never under 3.5 mm. Titles grow less where the body is already large, so that a
// question still fits on two lines.
constexpr std::array<StepSizes, 4> steps{{
    {4.0, 3.6, 1.95, 1.35},
    {5.5, 4.7, 1.85, 1.32},
    {6.8, 5.5, 1.60, 1.25},
    {8.7, 6.8, 1.35, 1.15},
}};

constexpr Colour rgb(unsigned value) {
    return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
            static_cast<std::uint8_t>(value)};
}

constexpr Palette standard{
    .paper = rgb(0xF5F2EC),
    .card = rgb(0xFFFFFF),
    .line = rgb(0xDCD6CA),
    .bar = rgb(0xFBF9F5),
    .ink = rgb(0x1B211E),
    .ink2 = rgb(0x46504A),
    .green = rgb(0x0A5F4D),
    .green_tint = rgb(0xE3F0EB),
    .red = rgb(0xB92E26),
    .red_tint = rgb(0xFBE9E6),
    .amber = rgb(0x7A4E00),
    .amber_tint = rgb(0xFFF1D0),
    .blue = rgb(0x1C5490),
    .blue_tint = rgb(0xE4EEF9),
    .on_act = rgb(0xFFFFFF),
    .key = rgb(0xFFFFFF),
    .key_special = rgb(0xD6CDBF),
    .keyboard = rgb(0xE7E2D8),
    .scrim = rgb(0x1B211E),
};
constexpr Palette high{
    .paper = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .line = rgb(0x000000),
    .bar = rgb(0xFFFFFF),
    .ink = rgb(0x000000),
    .ink2 = rgb(0x141414),
    .green = rgb(0x00382C),
    .green_tint = rgb(0xFFFFFF),
    .red = rgb(0x6E0600),
    .red_tint = rgb(0xFFFFFF),
    .amber = rgb(0x402900),
    .amber_tint = rgb(0xFFFFFF),
    .blue = rgb(0x06294F),
    .blue_tint = rgb(0xFFFFFF),
    .on_act = rgb(0xFFFFFF),
    .key = rgb(0xFFFFFF),
    .key_special = rgb(0xFFFFFF),
    .keyboard = rgb(0xFFFFFF),
    .scrim = rgb(0x000000),
};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

std::string hex(Colour c) {
    return fmt::format("#{:02X}{:02X}{:02X}", c.r, c.g, c.b);
}

double contrast_ratio(Colour one, Colour other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

const Palette& palette(Contrast contrast) {
    return contrast == Contrast::High ? high : standard;
}

Theme::Theme(Glass glass, Appearance appearance) : m_glass(glass), m_appearance(std::move(appearance)) {
    m_glass.dpi = std::clamp(m_glass.dpi, 30.0, 400.0);
}

float Theme::px(double mm) const {
    if (mm <= 0) return 0;
    return static_cast<float>(std::max(1.0, std::round(mm * m_glass.dpi / 25.4)));
}

double Theme::cap_mm(Role role) const {
    const StepSizes& sizes = steps.at(static_cast<std::size_t>(m_appearance.step));
    switch (role) {
        case Role::Title:
            return sizes.body * sizes.title_factor;
        case Role::Heading:
            return sizes.body * sizes.heading_factor;
        case Role::Body:
        case Role::Strong:
            return sizes.body;
        case Role::Secondary:
            return sizes.secondary;
        case Role::Code:
            return std::min(sizes.body * 2.4, 14.0);
    }
    return sizes.body;
}

int Theme::em_px(Role role) const {
    // Rounded up: a cap height is a lower bound.
    return static_cast<int>(std::ceil(cap_mm(role) * m_glass.dpi / 25.4 / cap_share));
}

Colour Theme::foreground(Tone tone) const {
    const Palette& colour = colours();
    switch (tone) {
        case Tone::Neutral:
            return colour.ink;
        case Tone::Secondary:
            return colour.ink2;
        case Tone::Green:
            return colour.green;
        case Tone::Red:
            return colour.red;
        case Tone::Amber:
            return colour.amber;
        case Tone::Blue:
            return colour.blue;
    }
    return colour.ink;
}

Colour Theme::tint(Tone tone) const {
    const Palette& colour = colours();
    switch (tone) {
        case Tone::Neutral:
        case Tone::Secondary:
            return colour.card;
        case Tone::Green:
            return colour.green_tint;
        case Tone::Red:
            return colour.red_tint;
        case Tone::Amber:
            return colour.amber_tint;
        case Tone::Blue:
            return colour.blue_tint;
    }
    return colour.card;
}

}  // namespace linli::ui
