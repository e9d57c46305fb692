// The frame of a page: header, progress, body, footer, the strip that scrolls by taps, dialogs.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "kiosk/base/check.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::Impl::push_clip(Box box) {
    ImGui::PushClipRect(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), false);
}
void Ui::Impl::pop_clip() {
    ImGui::PopClipRect();
}

// Header, footer and keyboard are drawn whole, wherever the body stands when they are asked for.
void Ui::Impl::push_fixed() {
    push_clip(screen());
    Flow fixed;
    fixed.x = margin();
    fixed.w = screen().w - 2 * margin();
    fixed.background = colours().paper;
    flows.push_back(fixed);
}

void Ui::Impl::pop_fixed() {
    flows.pop_back();
    pop_clip();
}

float Ui::Impl::header_brand(const PageSpec& page, Box row, float right_edge) {
    const float side = px(15);
    float x = row.x;
    const float middle = row.y + row.h / 2;
    if (page.back == Back::Hidden && !chrome.brand_mark.empty()) {
        const Box mark{x, std::floor(middle - side / 2), side, side};
        painter.box(mark, {.fill = colours().red, .line = colours().red, .radius = px(4.2)});
        text::LayoutRequest request;
        request.text = chrome.brand_mark;
        request.size_px = static_cast<int>(side * 0.6F);
        request.weight = text::Weight::Bold;
        request.line_factor = 1.2F;
        const auto glyph = fonts.layout(request);
        draw(*glyph, mark.x + std::floor((side - glyph->width) / 2), mark.y + std::floor((side - glyph->height) / 2),
             colours().on_act);
        x += side + px(4.2);
    }
    const auto title = set(page.title, Role::Heading, 0);
    const float spare = right_edge - x - title->width;
    if (spare < px(2)) return 0;  // it gets a line of its own
    draw(*title, x, std::floor(middle - title->height / 2), colours().ink);
    if (!page.title.empty()) {
        words("heading", "page.title", page.title,
              {x, std::floor(middle - title->height / 2), title->width, title->height}, Role::Heading, colours().ink);
    }
    float end = right_edge - px(4);
    const auto put = [&](std::string_view text, Role role, Colour colour) {
        if (text.empty()) return;
        const auto layout = set(text, role, 0);
        if (end - layout->width < x + title->width + px(5)) return;
        end = std::floor(end - layout->width);
        draw(*layout, end, std::floor(middle - layout->height / 2), colour);
        words("text", "", text, {end, std::floor(middle - layout->height / 2), layout->width, layout->height}, role,
              colour);
        end -= px(4);
    };
    put(page.clock, Role::Strong, colours().ink);
    put(page.date, Role::Secondary, colours().ink2);
    return title->height;
}

void Ui::Impl::header(const PageSpec& page, PageActions& actions) {
    push_fixed();
    const float top = px(theme.wide() ? 4.2 : 6.3);
    const float full = screen().w - 2 * margin();
    float height = px(16);
    // Shares that leave room for all three where words are long and the glass is narrow; they wrap within.
    const auto end = button_shape(chrome.end, "log-out", std::floor(full * 0.26F));
    const auto emergency = button_shape(chrome.emergency, "phone-call", std::floor(full * 0.41F));
    const auto back = button_shape(chrome.back, "chevron-left", std::floor(full * 0.26F));
    height = std::max({height, end.h, emergency.h, page.back == Back::Shown ? back.h : 0});
    Box row{margin(), top, full, height};
    float right = row.right();
    float left = row.x;
    if (page.back == Back::Shown) {
        actions.back = draw_button("page.back", chrome.back, "chevron-left", ButtonKind::Plain, Enabled::Yes,
                                   {left, top, back.w, height}, back);
        left += back.w + px(5);
    }
    if (page.end == End::Shown) {
        right -= end.w;
        actions.end = draw_button("page.end", chrome.end, "log-out", ButtonKind::Plain, Enabled::Yes,
                                  {right, top, end.w, height}, end);
        right -= px(4.2);
    }
    right -= emergency.w;
    emergency_box = {right, top, emergency.w, height};
    actions.emergency = draw_emergency();
    float bottom = top + height;
    if (header_brand(page, {left, top, right - left, height}, right - px(3)) == 0 && !page.title.empty()) {
        const auto title = set(page.title, Role::Heading, full, Align::Start, 2);
        bottom += px(3);
        draw(*title, row.x, bottom, colours().ink);
        words("heading", "page.title", page.title, {row.x, bottom, title->width, title->height}, Role::Heading,
              colours().ink);
        bottom += title->height;
    }
    bottom += px(4.2);
    body_top = bottom;
    if (page.steps > 0 && page.step > 0) progress_line(page, bottom);
    pop_fixed();
}

