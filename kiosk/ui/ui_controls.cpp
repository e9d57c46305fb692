// What a finger can press.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
namespace {

Colour mix(Colour a, Colour b, int percent_b) {
    const auto channel = [percent_b](std::uint8_t x, std::uint8_t y) {
        return static_cast<std::uint8_t>((x * (100 - percent_b) + y * percent_b) / 100);
    };
    return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b)};
}

}  // namespace

bool Ui::Impl::press(std::string_view id, Box box, Enabled enabled, bool* held) {
    if (held != nullptr) *held = false;
    if (enabled == Enabled::No || box.w <= 0 || box.h <= 0) return false;
    if (dialog_before && layer != Layer::Dialog) return false;
    ImGui::SetCursorScreenPos(ImVec2(box.x, box.y));
    const std::string key(id);
    const bool pressed = ImGui::InvisibleButton(key.c_str(), ImVec2(box.w, box.h));
    if (held != nullptr) *held = ImGui::IsItemActive() && ImGui::IsItemHovered() && !scroll.swallow;
    return pressed && !scroll.swallow && !scroll.dragging;
}

void Ui::Impl::control_look(Record& entry, Role role, Colour foreground, Colour background, Enabled enabled) {
    entry.tappable = true;
    entry.enabled = enabled == Enabled::Yes;
    entry.cap_mm = theme.cap_mm(role);
    entry.foreground = hex(foreground);
    entry.background = hex(background);
}

Ui::Impl::ButtonShape Ui::Impl::button_shape(std::string_view label, std::string_view icon_name, float max_width) {
    ButtonShape shape;
    const float pad = px(theme.wide() ? 7.4 : 8.0);
    shape.icon = fonts.has_icon(icon_name) ? std::round(static_cast<float>(theme.em_px(Role::Body)) * 1.25F) : 0;
    const float extra = 2 * pad + (shape.icon > 0 ? shape.icon + px(3) : 0);
    shape.label = set(label, Role::Strong, std::max(px(12), max_width - extra), Align::Start, 3);
    shape.w = std::max(std::ceil(shape.label->width) + extra, px(16));
    shape.h = std::max(px(theme.wide() ? 18 : 20), shape.label->height + px(7.4));
    return shape;
}

bool Ui::Impl::draw_button(std::string_view id, std::string_view label, std::string_view icon_name, ButtonKind kind,
                           Enabled enabled, Box box, const ButtonShape& shape) {
    bool held = false;
    const bool pressed = press(id, box, enabled, &held);
    const Palette& c = colours();
    Colour fill = c.card;
    Colour line = c.line;
    Colour ink = c.ink;
    switch (kind) {
        case ButtonKind::Plain:
            break;
        case ButtonKind::Primary:
            fill = line = c.green;
            ink = c.on_act;
            break;
        case ButtonKind::Danger:
            line = ink = c.red;
            break;
    }
    if (enabled == Enabled::No) {
        fill = mix(c.paper, c.line, 35);
        line = c.line;
        ink = c.ink2;
    } else if (held) {
        fill = mix(fill, c.ink, kind == ButtonKind::Primary ? 30 : 10);
    }
    painter.box(box, {.fill = fill, .line = line, .border = hairline(), .radius = px(6.3)});
    const float content = shape.label->width + (shape.icon > 0 ? shape.icon + px(3) : 0);
    float x = box.x + std::floor((box.w - content) / 2);
    if (shape.icon > 0) {
        // A mark that points onwards stands behind the words, every other before them.
        const bool behind = icon_name == "chevron-right" || icon_name == "arrow-right";
        const float at = behind ? x + shape.label->width + px(2) : x;
        icon(icon_name, at, box.y + std::floor((box.h - shape.icon) / 2), shape.icon, ink);
        if (!behind) x += shape.icon + px(3);
    }
    draw(*shape.label, x, box.y + std::floor((box.h - shape.label->height) / 2), ink);
    control_look(record("button", id, label, box), Role::Strong, ink, fill, enabled);
    return pressed;
}

bool Ui::button(std::string_view id, std::string_view label, const ButtonSpec& spec) {
    Impl& impl = *m_impl;
    const auto shape = impl.button_shape(label, spec.icon, impl.width());
    Box box = impl.place(shape.w, shape.h, Block::Control);
    if (spec.width == Width::Fit && impl.flow().kind != FlowKind::Inline && impl.flow().kind != FlowKind::Grid) {
        const float spare = box.w - std::min(shape.w, box.w);
        if (spec.align == Align::Centre) box.x += std::floor(spare / 2);
        if (spec.align == Align::End) box.x += spare;
        box.w -= spare;
    }
    return impl.draw_button(id, label, spec.icon, spec.kind, spec.enabled, box, shape);
}

