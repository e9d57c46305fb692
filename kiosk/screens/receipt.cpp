#include "kiosk/screens/receipt.h"

#include "kiosk/domain/receipt.h"
#include "kiosk/screens/item_words.h"

namespace linli::screens {
namespace {

// What becomes of it now. Nothing is promised to whom the hub does not know.
std::string_view saved_sentence(Link link) {
    switch (link) {
        case Link::Online:
            return "receipt.sending";
        case Link::Starting:
            return "receipt.starting";
        case Link::Offline:
            return "receipt.offline";
        case Link::CaptivePortal:
            return "receipt.captive";
        case Link::HubTrouble:
            return "receipt.hub_trouble";
        case Link::NotEnrolled:
        case Link::Refused:
            return "receipt.refused";
    }
    return "receipt.offline";
}

// Saved here is certain. "Sent" is said only when the hub's answer for this very item is known.
void draw_truth(const ReceiptState& state, const View& view, ui::Ui& ui) {
    if (state.known && (state.known->delivery == Delivery::Sent || state.known->rejected_key)) {
        const bool decided = state.known->rejected_key || state.known->by_hand || state.type == ItemType::SignUp;
        ui.status("receipt.status", decided ? state_status(*state.known) : ui::Status::Well,
                  decided ? state_sentence(view, *state.known) : view.tr("receipt.sent"));
        return;
    }
    const Link link = view.sync.link;
    ui.status("receipt.status", link == Link::Online ? ui::Status::Information : status_kind(view.sync),
              view.tr(saved_sentence(link)));
}

void draw_code(const ReceiptState& state, const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    ui.begin_card();
    ui.emblem("check", ui::Tone::Green);
    ui.title(tr("receipt.title"), {.id = "receipt.title", .align = ui::Align::Centre});
    ui.secondary(tr("receipt.what", {{"title", item_title(view, state.type, state.subject)}, {"id", state.short_id}}),
                 {.id = "receipt.what", .align = ui::Align::Centre});
    ui.space(2);
    ui.code("receipt.code", format_receipt_code(state.code));
    ui.space(2);
    ui.text(tr("receipt.keep"), {.align = ui::Align::Centre});
    ui.qr("receipt.qr", state.code, tr("receipt.qr"), ui.wide() ? 42 : 58);
    ui.end_card();
}

}  // namespace

void draw_receipt(const ReceiptState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("receipt.page")});
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    draw_code(state, view, ui);
    if (ui.wide()) ui.next_column();
    draw_truth(state, view, ui);
    ui.begin_card();
    ui.heading(tr("receipt.next"));
    const auto steps = state.known && state.known->delivery == Delivery::Sent
                           ? timeline_of(view, *state.known)
                           : first_timeline(view, state.type, state.subject, state.short_id);
    ui.timeline("receipt.timeline", steps);
    ui.end_card();
    if (ui.wide()) ui.end_columns();
    const std::string label = tr("receipt.done");
    const std::string more = tr("receipt.more");
    const auto tapped =
        footer(view, ui, commands,
               {{.id = "receipt.more", .label = more},
                {.id = "receipt.done", .label = label, .kind = ui::ButtonKind::Primary, .icon = "check"}});
    if (tapped == "receipt.done") commands.push(EndSession{});
    if (tapped == "receipt.more") commands.push(Open{{Page::Home, {}}});
    ui.end_page();
}

}  // namespace linli::screens
