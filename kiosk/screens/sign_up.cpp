#include "kiosk/screens/sign_up.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "kiosk/domain/event_rules.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/screens/contact_pages.h"
#include "kiosk/screens/limits.h"

namespace linli::screens {
namespace {

constexpr std::string_view kSeats = "seats";
constexpr int kNameLength = 40;
constexpr std::string_view kYes = "yes";

enum class Step : std::uint8_t { Seats, Names, Consent, PickUp, Phone, Digits, Check };

// Whoever is left in the care of staff is known by name, whatever else the event says.
bool asks_names(const Event& event) {
    return event.companions == Companions::Named || leaves_somebody_in_care(event);
}

// An event for single people does not ask how many, and one that only counts does not ask for names.
std::vector<Step> steps_of(const Event& event) {
    std::vector<Step> steps;
    if (event.family_max > 1) steps.push_back(Step::Seats);
    if (asks_names(event)) steps.push_back(Step::Names);
    if (!event.consent.empty()) steps.push_back(Step::Consent);
    if (event.pick_up == PickUp::Code) steps.push_back(Step::PickUp);
    steps.insert(steps.end(), {Step::Phone, Step::Digits, Step::Check});
    return steps;
}

std::string name_field(int number) {
    return fmt::format("name.{}", number);
}

std::string people(const View& view, const Draft& draft) {
    std::string names;
    for (int number = 1; number <= seats_of(draft); ++number) {
        const std::string_view name = draft.value(name_field(number));
        if (name.empty()) continue;
        names =
            names.empty() ? std::string(name) : view.tr("list.and", {{"first", names}, {"second", std::string(name)}});
    }
    return names.empty() ? view.tr("signup.no_names") : names;
}

void draw_seats_page(const Event& event, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("signup.how_many"));
    ui.secondary(tr("signup.all_or_none"));
    ui.begin_grid(ui.wide() ? std::min(ui.columns_of(72), 5) : 2);
    const int most = std::min(event.family_max, kMostSeats - seats_taken(view.session));
    for (int seats = 1; seats <= most; ++seats) {
        const bool chosen = draft.value(kSeats) == std::to_string(seats);
        if (ui.choice(fmt::format("signup.seats.{}", seats),
                      {.label = tr.count("signup.people", seats),
                       .selected = chosen ? ui::Selected::Yes : ui::Selected::No})) {
            commands.push(SetValue{std::string(kSeats), std::to_string(seats)});
            commands.push(ShowFormPage{draft.page + 1});
        }
    }
    ui.end_grid();
    if (most < event.family_max) ui.secondary(refusal(tr, "limit.seats"), {.id = "signup.most"});
    draw_next(draft, view, ui, commands, draft.value(kSeats).empty() ? ui::Enabled::No : ui::Enabled::Yes);
}

bool names_done(const Event& event, const Draft& draft) {
    if (!leaves_somebody_in_care(event)) return true;
    for (int number = 1; number <= seats_of(draft); ++number)
        if (draft.value(name_field(number)).find_first_not_of(' ') == std::string_view::npos) return false;
    return true;
}

void draw_names_page(const Event& event, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const bool child = event.pick_up == PickUp::Code;
    ui.title(tr.count(child ? "signup.children" : "signup.who", seats_of(draft)));
    ui.secondary(tr(leaves_somebody_in_care(event) ? "signup.names_needed" : "signup.names_why"));
    for (int number = 1; number <= seats_of(draft); ++number) {
        if (auto typed = ui.text_field(fmt::format("signup.name.{}", number), draft.value(name_field(number)),
                                       {.label = tr(child ? "signup.child" : "signup.name", {{"number", number}}),
                                        .hint = tr("signup.name_hint"),
                                        .max_characters = kNameLength}))
            commands.push(SetValue{name_field(number), std::move(*typed)});
    }
    if (child)
        if (auto typed = ui.text_field(
                "signup.guardian", draft.value(kGuardianField),
                {.label = tr("signup.guardian"), .hint = tr("signup.guardian_hint"), .max_characters = kNameLength}))
            commands.push(SetValue{std::string(kGuardianField), std::move(*typed)});
    draw_next(draft, view, ui, commands, names_done(event, draft) ? ui::Enabled::Yes : ui::Enabled::No);
}

void draw_consent_page(const Event& event, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const bool agreed = draft.value(kConsentField) == kYes;
    ui.title(view.tr("signup.consent"));
    ui.begin_card();
    ui.text(view.text(event.consent), {.id = "signup.statement"});
    ui.end_card();
    if (ui.choice("signup.agree", {.label = view.tr("signup.agree"),
                                   .selected = agreed ? ui::Selected::Yes : ui::Selected::No,
                                   .kind = ui::ChoiceKind::Many}))
        commands.push(SetValue{std::string(kConsentField), agreed ? std::string{} : std::string(kYes)});
    draw_next(draft, view, ui, commands, agreed ? ui::Enabled::Yes : ui::Enabled::No);
}

void draw_pick_up_page(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("signup.pickup_title"));
    ui.text(tr("signup.pickup_why"));
    ui.focus("signup.pickup");
    if (auto typed = ui.text_field("signup.pickup", draft.value(kPickUpField),
                                   {.label = tr("signup.pickup"),
                                    .hint = tr("contact.digits_hint"),
                                    .kind = ui::FieldKind::Digits,
                                    .max_characters = 4}))
        commands.push(SetValue{std::string(kPickUpField), std::move(*typed)});
    draw_next(draft, view, ui, commands,
              is_four_digits(draft.value(kPickUpField)) ? ui::Enabled::Yes : ui::Enabled::No);
}