bool Ui::Impl::draw_emergency() {
    const auto shape = button_shape(chrome.emergency, "phone-call", emergency_box.w);
    return draw_button("page.emergency", chrome.emergency, "phone-call", ButtonKind::Danger, Enabled::Yes,
                       emergency_box, shape);
}

void Ui::Impl::progress_line(const PageSpec& page, float y) {
    const int steps = std::clamp(page.steps, 1, 12);
    const auto label = set(page.progress, Role::Secondary, 0, Align::Start, 1);
    const float full = screen().w - 2 * margin();
    const float words_width = page.progress.empty() ? 0 : label->width + px(4.2);
    const float gap = px(2.6);
    const float segment =
        std::floor((full - words_width - gap * static_cast<float>(steps - 1)) / static_cast<float>(steps));
    const float h = px(2.6);
    const float height = std::max(h, page.progress.empty() ? 0 : label->height);
    for (int i = 0; i < steps; ++i) {
        const bool on = i < page.step;
        const bool high = theme.appearance().contrast == Contrast::High;
        const Colour colour = on ? colours().green : high ? colours().card : colours().line;
        const Box at{margin() + static_cast<float>(i) * (segment + gap), y + std::floor((height - h) / 2), segment, h};
        painter.box(
            at,
            {.fill = colour, .line = on ? colour : colours().line, .border = high ? hairline() : 0, .radius = h / 2});
    }
    if (!page.progress.empty()) {
        const float x = margin() + full - label->width;
        draw(*label, x, y, colours().ink2);
        words("progress", "page.progress", page.progress, {x, y, label->width, label->height}, Role::Secondary,
              colours().ink2);
    }
    body_top = y + height + px(4.2);
}

PageActions Ui::begin_page(const PageSpec& page) {
    Impl& impl = *m_impl;
    PageActions actions;
    if (impl.page_id != page.screen) {
        impl.page_id = page.screen;
        impl.scroll = Scroll{};
        if (!impl.field.opened) impl.field = FieldState{};
        impl.retained.clear();
        impl.footer_height = 0;
        impl.is_unsettled = true;
    }
    impl.flows.clear();
    Flow root;
    root.background = impl.colours().paper;
    impl.flows.push_back(root);
    Record& screen = impl.record("screen", page.screen, page.title, impl.screen());
    screen.background = hex(impl.colours().paper);
    impl.header(page, actions);
    if (std::exchange(impl.emergency_over_dialog, false)) actions.emergency = true;
    impl.keyboard();
    impl.footer_wanted = 0;

    impl.body_bottom = impl.screen().h - impl.keyboard_height() - impl.footer_height;
    Box view{0, impl.body_top, impl.screen().w, std::max(impl.px(20), impl.body_bottom - impl.body_top)};
    const float strip = impl.px(18);
    // Beside a keyboard on a broad glass there is no height to spare; closing it brings the strip back.
    const bool cramped = impl.wide_with_keyboard();
    if (impl.scroll.content > view.h + 0.5F && !cramped) view.h -= strip;
    impl.scroll.view = view;
    impl.scroll.offset = std::clamp(impl.scroll.offset, 0.0F, impl.scroll.limit());
    impl.zone = Zone::Body;
    impl.push_clip(view);
    Flow body;
    body.x = impl.margin();
    body.w = view.w - 2 * impl.margin();
    body.start = view.y - std::round(impl.scroll.offset);
    body.y = body.start + impl.px(2.1);
    body.background = impl.colours().paper;
    impl.flows.push_back(body);
    return actions;
}

