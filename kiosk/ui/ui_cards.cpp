// Cards to tap: items, tiles, and rows of a list.
#include <algorithm>
#include <cmath>

#include "kiosk/base/check.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

bool Ui::item(std::string_view id, const ItemSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.airy(impl.theme.wide() ? 6.0 : 8.5);
    const bool has_icon = impl.fonts.has_icon(spec.icon);
    const float square = has_icon ? impl.airy(impl.theme.wide() ? 24 : 28) : 0;
    const float arrow = std::max(impl.px(7), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float inner = impl.width() - 2 * pad - arrow - impl.px(2);
    const Setting trailing = impl.set(spec.trailing, Role::Secondary, inner / 2, Align::End, 2);
    const float trailing_room = spec.trailing.empty() ? 0 : trailing->width + impl.px(3);
    const float room = inner - (has_icon ? square + impl.px(7.4) : 0) - trailing_room;
    const Setting title = impl.set(spec.title, Role::Heading, room);
    float height = title->height;
    std::vector<Setting> lines;
    lines.reserve(spec.lines.size());
    std::string all(spec.title);
    for (std::size_t i = 0; i < std::min<std::size_t>(spec.lines.size(), 6); ++i) {
        if (spec.lines[i].text.empty()) continue;
        lines.push_back(spec.lines[i].role == Role::Strong ? impl.set_bold_secondary(spec.lines[i].text, room)
                                                           : impl.set(spec.lines[i].text, spec.lines[i].role, room));
        height += lines.back()->height;
        all += "\n" + std::string(spec.lines[i].text);
    }
    if (!spec.trailing.empty()) all += "\n" + std::string(spec.trailing);
    const float air = impl.roomy(impl.theme.wide() ? 6.0 : 8.5);
    const Box box = impl.place(impl.width(), std::max(height, square) + 2 * air, Block::Control);
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
    impl.draw(title, x, y, ink);
    y += title->height;
    std::size_t line = 0;
    for (const ItemLine& words : spec.lines) {
        if (words.text.empty() || line >= lines.size()) continue;
        impl.draw(lines[line], x, y, impl.theme.foreground(words.tone));
        y += lines[line++]->height;
    }
    const float end = box.right() - pad - arrow;
    if (!spec.trailing.empty()) {
        impl.draw(trailing, end - impl.px(2) - inner / 2, box.y + std::floor((box.h - trailing->height) / 2),
                  impl.theme.foreground(spec.trailing_tone));
    }
    if (spec.enabled == Enabled::Yes)
        impl.icon("chevron-right", end, box.y + std::floor((box.h - arrow) / 2), arrow, c.ink2);
    impl.control_look(impl.record("item", id, all, box), Role::Heading, ink, fill, spec.enabled);
    return pressed;
}

bool Ui::tile(std::string_view id, const TileSpec& spec) {
    Impl& impl = *m_impl;
    const float pad = impl.airy(impl.theme.wide() ? 6.0 : 7.4);
    const float square = impl.airy(19);
    const float room = impl.width() - 2 * pad;
    const Setting title = impl.set(spec.title, Role::Heading, room);
    const Setting line = impl.set(spec.line, Role::Secondary, room);
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
    impl.draw(title, box.x + pad, y, c.ink);
    if (!spec.line.empty()) impl.draw(line, box.x + pad, y + title->height + impl.px(0.8), c.ink2);
    std::string all(spec.title);
    if (!spec.line.empty()) all += "\n" + std::string(spec.line);
    impl.control_look(impl.record("tile", id, all, box), Role::Heading, c.ink, fill, spec.enabled);
    return pressed;
}

void Ui::begin_list() {
    Impl& impl = *m_impl;
    const Box outer = impl.place_begin(Block::Control);
    Flow list;
    list.kind = FlowKind::List;
    list.slot = impl.painter.reserve();
    list.card = outer;
    list.x = outer.x;
    list.w = outer.w;
    list.y = list.start = outer.y + impl.px(1.6);
    list.background = impl.colours().card;
    impl.flows.push_back(std::move(list));
}

void Ui::end_list() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flow().kind == FlowKind::List);
    const Flow list = impl.flow();
    impl.flows.pop_back();
    const float wanted = list.first ? 0 : list.y + impl.px(1.6) - list.card.y;
    Box box = list.card;
    box.h = std::max(box.h, wanted);
    if (!list.first)
        impl.painter.fill(list.slot, box,
                          {.fill = impl.colours().card,
                           .line = impl.colours().line,
                           .border = impl.hairline(),
                           .radius = impl.px(7.4)});
    impl.place_end(wanted);
}

