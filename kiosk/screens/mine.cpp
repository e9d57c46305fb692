#include "kiosk/screens/mine.h"

#include <algorithm>

#include "kiosk/domain/receipt.h"
#include "kiosk/screens/item_news.h"
#include "kiosk/screens/item_words.h"
#include "kiosk/screens/request_fields.h"

namespace linli::screens {
namespace {

constexpr std::string_view kCode = "code";
constexpr std::string_view kDigits = "digits";
constexpr int kCodeTyped = 11;  // nine characters and two dashes

void draw_code_page(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const std::string_view code = draft.value(kCode);
    const auto parsed = parse_receipt_code(code);
    const bool whole = normalise_base32(code).value_or("").size() >= kReceiptCodeLength;
    ui.title(tr("mine.code_title"));
    ui.text(tr("mine.code_how"));
    draw_problem(view, ui, draft.problem);
    ui.focus("mine.code");
    if (auto typed = ui.text_field("mine.code", code,
                                   {.label = tr("mine.code"),
                                    .hint = tr("mine.code_hint"),
                                    .error = whole && !parsed ? tr("error.receipt-code") : std::string{},
                                    .kind = ui::FieldKind::Code,
                                    .max_characters = kCodeTyped}))
        commands.push(SetValue{std::string(kCode), std::move(*typed)});
    const std::string label = tr("form.next");
    if (footer(view, ui, commands,
               {{.id = "mine.next",
                 .label = label,
                 .kind = ui::ButtonKind::Primary,
                 .icon = "chevron-right",
                 .enabled = parsed ? ui::Enabled::Yes : ui::Enabled::No}}) == "mine.next")
        commands.push(ShowFormPage{1});
}

void draw_digits_page(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const std::string_view digits = draft.value(kDigits);
    const auto code = parse_receipt_code(draft.value(kCode));
    ui.title(tr("mine.digits_title"));
    ui.text(tr("mine.digits_how"));
    draw_problem(view, ui, draft.problem);
    if (!draft.waiting()) ui.focus("mine.digits");
    if (auto typed = ui.text_field("mine.digits", digits,
                                   {.label = tr("contact.digits"),
                                    .hint = tr("contact.digits_hint"),
                                    .kind = ui::FieldKind::Digits,
                                    .max_characters = 4,
                                    .enabled = draft.waiting() ? ui::Enabled::No : ui::Enabled::Yes}))
        commands.push(SetValue{std::string(kDigits), std::move(*typed)});
    const bool ready = code && is_four_digits(digits) && !draft.waiting();
    const std::string label = tr(draft.waiting() ? "mine.opening" : "mine.open");
    if (footer(view, ui, commands,
               {{.id = "mine.open",
                 .label = label,
                 .kind = ui::ButtonKind::Primary,
                 .icon = "chevron-right",
                 .enabled = ready ? ui::Enabled::Yes : ui::Enabled::No}}) == "mine.open")
        commands.push(Send{OpenReceipt{.ticket = 0, .receipt = {.code = *code, .digits = std::string(digits)}}});
}

// What the desk asks for at the door, as long as there is a session to come to.
void draw_check_in(const ItemView& item, const View& view, ui::Ui& ui) {
    if (item.type != ItemType::SignUp || item.state.status != ItemStatus::Confirmed) return;
    const EventView* event = find_event(view.station, item.subject);
    if (event == nullptr || !may_still_come(view, *event)) return;
    ui.begin_card();
    ui.text(view.tr("item.check_in"), {.align = ui::Align::Centre});
    ui.code("item.check_in", item.short_id);
    ui.end_card();
}

void draw_own_words(const ItemView& item, const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    const RequestKind* kind = item.type == ItemType::Request ? find_kind(view.station, item.subject) : nullptr;
    if (item.own.fields.empty() && item.own.names.empty()) return;
    ui.begin_card();
    ui.heading(tr("item.own"));
    for (const FieldValue& field : item.own.fields) {
        const FormStep* step = nullptr;
        if (kind != nullptr)
            for (const FormStep& each : kind->steps)
                if (each.id == field.field) step = &each;
        if (step != nullptr)
            ui.fact("item.own." + field.field, view.text(step->title), answer_text(*step, field.value, view));
        else if (item.type == ItemType::SignUp && field.field == kGuardianField)
            ui.fact("item.guardian", tr("signup.guardian"), field.value);
        else if (item.type == ItemType::SignUp && field.field == kPickUpField)
            ui.fact("item.pickup", tr("signup.pickup"), field.value);
        else if (item.type == ItemType::SignUp && field.field == kConsentField)
            ui.text(tr("signup.agreed"));
        else
            ui.text(field.value);
    }
    std::string names;
    for (const std::string& name : item.own.names)
        if (!name.empty()) names = names.empty() ? name : tr("list.and", {{"first", names}, {"second", name}});
    if (!names.empty()) ui.fact("item.names", tr("signup.names"), names);
    ui.end_card();
}

void draw_when_and_where(const ItemView& item, const View& view, ui::Ui& ui) {
    const EventView* event = item.type == ItemType::SignUp ? find_event(view.station, item.subject) : nullptr;
    if (event == nullptr) return;
    const EventSession* next = next_session(*event, view.now);
    ui.begin_card();
    ui.heading(at_line_start(view.dates.span(next->starts_at, next->ends_at)));
    ui.text(view.text(event->event.place));
    ui.end_card();
}

// Somebody came with more than one receipt.
void draw_more(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    if (state.held.size() >= kMostReceipts) return;
    if (ui.button("items.more", view.tr("items.more"), {.icon = "file-text", .width = ui::Width::Fill}))
        commands.push(Open{{Page::Mine, {}}});
}

}  // namespace

const ItemView* find_item(const MineState& state, std::string_view id) {
    const auto it =
        std::find_if(state.items.begin(), state.items.end(), [&](const ItemView& item) { return item.id == id; });
    return it == state.items.end() ? nullptr : &*it;
}

void draw_mine(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const int at = std::clamp(state.draft.page, 0, 1);
    begin_page(view, ui, commands,
               {.title = view.tr("mine.page"),
                .back = ui::Back::Shown,
                .step = at + 1,
                .steps = 2,
                .progress = view.tr("form.progress", {{"step", at + 1}, {"steps", 2}})});
    if (at == 0)
        draw_code_page(state.draft, view, ui, commands);
    else
        draw_digits_page(state.draft, view, ui, commands);
    ui.end_page();
}

void draw_items(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    begin_page(view, ui, commands, {.title = view.tr("mine.page"), .back = ui::Back::Shown});
    ui.title(view.tr("mine.items"));
    ui.begin_grid(card_columns(ui));
    // What has news comes first, and says it on its card.
    for (const bool with_news : {true, false})
        for (const ItemView& item : state.items) {
            const auto news = news_of(view, item);
            if (news.has_value() != with_news) continue;
            const std::string title = item_title(view, item.type, item.subject);
            const std::string line = state_sentence(view, item);
            ui::ItemSpec spec{.title = title, .trailing = item.short_id};
            if (news) spec.lines.push_back({news->text, news->tone, ui::Role::Strong});
            spec.lines.push_back({.text = line});
            if (ui.item("items.item." + item.short_id, spec)) commands.push(Open{{Page::Item, item.id}});
        }
    ui.end_grid();
    draw_more(state, view, ui, commands);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_item(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const ItemView* item = find_item(state, view.here().key);
    if (item == nullptr) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = tr("mine.page"), .back = ui::Back::Shown});
    ui.title(item_title(view, item->type, item->subject), {.id = "item.title"});
    ui.secondary(tr("item.number", {{"id", item->short_id}}), {.id = "item.number"});
    if (item->change_refused_key)
        ui.banner("item.refused", ui::Tone::Red, "triangle-alert", refusal(tr, *item->change_refused_key));
    else if (!state.done.empty())
        ui.banner("item.done", ui::Tone::Green, "check", tr(state.done));
    if (const auto news = news_of(view, *item)) ui.banner("item.news", news->tone, news->icon, news->text);
    ui.status("item.state", state_status(*item), state_sentence(view, *item));
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    draw_when_and_where(*item, view, ui);
    draw_check_in(*item, view, ui);
    if (const auto steps = timeline_of(view, *item); !steps.empty()) {
        ui.begin_card();
        ui.heading(tr("item.progress"));
        ui.timeline("item.timeline", steps);
        ui.end_card();
    }
    if (ui.wide()) ui.next_column();
    draw_own_words(*item, view, ui);
    if (may_withdraw(*item)) {
        const bool sign_up = item->type == ItemType::SignUp;
        if (ui.button("item.withdraw", tr(sign_up ? "withdraw.seats" : "withdraw.request"), {.width = ui::Width::Fill}))
            commands.push(Open{{Page::Withdraw, item->id}});
    }
    draw_more(state, view, ui, commands);
    if (ui.wide()) ui.end_columns();
    const std::string rate = tr("slip.open");
    const auto tapped =
        may_rate(*item)
            ? footer(view, ui, commands,
                     {{.id = "item.rate", .label = rate, .kind = ui::ButtonKind::Primary, .icon = "chevron-right"}})
            : footer(view, ui, commands, {});
    if (tapped == "item.rate") commands.push(Open{{Page::Slip, item->id}});
    ui.end_page();
}

