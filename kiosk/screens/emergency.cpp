#include "kiosk/screens/emergency.h"

#include <algorithm>

namespace linli::screens {

void draw_emergency(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Community& community = view.station.community;
    begin_page(view, ui, commands, {.title = tr("emergency.page"), .back = ui::Back::Shown});
    ui.title(tr("emergency.title"));
    ui.text(tr("emergency.call"));
    int number = 0;
    ui.begin_grid(ui.wide() ? std::min(ui.columns_of(110), 3) : 1, ui::LastRow::Stretched);
    for (const PhoneNumber& phone : community.emergency) {
        ui.begin_card();
        ui.code("emergency.number." + std::to_string(++number), phone.number);
        ui.text(view.text(phone.label), {.align = ui::Align::Centre});
        ui.end_card();
    }
    ui.end_grid();
    if (community.desk) {
        ui.begin_card();
        ui.fact("emergency.desk", view.text(community.desk->label), community.desk->number);
        ui.end_card();
    }
    const std::string address = view.text(view.station.station.address);
    if (!address.empty()) ui.fact("emergency.address", tr("emergency.address"), address);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

}  // namespace linli::screens