void Ui::Impl::scroll_strip() {
    const Box view = scroll.view;
    const float height = body_bottom - view.bottom();
    if (height < 1) return;
    push_fixed();
    painter.rect({0, view.bottom(), view.w, hairline()}, colours().line);
    const float gap = px(4.2);
    const float page = view.h * 0.8F;
    const auto half = [&](std::string_view id, std::string_view label, std::string_view name, Box box, float by) {
        const bool possible = by < 0 ? scroll.offset > 0.5F : scroll.offset < scroll.limit() - 0.5F;
        const Enabled enabled = possible ? Enabled::Yes : Enabled::No;
        bool held = false;
        if (press(id, box, enabled, &held)) {
            scroll.offset = std::clamp(scroll.offset + by, 0.0F, scroll.limit());
            scroll.velocity = 0;
            is_unsettled = true;
        }
        const Colour ink = possible ? colours().ink : colours().ink2;
        const Colour ground = held ? colours().line : possible ? colours().card : colours().paper;
        painter.box(box, {.fill = ground, .line = colours().line, .border = hairline(), .radius = box.h / 2});
        const float side = px(7);
        const auto layout = set(label, Role::Secondary, box.w - side - px(8), Align::Start, 1);
        const float left = box.x + std::floor((box.w - layout->width - side - px(2)) / 2);
        icon(name, left, box.y + std::floor((box.h - side) / 2), side, ink);
        draw(*layout, left + side + px(2), box.y + std::floor((box.h - layout->height) / 2), ink);
        control_look(record("button", id, label, box), Role::Secondary, ink, ground, enabled);
    };
    const float w = std::min(std::floor((screen().w - 2 * margin() - gap) / 2), px(100));
    const float middle = std::floor(screen().w / 2);
    const float top = view.bottom() + std::floor((height - px(13)) / 2);
    half("page.up", chrome.scroll_up, "chevron-up", {middle - gap / 2 - w, top, w, px(13)}, -page);
    half("page.down", chrome.scroll_down, "chevron-down", {middle + gap / 2, top, w, px(13)}, page);
    pop_fixed();
}

void Ui::end_page() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flows.size() == 2);
    const float content = impl.flow().y - impl.flow().start + impl.px(5.3);
    impl.flows.pop_back();
    impl.pop_clip();
    impl.zone = Zone::Fixed;
    if (std::abs(content - impl.scroll.content) > 0.5F) {
        const float whole = impl.body_bottom - impl.body_top;
        if ((content > whole) != (impl.scroll.content > whole)) impl.is_unsettled = true;
        impl.scroll.content = content;
    }
    if (impl.footer_wanted != impl.footer_height) {
        impl.footer_height = impl.footer_wanted;
        impl.is_unsettled = true;
    }
    impl.scroll_strip();
    for (Record& record : impl.after_page) impl.building.records.push_back(std::move(record));
    impl.after_page.clear();
    if (impl.field.opened && impl.field.drawn && impl.keyboard_height() > 0) {
        // The keyboard may have come up over the field; the records of this pass say where it is.
        impl.field.opened = false;
        if (const Record* record = impl.building.find(impl.field.id)) scroll_to(*record);
        impl.is_unsettled = true;
    }
}

std::vector<Ui::Impl::Arranged> Ui::Impl::arrange(std::span<const ActionButton> left,
                                                  std::span<const ActionButton> right, float full, float& height) {
    std::vector<Arranged> all;
    const float gap = px(4.2);
    float needed = 0;
    for (const auto group : {left, right}) {
        for (const ActionButton& button : group) {
            all.push_back({&button, button_shape(button.label, button.icon, full), {}});
            needed += all.back().shape.w + gap;
        }
    }
    height = 0;
    if (all.empty()) return all;
    float row_height = 0;
    for (const Arranged& one : all) row_height = std::max(row_height, one.shape.h);
    if (needed - gap <= full) {
        float x = 0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            all[i].box = {x, 0, all[i].shape.w, row_height};
            x += all[i].shape.w + gap;
        }
        x = full;
        for (std::size_t i = all.size(); i-- > left.size();) {
            x -= all[i].shape.w;
            all[i].box = {x, 0, all[i].shape.w, row_height};
            x -= gap;
        }
        height = row_height;
        return all;
    }
    // Too wide for one row: rows of what fits, each stretched to the full width; the primary action stays last.
    float y = 0;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        float used = 0;
        while (end < all.size() && (end == i || used + all[end].shape.w <= full)) used += all[end++].shape.w + gap;
        const auto count = static_cast<float>(end - i);
        const float spare = std::max(0.0F, full - (used - gap)) / count;
        float x = 0;
        float h = 0;
        for (std::size_t k = i; k < end; ++k) h = std::max(h, all[k].shape.h);
        for (std::size_t k = i; k < end; ++k) {
            const float w = std::floor(std::min(full, all[k].shape.w + spare));
            all[k].box = {x, y, w, h};
            x += w + gap;
        }
        y += h + px(3.2);
        i = end;
    }
    height = y - px(3.2);
    return all;
}

