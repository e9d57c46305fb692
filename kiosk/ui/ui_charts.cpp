// Figures as pictures. Every value also stands in words beside its mark and in the transcript, and a colour never tells
// anything that a name or a number does not.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
namespace {

constexpr std::size_t max_parts = 12;
constexpr std::size_t max_sectors = 6;
// Beside the keys of discs, which are their radius.
constexpr std::uint64_t sector_bit = std::uint64_t{1} << 62U;

std::span<const ChartPart> bounded(std::span<const ChartPart> parts, std::size_t most) {
    return parts.first(std::min(parts.size(), most));
}

double greatest(std::span<const ChartPart> parts) {
    double most = 0;
    for (const ChartPart& part : parts) most = std::max(most, part.value);
    return most;
}

std::string said(const ChartPart& part) {
    return std::string(part.label) + "\n" + std::string(part.text);
}

// Coverage of a ring's sector from `from` to `to` (turns, clockwise from the top), by four samples a side of a pixel.
void fill_sector(std::vector<std::uint8_t>& coverage, int side, double thickness, double from, double to) {
    constexpr int samples = 4;
    const double outer = side / 2.0;
    const double inner = outer - thickness;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            int hits = 0;
            for (int s = 0; s < samples * samples; ++s) {
                const double dx = x + (s % samples + 0.5) / samples - outer;
                const double dy = y + (s / samples + 0.5) / samples - outer;
                const double distance = std::hypot(dx, dy);
                if (distance > outer || distance < inner) continue;
                double turn = std::atan2(dx, -dy) / (2 * std::numbers::pi);
                if (turn < 0) turn += 1;
                if (turn >= from && turn < to) ++hits;
            }
            coverage[static_cast<std::size_t>(y * side + x)] =
                static_cast<std::uint8_t>(hits * 255 / (samples * samples));
        }
    }
}

}  // namespace

void Ui::bar_chart(std::string_view id, std::span<const ChartPart> all) {
    Impl& impl = *m_impl;
    const auto parts = bounded(all, max_parts);
    const Palette& c = impl.colours();
    const double most = greatest(parts);
    const float h = impl.px(6.3);
    const float full = impl.width();
    float names = 0;
    float values = 0;
    for (const ChartPart& part : parts) {
        names = std::max(names, impl.set(part.label, Role::Secondary, full * 0.34F)->width);
        values = std::max(values, impl.set_bold_secondary(part.text, full * 0.3F)->width);
    }
    const float gap = impl.px(4.2);
    const float run = full - names - values - 2 * gap;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const ChartPart& part = parts[i];
        const Setting name = impl.set(part.label, Role::Secondary, names);
        const Setting value = impl.set_bold_secondary(part.text, values);
        const Box box = impl.place(full, std::max({h, name->height, value->height}), Block::Words);
        impl.draw(name, box.x, box.y + std::floor((box.h - name->height) / 2), c.ink2);
        const float share = most <= 0 ? 0 : static_cast<float>(part.value / most);
        const float w = std::max(h, std::round(run * share));
        const Box bar{box.x + names + gap, box.y + std::floor((box.h - h) / 2), w, h};
        impl.painter.box(bar, {.fill = c.green, .line = c.green, .radius = impl.px(1.6)});
        impl.draw(value, bar.right() + gap, box.y + std::floor((box.h - value->height) / 2), c.ink);
        impl.words("bar", id.empty() ? std::string{} : std::string(id) + "." + std::to_string(i + 1), said(part), box,
                   Role::Secondary, c.ink);
    }
}

// A line of that thickness in columns of whole pixels, each with soft ends: the blitter fills, it does not sample.
void Ui::Impl::slope(float x0, float y0, float x1, float y1, float thickness, Colour colour) {
    const float run = x1 - x0;
    if (run < 1) return;
    const float slant = (y1 - y0) / run;
    const float half = thickness / 2 * std::sqrt(1 + slant * slant);
    for (float x = std::floor(x0); x < x1; x += 1) {
        const float middle = y0 + (x + 0.5F - x0) * slant;
        const float top = middle - half;
        const float bottom = middle + half;
        const float inner_top = std::ceil(top);
        const float inner_bottom = std::floor(bottom);
        if (inner_bottom > inner_top) painter.rect({x, inner_top, 1, inner_bottom - inner_top}, colour);
        const auto soft = [](float share) { return static_cast<std::uint8_t>(std::clamp(share * 255, 0.0F, 255.0F)); };
        painter.rect({x, inner_top - 1, 1, 1}, colour, soft(inner_top - top));
        painter.rect({x, inner_bottom, 1, 1}, colour, soft(bottom - inner_bottom));
    }
}

