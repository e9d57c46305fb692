// The frame of a page: what is fixed, and the body between.
#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "kiosk/base/check.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::Impl::push_clip(Box box) {
    box = painter.on_glass(box);
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

void Ui::Impl::forget_measures() {
    measured.clear();
    content_guess.reset();
    retained.clear();
    plain = 0;
    is_unsettled = true;
}

void Ui::Impl::leave_page() {
    if (page_id.empty() || measured.size() >= max_measured) return;
    measured[page_id] = {std::move(retained), footer_height, plain, scroll.content};
}

void Ui::Impl::show_page(std::string_view id) {
    const auto found = measured.find(id);
    const Measures guess = found == measured.end() ? Measures{} : found->second;
    page_id = id;
    scroll = Scroll{};
    retained = guess.retained;
    footer_height = guess.footer_height;
    plain = guess.plain;
    scroll.content = guess.content;
    content_guess.reset();
    if (guess.content > 0) content_guess = guess.content;
}

PageActions Ui::begin_page(const PageSpec& page) {
    Impl& impl = *m_impl;
    PageActions actions;
    if (impl.page_id != page.screen) {
        impl.leave_page();
        impl.show_page(page.screen);
        if (!impl.field.opened) impl.field = FieldState{};
        if (std::exchange(impl.arrival.due, false)) impl.arrival.since = impl.input.seconds;
    }
    impl.flows.clear();
    Flow root;
    root.background = impl.colours().paper;
    impl.flows.push_back(root);
    Record& screen = impl.record("screen", page.screen, page.title, impl.screen());
    screen.background = hex(impl.colours().paper);
    impl.band(page);
    impl.header(page, actions);
    if (std::exchange(impl.emergency_over_dialog, false)) actions.emergency = true;
    impl.field.keyboard = impl.keyboard_height() > 0;
    impl.keyboard();
    impl.footer_wanted = 0;

    impl.body_bottom = impl.page().bottom() - impl.keyboard_height() - impl.footer_height;
    Box view{0, impl.body_top, impl.screen().w, std::max(impl.px(20), impl.body_bottom - impl.body_top)};
    const float strip = impl.px(18.4);
    // Beside a keyboard on a broad glass there is no height to spare; closing it brings the strip back.
    const bool cramped = impl.wide_with_keyboard();
    if (impl.scroll.content > view.h + 0.5F && !cramped) view.h -= strip;
    impl.scroll.view = view;
    impl.scroll.offset = std::clamp(impl.scroll.offset, 0.0F, impl.scroll.limit());
    impl.building.body_top = view.y;
    impl.building.body_bottom = view.bottom();
    const float room = impl.body_bottom - impl.body_top;
    constexpr double most = 1.5;
    const double wanted = impl.plain > 0 ? 0.9 * room / impl.plain : 1;
    // In steps, so that a pixel more or less moves nothing.
    impl.generous = std::clamp(std::floor(wanted * 20) / 20, 1.0, most);
    impl.zone = Zone::Body;
    impl.push_clip(view);
    impl.arrival.below = impl.arrive();
    impl.arrival.body = impl.arrival.footer = impl.arrival.footer_end = impl.painter.mark();
    Flow body;
    body.x = impl.margin();
    body.w = view.w - 2 * impl.margin();
    body.start = view.y - std::round(impl.scroll.offset);
    body.y = body.start + impl.px(2.1);
    body.background = impl.colours().paper;
    impl.flows.push_back(body);
    return actions;
}

// A finger on the glass wants to see what it touches, and high contrast is for those whom movement disturbs.
float Ui::Impl::arrive() {
    if (!arrival.since) return 0;
    const double left = 1 - (input.seconds - *arrival.since) / Arrival::kSeconds;
    const float below = std::round(px(6) * static_cast<float>(left * left * left));
    if (input.down || high_contrast() || below < 1) arrival.since.reset();
    return arrival.since ? below : 0;
}

// Heights and gaps alone grow, so a body that is `plain` high fits when it is made generous by less than what is left.
// Measured in a page's first pass where that is certain, and anew only when something that came later made it too long:
// what a person looks at does not breathe.
void Ui::Impl::be_generous(float content) {
    if (heights_uncertain || (room_asked && footer_wanted != footer_height)) return;
    const float view = page().bottom() - keyboard_height() - footer_wanted - body_top;
    if (generous <= 1) {
        if (std::abs(plain - content) < 0.5F) return;
        plain = content;
        if (0.9F * view / content >= 1.05F) is_unsettled = true;
    } else if (content > view) {
        plain = 0;
        is_unsettled = true;
    }
}

void Ui::end_page() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flows.size() == 2);
    const float content = impl.flow().y - impl.flow().start + impl.px(5.3);
    impl.flows.pop_back();
    if (const Arrival& arrival = impl.arrival; arrival.below > 0) {
        impl.painter.lower(arrival.body, arrival.footer, arrival.below);
        impl.painter.lower(arrival.footer_end, impl.painter.mark(), arrival.below);
    }
    impl.pop_clip();
    impl.zone = Zone::Fixed;
    if (std::abs(content - impl.scroll.content) > 0.5F) {
        const float whole = impl.body_bottom - impl.body_top;
        if ((content > whole) != (impl.scroll.content > whole)) impl.is_unsettled = true;
        impl.scroll.content = content;
        // What came or went above the field that is written in must not carry it away.
        if (impl.field.keyboard && impl.field.drawn) impl.field.opened = true;
    }
    // Another content than the last time: how generous the page may be is not known.
    if (const auto guess = std::exchange(impl.content_guess, std::nullopt);
        guess && impl.plain > 0 && (std::abs(content - *guess) > 0.5F || impl.footer_wanted != impl.footer_height)) {
        impl.plain = 0;
        impl.unsettle_heights();
    }
    const bool stands = impl.footer_wanted == impl.footer_height && !impl.is_unsettled;
    impl.be_generous(content);
    if (impl.footer_wanted != impl.footer_height) {
        impl.footer_height = impl.footer_wanted;
        impl.is_unsettled = true;
    }
    impl.scroll_strip();
    for (Record& record : impl.after_page) impl.building.records.push_back(std::move(record));
    impl.after_page.clear();
    if (impl.field.opened && impl.field.drawn) {
        // The keyboard may have come up over the field; the records of a pass in which all else stands say where it is.
        impl.field.opened = !impl.field.keyboard || !stands;
        if (const Record* record = impl.building.find(impl.field.id)) scroll_to(*record);
        impl.is_unsettled = true;
    }
}

double Ui::room_mm() const {
    Impl& impl = *m_impl;
    impl.room_asked = true;
    const float left = impl.body_bottom - impl.flows.back().y - std::round(impl.scroll.offset) - impl.px(5.3);
    return std::max(0.0F, left) * 25.4 / impl.theme.glass().dpi;
}

int Ui::columns_of(double least_mm) const {
    const Impl& impl = *m_impl;
    const float gap = impl.airy(5.3);
    const float least = impl.px(least_mm * impl.theme.text_scale());
    return std::clamp(static_cast<int>((impl.width() + gap) / (least + gap)), 1, 8);
}

}  // namespace linli::ui
