// The top of a page: where one is, the way back, help and the end, and how far the form has come.
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::Impl::brand_mark(Box mark, Back back) {
    painter.box(mark, {.fill = colours().red, .line = colours().red, .radius = std::round(mark.w * 0.28F)});
    text::LayoutRequest request;
    request.text = chrome.brand_mark;
    request.size_px = static_cast<int>(mark.w * 0.6F);
    request.weight = text::Weight::Bold;
    request.line_factor = 1.2F;
    Setting glyph{fonts.layout(request), 0, static_cast<float>(request.size_px)};
    glyph.box = glyph->width;
    draw(glyph, mark.x + std::floor((mark.w - glyph->width) / 2), mark.y + std::floor((mark.h - glyph->height) / 2),
         colours().on_act);
    // Where there is a way back the mark is only a picture.
    if (back == Back::Shown) return;
    mark_tapped = press("page.mark", mark, Enabled::Yes);
    record("mark", "page.mark", chrome.brand_mark, mark).tappable = true;
}

bool Ui::Impl::header_brand(const PageSpec& page, Box row, float right_edge) {
    const float side = px(15);
    float x = row.x;
    const float middle = row.y + row.h / 2;
    const bool banded = this->page().y >= px(30);
    if (page.back == Back::Hidden && !chrome.brand_mark.empty() && !banded) {
        const Box mark{x, std::floor(middle - side / 2), side, side};
        brand_mark(mark, page.back);
        x += side + px(4.2);
    }
    const Setting title = set(page.title, Role::Heading, 0);
    // Where the bar has no room for the title it gets a line of its own.
    const bool fits = right_edge - x - title->width >= px(2);
    const float title_end = fits ? x + title->width : x - px(5);
    if (fits && !page.title.empty()) {
        const Box at{x, std::floor(middle - title->height / 2), title->width, title->height};
        draw(title, at.x, at.y, colours().ink);
        words("heading", "page.title", page.title, at, Role::Heading, colours().ink);
    }
    float end = right_edge - px(4);
    const auto put = [&](std::string_view text, Role role, Colour colour) {
        if (text.empty() || banded) return;
        const Setting layout = set(text, role, 0);
        if (end - layout->width < title_end + px(5)) return;
        end = std::floor(end - layout->width);
        draw(layout, end, std::floor(middle - layout->height / 2), colour);
        words("text", "", text, {end, std::floor(middle - layout->height / 2), layout->width, layout->height}, role,
              colour);
        end -= px(4);
    };
    put(page.clock, Role::Strong, colours().ink);
    put(page.date, Role::Secondary, colours().ink2);
    return fits;
}

void Ui::Impl::header(const PageSpec& spec, PageActions& actions) {
    push_fixed();
    const float top = page().y + px(theme.wide() ? 4.2 : 6.3);
    const float full = screen().w - 2 * margin();
    float height = px(16);
    const bool goes_back = spec.back == Back::Shown;
    const bool ends = spec.end == End::Shown;
    ButtonShape end = button_shape(chrome.end, "log-out", full);
    ButtonShape emergency = button_shape(chrome.emergency, "phone-call", full);
    ButtonShape back = button_shape(chrome.back, "chevron-left", full);
    const float needed = emergency.w + (goes_back ? back.w + px(5) : px(20)) + (ends ? end.w + px(4.2) : 0);
    if (needed > full) {
        // Shares that leave room for all three where words are long and the glass is narrow; they wrap within.
        end = button_shape(chrome.end, "log-out", std::floor(full * 0.26F));
        emergency = button_shape(chrome.emergency, "phone-call", std::floor(full * 0.41F));
        back = button_shape(chrome.back, "chevron-left", std::floor(full * 0.26F));
    }
    height = std::max({height, ends ? end.h : 0, emergency.h, goes_back ? back.h : 0});
    Box row{margin(), top, full, height};
    float right = row.right();
    float left = row.x;
    if (spec.back == Back::Shown) {
        actions.back = draw_button("page.back", chrome.back, "chevron-left", ButtonKind::Plain, Enabled::Yes,
                                   {left, top, back.w, height}, back);
        left += back.w + px(5);
    }
    if (spec.end == End::Shown) {
        right -= end.w;
        actions.end = draw_button("page.end", chrome.end, "log-out", ButtonKind::Plain, Enabled::Yes,
                                  {right, top, end.w, height}, end);
        right -= px(4.2);
    }
    right -= emergency.w;
    emergency_box = {right, top, emergency.w, height};
    actions.emergency = draw_emergency();
    float bottom = top + height;
    const bool beside = header_brand(spec, {left, top, right - left, height}, right - px(3));
    // Under a low keyboard every millimetre is the field's.
    if (!beside && !spec.title.empty() && !wide_with_keyboard()) {
        const Setting title = set(spec.title, Role::Heading, full, Align::Start, 2);
        bottom += px(3);
        draw(title, row.x, bottom, colours().ink);
        words("heading", "page.title", spec.title, {row.x, bottom, title->width, title->height}, Role::Heading,
              colours().ink);
        bottom += title->height;
    }
    actions.mark = std::exchange(mark_tapped, false);
    bottom += px(4.2);
    body_top = bottom;
    if (spec.steps > 0 && spec.step > 0) progress_line(spec, bottom);
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
        const bool high = high_contrast();
        const Colour colour = on ? colours().green : high ? colours().card : colours().line;
        const Box at{margin() + static_cast<float>(i) * (segment + gap), y + std::floor((height - h) / 2), segment, h};
        painter.box(
            at,
            {.fill = colour, .line = on ? colour : colours().line, .border = high ? hairline() : 0, .radius = h / 2});
    }
    if (!page.progress.empty()) {
        const float x = margin() + full - label->width;
        draw(label, x, y, colours().ink2);
        words("progress", "page.progress", page.progress, {x, y, label->width, label->height}, Role::Secondary,
              colours().ink2);
    }
    body_top = y + height + px(4.2);
}

// What of the glass lies above the page carries the mark and the time: there is nothing to press.
void Ui::Impl::band(const PageSpec& spec) {
    const float height = page().y;
    if (height < px(30)) return;
    push_fixed();
    const float side = std::min(px(46), std::floor(height * 0.5F));
    const float y = std::floor((height - side) / 2);
    float x = margin();
    if (!chrome.brand_mark.empty()) {
        brand_mark({x, y, side, side}, spec.back);
        x += side + airy(8);
    }
    const Setting clock = set(spec.clock, Role::Title, 0);
    const Setting date = set(spec.date, Role::Body, 0);
    const float words_height = clock->height + date->height;
    if (!spec.clock.empty() && words_height < height) {
        const float top = std::floor((height - words_height) / 2);
        draw(clock, x, top, colours().ink);
        words("text", "", spec.clock, {x, top, clock->width, clock->height}, Role::Title, colours().ink);
        draw(date, x, top + clock->height, colours().ink);
        words("text", "", spec.date, {x, top + clock->height, date->width, date->height}, Role::Body, colours().ink);
    }
    painter.rect({0, height - hairline(), screen().w, hairline()}, colours().line);
    pop_fixed();
}

}  // namespace linli::ui