bool Ui::item(std::string_view id, const ItemSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.px(impl.theme.wide() ? 6.0 : 8.5);
    const bool has_icon = impl.fonts.has_icon(spec.icon);
    const float square = has_icon ? impl.px(impl.theme.wide() ? 24 : 28) : 0;
    const float arrow = std::max(impl.px(7), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float inner = impl.width() - 2 * pad - arrow - impl.px(2);
    const auto trailing = impl.set(spec.trailing, Role::Secondary, inner / 2, Align::End, 2);
    const float trailing_room = spec.trailing.empty() ? 0 : trailing->width + impl.px(3);
    const float room = inner - (has_icon ? square + impl.px(7.4) : 0) - trailing_room;
    const auto title = impl.set(spec.title, Role::Heading, room);
    float height = title->height;
    std::vector<std::shared_ptr<const text::Layout>> lines;
    std::string all(spec.title);
    for (std::size_t i = 0; i < std::min<std::size_t>(spec.lines.size(), 6); ++i) {
        if (spec.lines[i].text.empty()) continue;
        const Role role = spec.lines[i].role == Role::Strong ? Role::Secondary : spec.lines[i].role;
        lines.push_back(impl.set(spec.lines[i].text, role, room));
        if (spec.lines[i].role == Role::Strong) lines.back() = impl.set_bold_secondary(spec.lines[i].text, room);
        height += lines.back()->height;
        all += "\n" + std::string(spec.lines[i].text);
    }
    if (!spec.trailing.empty()) all += "\n" + std::string(spec.trailing);
    const Box box = impl.place(impl.width(), std::max(height, square) + 2 * pad, Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const Colour fill = spec.enabled == Enabled::No ? mix(c.paper, c.line, 25) : held ? mix(c.card, c.ink, 8) : c.card;
    impl.painter.box(box, {.fill = fill, .line = c.line, .border = impl.hairline(), .radius = impl.px(7.4)});
    float x = box.x + pad;
    if (has_icon) {
        impl.icon_square(spec.icon, spec.icon_tone, {x, box.y + std::floor((box.h - square) / 2), square, square},
                         impl.px(8));
        x += square + impl.px(7.4);
    }
    float y = box.y + std::floor((box.h - height) / 2);
    const Colour ink = spec.enabled == Enabled::Yes ? c.ink : c.ink2;
    impl.draw(*title, x, y, ink);
    y += title->height;
    std::size_t line = 0;
    for (const ItemLine& words : spec.lines) {
        if (words.text.empty() || line >= lines.size()) continue;
        impl.draw(*lines[line], x, y, impl.theme.foreground(words.tone));
        y += lines[line++]->height;
    }
    const float end = box.right() - pad - arrow;
    if (!spec.trailing.empty()) {
        impl.draw(*trailing, end - impl.px(2) - inner / 2, box.y + std::floor((box.h - trailing->height) / 2),
                  impl.theme.foreground(spec.trailing_tone));
    }
    if (spec.enabled == Enabled::Yes)
        impl.icon("chevron-right", end, box.y + std::floor((box.h - arrow) / 2), arrow, c.ink2);
    impl.control_look(impl.record("item", id, all, box), Role::Heading, ink, fill, spec.enabled);
    return pressed;
}

bool Ui::tile(std::string_view id, const TileSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.px(impl.theme.wide() ? 6.0 : 7.4);
    const float square = impl.px(19);
    const float room = impl.width() - 2 * pad;
    const auto title = impl.set(spec.title, Role::Heading, room);
    const auto line = impl.set(spec.line, Role::Secondary, room);
    const float gap = impl.px(3.2);
    const float line_height = spec.line.empty() ? 0 : line->height + impl.px(0.8);
    const Box box = impl.place(impl.width(), 2 * pad + square + gap + title->height + line_height, Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const Colour fill = held ? mix(c.card, c.ink, 8) : c.card;
    impl.painter.box(box, {.fill = fill, .line = c.line, .border = impl.hairline(), .radius = impl.px(7.4)});
    float y = box.y + pad;
    impl.icon_square(spec.icon, spec.icon_tone, {box.x + pad, y, square, square}, impl.px(5.6));
    y += square + gap;
    impl.draw(*title, box.x + pad, y, c.ink);
    if (!spec.line.empty()) impl.draw(*line, box.x + pad, y + title->height + impl.px(0.8), c.ink2);
    std::string all(spec.title);
    if (!spec.line.empty()) all += "\n" + std::string(spec.line);
    impl.control_look(impl.record("tile", id, all, box), Role::Heading, c.ink, fill, spec.enabled);
    return pressed;
}

bool Ui::choice(std::string_view id, const ChoiceSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.px(6.3);
    const float mark = std::max(impl.px(9.5), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float room = impl.width() - 2 * pad - mark - impl.px(5);
    const auto label = impl.set(spec.label, spec.selected == Selected::Yes ? Role::Strong : Role::Body, room);
    const auto detail = impl.set(spec.detail, Role::Secondary, room);
    const float height = label->height + (spec.detail.empty() ? 0 : detail->height);
    const Box box = impl.place(impl.width(), std::max(impl.px(20), height + 2 * impl.px(4.8)), Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const bool on = spec.selected == Selected::Yes;
    const Colour base = on ? c.green_tint : c.card;
    const Colour fill = held ? mix(base, c.ink, 8) : base;
    impl.painter.box(box, {.fill = fill,
                           .line = on ? c.green : c.line,
                           .border = on ? 2 * impl.hairline() : impl.hairline(),
                           .radius = impl.px(6.9)});
    const Box at{box.x + pad, box.y + std::floor((box.h - mark) / 2), mark, mark};
    const float radius = spec.kind == ChoiceKind::One ? mark / 2 : impl.px(2.4);
    impl.painter.box(
        at, {.fill = on ? c.green : c.card, .line = on ? c.green : c.ink2, .border = impl.px(0.6), .radius = radius});
    if (on)
        impl.icon("check", at.x + std::floor(mark * 0.14F), at.y + std::floor(mark * 0.14F), std::floor(mark * 0.72F),
                  c.on_act);
    const float x = at.right() + impl.px(5);
    const float y = box.y + std::floor((box.h - height) / 2);
    const Colour ink = spec.enabled == Enabled::Yes ? c.ink : c.ink2;
    impl.draw(*label, x, y, ink);
    if (!spec.detail.empty()) impl.draw(*detail, x, y + label->height, c.ink2);
    std::string all(spec.label);
    if (!spec.detail.empty()) all += "\n" + std::string(spec.detail);
    impl.control_look(impl.record(on ? "choice-on" : "choice", id, all, box), Role::Body, ink, fill, spec.enabled);
    return pressed;
}

bool Ui::chip(std::string_view id, std::string_view label, const ChipSpec& spec) {
    Impl& impl = *m_impl;
    const bool on = spec.selected == Selected::Yes;
    const float pad = impl.px(6.3);
    const float mark = on ? impl.px(6.5) : 0;
    const float extra = 2 * pad + (on ? mark + impl.px(2) : 0);
    const auto words = impl.set(label, Role::Secondary, impl.width() - extra);
    const Box box = impl.place(words->width + extra, std::max(impl.px(16), words->height + impl.px(5)), Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const Colour base = on ? c.green_tint : c.card;
    const Colour fill = held ? mix(base, c.ink, 8) : base;
    const Colour ink = on ? c.green : spec.enabled == Enabled::Yes ? c.ink : c.ink2;
    impl.painter.box(box,
                     {.fill = fill, .line = on ? c.green : c.line, .border = impl.hairline(), .radius = box.h / 2});
    if (on) impl.icon("check", box.x + pad, box.y + std::floor((box.h - mark) / 2), mark, ink);
    impl.draw(*words, box.x + pad + (on ? mark + impl.px(2) : 0), box.y + std::floor((box.h - words->height) / 2), ink);
    impl.control_look(impl.record(on ? "chip-on" : "chip", id, label, box), Role::Secondary, ink, fill, spec.enabled);
    return pressed;
}

void Ui::tag(std::string_view label, Tone tone) {
    Impl& impl = *m_impl;
    const float pad = impl.px(4.8);
    const auto words = impl.set(label, Role::Secondary, impl.width() - 2 * pad, Align::Start, 1);
    const Box box = impl.place(words->width + 2 * pad, words->height + impl.px(3.7), Block::Control);
    const Box at{box.x, box.y, words->width + 2 * pad, box.h};
    const Colour colour = impl.theme.foreground(tone == Tone::Neutral ? Tone::Secondary : tone);
    const bool outlined = tone == Tone::Neutral || impl.theme.appearance().contrast == Contrast::High;
    impl.painter.box(at, {.fill = impl.theme.tint(tone),
                          .line = impl.colours().line,
                          .border = outlined ? impl.hairline() : 0,
                          .radius = box.h / 2});
    impl.draw(*words, at.x + pad, at.y + std::floor((at.h - words->height) / 2), colour);
    Record& entry = impl.words("tag", "", label, at, Role::Secondary, colour);
    entry.background = hex(impl.theme.tint(tone));
}

}  // namespace linli::ui
