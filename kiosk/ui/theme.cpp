#include "kiosk/ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace linli::ui {
namespace {

// Cap height of Noto Sans CJK as a share of its em.
constexpr double cap_share = 0.733;

// EN 301 549: what a seated person reaches, over the floor; and the least height that a page can be used in.
constexpr double seated_low_mm = 800;
constexpr double seated_high_mm = 1100;
constexpr double least_page_mm = 200;
// A taller glass is not reached to its top, and no page wants that much: above it the glass tells the time.
constexpr double tallest_page_mm = 560;
constexpr double least_band_mm = 60;

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
    .green_soft = rgb(0x8CC3AF),
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
    .green = rgb(0x002A20),
    .green_soft = rgb(0x767676),
    .green_tint = rgb(0xFFFFFF),
    .red = rgb(0x520300),
    .red_tint = rgb(0xFFFFFF),
    .amber = rgb(0x382200),
    .amber_tint = rgb(0xFFFFFF),
    .blue = rgb(0x05244A),
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
    // Told three times for everything that is drawn, so not by a formatter.
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "#000000";
    std::size_t at = 1;
    for (const std::uint8_t channel : {c.r, c.g, c.b}) {
        out[at++] = digits[channel >> 4U];
        out[at++] = digits[channel & 15U];
    }
    return out;
}

Colour mix(Colour a, Colour b, int percent_b) {
    const auto channel = [percent_b](std::uint8_t x, std::uint8_t y) {
        return static_cast<std::uint8_t>((x * (100 - percent_b) + y * percent_b) / 100);
    };
    return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b)};
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

double Theme::air() const {
    const double least = std::min(m_glass.width_px, m_glass.height_px) * 25.4 / m_glass.dpi;
    return std::clamp(least / 280.0, 1.0, 1.35);
}

double Theme::text_scale() const {
    return steps.at(static_cast<std::size_t>(m_appearance.step)).body / steps[1].body;
}

Theme::Rows Theme::page_rows() const {
    const auto whole = static_cast<float>(m_glass.height_px);
    const double height = m_glass.height_px * 25.4 / m_glass.dpi;
    if (m_appearance.posture == Posture::Standing || !m_glass.floor_mm) {
        const double spare = height - tallest_page_mm;
        return {spare < least_band_mm ? 0 : px(spare), whole};
    }
    // Lengths from the glass's lower edge upwards. Where the glass hardly reaches into the band, the nearest part of it
    // that a page fits in is taken.
    const double least = std::min(height, least_page_mm);
    double low = std::clamp(seated_low_mm - *m_glass.floor_mm, 0.0, height);
    double high = std::clamp(seated_high_mm - *m_glass.floor_mm, 0.0, height);
    if (high - low < least) {
        high = std::min(height, std::max(high, low + least));
        low = std::max(0.0, high - least);
    }
    const auto row = [&](double mm) {
        return static_cast<float>(
            std::clamp(std::round((height - mm) * m_glass.dpi / 25.4), 0.0, static_cast<double>(m_glass.height_px)));
    };
    return {row(high), row(low)};
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
