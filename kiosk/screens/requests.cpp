#include "kiosk/screens/requests.h"

#include <algorithm>

#include "kiosk/domain/place_answer.h"
#include "kiosk/screens/contact_pages.h"
#include "kiosk/screens/limits.h"
#include "kiosk/screens/request_fields.h"

namespace linli::screens {
namespace {

using What = FormPage::What;
constexpr int kMaxProgress = 12;  // pieces of the line that Ui draws

void draw_before(const RequestKind& kind, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("request.before"));
    draw_emergency_of(kind, view, ui);
    ui.banner("request.who_sees", ui::Tone::Blue, "shield", view.text(kind.who_sees));
    const std::string label = tr("request.not_emergency");
    if (footer(view, ui, commands,
               {{.id = "request.next", .label = label, .kind = ui::ButtonKind::Primary, .icon = "chevron-right"}}) ==
        "request.next")
        commands.push(ShowFormPage{draft.page + 1});
}

void draw_duplicates(const RequestKind& kind, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("duplicates.title"));
    ui.text(tr("duplicates.what"));
    for (const PublicTrouble* trouble : duplicates(kind, view.station, draft)) {
        const std::string where = describe_common(trouble->place, view.station.places, view.tr.language());
        const std::string people = tr.count("duplicates.people", trouble->people);
        const std::string since =
            tr("duplicates.since", {{"when", view.dates.moment(trouble->opened_at)},
                                    {"stage", tr("stage." + std::string(stage_name(trouble->stage)))}});
        if (ui.item("duplicates.join." + trouble->id,
                    {.title = tr("duplicates.add_me"),
                     .lines = {{.text = where},
                               {.text = people, .tone = ui::Tone::Green, .role = ui::Role::Strong},
                               {.text = since}},
                     .icon = "users",
                     .icon_tone = ui::Tone::Green}))
            commands.push(Open{{Page::Join, trouble->id}});
    }
    const std::string label = tr("duplicates.another");
    if (footer(view, ui, commands, {{.id = "request.next", .label = label, .icon = "chevron-right"}}) == "request.next")
        commands.push(ShowFormPage{draft.page + 1});
}

int page_of_step(const std::vector<FormPage>& pages, const FormStep* step) {
    const auto it = std::find_if(pages.begin(), pages.end(), [&](const FormPage& page) { return page.step == step; });
    return static_cast<int>(it - pages.begin());
}

void draw_review(const RequestKind& kind, const std::vector<FormPage>& pages, const Draft& draft, const View& view,
                 ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("review.title"));
    draw_problem(view, ui, draft.problem);
    const std::string change = tr("review.change");
    ui.begin_list();
    for (const FormStep* step : shown_steps(kind, answers_in(draft))) {
        const bool contact = std::holds_alternative<ContactField>(step->field);
        std::string answer = contact ? phone_summary(view, draft) : answer_text(*step, draft.value(step->id), view);
        if (answer.empty()) answer = tr("review.nothing");
        std::string question = view.text(step->title);
        if (contact && !draft.value(kPhoneField).empty() && kind.desk == Desk::Property) {
            const bool may_see = contact_of(draft, {}).property_may_see_phone;
            question = tr("status.and", {{"first", question},
                                         {"second", tr(may_see ? "contact.property_yes" : "contact.property_no")}});
        }
        if (ui.row("review.change." + step->id,
                   {.title = answer, .detail = question, .value = change, .value_tone = ui::Tone::Green})) {
            commands.push(SetValue{std::string(kReviewing), "yes"});
            commands.push(ShowFormPage{page_of_step(pages, step)});
        }
    }
    ui.end_list();
    ui.banner("request.who_sees", ui::Tone::Blue, "shield", view.text(kind.who_sees));
    draw_saving_note(view, ui);
    if (draw_submit(draft, view, ui, commands, tr("request.submit")))
        commands.push(Send{SubmitRequest{.ticket = 0,
                                         .kind = kind.id,
                                         .answers = answers_of(kind, draft),
                                         .contact = contact_of(draft, view.tr.language())}});
}

void draw_page(const RequestKind& kind, const std::vector<FormPage>& pages, const FormPage& page, const Draft& draft,
               const View& view, ui::Ui& ui, Commands& commands) {
    const auto enabled = [](bool yes) { return yes ? ui::Enabled::Yes : ui::Enabled::No; };
    switch (page.what) {
        case What::Before:
            return draw_before(kind, draft, view, ui, commands);
        case What::Field:
            draw_field(page, draft, view, ui, commands);
            break;
        case What::Building:
        case What::Within:
        case What::Room:
            draw_place(page, draft, view, ui, commands);
            break;
        case What::Duplicates:
            return draw_duplicates(kind, draft, view, ui, commands);
        case What::Phone: {
            const Need need = std::get<ContactField>(page.step->field).phone;
            const auto property = kind.desk == Desk::Property ? PropertyQuestion::Asked : PropertyQuestion::NotAsked;
            draw_phone(draft, view, ui, commands, need, property, view.text(page.step->title));
            return draw_next(draft, view, ui, commands, enabled(phone_done(draft, need)));
        }
        case What::Digits:
            draw_digits(draft, view, ui, commands);
            return draw_next(draft, view, ui, commands, enabled(digits_done(draft)));
        case What::Review:
            return draw_review(kind, pages, draft, view, ui, commands);
    }
    // Who sees it is said before the first question; an emergency's page has said it already.
    if (page.number == 1 && !kind.emergency)
        ui.banner("request.who_sees", ui::Tone::Blue, "shield", view.text(kind.who_sees));
    draw_next(draft, view, ui, commands, enabled(page_done(page, draft)));
}

}  // namespace

void draw_requests(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("requests.page"), .back = ui::Back::Shown});
    ui.title(tr("requests.title"));
    ui.begin_grid(card_columns(ui), ui::LastRow::Stretched);
    for (const RequestKind& kind : view.station.kinds) {
        const std::string title = view.text(kind.title);
        const std::string hint = view.text(kind.hint);
        if (ui.item("requests.kind." + kind.id,
                    {.title = title, .lines = {{.text = hint}}, .icon = kind.icon, .icon_tone = tone_of(kind.tint)}))
            commands.push(Open{{Page::Request, kind.id}});
    }
    ui.end_grid();
    if (view.station.kinds.empty()) ui.text(tr("requests.none"));
    draw_status(view, ui);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_request(const RequestForm& state, const View& view, ui::Ui& ui, Commands& commands) {
    const RequestKind* kind = find_kind(view.station, view.here().key);
    if (kind == nullptr) return draw_gone(view, ui, commands);
    const Draft& draft = state.draft;
    if (const std::string_view limit = limit_before(draft, view); !limit.empty())
        return draw_limit(limit, view.text(kind->title), view, ui, commands);
    const std::vector<FormPage> pages = form_pages(*kind, view.station, draft);
    const FormPage& page =
        pages[static_cast<std::size_t>(std::clamp(draft.page, 0, static_cast<int>(pages.size()) - 1))];
    const int steps = form_steps(*kind, draft);
    const bool counted = page.number > 0 && steps <= kMaxProgress;
    const std::string progress =
        page.number == 0 ? std::string{} : view.tr("form.progress", {{"step", page.number}, {"steps", steps}});
    begin_page(view, ui, commands,
               {.title = view.text(kind->title),
                .back = ui::Back::Shown,
                .step = counted ? page.number : 0,
                .steps = counted ? steps : 0,
                .progress = progress});
    draw_page(*kind, pages, page, draft, view, ui, commands);
    ui.end_page();
}

}  // namespace linli::screens
