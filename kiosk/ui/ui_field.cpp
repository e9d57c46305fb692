// The text field and the keyboard on the glass. The screen owns the text; the caret and the layer are kept here.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>

#include "kiosk/text/characters.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
namespace {

constexpr int max_field_characters = 2000;

bool is_pad(FieldKind kind) {
    return kind == FieldKind::Digits;
}

}  // namespace

// A low glass keeps as much as it can for the field.
float Ui::Impl::key_height() const {
    if (!theme.wide()) return px(18);
    return page().h < px(250) ? px(13) : px(15);
}

float Ui::Impl::keyboard_height() const {
    if (field.id.empty()) return 0;
    const ime::KeyLayer rows = ime::latin_layer(is_pad(field.kind) ? ime::LayerName::Pad : field.layer, field.shift);
    return static_cast<float>(rows.rows.size()) * (key_height() + px(2.6)) + px(2.6) + px(4);
}

std::string Ui::Impl::key_label(const ime::Key& key) const {
    switch (key.action) {
        case ime::KeyAction::Insert:
            return key.text;
        case ime::KeyAction::Delete:
            return chrome.key_delete;
        case ime::KeyAction::Space:
            return chrome.key_space;
        case ime::KeyAction::Shift:
            return chrome.key_shift;
        case ime::KeyAction::Done:
            return chrome.key_done;
        case ime::KeyAction::Newline:
            return "";
        case ime::KeyAction::Layer:
            switch (key.layer) {
                case ime::LayerName::Letters:
                    return chrome.key_letters;
                case ime::LayerName::Symbols:
                    return chrome.key_symbols;
                case ime::LayerName::Pad:
                    return chrome.key_digits;
            }
    }
    return "";
}

void Ui::Impl::draw_key(const ime::Key& key, Box box) {
    const std::string id = "keyboard." + ime::key_id(key);
    bool held = false;
    if (press(id, box, Enabled::Yes, &held)) field.pressed.push_back(key);
    const bool letter = key.action == ime::KeyAction::Insert || key.action == ime::KeyAction::Space;
    const bool done = key.action == ime::KeyAction::Done;
    const bool on = key.action == ime::KeyAction::Shift && field.shift;
    const Colour fill = held     ? colours().line
                        : done   ? colours().green
                        : on     ? colours().ink2
                        : letter ? colours().key
                                 : colours().key_special;
    const Colour ink = held ? colours().ink : done || on ? colours().on_act : colours().ink;
    painter.box(box,
                {.fill = fill, .line = colours().line, .border = high_contrast() ? hairline() : 0, .radius = px(3.7)});
    const std::string label = key_label(key);
    const bool single = key.action == ime::KeyAction::Insert;
    text::LayoutRequest request;
    request.text = label;
    request.size_px = theme.em_px(single ? Role::Body : Role::Secondary);
    request.line_factor = 1.2F;
    request.lang = theme.appearance().lang;
    const auto laid = [&] {
        Setting words{fonts.layout(request), 0, static_cast<float>(request.size_px)};
        words.box = words->width;
        return words;
    };
    Setting label_set = laid();
    // A key cannot grow with its words, so long words shrink to fit, down to the least size of 3.5 mm.
    const Theme least(theme.glass(), Appearance{});
    const int floor_px = least.em_px(Role::Secondary) * 4 / 5;
    while (label_set->width > box.w - px(1) && request.size_px > floor_px) {
        request.size_px -= 1;
        label_set = laid();
    }
    draw(label_set, box.x + std::floor((box.w - label_set->width) / 2),
         box.y + std::floor((box.h - label_set->height) / 2), ink);
    Record& entry = record("key", id, label, box);
    control_look(entry, single ? Role::Body : Role::Secondary, ink, fill, Enabled::Yes);
    entry.cap_mm = request.size_px * 0.733 * 25.4 / theme.glass().dpi;
}

void Ui::Impl::keyboard() {
    const float height = keyboard_height();
    if (height <= 0) return;
    const ime::KeyLayer shape = ime::latin_layer(is_pad(field.kind) ? ime::LayerName::Pad : field.layer, field.shift);
    layer = Layer::Keyboard;
    // A keyboard stands as its layout says, whichever way the page runs.
    const float mirror = painter.mirror();
    painter.set_mirror(0);
    push_fixed();
    const Box board{0, page().bottom() - height, screen().w, height};
    painter.rect({0, board.y, board.w, screen().h - board.y}, colours().keyboard);
    painter.rect({0, board.y, board.w, hairline()}, colours().line);
    const float gap = px(2.6);
    // Wider than a hand span helps nobody: on a broad glass the keys stand in the middle.
    const float widest = px(is_pad(field.kind) ? 130 : 290);
    const float full = std::min(board.w - 2 * px(3.2), widest);
    const float left = std::floor((board.w - full) / 2);
    const float unit = (full - gap * (shape.columns - 1)) / shape.columns;
    const float tall = key_height();
    float y = board.y + gap + px(2);
    for (const ime::KeyRow& row : shape.rows) {
        float x = left + row.indent * (unit + gap);
        for (const ime::Key& key : row.keys) {
            const float w = key.width * unit + (key.width - 1) * gap;
            draw_key(key, {std::round(x), y, std::round(x + w) - std::round(x), tall});
            x += w + gap;
        }
        y += tall + gap;
    }
    pop_fixed();
    painter.set_mirror(mirror);
    layer = Layer::Page;
    for (const ime::Key& key : field.pressed) {
        if (key.action == ime::KeyAction::Shift) field.shift = !field.shift;
        if (key.action == ime::KeyAction::Layer) field.layer = key.layer;
        if (key.action == ime::KeyAction::Done) field.id.clear();
        unsettle_heights();
    }
}

