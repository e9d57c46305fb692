// The body scrolls: by two pills that a tap reaches, by a finger, and by whoever wants a control in view.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::Impl::scroll_pill(std::string_view id, std::string_view label, std::string_view name, Box box, float by) {
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
    const Setting words = set(label, Role::Secondary, box.w - side - px(8), Align::Start, 1);
    const float left = box.x + std::floor((box.w - words->width - side - px(2)) / 2);
    icon(name, left, box.y + std::floor((box.h - side) / 2), side, ink);
    draw(words, left + side + px(2), box.y + std::floor((box.h - words->height) / 2), ink);
    control_look(record("button", id, label, box), Role::Secondary, ink, ground, enabled);
}

// Where the body goes on, its edge lies in a shadow, and a bar at the end side says how much there is.
void Ui::Impl::scroll_marks() {
    const Box view = scroll.view;
    const bool above = scroll.offset > 0.5F;
    const bool below = scroll.offset < scroll.limit() - 0.5F;
    const float step = std::max(1.0F, px(0.5));
    constexpr int steps = 9;
    for (int i = 0; i < steps; ++i) {
        const auto at = static_cast<float>(i) * step;
        const auto alpha = static_cast<std::uint8_t>((steps - i) * (steps - i) / 2);
        if (above) painter.rect({0, view.y + at, view.w, step}, colours().ink, alpha);
        if (below) painter.rect({0, view.bottom() - at - step, view.w, step}, colours().ink, alpha);
    }
    const float w = px(1.3);
    const float track = view.h - 2 * px(3);
    const float thumb = std::max(px(14), std::floor(track * view.h / scroll.content));
    const float run = scroll.limit() > 0 ? scroll.offset / scroll.limit() : 0;
    const float x = view.w - std::floor(margin() / 2) - w;
    painter.box({x, view.y + px(3) + std::floor((track - thumb) * run), w, thumb},
                {.fill = colours().ink2, .line = colours().ink2, .radius = w / 2});
}

void Ui::Impl::scroll_strip() {
    const Box view = scroll.view;
    push_fixed();
    if (scroll.limit() > 0.5F) scroll_marks();
    const float height = body_bottom - view.bottom();
    if (height >= 1) {
        const float gap = px(4.2);
        const float page_step = view.h * 0.8F;
        const float w = std::min(std::floor((screen().w - 2 * margin() - gap) / 2), px(100));
        const float middle = std::floor(screen().w / 2);
        const float tall = px(13);
        const float top = view.bottom() + std::floor((height - tall) / 2);
        scroll_pill("page.up", chrome.scroll_up, "chevron-up", {middle - std::floor(gap / 2) - w, top, w, tall},
                    -page_step);
        scroll_pill("page.down", chrome.scroll_down, "chevron-down", {middle + std::ceil(gap / 2), top, w, tall},
                    page_step);
    }
    pop_fixed();
}

bool Ui::scroll_into_view(std::string_view id) {
    const Record* found = m_impl->finished.find(id);
    if (found == nullptr) return false;
    if (found->zone != Zone::Body) return true;
    return scroll_to(*found);
}

bool Ui::scroll_to(const Record& record) {
    Scroll& scroll = m_impl->scroll;
    const float air = m_impl->px(4);
    float moved = scroll.offset;
    if (record.y < scroll.view.y || record.h + 2 * air > scroll.view.h) {
        moved += record.y - scroll.view.y - air;
    } else if (record.y + record.h > scroll.view.bottom()) {
        moved += record.y + record.h - scroll.view.bottom() + air;
    }
    moved = std::clamp(moved, 0.0F, scroll.limit());
    scroll.velocity = 0;
    if (moved != scroll.offset) m_impl->is_unsettled = true;
    scroll.offset = moved;
    return true;
}

// ---- scrolling by a finger: 12 px of slop, then the content follows; it runs on with the speed of the last 80 ms ----

void Ui::Impl::scroll_input(const FrameInput& in) {
    const double elapsed = std::clamp(in.seconds - last_seconds, 0.0, 0.25);
    const bool pressed = in.down && !was_down;
    const bool released = !in.down && was_down;
    // A press that was taken back has left the glass before it is released.
    if (in.down && in.x < 0) {
        scroll.armed = scroll.dragging = false;
        scroll.samples.clear();
    }
    if (pressed) {
        scroll.swallow = std::abs(scroll.velocity) > 0;  // a tap on moving content only stops it
        scroll.velocity = 0;
        scroll.armed = scroll.view.contains(in.x, in.y) && scroll.limit() > 0 && !dialog_now;
        scroll.dragging = false;
        scroll.drag_y = in.y;
        scroll.drag_offset = scroll.offset;
        scroll.samples.clear();
    }
    if (in.down && scroll.armed) {
        const float slop = std::max(12.0F, px(3.2));
        if (!scroll.dragging && std::abs(in.y - scroll.drag_y) > slop) {
            scroll.dragging = true;
            ImGui::ClearActiveID();
        }
        if (scroll.dragging)
            scroll.offset = std::clamp(scroll.drag_offset - (in.y - scroll.drag_y), 0.0F, scroll.limit());
        scroll.samples.push_back({in.seconds, in.y});
        while (scroll.samples.size() > 2 && in.seconds - scroll.samples.front().seconds > 0.08)
            scroll.samples.pop_front();
    }
    if (released && scroll.dragging) {
        if (scroll.samples.size() >= 2) {
            const auto& first = scroll.samples.front();
            const auto& last = scroll.samples.back();
            const double span = last.seconds - first.seconds;
            const double idle = in.seconds - last.seconds;
            if (span > 0.004 && idle < 0.08) scroll.velocity = static_cast<float>((first.y - last.y) / span);
        }
        scroll.dragging = scroll.armed = false;
    }
    if (!in.down && scroll.velocity != 0) {
        scroll.offset = std::clamp(scroll.offset + scroll.velocity * static_cast<float>(elapsed), 0.0F, scroll.limit());
        scroll.velocity *= static_cast<float>(std::exp(-4.0 * elapsed));
        const bool at_end = scroll.offset <= 0 || scroll.offset >= scroll.limit();
        if (std::abs(scroll.velocity) < px(8) || at_end) scroll.velocity = 0;
    }
}

}  // namespace linli::ui