void Ui::line_chart(std::string_view id, std::span<const ChartPart> all) {
    Impl& impl = *m_impl;
    const auto parts = bounded(all, max_parts);
    if (parts.empty()) return;
    const Palette& c = impl.colours();
    const double most = std::max(greatest(parts), 1e-9);
    const auto count = static_cast<float>(parts.size());
    const float column = std::floor(impl.width() / count);
    float names = 0;
    float values = 0;
    const float room = column - impl.px(1);
    for (const ChartPart& part : parts) {
        const Setting name = impl.set(part.label, Role::Secondary, 0);
        const Setting value = impl.set_bold_secondary(part.text, 0);
        // Words that a column is too narrow for stand beside bars instead.
        if (name->width > room || value->width > room) return bar_chart(id, all);
        names = std::max(names, name->height);
        values = std::max(values, value->height);
    }
    const float plot = impl.airy(46);
    const float radius = impl.px(1.9);
    const Box box = impl.place(impl.width(), values + impl.px(3) + plot + impl.px(3) + names, Block::Words);
    const float base = box.y + values + impl.px(3) + plot;
    const auto x_of = [&](std::size_t i) { return box.x + std::floor(column * (static_cast<float>(i) + 0.5F)); };
    const auto y_of = [&](std::size_t i) {
        return std::round(base - radius - (plot - radius) * static_cast<float>(parts[i].value / most));
    };
    impl.painter.rect({box.x, base, box.w, impl.hairline()}, impl.high_contrast() ? c.line : c.ink2);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        impl.slope(x_of(i), y_of(i), x_of(i + 1), y_of(i + 1), impl.px(0.8), c.green);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        impl.painter.disc(x_of(i), y_of(i), radius, c.green);
        const float left = box.x + column * static_cast<float>(i) + impl.px(0.5);
        const Setting value =
            impl.set_in(parts[i].text, Role::Secondary, text::Weight::Bold, column - impl.px(1), {}, Align::Centre);
        const Setting name = impl.set(parts[i].label, Role::Secondary, column - impl.px(1), Align::Centre);
        impl.draw(value, left, y_of(i) - radius - impl.px(1) - value->height, c.ink);
        impl.draw(name, left, base + impl.px(3), c.ink2);
        impl.words("point", id.empty() ? std::string{} : std::string(id) + "." + std::to_string(i + 1), said(parts[i]),
                   {left, box.y, column - impl.px(1), box.h}, Role::Secondary, c.ink);
    }
}

void Ui::donut(std::string_view id, std::span<const ChartPart> all, std::string_view centre) {
    Impl& impl = *m_impl;
    const auto parts = bounded(all, max_sectors);
    const Palette& c = impl.colours();
    const std::array<Colour, max_sectors> colours{c.green, c.blue, c.amber, c.red, c.ink2, c.green_soft};
    double total = 0;
    for (const ChartPart& part : parts) total += std::max(0.0, part.value);
    const float side = std::min(impl.airy(62), std::floor(impl.width() * 0.45F));
    const float thickness = std::round(side * 0.2F);
    const float gap = impl.airy(8);
    const float room = impl.width() - side - gap;
    const float swatch = impl.px(8.4);
    std::vector<Setting> names;
    std::vector<Setting> values;
    float height = 0;
    for (const ChartPart& part : parts) {
        values.push_back(impl.set_bold_secondary(part.text, room * 0.45F));
        names.push_back(impl.set(part.label, Role::Secondary, room - swatch - values.back()->width - 2 * impl.px(4)));
        height += std::max({swatch, names.back()->height, values.back()->height}) + impl.px(2.6);
    }
    const Box box = impl.place(impl.width(), std::max(side, height), Block::Words);
    const Box ring{box.x, box.y + std::floor((box.h - side) / 2), side, side};
    const Setting middle = impl.set(centre, Role::Strong, side - 2 * thickness - impl.px(2), Align::Centre);
    impl.draw(middle, ring.x + thickness + impl.px(1), ring.y + std::floor((side - middle->height) / 2), c.ink);
    float y = box.y + std::floor((box.h - height + impl.px(2.6)) / 2);
    double from = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double share = total <= 0 ? 0 : std::max(0.0, parts[i].value) / total;
        // A breath between two sectors tells them apart without their colours.
        const double breath = parts.size() > 1 ? 0.006 : 0;
        const double start = from + breath / 2;
        const double end = std::max(start, from + share - breath / 2);
        const auto coded = [](double turn) { return static_cast<std::uint64_t>(std::lround(turn * 65535)); };
        const std::uint64_t key =
            sector_bit | (static_cast<std::uint64_t>(side) << 32U) | (coded(start) << 16U) | coded(end);
        impl.painter.mask(key, ring, colours[i], [&](std::vector<std::uint8_t>& coverage, int w, int) {
            fill_sector(coverage, w, thickness, start, end);
        });
        // The number on the sector is the number of its line, where the sector has room for it.
        const std::string number = std::to_string(i + 1);
        const Setting label = impl.set_bold_secondary(number, 0);
        const Colour on = colours[i] == c.green_soft ? c.ink : c.on_act;
        if (share > 0.08) {
            const double turn = (from + share / 2) * 2 * std::numbers::pi;
            const auto radius = static_cast<double>(side - thickness) / 2;
            const auto cx = ring.x + side / 2 + static_cast<float>(std::sin(turn) * radius);
            const auto cy = ring.y + side / 2 - static_cast<float>(std::cos(turn) * radius);
            impl.draw(label, std::round(cx - label->width / 2), std::round(cy - label->height / 2), on);
        }
        const float line = std::max({swatch, names[i]->height, values[i]->height});
        const float x = ring.right() + gap;
        const Box mark{x, y + std::floor((line - swatch) / 2), swatch, swatch};
        impl.painter.box(mark, {.fill = colours[i], .line = colours[i], .radius = impl.px(1.6)});
        impl.draw(label, mark.x + std::floor((swatch - label->width) / 2),
                  mark.y + std::floor((swatch - label->height) / 2), on);
        impl.draw(names[i], x + swatch + impl.px(4), y + std::floor((line - names[i]->height) / 2), c.ink2);
        impl.draw(values[i], box.right() - values[i]->width, y + std::floor((line - values[i]->height) / 2), c.ink);
        impl.words("sector", id.empty() ? std::string{} : std::string(id) + "." + number, said(parts[i]),
                   {x, y, box.right() - x, line}, Role::Secondary, c.ink);
        y += line + impl.px(2.6);
        from += share;
    }
}

}  // namespace linli::ui