std::string Ui::Impl::apply_keys(std::string value, const FieldSpec& spec, bool& changed) {
    const auto limit = static_cast<std::size_t>(std::clamp(spec.max_characters, 1, max_field_characters));
    for (const ime::Key& key : field.pressed) {
        std::string added;
        switch (key.action) {
            case ime::KeyAction::Insert:
                added = key.text;
                break;
            case ime::KeyAction::Space:
                added = " ";
                break;
            case ime::KeyAction::Newline:
                added = "\n";
                break;
            case ime::KeyAction::Delete: {
                const std::size_t before = text::previous_cluster(value, field.caret);
                if (before < field.caret) {
                    value.erase(before, field.caret - before);
                    field.caret = before;
                    changed = true;
                }
                break;
            }
            case ime::KeyAction::Shift:
            case ime::KeyAction::Layer:
            case ime::KeyAction::Done:
                break;
        }
        if (added.empty() || text::count_clusters(value) >= limit) continue;
        value.insert(field.caret, added);
        field.caret += added.size();
        field.shift = spec.kind == FieldKind::Code;
        changed = true;
    }
    field.pressed.clear();
    return value;
}

std::optional<std::string> Ui::text_field(std::string_view id, std::string_view value, const FieldSpec& spec) {
    Impl& impl = *m_impl;
    if (!spec.label.empty()) {
        impl.paragraph("label", spec.label, Role::Secondary, {});
        // A label belongs to what is under it.
        if (impl.flow().kind != FlowKind::Grid) impl.flow().y -= impl.px(2.6);
    }
    const bool focused = impl.field.id == id && spec.enabled == Enabled::Yes;
    std::string text(value);
    bool changed = false;
    if (focused) {
        impl.field.drawn = true;
        if (impl.field.kind != spec.kind) impl.unsettle_heights();
        if (impl.field.opened && spec.kind == FieldKind::Code) impl.field.shift = true;
        impl.field.kind = spec.kind;
        impl.field.caret = std::min(impl.field.caret, text.size());
        text = impl.apply_keys(std::move(text), spec, changed);
    }
    const float pad = impl.px(6);
    const bool paragraph = spec.kind == FieldKind::Paragraph;
    const Role role = spec.kind == FieldKind::Code ? Role::Strong : Role::Body;
    const Setting layout = impl.set_in(text, role, role == Role::Strong ? text::Weight::Bold : text::Weight::Regular,
                                       impl.width() - 2 * pad, {}, Align::Start, 0, Impl::LastLine::AsItFalls);
    const Setting hint = impl.set(spec.hint, role, impl.width() - 2 * pad);
    const float lines = paragraph ? 3 : 1;
    const float inner = std::max({layout->height, layout->line_height * lines, text.empty() ? hint->height : 0.0F});
    const Box box = impl.place(impl.width(), inner + 2 * impl.roomy(paragraph ? 5 : 4.2), Block::Control);
    bool held = false;
    const bool pressed = impl.press(id, box, spec.enabled, &held);
    const Palette& c = impl.colours();
    const bool off = spec.enabled == Enabled::No;
    const Colour ground = off ? mix(c.paper, c.line, 25) : c.card;
    const Colour line = !spec.error.empty() ? c.red : focused ? c.green : off ? c.line : c.ink2;
    impl.painter.box(box, {.fill = ground,
                           .line = line,
                           .border = focused ? 2 * impl.hairline() : impl.hairline(),
                           .radius = impl.px(5.3)});
    const float x = box.x + pad;
    const float y = box.y + std::floor((box.h - inner) / 2);
    if (text.empty() && !spec.hint.empty()) impl.draw(hint, x, y, c.ink2);
    impl.draw(layout, x, y, c.ink);
    if (focused) {
        const text::CaretPlace caret = text::caret_at(*layout.layout, impl.field.caret);
        const float at = impl.painter.mirror() > 0 ? layout.box - caret.x - impl.px(0.7) : caret.x;
        impl.painter.rect(
            {x + at, y + caret.top + std::floor(caret.height * 0.12F), impl.px(0.7), std::floor(caret.height * 0.76F)},
            c.green);
    }
    Record& record = impl.record(focused && !impl.field.id.empty() ? "field-on" : "field", id, text, box);
    impl.control_look(record, role, c.ink, ground, spec.enabled);
    if (pressed) {
        const float left = impl.painter.on_glass({x, y, layout.box, 0}).x;
        const auto at = text::offset_at(*layout.layout, impl.input.x - left, impl.input.y - y);
        if (!focused) {
            impl.field = FieldState{};
            impl.field.id = id;
            impl.field.kind = spec.kind;
            impl.field.opened = true;
            impl.field.drawn = true;
        }
        // A first tap is about the field, so writing goes on at its end.
        impl.field.caret = focused ? at : text.size();
        impl.unsettle_heights();
    }
    if (!spec.error.empty()) impl.paragraph("error", spec.error, Role::Secondary, {.tone = Tone::Red});
    if (paragraph) {
        const auto count = fmt::format("{} / {}", text::count_clusters(text), spec.max_characters);
        impl.paragraph("text", count, Role::Secondary, {.align = Align::End});
    }
    if (!changed) return std::nullopt;
    impl.unsettle_heights();
    return text;
}

}  // namespace linli::ui
