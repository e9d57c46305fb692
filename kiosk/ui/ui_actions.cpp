// Rows of buttons: the footer, and the same within a card or a dialog.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

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
    const float bottom = impl.page().bottom() - impl.keyboard_height();
    const float top = bottom - impl.footer_wanted;
    const Zone zone = impl.zone;
    impl.zone = Zone::Fixed;
    impl.arrival.footer = impl.painter.mark();
    impl.push_fixed();
    impl.flow().background = impl.colours().bar;
    // Under a page that was lifted for a seated person the bar runs on to the glass's edge.
    const float ground = impl.keyboard_height() > 0 ? bottom : impl.screen().h;
    impl.painter.rect({0, top, impl.screen().w, ground - top}, impl.colours().bar);
    impl.painter.rect({0, top, impl.screen().w, impl.hairline()}, impl.colours().line);
    const std::string_view tapped = impl.draw_actions(arranged, impl.margin(), top + pad);
    impl.pop_fixed();
    impl.arrival.footer_end = impl.painter.mark();
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

}  // namespace linli::ui
