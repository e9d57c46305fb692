// What a finger can press.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
bool Ui::Impl::press(std::string_view id, Box box, Enabled enabled, bool* held) {
    if (held != nullptr) *held = false;
    if (enabled == Enabled::No || box.w <= 0 || box.h <= 0) return false;
    if (dialog_before && layer != Layer::Dialog) return false;
    box = painter.on_glass(box);
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

bool Ui::anywhere(std::string_view id) {
    return m_impl->press(id, m_impl->screen(), Enabled::Yes);
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
    draw(shape.label, x, box.y + std::floor((box.h - shape.label->height) / 2), ink);
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

bool Ui::choice(std::string_view id, const ChoiceSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.px(6.3);
    const float mark = std::max(impl.px(9.5), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float room = impl.width() - 2 * pad - mark - impl.px(5);
    const Setting label = impl.set(spec.label, spec.selected == Selected::Yes ? Role::Strong : Role::Body, room);
    const Setting detail = impl.set(spec.detail, Role::Secondary, room);
    const float height = label->height + (spec.detail.empty() ? 0 : detail->height);
    const Box box = impl.place(impl.width(), std::max(impl.roomy(20), height + 2 * impl.roomy(4.8)), Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const bool on = spec.selected == Selected::Yes;
    const Colour base = spec.enabled == Enabled::No ? mix(c.paper, c.line, 25) : on ? c.green_tint : c.card;
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
    impl.draw(label, x, y, ink);
    if (!spec.detail.empty()) impl.draw(detail, x, y + label->height, c.ink2);
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
    const Setting words = impl.set(label, Role::Secondary, impl.width() - extra);
    const Box box = impl.place(words->width + extra, std::max(impl.px(16), words->height + impl.px(5)), Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const Colour base = spec.enabled == Enabled::No ? mix(c.paper, c.line, 25) : on ? c.green_tint : c.card;
    const Colour fill = held ? mix(base, c.ink, 8) : base;
    const Colour ink = on ? c.green : spec.enabled == Enabled::Yes ? c.ink : c.ink2;
    impl.painter.box(box,
                     {.fill = fill, .line = on ? c.green : c.line, .border = impl.hairline(), .radius = box.h / 2});
    if (on) impl.icon("check", box.x + pad, box.y + std::floor((box.h - mark) / 2), mark, ink);
    impl.draw(words, box.x + pad + (on ? mark + impl.px(2) : 0), box.y + std::floor((box.h - words->height) / 2), ink);
    impl.control_look(impl.record(on ? "chip-on" : "chip", id, label, box), Role::Secondary, ink, fill, spec.enabled);
    return pressed;
}

void Ui::tag(std::string_view label, Tone tone) {
    Impl& impl = *m_impl;
    const float pad = impl.px(4.8);
    const Setting words = impl.set(label, Role::Secondary, impl.width() - 2 * pad, Align::Start, 1);
    const Box box = impl.place(words->width + 2 * pad, words->height + impl.px(3.7), Block::Control);
    const Box at{box.x, box.y, words->width + 2 * pad, box.h};
    const Colour colour = impl.theme.foreground(tone == Tone::Neutral ? Tone::Secondary : tone);
    const bool outlined = tone == Tone::Neutral || impl.high_contrast();
    impl.painter.box(at, {.fill = impl.theme.tint(tone),
                          .line = impl.colours().line,
                          .border = outlined ? impl.hairline() : 0,
                          .radius = box.h / 2});
    impl.draw(words, at.x + pad, at.y + std::floor((at.h - words->height) / 2), colour);
    Record& entry = impl.words("tag", "", label, at, Role::Secondary, colour);
    entry.background = hex(impl.theme.tint(tone));
}

}  // namespace linli::ui
