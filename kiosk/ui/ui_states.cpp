// How far something is, and what stands where there is nothing to show: not yet, nothing, or not possible.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

void Ui::progress(std::string_view id, const ProgressSpec& spec) {
    Impl& impl = *m_impl;
    const float h = impl.px(4.2);
    const Setting label = impl.set(spec.label, Role::Secondary, impl.width());
    const float words = spec.label.empty() ? 0 : label->height + impl.px(1.6);
    const Box box = impl.place(impl.width(), h + words, Block::Words);
    const Palette& c = impl.colours();
    if (!spec.label.empty()) impl.draw(label, box.x, box.y, c.ink2);
    const Box bar{box.x, box.y + words, box.w, h};
    impl.painter.box(bar, {.fill = impl.high_contrast() ? c.card : c.line,
                           .line = c.line,
                           .border = impl.high_contrast() ? impl.hairline() : 0,
                           .radius = h / 2});
    const double share = spec.total <= 0 ? 0 : std::clamp(spec.done / spec.total, 0.0, 1.0);
    const float filled = std::round(box.w * static_cast<float>(share));
    if (filled >= 1)
        impl.painter.box({bar.x, bar.y, std::max(filled, h), h}, {.fill = c.green, .line = c.green, .radius = h / 2});
    impl.words("progress", id, spec.label, box, Role::Secondary, c.ink2);
}

bool Ui::placeholder(const PlaceholderSpec& spec) {
    std::string_view icon = spec.icon;
    Tone tone = Tone::Blue;
    switch (spec.kind) {
        case PlaceholderSpec::Kind::Empty:
            if (icon.empty()) icon = "inbox";
            break;
        case PlaceholderSpec::Kind::Loading:
            if (icon.empty()) icon = "hourglass";
            tone = Tone::Amber;
            break;
        case PlaceholderSpec::Kind::Error:
            if (icon.empty()) icon = "triangle-alert";
            tone = Tone::Red;
            break;
    }
    begin_card();
    space(2);
    emblem(icon, tone);
    heading(spec.title, {.id = spec.id, .align = Align::Centre});
    if (!spec.detail.empty()) secondary(spec.detail, {.align = Align::Centre});
    bool tapped = false;
    if (!spec.action.empty()) {
        space(2);
        tapped = button(spec.action_id, spec.action, {.align = Align::Centre});
    }
    space(2);
    end_card();
    return tapped;
}

}  // namespace linli::ui
