// Text, banners and the transcript's records.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <imgui.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
namespace {

text::Align to_text(Align align) {
    switch (align) {
        case Align::Start:
            return text::Align::Start;
        case Align::Centre:
            return text::Align::Centre;
        case Align::End:
            return text::Align::End;
    }
    return text::Align::Start;
}

text::Weight weight_of(Role role) {
    switch (role) {
        case Role::Title:
        case Role::Heading:
        case Role::Strong:
            return text::Weight::Bold;
        case Role::Code:
            return text::Weight::Mono;
        case Role::Body:
        case Role::Secondary:
            return text::Weight::Regular;
    }
    return text::Weight::Regular;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A line end there tears a word of Latin letters apart.
bool within_word(std::string_view text, std::size_t at) {
    return at > 0 && at < text.size() && is_letter(text[at - 1]) && is_letter(text[at]);
}

bool tears_a_word(const text::Layout& layout, std::string_view text) {
    return std::any_of(layout.lines.begin(), layout.lines.end(),
                       [text](const text::Line& line) { return within_word(text, line.end); });
}

// The last line is a word or two under full ones.
bool is_lonely(const text::Layout& layout) {
    return layout.lines.size() > 1 && !layout.truncated && layout.lines.back().width < 0.3F * layout.width;
}

Tone tone_of(Status status) {
    switch (status) {
        case Status::Well:
            return Tone::Green;
        case Status::Waiting:
            return Tone::Amber;
        case Status::Trouble:
            return Tone::Red;
        case Status::Information:
            return Tone::Blue;
    }
    return Tone::Blue;
}

}  // namespace

Setting Ui::Impl::set_in(std::string_view words, Role role, text::Weight weight, float max_width, std::string_view lang,
                         Align align, int max_lines, LastLine last) {
    text::LayoutRequest request;
    request.text = words;
    request.size_px = theme.em_px(role);
    request.weight = weight;
    request.max_width = std::max(0.0F, max_width);
    request.align = to_text(align);
    request.direction = theme.appearance().direction;
    request.max_lines = max_lines;
    request.lang = lang.empty() ? std::string_view(theme.appearance().lang) : lang;
    request.line_factor = role == Role::Title || role == Role::Heading ? 1.3F : 1.42F;
    request.letter_space = role == Role::Code ? static_cast<float>(request.size_px) * 0.06F : 0;
    Setting setting{fonts.layout(request), request.max_width, static_cast<float>(request.size_px)};
    if (last == LastLine::Balanced && is_lonely(*setting.layout)) {
        // The same number of lines in the narrowest box that holds them fairly.
        float sum = 0;
        for (const text::Line& line : setting->lines) sum += line.width;
        const auto lines = static_cast<float>(setting->lines.size());
        request.max_width = std::min(request.max_width, std::ceil(sum / lines + 1.5F * setting.em));
        const auto even = fonts.layout(request);
        if (even->lines.size() == setting->lines.size() && !tears_a_word(*even, words)) {
            const float spare = setting.box - request.max_width;
            if (align == Align::Centre) setting.shift = std::floor(spare / 2);
            if (align == Align::End) setting.shift = spare;
            setting.layout = even;
            setting.box = request.max_width;
        }
    }
    if (setting.box <= 0) setting.box = setting->width;
    setting.broken = tears_a_word(*setting.layout, words);
    return setting;
}

Setting Ui::Impl::set(std::string_view words, Role role, float max_width, Align align, int max_lines) {
    return set_in(words, role, weight_of(role), max_width, {}, align, max_lines);
}

Setting Ui::Impl::set_bold_secondary(std::string_view words, float max_width) {
    return set_in(words, Role::Secondary, text::Weight::Bold, max_width, {});
}

float Ui::Impl::line_start(const Setting& words, std::size_t line) const {
    const text::Line& at = words->lines[line];
    return words.shift + (painter.mirror() > 0 ? std::floor(words.box - at.x - at.width) : at.x);
}

void Ui::Impl::draw(const Setting& words, float x, float y, Colour colour) {
    painter.layout(*words.layout, x + words.shift, y, words.box, colour);
    std::vector<DrawnLine>& drawn = building.lines_drawn;
    for (std::size_t i = 0; i < words->lines.size(); ++i) {
        const text::Line& line = words->lines[i];
        if (line.width <= 0) continue;
        const float start = line_start(words, i);
        const Box at =
            painter.on_glass({x + start, y + line.baseline - 0.75F * words.em, line.width, 0.85F * words.em});
        const bool cut = words.broken || (words->truncated && i + 1 == words->lines.size());
        drawn.push_back({at.x, at.y, at.w, at.h, cut, layer, zone});
    }
}

void Ui::Impl::icon(std::string_view name, float x, float y, float side, Colour colour) {
    if (name.empty()) return;
    // These point along the line; others stand as they are in every direction.
    const bool along = name.starts_with("chevron-") || name.starts_with("arrow-") || name.starts_with("log-") ||
                       name.starts_with("volume") || name == "send" || name == "undo";
    painter.icon(*fonts.icon(name, static_cast<int>(side)), x, y, side, colour,
                 along ? Painter::Turn::Yes : Painter::Turn::No);
}

void Ui::Impl::icon_square(std::string_view name, Tone tone, Box box, float radius) {
    painter.box(box, {.fill = theme.tint(tone),
                      .line = theme.foreground(tone),
                      .border = high_contrast() ? hairline() : 0,
                      .radius = radius});
    const float side = std::round(box.w * 0.56F);
    icon(name, box.x + std::floor((box.w - side) / 2), box.y + std::floor((box.h - side) / 2), side,
         theme.foreground(tone));
}

Record& Ui::Impl::record(std::string_view kind, std::string_view id, std::string_view words, Box box) {
    Record entry;
    entry.kind = kind;
    entry.id = id;
    entry.text = words;
    const Box at = painter.on_glass(box);
    entry.x = at.x;
    entry.y = at.y;
    entry.w = at.w;
    entry.h = at.h;
    entry.lang = theme.appearance().lang;
    entry.layer = layer;
    entry.zone = zone;
    if (zone == Zone::Body) {
        const Box view = scroll.view;
        entry.clipped = box.y < view.y - 0.5F || box.bottom() > view.bottom() + 0.5F || box.x < view.x - 0.5F ||
                        box.right() > view.right() + 0.5F;
    } else {
        const Box all = screen();
        entry.clipped = box.x < -0.5F || box.y < -0.5F || box.right() > all.w + 0.5F || box.bottom() > all.h + 0.5F;
    }
    std::vector<Record>& list = layer == Layer::Keyboard ? after_page : building.records;
    list.push_back(std::move(entry));
    return list.back();
}

Record& Ui::Impl::words(std::string_view kind, std::string_view id, std::string_view text, Box box, Role role,
                        Colour colour) {
    Record& entry = record(kind, id, text, box);
    entry.cap_mm = theme.cap_mm(role);
    entry.foreground = hex(colour);
    entry.background = hex(flow().background);
    return entry;
}

void Ui::Impl::paragraph(std::string_view kind, std::string_view text, Role role, const TextSpec& spec) {
    const Tone tone = role == Role::Secondary && spec.tone == Tone::Neutral ? Tone::Secondary : spec.tone;
    const Colour colour = theme.foreground(tone);
    if (flow().kind == FlowKind::Inline) {
        const auto layout = set(text, role, width());
        const Box box = place(layout->width, layout->height, Block::Words);
        draw(layout, box.x, box.y, colour);
        words(kind, spec.id, text, box, role, colour);
        return;
    }
    const Setting layout = set_in(text, role, weight_of(role), width(), spec.lang, spec.align);
    const Box box = place(layout->width, layout->height, Block::Words);
    draw(layout, box.x, box.y, colour);
    const bool single = layout->lines.size() == 1;
    const float x = single ? box.x + line_start(layout, 0) : box.x;
    Record& entry =
        words(kind, spec.id, text, {x, box.y, single ? layout->width : box.w, layout->height}, role, colour);
    if (!spec.lang.empty()) entry.lang = spec.lang;
}

void Ui::title(std::string_view text, const TextSpec& spec) {
    m_impl->paragraph("title", text, Role::Title, spec);
}
void Ui::heading(std::string_view text, const TextSpec& spec) {
    m_impl->paragraph("heading", text, Role::Heading, spec);
}
void Ui::text(std::string_view text, const TextSpec& spec) {
    m_impl->paragraph("text", text, Role::Body, spec);
}
void Ui::strong(std::string_view text, const TextSpec& spec) {
    m_impl->paragraph("text", text, Role::Strong, spec);
}
void Ui::secondary(std::string_view text, const TextSpec& spec) {
    m_impl->paragraph("text", text, Role::Secondary, spec);
}

void Ui::code(std::string_view id, std::string_view text) {
    m_impl->paragraph("code", text, Role::Code, {.id = id, .tone = Tone::Neutral, .align = Align::Centre});
}

void Ui::heading_with(std::string_view left, std::string_view right) {
    Impl& impl = *m_impl;
    const auto end = impl.set(right, Role::Secondary, impl.width(), Align::Start, 1);
    const float room = impl.width() - end->width - impl.px(5);
    // Where the short text leaves less than half, it goes under the heading.
    const bool beside = room > impl.width() / 2;
    const auto start = impl.set(left, Role::Heading, beside ? room : impl.width());
    const Box box =
        impl.place(0, beside ? std::max(start->height, end->height) : start->height + end->height, Block::Words);
    impl.draw(start, box.x, box.y, impl.colours().ink);
    impl.words("heading", "", left, {box.x, box.y, start->width, start->height}, Role::Heading, impl.colours().ink);
    const float y = beside ? box.y + std::floor((start->first_line_height() - end->first_line_height()) / 2)
                           : box.y + start->height;
    const float x = beside ? box.right() - end->width : box.x;
    impl.draw(end, x, y, impl.colours().ink2);
    impl.words("text", "", right, {x, y, end->width, end->height}, Role::Secondary, impl.colours().ink2);
}

void Ui::fact(std::string_view id, std::string_view label, std::string_view value) {
    Impl& impl = *m_impl;
    const float share = std::floor(impl.width() * 0.3F);
    const auto name = impl.set(label, Role::Secondary, impl.width(), Align::Start, 2);
    const bool beside = name->width <= share && impl.width() > impl.px(110);
    const auto body = impl.set(value, Role::Body, beside ? impl.width() - share - impl.px(4) : impl.width());
    const Box box =
        impl.place(0, beside ? std::max(name->height, body->height) : name->height + body->height, Block::Words);
    const float name_y =
        beside ? box.y + std::floor((body->first_line_height() - name->first_line_height()) / 2) : box.y;
    impl.draw(name, box.x, name_y, impl.colours().ink2);
    impl.words("text", "", label, {box.x, name_y, name->width, name->height}, Role::Secondary, impl.colours().ink2);
    const Box at{beside ? box.x + share + impl.px(4) : box.x, beside ? box.y : box.y + name->height, body->width,
                 body->height};
    impl.draw(body, at.x, at.y, impl.colours().ink);
    impl.words("text", id, value, at, Role::Body, impl.colours().ink);
}

void Ui::banner(std::string_view id, Tone tone, std::string_view icon, std::string_view text) {
    Impl& impl = *m_impl;
    const float pad = impl.airy(5.3);
    const float side = icon.empty() ? 0 : std::max(impl.px(10), static_cast<float>(impl.theme.em_px(Role::Body)));
    const float indent = side > 0 ? side + std::round(pad * 0.8F) : 0;
    const Setting words = impl.set(text, Role::Body, impl.width() - 2 * pad - indent);
    const Box box = impl.place(impl.width(), std::max(words->height, side) + 2 * pad, Block::Control);
    const Colour colour = impl.theme.foreground(tone);
    impl.painter.box(box, {.fill = impl.theme.tint(tone),
                           .line = colour,
                           .border = impl.high_contrast() ? 2 * impl.hairline() : impl.hairline(),
                           .radius = impl.px(6.3)});
    // The icon stands beside the first line, wherever the words end.
    const float y = box.y + std::floor((box.h - words->height) / 2);
    const float first = words->first_line_height();
    impl.icon(icon, box.x + pad, y + std::floor((first - side) / 2), side, colour);
    impl.draw(words, box.x + pad + indent, y, impl.colours().ink);
    Record& entry = impl.words("banner", id, text, box, Role::Body, impl.colours().ink);
    entry.background = hex(impl.theme.tint(tone));
}

void Ui::status(std::string_view id, Status status, std::string_view text) {
    Impl& impl = *m_impl;
    const Tone tone = tone_of(status);
    const float pad = impl.airy(5.3);
    const float radius = impl.px(1.9);
    const float indent = 2 * radius + impl.px(3.7);
    const Setting words = impl.set(text, Role::Secondary, impl.width() - 2 * pad - indent);
    const Box box = impl.place(impl.width(), words->height + 2 * impl.airy(4.2), Block::Control);
    const Colour colour = impl.theme.foreground(tone);
    impl.painter.box(box, {.fill = impl.theme.tint(tone),
                           .line = colour,
                           .border = impl.high_contrast() ? impl.hairline() : 0,
                           .radius = impl.px(5.3)});
    const float y = box.y + std::floor((box.h - words->height) / 2);
    impl.painter.disc(box.x + pad + radius, y + std::floor(words->first_line_height() / 2), radius, colour);
    impl.draw(words, box.x + pad + indent, y, colour);
    Record& entry = impl.words("status", id, text, box, Role::Secondary, colour);
    entry.background = hex(impl.theme.tint(tone));
}

void Ui::emblem(std::string_view icon, Tone tone) {
    Impl& impl = *m_impl;
    const float side = impl.airy(31);
    const Box box = impl.place(0, side, Block::Control);
    impl.icon_square(icon, tone, {box.x + std::floor((box.w - side) / 2), box.y, side, side}, side / 2);
}

}  // namespace linli::ui
