// A question over the page.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

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
    if (impl.dialog_id != spec.id) impl.retained.erase({Kept::dialog});
    impl.dialog_id = spec.id;
    const float w = std::min(all.w - 2 * impl.margin(), impl.px(220));
    const float h = impl.kept({Kept::dialog}, impl.px(120));
    const Box page = impl.page();
    impl.dialog_box = {std::floor((page.w - w) / 2), page.y + std::max(0.0F, std::floor((page.h - h) / 2)), w, h};
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
    const float h = impl.keep({Kept::dialog}, impl.flow().y + pad - impl.dialog_box.y);
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
