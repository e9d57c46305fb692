#include "kiosk/screens/request_fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/domain/place_answer.h"

namespace linli::screens {
namespace {

// Days that are offered as taps; a longer horizon is not a decision to make standing.
constexpr int kMaxDays = 14;

ui::Selected selected(bool yes) {
    return yes ? ui::Selected::Yes : ui::Selected::No;
}

std::string id_of(const FormStep& step, std::string_view key) {
    return fmt::format("request.{}.{}", step.id, key);
}

// One tap answers a page with one question: it goes on by itself.
void answer_and_go_on(const Draft& draft, Commands& commands, std::string_view field, std::string value) {
    commands.push(SetValue{std::string(field), std::move(value)});
    commands.push(ShowFormPage{draft.page + 1});
}

void draw_head(const FormStep& step, const View& view, ui::Ui& ui) {
    ui.title(view.text(step.title), {.id = "request.question"});
    if (!step.hint.empty()) ui.secondary(view.text(step.hint));
}

void draw_choice(const FormStep& step, const ChoiceField& field, const Draft& draft, const View& view, ui::Ui& ui,
                 Commands& commands) {
    ui.begin_grid(choice_columns(ui, field.options.size()));
    for (const ChoiceOption& option : field.options)
        if (ui.choice(id_of(step, option.id),
                      {.label = view.text(option.label), .selected = selected(draft.value(step.id) == option.id)}))
            answer_and_go_on(draft, commands, step.id, option.id);
    ui.end_grid();
}

// A phrase is put in at the end, or taken out again where it stands.
std::string with_phrase(std::string_view text, const std::string& phrase, const std::string& separator) {
    const std::size_t at = text.find(phrase);
    if (at == std::string_view::npos) return text.empty() ? phrase : fmt::format("{}{}{}", text, separator, phrase);
    std::string rest(text.substr(0, at));
    std::string_view tail = text.substr(at + phrase.size());
    if (tail.starts_with(separator))
        tail.remove_prefix(separator.size());
    else if (rest.ends_with(separator))
        rest.resize(rest.size() - separator.size());
    return rest.append(tail);
}

void draw_words(const FormStep& step, const TextField& field, const Draft& draft, const View& view, ui::Ui& ui,
                Commands& commands) {
    const Words& tr = view.tr;
    const std::string_view text = draft.value(step.id);
    if (!field.phrases.empty()) {
        ui.secondary(tr("form.phrases"));
        ui.begin_flow();
        int number = 0;
        for (const LocalizedText& each : field.phrases) {
            const std::string phrase = view.text(each);
            const bool inside = text.find(phrase) != std::string_view::npos;
            if (ui.chip(fmt::format("request.{}.phrase.{}", step.id, ++number), phrase,
                        {.selected = selected(inside)})) {
                std::string changed = with_phrase(text, phrase, tr("form.phrase_separator"));
                if (count_code_points(changed) <= static_cast<std::size_t>(field.max_length))
                    commands.push(SetValue{step.id, std::move(changed)});
            }
        }
        ui.end_flow();
    }
    if (auto typed = ui.text_field("request." + step.id, text,
                                   {.label = tr("form.words"),
                                    .hint = tr("form.words_hint"),
                                    .kind = ui::FieldKind::Paragraph,
                                    .max_characters = field.max_length}))
        commands.push(SetValue{step.id, std::move(*typed)});
}

std::string slot_time(const View& view, const DaySlot& slot) {
    const auto time = [](int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); };
    return view.tr("form.slot_time", {{"from", time(slot.from_minute)}, {"until", time(slot.until_minute)}});
}

// The days that can be chosen, the same words on each kiosk day; a day not known is not offered.
void draw_days(const FormStep& step, const DateSlotField& field, const DaySlotAnswer& answer, const View& view,
               ui::Ui& ui, Commands& commands) {
    struct Day {
        std::string id, name, date, value;
    };
    std::vector<Day> days;
    for (int ahead = 0; ahead <= std::min(field.days_ahead, kMaxDays); ++ahead) {
        const Instant at = view.dates.day_after(ahead);
        Day day{.id = id_of(step, "day." + std::to_string(ahead)),
                .name = at_line_start(ahead < 2 ? view.dates.day(at) : view.dates.weekday(at)),
                .date = view.dates.day_of_month(at),
                .value = view.dates.iso_day(at)};
        days.push_back(std::move(day));
    }
    std::vector<ui::DayCell> cells;
    for (const Day& day : days)
        cells.push_back(
            {.id = day.id, .name = day.name, .date = day.date, .selected = selected(day.value == answer.day)});
    if (const auto tapped = ui.day_strip(cells))
        commands.push(SetValue{step.id, days[*tapped].value + "/" + answer.slot});
}

void draw_day_slot(const FormStep& step, const DateSlotField& field, const Draft& draft, const View& view, ui::Ui& ui,
                   Commands& commands) {
    const Words& tr = view.tr;
    const DaySlotAnswer answer = split_day_slot(draft.value(step.id));
    // Where the date is not known no day can be named, so the slot stands for any day.
    const std::string day = view.sync.date_known ? answer.day : std::string(kAnyDay);
    if (view.sync.date_known) {
        ui.heading(tr("form.which_day"));
        draw_days(step, field, answer, view, ui, commands);
    } else {
        ui.banner("request.no_date", ui::Tone::Blue, "info", tr("form.no_date"));
    }
    ui.heading(tr("form.which_slot"));
    std::vector<std::string> texts;
    texts.reserve(field.slots.size() * 3);
    std::vector<ui::SlotCell> cells;
    for (const DaySlot& slot : field.slots) {
        const std::string& id = texts.emplace_back(id_of(step, "slot." + slot.id));
        const std::string& label = texts.emplace_back(view.text(slot.label));
        const std::string& detail = texts.emplace_back(slot_time(view, slot));
        cells.push_back({.id = id, .label = label, .detail = detail, .selected = selected(slot.id == answer.slot)});
    }
    if (const auto tapped = ui.slots(cells)) commands.push(SetValue{step.id, day + "/" + field.slots[*tapped].id});
}

void draw_consent(const FormStep& step, const ConsentField& field, const Draft& draft, const View& view, ui::Ui& ui,
                  Commands& commands) {
    const Words& tr = view.tr;
    const std::string_view value = draft.value(step.id);
    ui.begin_card();
    ui.text(view.text(field.statement), {.id = id_of(step, "statement")});
    ui.end_card();
    if (ui.choice(id_of(step, "yes"), {.label = tr("form.agree"), .selected = selected(value == "yes")}))
        answer_and_go_on(draft, commands, step.id, "yes");
    if (ui.choice(id_of(step, "no"), {.label = tr("form.disagree"), .selected = selected(value == "no")})) {
        if (step.need == Need::Optional)
            answer_and_go_on(draft, commands, step.id, "no");
        else
            commands.push(SetValue{step.id, "no"});
    }
    if (value == "no" && step.need == Need::Required)
        ui.banner("request.no_consent", ui::Tone::Amber, "info", tr("form.no_consent"));
}

void draw_building(const FormStep& step, const PlaceField& field, const Draft& draft, const View& view, ui::Ui& ui,
                   Commands& commands) {
    const auto places = places_for(field, view.station.places);
    ui.begin_grid(std::min(ui.columns_of(80), 3));
    for (const Place* place : places) {
        const bool whole = !has_floors(field, *place) && !has_common(field, *place);
        if (!ui.choice(id_of(step, place->id), {.label = view.text(place->name),
                                                .selected = selected(draft.value(building_field(step)) == place->id)}))
            continue;
        commands.push(SetValue{floor_field(step), {}});
        commands.push(SetValue{step.id, whole ? to_answer({.place = place->id}) : std::string{}});
        answer_and_go_on(draft, commands, building_field(step), place->id);
    }
    ui.end_grid();
}

void draw_within(const FormStep& step, const PlaceField& field, const Place& place, const Draft& draft,
                 const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    if (has_common(field, place)) {
        ui.heading(tr("form.common_place"));
        ui.begin_grid(std::min(ui.columns_of(80), 3));
        for (const CommonPlace& common : place.common) {
            const std::string value = to_answer({.place = place.id, .floor = {}, .room = {}, .common = common.id});
            if (!ui.choice(id_of(step, common.id),
                           {.label = view.text(common.name), .selected = selected(draft.value(step.id) == value)}))
                continue;
            commands.push(SetValue{floor_field(step), {}});
            answer_and_go_on(draft, commands, step.id, value);
        }
        ui.end_grid();
    }
    if (!has_floors(field, place)) return;
    ui.heading(tr("form.which_floor"));
    ui.begin_grid(std::min(ui.columns_of(54), 6));
    for (const Floor& floor : place.floors)
        if (ui.choice(id_of(step, "floor." + floor.label),
                      {.label = tr("form.floor", {{"floor", floor.label}}),
                       .selected = selected(draft.value(floor_field(step)) == floor.label)})) {
            commands.push(SetValue{step.id, {}});
            answer_and_go_on(draft, commands, floor_field(step), floor.label);
        }
    ui.end_grid();
}

void draw_room(const FormStep& step, const Place& place, const Draft& draft, const View& view, ui::Ui& ui,
               Commands& commands) {
    const std::string_view label = draft.value(floor_field(step));
    ui.heading(view.text(place.name));
    ui.begin_grid(std::min(ui.columns_of(54), 6));
    for (const Floor& floor : place.floors) {
        if (floor.label != label) continue;
        for (const std::string& room : floor.rooms) {
            const std::string value = to_answer({.place = place.id, .floor = floor.label, .room = room, .common = {}});
            if (ui.choice(id_of(step, "room." + room),
                          {.label = room, .selected = selected(draft.value(step.id) == value)}))
                answer_and_go_on(draft, commands, step.id, value);
        }
    }
    ui.end_grid();
}

}  // namespace