void draw_check_page(const EventView& event, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const EventSession* next = next_session(event, view.now);
    const bool waiting_list = sign_up_state(event, view.sync, view.now) == SignUpState::WaitingList;
    ui.title(tr(waiting_list ? "signup.check_waiting" : "signup.check"));
    draw_problem(view, ui, draft.problem);
    ui.begin_card();
    ui.heading(view.text(event.event.title));
    ui.fact("signup.when", tr("signup.when"), at_line_start(view.dates.span(next->starts_at, next->ends_at)));
    ui.fact("signup.where", tr("signup.where"), view.text(event.event.place));
    ui.fact("signup.count", tr("signup.count"), tr.count("signup.people", seats_of(draft)));
    if (asks_names(event.event)) ui.fact("signup.names", tr("signup.names"), people(view, draft));
    if (const auto guardian = draft.value(kGuardianField); !guardian.empty())
        ui.fact("signup.guardian", tr("signup.guardian"), std::string(guardian));
    if (event.event.pick_up == PickUp::Code)
        ui.fact("signup.pickup", tr("signup.pickup"), std::string(draft.value(kPickUpField)));
    ui.fact("signup.phone", tr("contact.phone"), phone_summary(view, draft));
    ui.end_card();
    if (const EventView* clash = clashing_event(view, event))
        ui.banner("signup.clash", ui::Tone::Amber, "calendar",
                  tr("events.clash", {{"title", view.text(clash->event.title)}}));
    if (waiting_list) ui.banner("signup.queue", ui::Tone::Amber, "users", tr("signup.queue_note"));
    // No lease is held here yet, so the hub decides, and saying "confirmed" now would be a promise of nobody.
    ui.secondary(tr("signup.hub_decides"), {.id = "signup.hub"});
    draw_saving_note(view, ui);
    if (!draw_submit(draft, view, ui, commands, tr(waiting_list ? "events.queue_up" : "signup.submit"))) return;
    SubmitSignUp command{
        .ticket = 0, .event = event.event.id, .names = {}, .contact = contact_of(draft, view.tr.language())};
    if (!event.event.consent.empty()) command.answers.push_back({std::string(kConsentField), std::string(kYes)});
    if (event.event.pick_up == PickUp::Code)
        for (const std::string_view field : {kGuardianField, kPickUpField})
            command.answers.push_back({std::string(field), std::string(draft.value(field))});
    for (int number = 1; number <= seats_of(draft); ++number)
        command.names.emplace_back(draft.value(name_field(number)));
    commands.push(Send{std::move(command)});
}

}  // namespace

int seats_of(const Draft& draft) {
    const std::string_view text = draft.value(kSeats);
    int seats = 1;
    std::from_chars(text.data(), text.data() + text.size(), seats);
    return std::clamp(seats, 1, 10);
}

void draw_sign_up(const SignUpForm& state, const View& view, ui::Ui& ui, Commands& commands) {
    const EventView* event = find_event(view.station, view.here().key);
    if (event == nullptr) return draw_gone(view, ui, commands);
    const Draft& draft = state.draft;
    if (const std::string_view limit = limit_before(draft, view); !limit.empty())
        return draw_limit(limit, view.text(event->event.title), view, ui, commands);
    // Whoever leaves somebody in care has to be found at once.
    const Need phone = leaves_somebody_in_care(event->event) ? Need::Required : Need::Optional;
    const std::vector<Step> steps = steps_of(event->event);
    const int at = std::clamp(draft.page, 0, static_cast<int>(steps.size()) - 1);
    const int count = static_cast<int>(steps.size());
    begin_page(view, ui, commands,
               {.title = view.text(event->event.title),
                .back = ui::Back::Shown,
                .step = at + 1,
                .steps = count,
                .progress = view.tr("form.progress", {{"step", at + 1}, {"steps", count}})});
    switch (steps[static_cast<std::size_t>(at)]) {
        case Step::Seats:
            draw_seats_page(event->event, draft, view, ui, commands);
            break;
        case Step::Names:
            draw_names_page(event->event, draft, view, ui, commands);
            break;
        case Step::Consent:
            draw_consent_page(event->event, draft, view, ui, commands);
            break;
        case Step::PickUp:
            draw_pick_up_page(draft, view, ui, commands);
            break;
        case Step::Phone: {
            const bool child = event->event.pick_up == PickUp::Code;
            draw_phone(draft, view, ui, commands, phone, PropertyQuestion::NotAsked,
                       view.tr(child ? "signup.phone_child" : "signup.phone_title"));
            draw_next(draft, view, ui, commands, phone_done(draft, phone) ? ui::Enabled::Yes : ui::Enabled::No);
            break;
        }
        case Step::Digits:
            draw_digits(draft, view, ui, commands);
            draw_next(draft, view, ui, commands, digits_done(draft) ? ui::Enabled::Yes : ui::Enabled::No);
            break;
        case Step::Check:
            draw_check_page(*event, draft, view, ui, commands);
            break;
    }
    ui.end_page();
}

}  // namespace linli::screens
