// Seat bar, timeline, QR code.
#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <qrencode.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::seat_bar(std::string_view id, const SeatBar& seats) {
    Impl& impl = *m_impl;
    const float h = impl.px(5.8);
    impl.flow().y += impl.roomy(1.1);
    const Setting label = impl.set(seats.label, Role::Secondary, impl.width());
    const bool worded = !seats.label.empty();
    const Box box = impl.place(impl.width(), h + (worded ? impl.px(2.6) + label->height : 0), Block::Words);
    const auto total = static_cast<float>(std::max(1, seats.total));
    const auto share = [&](int count) {
        return std::round(box.w * std::clamp(static_cast<float>(count) / total, 0.0F, 1.0F));
    };
    const Palette& c = impl.colours();
    const bool high = impl.high_contrast();
    const Colour held_colour = c.green_soft;
    const float taken = share(seats.taken);
    const float both = share(seats.taken + seats.held);
    impl.painter.box(
        {box.x, box.y, box.w, h},
        {.fill = high ? c.card : c.line, .line = c.line, .border = high ? impl.hairline() : 0, .radius = h / 2});
    const auto part = [&](float w, Colour colour) {
        if (w >= 1)
            impl.painter.box({box.x, box.y, std::max(w, h), h}, {.fill = colour, .line = colour, .radius = h / 2});
    };
    if (seats.held > 0) part(both, held_colour);
    part(taken, c.green);
    if (worded) impl.draw(label, box.x, box.y + h + impl.px(2.6), c.ink2);
    impl.words("seats", id, seats.label, box, Role::Secondary, c.ink2);
}

void Ui::timeline(std::string_view id, std::span<const TimelineStep> steps) {
    Impl& impl = *m_impl;
    const Palette& c = impl.colours();
    const float dot = impl.px(3.4);
    const float indent = impl.px(12.2);
    impl.flow().y += impl.roomy(1.6);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const TimelineStep& step = steps[i];
        const bool last = i + 1 == steps.size();
        const bool now = step.state == TimelineStep::State::Now;
        const bool coming = step.state == TimelineStep::State::Coming;
        const Setting title = impl.set(step.title, now ? Role::Strong : Role::Body, impl.width() - indent);
        const Setting detail = impl.set(step.detail, Role::Secondary, impl.width() - indent);
        const float words = title->height + (step.detail.empty() ? 0 : detail->height);
        const float air = last ? 0 : impl.roomy(5.3);
        const Box box = impl.place(impl.width(), words + air, Block::Words);
        const float centre_y = box.y + title->first_line_height() / 2;
        // The thread between the dots runs on through the gap to the next step.
        if (!last) {
            impl.painter.rect({box.x + dot - std::floor(impl.hairline() / 2), centre_y, impl.hairline(),
                               box.h + impl.gap(Block::Words, Block::Words)},
                              coming ? c.line : c.green);
        }
        impl.painter.disc(box.x + dot, centre_y, dot, c.green);
        if (coming) impl.painter.disc(box.x + dot, centre_y, dot - impl.px(0.9), c.card);
        if (now) impl.painter.disc(box.x + dot, centre_y, dot - impl.px(1.8), c.card);
        // What is done, is now, and comes differ by their dots and weight; all of it is main text.
        const Colour ink = c.ink;
        impl.draw(title, box.x + indent, box.y, ink);
        if (!step.detail.empty()) impl.draw(detail, box.x + indent, box.y + title->height, c.ink2);
        std::string all = step.title;
        if (!step.detail.empty()) all += "\n" + step.detail;
        const std::string step_id = id.empty() ? std::string{} : std::string(id) + "." + std::to_string(i + 1);
        impl.words(coming ? "step"
                   : now  ? "step-now"
                          : "step-done",
                   step_id, all, {box.x + indent, box.y, box.w - indent, words}, Role::Body, ink);
    }
}

void Ui::qr(std::string_view id, std::string_view data, std::string_view label, double side_mm) {
    Impl& impl = *m_impl;
    constexpr std::size_t max_bytes = 1000;
    constexpr int quiet = 4;  // modules of empty border, ISO/IEC 18004
    constexpr unsigned int utf8 = 26;
    const float wanted = std::min(impl.px(side_mm), impl.width());
    const std::string bytes(data.substr(0, max_bytes));
    QRinput* input = QRinput_new2(0, QR_ECLEVEL_M);
    const bool ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char ch) { return static_cast<unsigned char>(ch) < 0x80; });
    // Without the header many readers guess another encoding for Chinese.
    if (!ascii) QRinput_appendECIheader(input, utf8);
    QRinput_append(input, QR_MODE_8, static_cast<int>(bytes.size()),
                   reinterpret_cast<const unsigned char*>(bytes.data()));
    QRcode* code = bytes.empty() ? nullptr : QRcode_encodeInput(input);
    QRinput_free(input);
    const int modules = code == nullptr ? 21 : code->width;
    const float module = std::max(1.0F, std::floor(wanted / static_cast<float>(modules + 2 * quiet)));
    const float side = module * static_cast<float>(modules + 2 * quiet);
    Box box = impl.place(side, side, Block::Control);
    if (impl.flow().kind != FlowKind::Inline) box.x += std::floor((box.w - side) / 2);
    box.w = box.h = side;
    const Colour white{255, 255, 255};
    const Colour black{0, 0, 0};
    impl.painter.box(box,
                     {.fill = white, .line = impl.colours().line, .border = impl.hairline(), .radius = impl.px(3)});
    // A mirrored code would be read by few.
    const float mirror = impl.painter.mirror();
    const Box whole = impl.painter.on_glass(box);
    impl.painter.set_mirror(0);
    for (int y = 0; code != nullptr && y < modules; ++y) {
        for (int x = 0; x < modules; ++x) {
            const auto dark = [&](int at) { return at < modules && (code->data[y * modules + at] & 1U) != 0; };
            if (!dark(x)) continue;
            const int start = x;
            while (dark(x + 1)) ++x;
            impl.painter.rect(
                {whole.x + static_cast<float>(start + quiet) * module, whole.y + static_cast<float>(y + quiet) * module,
                 static_cast<float>(x - start + 1) * module, module},
                black);
        }
    }
    impl.painter.set_mirror(mirror);
    if (code != nullptr) QRcode_free(code);
    impl.words("qr", id, label, box, Role::Body, black).background = hex(white);
}

}  // namespace linli::ui