void draw_field(const FormPage& page, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const FormStep& step = *page.step;
    draw_head(step, view, ui);
    if (const auto* choice = std::get_if<ChoiceField>(&step.field))
        draw_choice(step, *choice, draft, view, ui, commands);
    if (const auto* words = std::get_if<TextField>(&step.field)) draw_words(step, *words, draft, view, ui, commands);
    if (const auto* day = std::get_if<DateSlotField>(&step.field)) draw_day_slot(step, *day, draft, view, ui, commands);
    if (const auto* consent = std::get_if<ConsentField>(&step.field))
        draw_consent(step, *consent, draft, view, ui, commands);
}

void draw_place(const FormPage& page, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const FormStep& step = *page.step;
    const auto& field = std::get<PlaceField>(step.field);
    draw_head(step, view, ui);
    const Place* building = chosen_building(step, view.station, draft);
    if (page.what == FormPage::What::Building || building == nullptr)
        draw_building(step, field, draft, view, ui, commands);
    else if (page.what == FormPage::What::Within)
        draw_within(step, field, *building, draft, view, ui, commands);
    else
        draw_room(step, *building, draft, view, ui, commands);
}

std::string answer_text(const FormStep& step, std::string_view value, const View& view) {
    if (value.empty()) return {};
    if (const auto* choice = std::get_if<ChoiceField>(&step.field)) {
        for (const ChoiceOption& option : choice->options)
            if (option.id == value) return view.text(option.label);
    }
    if (std::holds_alternative<PlaceField>(step.field)) {
        const auto answer = parse_place_answer(value);
        return answer ? describe_place(*answer, view.station.places, view.tr.language()) : std::string(value);
    }
    if (const auto* field = std::get_if<DateSlotField>(&step.field)) {
        const DaySlotAnswer answer = split_day_slot(value);
        const auto at = view.dates.from_iso_day(answer.day);
        std::string slot = answer.slot;
        for (const DaySlot& each : field->slots)
            if (each.id == answer.slot) slot = view.text(each.label);
        const std::string day = at ? view.dates.day(*at) : view.tr("form.any_day");
        return at_line_start(view.tr("form.day_slot", {{"day", day}, {"slot", slot}}));
    }
    if (std::holds_alternative<ConsentField>(step.field))
        return view.tr(value == "yes" ? "form.agreed" : "form.not_agreed");
    return std::string(value);
}

}  // namespace linli::screens
