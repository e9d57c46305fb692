// The form engine: which pages a kind of request asks, in which order, and what each still lacks. Made from content and
// what has been entered alone, so a new kind of request is a file. Plain functions; nothing is drawn here.
#pragma once

#include <string>
#include <vector>

#include "kiosk/domain/views.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

// One page asks one thing. A place is up to three: building, floor or common place, room.
struct FormPage {
    enum class What : std::uint8_t {
        Before,  // emergency first
        Field,   // a choice, words, a day, a consent
        Building,
        Within,  // a floor or a common place of the building
        Room,
        Duplicates,  // others reported it: add yourself?
        Phone,
        Digits,
        Review,
    };
    What what = What::Review;
    const FormStep* step = nullptr;  // of the content; none for Before, Duplicates and Review
    int number = 0;                  // of the step in the progress line, from 1; 0 before the first
    bool operator==(const FormPage&) const = default;
};

// In order; Review is last. Pointers live as long as `kind`.
[[nodiscard]] std::vector<FormPage> form_pages(const RequestKind& kind, const StationView& station, const Draft& draft);
// Steps that the progress line counts, with the review.
[[nodiscard]] int form_steps(const RequestKind& kind, const Draft& draft);
// May "next" go on from here?
[[nodiscard]] bool page_done(const FormPage& page, const Draft& draft);

[[nodiscard]] AnswerOf answers_in(const Draft& draft);
// The places that a step offers: with rooms, with common places, or both.
[[nodiscard]] std::vector<const Place*> places_for(const PlaceField& field, const std::vector<Place>& places);
// Fields of a draft that are on the way to a place's answer.
[[nodiscard]] std::string building_field(const FormStep& step);
[[nodiscard]] std::string floor_field(const FormStep& step);
// The building chosen, or the only one there is; nullptr before a choice.
[[nodiscard]] const Place* chosen_building(const FormStep& step, const StationView& station, const Draft& draft);
// Building, floor and room there: do they have anything to choose?
[[nodiscard]] bool has_floors(const PlaceField& field, const Place& place);
[[nodiscard]] bool has_common(const PlaceField& field, const Place& place);

// Open troubles of this kind at the common place that was chosen.
[[nodiscard]] std::vector<const PublicTrouble*> duplicates(const RequestKind& kind, const StationView& station,
                                                           const Draft& draft);

// What is handed in: the answers of the steps that are shown, in order.
[[nodiscard]] std::vector<FieldValue> answers_of(const RequestKind& kind, const Draft& draft);

// Set once the review was seen: from a page that is changed the way leads back there.
inline constexpr std::string_view kReviewing = "@reviewing";
// Where "next" leads from `draft.page`: the page after, or on to what a change has left unanswered, or the review.
[[nodiscard]] int page_after(const RequestKind& kind, const StationView& station, const Draft& draft, int wanted);

// The day-and-slot answer "2026-11-22/evening" in two parts; an unknown day is "any".
struct DaySlotAnswer {
    std::string day;
    std::string slot;
};
[[nodiscard]] DaySlotAnswer split_day_slot(std::string_view value);
inline constexpr std::string_view kAnyDay = "any";

}  // namespace linli::screens
