#include "kiosk/screens/form_pages.h"

#include <algorithm>
#include <array>

#include "kiosk/domain/place_answer.h"

namespace linli::screens {
namespace {

using What = FormPage::What;

void add_place_pages(std::vector<FormPage>& pages, const FormStep& step, const PlaceField& field, int number,
                     const StationView& station, const Draft& draft) {
    const auto places = places_for(field, station.places);
    if (places.size() != 1) pages.push_back({What::Building, &step, number});
    const Place* building = chosen_building(step, station, draft);
    if (building == nullptr) return;
    const bool floors = has_floors(field, *building);
    if (floors || has_common(field, *building)) pages.push_back({What::Within, &step, number});
    if (floors && !draft.value(floor_field(step)).empty()) pages.push_back({What::Room, &step, number});
}

}  // namespace

AnswerOf answers_in(const Draft& draft) {
    return [&draft](std::string_view step) -> std::optional<std::string_view> {
        const std::string_view value = draft.value(step);
        if (value.empty()) return std::nullopt;
        return value;
    };
}

std::string building_field(const FormStep& step) {
    return "@building." + step.id;
}
std::string floor_field(const FormStep& step) {
    return "@floor." + step.id;
}

bool has_floors(const PlaceField& field, const Place& place) {
    return field.scope != PlaceScope::Common && !place.floors.empty();
}

bool has_common(const PlaceField& field, const Place& place) {
    return field.scope != PlaceScope::Room && !place.common.empty();
}

std::vector<const Place*> places_for(const PlaceField& field, const std::vector<Place>& places) {
    std::vector<const Place*> offered;
    for (const Place& place : places) {
        const bool open_area = place.floors.empty() && place.common.empty() && field.scope == PlaceScope::Any;
        if (has_floors(field, place) || has_common(field, place) || open_area) offered.push_back(&place);
    }
    return offered;
}

const Place* chosen_building(const FormStep& step, const StationView& station, const Draft& draft) {
    const auto* field = std::get_if<PlaceField>(&step.field);
    if (field == nullptr) return nullptr;
    const auto places = places_for(*field, station.places);
    if (places.size() == 1) return places.front();
    const std::string_view id = draft.value(building_field(step));
    const auto it = std::find_if(places.begin(), places.end(), [&](const Place* place) { return place->id == id; });
    return it == places.end() ? nullptr : *it;
}

std::vector<FormPage> form_pages(const RequestKind& kind, const StationView& station, const Draft& draft) {
    std::vector<FormPage> pages;
    if (kind.emergency) pages.push_back({What::Before, nullptr, 0});
    int number = 0;
    for (const FormStep* step : shown_steps(kind, answers_in(draft))) {
        ++number;
        if (const auto* place = std::get_if<PlaceField>(&step->field)) {
            add_place_pages(pages, *step, *place, number, station, draft);
            if (!duplicates(kind, station, draft).empty()) pages.push_back({What::Duplicates, step, number});
        } else if (std::holds_alternative<ContactField>(step->field)) {
            pages.push_back({What::Phone, step, number});
            pages.push_back({What::Digits, step, number});
        } else {
            pages.push_back({What::Field, step, number});
        }
    }
    pages.push_back({What::Review, nullptr, number + 1});
    return pages;
}

int form_steps(const RequestKind& kind, const Draft& draft) {
    return static_cast<int>(shown_steps(kind, answers_in(draft)).size()) + 1;
}

bool page_done(const FormPage& page, const Draft& draft) {
    if (page.step == nullptr) return true;
    const FormStep& step = *page.step;
    const bool optional = step.need == Need::Optional;
    const std::string_view value = draft.value(step.id);
    switch (page.what) {
        case What::Building:
            return optional || !draft.value(building_field(step)).empty();
        case What::Within:
            return optional || !value.empty() || !draft.value(floor_field(step)).empty();
        case What::Room:
            return optional || !value.empty();
        case What::Field: {
            if (std::holds_alternative<ConsentField>(step.field)) return value == "yes" || (optional && value == "no");
            if (!std::holds_alternative<DateSlotField>(step.field)) return optional || !value.empty();
            const DaySlotAnswer answer = split_day_slot(value);
            return (optional && value.empty()) || (!answer.day.empty() && !answer.slot.empty());
        }
        case What::Before:
        case What::Duplicates:
        case What::Phone:
        case What::Digits:
        case What::Review:
            return true;
    }
    return false;
}

std::vector<const PublicTrouble*> duplicates(const RequestKind& kind, const StationView& station, const Draft& draft) {
    std::vector<const PublicTrouble*> found;
    if (kind.visibility != Visibility::Public) return found;
    for (const FormStep* step : shown_steps(kind, answers_in(draft))) {
        if (!std::holds_alternative<PlaceField>(step->field)) continue;
        const auto answer = parse_place_answer(draft.value(step->id));
        if (!answer || answer->common.empty()) continue;
        for (const PublicTrouble& trouble : station.troubles)
            if (!trouble.closed && trouble.kind == kind.id && trouble.place == answer->common)
                found.push_back(&trouble);
    }
    return found;
}

std::vector<FieldValue> answers_of(const RequestKind& kind, const Draft& draft) {
    std::vector<FieldValue> answers;
    for (const FormStep* step : shown_steps(kind, answers_in(draft))) {
        if (std::holds_alternative<ContactField>(step->field)) continue;
        const std::string_view value = draft.value(step->id);
        if (!value.empty()) answers.push_back({step->id, std::string(value)});
    }
    return answers;
}

int page_after(const RequestKind& kind, const StationView& station, const Draft& draft, int wanted) {
    const std::vector<FormPage> pages = form_pages(kind, station, draft);
    const int last = static_cast<int>(pages.size()) - 1;
    const int from = std::clamp(draft.page, 0, last);
    const bool forward = wanted == draft.page + 1;
    if (!forward || draft.value(kReviewing).empty()) return std::clamp(wanted, 0, last);
    const FormStep* step = pages[static_cast<std::size_t>(from)].step;
    for (int at = from + 1; at < last; ++at) {
        const FormPage& page = pages[static_cast<std::size_t>(at)];
        if (page.step == step || !page_done(page, draft)) return at;
    }
    return last;
}

DaySlotAnswer split_day_slot(std::string_view value) {
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) return {std::string(value), {}};
    return {std::string(value.substr(0, slash)), std::string(value.substr(slash + 1))};
}

}  // namespace linli::screens