void draw_withdraw(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const ItemView* item = find_item(state, view.here().key);
    if (item == nullptr) return draw_gone(view, ui, commands);
    const bool sign_up = item->type == ItemType::SignUp;
    const bool waiting = state.withdrawal.waiting();
    begin_page(view, ui, commands, {.title = tr("mine.page"), .back = ui::Back::Shown});
    ui.title(tr(sign_up ? "withdraw.seats_title" : "withdraw.request_title"));
    draw_problem(view, ui, state.withdrawal.problem);
    ui.heading(item_title(view, item->type, item->subject));
    ui.text(tr(sign_up ? "withdraw.seats_what" : "withdraw.request_what"));
    draw_saving_note(view, ui);
    const std::string keep = tr("withdraw.keep");
    const std::string go = tr(waiting ? "form.saving" : sign_up ? "withdraw.seats" : "withdraw.request");
    const auto tapped = footer(view, ui, commands,
                               {{.id = "withdraw.keep", .label = keep},
                                {.id = "withdraw.go",
                                 .label = go,
                                 .kind = ui::ButtonKind::Danger,
                                 .enabled = waiting ? ui::Enabled::No : ui::Enabled::Yes}});
    if (tapped == "withdraw.keep") commands.push(GoBack{});
    if (tapped == "withdraw.go")
        commands.push(
            Send{Withdraw{.ticket = 0, .receipt = proof_of(state, item->id), .item = item->id, .type = item->type}});
    ui.end_page();
}

const ReceiptProof& proof_of(const MineState& state, std::string_view item) {
    for (const HeldReceipt& receipt : state.held)
        if (std::find(receipt.items.begin(), receipt.items.end(), item) != receipt.items.end()) return receipt.proof;
    return state.proof;
}

void wipe(MineState& state) {
    for (Draft* draft : {&state.draft, &state.slip, &state.withdrawal}) scrub(*draft);
    for (std::string* text : {&state.proof.code, &state.proof.digits}) scrub(*text);
    for (HeldReceipt& receipt : state.held)
        for (std::string* text : {&receipt.proof.code, &receipt.proof.digits}) scrub(*text);
}

}  // namespace linli::screens
