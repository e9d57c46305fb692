// A number by plus and minus, and a day with its time: all by taps, nothing typed.
#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

bool Ui::Impl::round_button(std::string_view id, std::string_view label, std::string_view icon_name, Box box,
                            Enabled enabled) {
    bool held = false;
    const bool pressed = press(id, box, enabled, &held);
    const Palette& c = colours();
    const Colour base = enabled == Enabled::Yes ? c.card : mix(c.paper, c.line, 35);
    const Colour fill = held ? mix(base, c.ink, 10) : base;
    const Colour ink = enabled == Enabled::Yes ? c.ink : c.ink2;
    painter.box(
        box,
        {.fill = fill, .line = enabled == Enabled::Yes ? c.ink2 : c.line, .border = hairline(), .radius = px(6.3)});
    const float side = std::round(box.h * 0.44F);
    icon(icon_name, box.x + std::floor((box.w - side) / 2), box.y + std::floor((box.h - side) / 2), side, ink);
    control_look(record("button", id, label, box), Role::Strong, ink, fill, enabled);
    return pressed;
}

std::optional<int> Ui::stepper(std::string_view id, const StepperSpec& spec) {
    Impl& impl = *m_impl;
    if (!spec.label.empty()) impl.paragraph("label", spec.label, Role::Secondary, {});
    const float side = impl.px(20);
    const float gap = impl.px(4.2);
    const Setting value = impl.set(spec.text, Role::Heading, impl.width() - 2 * (side + gap), Align::Centre);
    const float middle = std::min(impl.width() - 2 * (side + gap), std::max(value->width + impl.px(8), impl.px(44)));
    const Box box = impl.place(2 * (side + gap) + middle, std::max(side, value->height), Block::Control);
    const float y = box.y + std::floor((box.h - side) / 2);
    const std::string base(id);
    const Enabled less = spec.value > spec.least ? Enabled::Yes : Enabled::No;
    const Enabled more = spec.value < spec.most ? Enabled::Yes : Enabled::No;
    std::optional<int> changed;
    if (impl.round_button(base + ".less", spec.less, "minus", {box.x, y, side, side}, less)) changed = spec.value - 1;
    const Setting shown = impl.set(spec.text, Role::Heading, middle, Align::Centre);
    const Box at{box.x + side + gap, box.y + std::floor((box.h - shown->height) / 2), middle, shown->height};
    impl.draw(shown, at.x, at.y, impl.colours().ink);
    impl.words("value", id, spec.text, at, Role::Heading, impl.colours().ink);
    if (impl.round_button(base + ".more", spec.more, "plus", {at.right() + gap, y, side, side}, more))
        changed = spec.value + 1;
    return changed;
}

// One day of the strip: weekday, date, and what else is to be said of it, each on a line of its own.
bool Ui::Impl::day_cell(const DayCell& day) {
    const Palette& c = colours();
    const bool on = day.selected == Selected::Yes;
    const float room = width() - 2 * px(2);
    const Setting name = set(day.name, Role::Secondary, room, Align::Centre);
    const Setting date = set(day.date, Role::Strong, room, Align::Centre);
    const Setting note = set(day.note, Role::Secondary, room, Align::Centre);
    const float note_height = day.note.empty() ? 0 : note->height;
    const float words = name->height + date->height + note_height;
    const Box box = place(width(), std::max(roomy(22), words + 2 * roomy(3.4)), Block::Control);
    bool held = false;
    const bool pressed = press(day.id, box, day.enabled, &held);
    const Colour base = day.enabled == Enabled::No ? mix(c.paper, c.line, 25) : on ? c.green_tint : c.card;
    const Colour fill = held ? mix(base, c.ink, 8) : base;
    painter.box(
        box,
        {.fill = fill, .line = on ? c.green : c.line, .border = on ? 2 * hairline() : hairline(), .radius = px(6.3)});
    // Chosen is told by a thick edge and a mark, not by green alone.
    if (on) {
        const float side = px(5.6);
        const Box mark{box.right() - side - px(2), box.y + px(2), side, side};
        painter.disc(mark.x + side / 2, mark.y + side / 2, side / 2, c.green);
        const float tick = std::floor(side * 0.72F);
        icon("check", mark.x + std::floor((side - tick) / 2), mark.y + std::floor((side - tick) / 2), tick, c.on_act);
    }
    const float x = box.x + px(2);
    float y = box.y + std::floor((box.h - words) / 2);
    const Colour quiet = on ? c.ink : c.ink2;
    draw(name, x, y, quiet);
    y += name->height;
    draw(date, x, y, day.enabled == Enabled::Yes ? c.ink : c.ink2);
    y += date->height;
    if (!day.note.empty()) draw(note, x, y, quiet);
    std::string all(day.name);
    all.append("\n").append(day.date);
    if (!day.note.empty()) all.append("\n").append(day.note);
    control_look(record(on ? "choice-on" : "choice", day.id, all, box), Role::Strong,
                 day.enabled == Enabled::Yes ? c.ink : c.ink2, fill, day.enabled);
    return pressed;
}

std::optional<std::size_t> Ui::day_strip(std::span<const DayCell> days) {
    std::optional<std::size_t> tapped;
    begin_grid(std::min(columns_of(45), 7));
    for (std::size_t i = 0; i < days.size(); ++i)
        if (m_impl->day_cell(days[i])) tapped = i;
    end_grid();
    return tapped;
}

std::optional<std::size_t> Ui::slots(std::span<const SlotCell> slots) {
    std::optional<std::size_t> tapped;
    begin_grid(std::min(columns_of(78), 3));
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (choice(slots[i].id, {.label = slots[i].label,
                                 .detail = slots[i].detail,
                                 .selected = slots[i].selected,
                                 .enabled = slots[i].enabled}))
            tapped = i;
    end_grid();
    return tapped;
}

}  // namespace linli::ui