std::string_view Ui::Impl::draw_actions(const std::vector<Arranged>& arranged, float x, float y) {
    std::string_view tapped;
    for (const Arranged& one : arranged) {
        const Box box{x + one.box.x, y + one.box.y, one.box.w, one.box.h};
        const ActionButton& b = *one.button;
        if (draw_button(b.id, b.label, b.icon, b.kind, b.enabled, box, one.shape)) tapped = b.id;
    }
    return tapped;
}

std::string_view Ui::footer(std::span<const ActionButton> left, std::span<const ActionButton> right) {
    Impl& impl = *m_impl;
    const float full = impl.screen().w - 2 * impl.margin();
    float height = 0;
    const auto arranged = impl.arrange(left, right, full, height);
    if (arranged.empty()) return {};
    const float pad = impl.px(impl.theme.wide() ? 4.2 : 5.3);
    impl.footer_wanted = height + 2 * pad;
    const float bottom = impl.screen().h - impl.keyboard_height();
    const float top = bottom - impl.footer_wanted;
    const Zone zone = impl.zone;
    impl.zone = Zone::Fixed;
    impl.push_fixed();
    impl.flow().background = impl.colours().bar;
    impl.painter.rect({0, top, impl.screen().w, impl.footer_wanted}, impl.colours().bar);
    impl.painter.rect({0, top, impl.screen().w, impl.hairline()}, impl.colours().line);
    const std::string_view tapped = impl.draw_actions(arranged, impl.margin(), top + pad);
    impl.pop_fixed();
    impl.zone = zone;
    return tapped;
}

std::string_view Ui::footer(std::initializer_list<ActionButton> left, std::initializer_list<ActionButton> right) {
    return footer(std::span(left.begin(), left.size()), std::span(right.begin(), right.size()));
}

std::string_view Ui::actions(std::initializer_list<ActionButton> left, std::initializer_list<ActionButton> right) {
    Impl& impl = *m_impl;
    float height = 0;
    const auto arranged = impl.arrange(std::span(left.begin(), left.size()), std::span(right.begin(), right.size()),
                                       impl.width(), height);
    const Box box = impl.place(impl.width(), height, Block::Control);
    return impl.draw_actions(arranged, box.x, box.y);
}

void Ui::begin_dialog(const DialogSpec& spec) {
    Impl& impl = *m_impl;
    impl.dialog_now = true;
    impl.layer = Layer::Dialog;
    impl.zone = Zone::Fixed;
    const Box all = impl.screen();
    impl.push_clip(all);
    impl.painter.rect(all, impl.colours().scrim, 150);
    // Help is for now, whatever the dialog asks: its button stands above the dimmed page and is the only one there.
    std::erase_if(impl.building.records, [](const Record& record) { return record.id == "page.emergency"; });
    if (impl.draw_emergency()) impl.emergency_over_dialog = impl.is_unsettled = true;
    impl.dialog_key = fmt::format("dialog.{}", spec.id);
    impl.dialog_id = spec.id;
    const float w = std::min(all.w - 2 * impl.margin(), impl.px(220));
    const float h = impl.kept(impl.dialog_key, impl.px(120));
    impl.dialog_box = {std::floor((all.w - w) / 2), std::max(0.0F, std::floor((all.h - h) / 2)), w, h};
    impl.dialog_slot = impl.painter.reserve();
    Record& record = impl.record("dialog", spec.id, spec.title, impl.dialog_box);
    record.background = hex(impl.colours().card);
    const float pad = impl.px(10);
    Flow inside;
    inside.x = impl.dialog_box.x + pad;
    inside.w = w - 2 * pad;
    inside.y = inside.start = impl.dialog_box.y + pad;
    inside.background = impl.colours().card;
    impl.flows.push_back(inside);
    if (impl.fonts.has_icon(spec.icon)) emblem(spec.icon, spec.icon_tone);
    title(spec.title, {.align = Align::Centre});
}

void Ui::end_dialog() {
    Impl& impl = *m_impl;
    const float pad = impl.flow().start - impl.dialog_box.y;
    const float h = impl.keep(impl.dialog_key, impl.flow().y + pad - impl.dialog_box.y);
    impl.dialog_box.h = h;
    impl.painter.fill(
        impl.dialog_slot, impl.dialog_box,
        {.fill = impl.colours().card, .line = impl.colours().line, .border = impl.hairline(), .radius = impl.px(9)});
    for (Record& record : impl.building.records) {
        if (record.kind == "dialog" && record.id == impl.dialog_id) record.h = h;
    }
    impl.flows.pop_back();
    impl.pop_clip();
    impl.layer = Layer::Page;
}

}  // namespace linli::ui