Ui::RowRange Ui::begin_rows(std::size_t count) {
    Impl& impl = *m_impl;
    Flow& list = impl.flow();
    LINLI_CHECK(list.kind == FlowKind::List && list.row_step == 0);
    // The heights of a title and a detail of one line: the words of the rows do not matter.
    const float words = impl.set("", Role::Strong, 0)->line_height + impl.set("", Role::Secondary, 0)->line_height;
    list.row_step = std::max(impl.px(18.6), words + 2 * impl.airy(3.4));
    list.rows_bottom = list.y + list.row_step * static_cast<float>(count);
    const Box view = impl.scroll.view;
    const auto index_at = [&](float y) {
        const float rows = std::floor((y - list.y) / list.row_step);
        return static_cast<std::size_t>(std::clamp(rows, 0.0F, static_cast<float>(count)));
    };
    RowRange range;
    range.begin = index_at(view.y);
    range.end = std::min(count, index_at(view.bottom()) + 1);
    list.y += list.row_step * static_cast<float>(range.begin);
    if (range.begin > 0) list.first = false;
    return range;
}

void Ui::end_rows() {
    Flow& list = m_impl->flow();
    LINLI_CHECK(list.kind == FlowKind::List && list.row_step > 0);
    list.y = list.rows_bottom;
    list.row_step = 0;
}

bool Ui::row(std::string_view id, const RowSpec& spec) {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flow().kind == FlowKind::List);
    const Palette& c = impl.colours();
    const float pad = impl.airy(6.5);
    const bool first = impl.flow().first;
    const bool has_icon = impl.fonts.has_icon(spec.icon);
    const float side = has_icon ? std::max(impl.px(8.5), static_cast<float>(impl.theme.em_px(Role::Body))) : 0;
    const float arrow = std::max(impl.px(7), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float indent = has_icon ? side + impl.px(5) : 0;
    const float inner = impl.width() - 2 * pad - arrow - impl.px(3) - indent;
    const Setting value = impl.set(spec.value, Role::Secondary, std::floor(inner * 0.45F), Align::End);
    const float room = inner - (spec.value.empty() ? 0 : value->width + impl.px(5));
    const float step = impl.flow().row_step;
    const int lines = step > 0 ? 1 : 0;
    const Setting title = impl.set(spec.title, Role::Strong, room, Align::Start, lines);
    const Setting detail = impl.set(spec.detail, Role::Secondary, room, Align::Start, lines);
    const float words = title->height + (spec.detail.empty() ? 0 : detail->height);
    const float own_height =
        std::max({impl.px(18.6), words + 2 * impl.roomy(3.4), value->height + 2 * impl.roomy(3.4)});
    const Box box = impl.place(impl.width(), step > 0 ? step : own_height, Block::Control);
    // Rows join into one card, yet a finger finds a gap of 2.54 mm between them: the target is smaller than the row.
    const float inset = impl.px(1.4);
    const Box target = box.inset(inset);
    bool held = false;
    const bool pressed = impl.press(id, target, spec.enabled, &held);
    const Colour fill = held ? mix(c.card, c.ink, 8) : c.card;
    if (held) impl.painter.box(target, {.fill = fill, .line = fill, .radius = impl.px(5.5)});
    if (!first) impl.painter.rect({box.x + pad, box.y, box.w - 2 * pad, impl.hairline()}, c.line);
    const Colour ink = spec.enabled == Enabled::Yes ? c.ink : c.ink2;
    float x = box.x + pad;
    if (has_icon) {
        impl.icon(spec.icon, x, box.y + std::floor((box.h - side) / 2), side, impl.theme.foreground(spec.icon_tone));
        x += indent;
    }
    const float y = box.y + std::floor((box.h - words) / 2);
    impl.draw(title, x, y, ink);
    if (!spec.detail.empty()) impl.draw(detail, x, y + title->height, c.ink2);
    const float end = box.right() - pad - arrow;
    if (!spec.value.empty())
        impl.draw(value, end - impl.px(3) - value.box, box.y + std::floor((box.h - value->height) / 2),
                  impl.theme.foreground(spec.value_tone));
    if (spec.enabled == Enabled::Yes)
        impl.icon("chevron-right", end, box.y + std::floor((box.h - arrow) / 2), arrow, c.ink2);
    std::string all(spec.title);
    if (!spec.detail.empty()) all.append("\n").append(spec.detail);
    if (!spec.value.empty()) all.append("\n").append(spec.value);
    impl.control_look(impl.record("row", id, all, target), Role::Strong, ink, fill, spec.enabled);
    return pressed;
}

}  // namespace linli::ui
