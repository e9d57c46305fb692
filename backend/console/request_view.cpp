#include "backend/console/request_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "backend/console/when.h"
#include "kiosk/domain/place_answer.h"

namespace linli::hub::console {

std::string stage_words(const Words& words, Stage stage) {
    const std::string_view name = stage_name(stage);
    return fmt::format("{} · {}", words.get(fmt::format("stage.{}.char", name)),
                       words.get(fmt::format("stage.{}", name)));
}

View::List stage_marks(const Words& words, Stage stage, ItemStatus status) {
    View::List marks;
    for (const Stage each : kStages) {
        View mark;
        const std::string_view name = stage_name(each);
        mark.text("char", words.get(fmt::format("stage.{}.char", name)))
            .text("label", words.get(fmt::format("stage.{}", name)));
        mark.text("value", name).flag("current", each == stage && status == ItemStatus::Open);
        mark.text("state", each < stage ? "past" : each == stage ? "now" : "next");
        marks.push_back(std::move(mark));
    }
    return marks;
}

namespace {

std::string reopened_words(const Words& words, const CaseLine& line) {
    // Of one that is closed again the timeline says who reopened it.
    if (line.reopened == 0 || line.status != ItemStatus::Open) return {};
    const std::string_view what =
        words.get(line.verdict == Verdict::NotSolved ? "queue.reopened" : "queue.reopened.by-staff");
    if (line.reopened == 1) return std::string(what);
    return words.fill("queue.reopened.times", {{"what", what}, {"n", std::to_string(line.reopened)}});
}

const FormStep* step_of(const RequestKind* kind, std::string_view id) {
    if (kind == nullptr) return nullptr;
    const auto found =
        std::find_if(kind->steps.begin(), kind->steps.end(), [&](const FormStep& each) { return each.id == id; });
    return found == kind->steps.end() ? nullptr : &*found;
}

std::string day_and_slot(const Visit& visit, const DateSlotField& field, std::string_view value) {
    const std::size_t slash = value.find('/');
    const auto day = parse_rfc3339(fmt::format("{}T00:00:00Z", value.substr(0, slash)));
    if (!day || slash == std::string_view::npos) return std::string(value);
    std::string out = day_words(visit.words(), *day, 0);
    for (const DaySlot& slot : field.slots)
        if (slot.id == value.substr(slash + 1)) out += fmt::format(" · {}", visit.pick(slot.label));
    return out;
}

// The answer in words that staff read; what the content no longer knows stays as it was sent.
std::string answer_words(const Visit& visit, const FormStep* step, std::string_view value) {
    if (step == nullptr) return std::string(value);
    if (const auto* choice = std::get_if<ChoiceField>(&step->field)) {
        for (const ChoiceOption& option : choice->options)
            if (option.id == value) return std::string(visit.pick(option.label));
    } else if (std::holds_alternative<PlaceField>(step->field)) {
        if (const auto place = parse_place_answer(value))
            return describe_place(*place, visit.desk.places(visit.actor().community), visit.language.tag);
    } else if (const auto* date = std::get_if<DateSlotField>(&step->field)) {
        return day_and_slot(visit, *date, value);
    } else if (std::holds_alternative<ConsentField>(step->field)) {
        return std::string(visit.words().get(value == "yes" ? "request.yes" : "request.no"));
    }
    return std::string(value);
}

}  // namespace

void own_words(const Visit& visit, const RequestKind* kind, Opened opened, const PrivatePart& own, View& view) {
    const Words& words = visit.words();
    View::List fields;
    for (const FieldValue& each : own.fields) {
        const FormStep* step = step_of(kind, each.field);
        View field;
        field.text("label", step != nullptr ? visit.pick(step->title) : std::string_view(each.field));
        field.text("value", answer_words(visit, step, each.value));
        fields.push_back(std::move(field));
    }
    view.flag("has_words", !fields.empty());
    if (opened == Opened::Erased)
        view.text("no_words", words.get("request.words.erased"));
    else if (opened == Opened::Withdrawn)
        view.text("no_words", words.get("request.words.withdrawn"));
    else if (opened == Opened::Unreadable)
        view.text("no_words", words.get("request.words.unreadable"));
    else if (fields.empty())
        view.text("no_words", words.get("request.words.none"));
    view.list("fields", std::move(fields));
    const std::string& language = own.language;
    const std::string name_key = fmt::format("tongue.{}", language);
    if (!language.empty() && language != "zh-CN")
        view.text("language_word",
                  words.fill("request.language",
                             {{"language", words.has(name_key) ? words.get(name_key) : std::string_view(language)}}));
}

View case_line_view(const Visit& visit, const CaseLine& line, const std::vector<Place>& places) {
    const Words& words = visit.words();
    View view;
    const RequestKind* kind = visit.desk.kind(line.kind);
    view.text("id", line.id).text("short_id", line.short_id);
    view.text("kind", kind != nullptr ? visit.pick(kind->title) : std::string_view(line.kind_title));
    if (!line.place.empty()) view.text("place", describe_common(line.place, places, visit.language.tag));
    const ClockWords clock = clock_words(words, line, visit.now);
    view.text("clock", clock.words).text("clock_tone", clock.tone);
    const std::string_view stage = words.get(fmt::format("stage.{}", stage_name(line.stage)));
    view.text("stage_word", stage).list("steps", stage_marks(words, line.stage, line.status));
    view.text("stage_label",
              words.fill("stage.label", {{"n", std::to_string(static_cast<int>(line.stage) + 1)}, {"stage", stage}}));
    view.text("reopened", reopened_words(words, line));
    if (line.people > 1) view.text("people", words.fill("queue.people", {{"n", std::to_string(line.people)}}));
    visit.time(view, "opened", line.opened_at);
    return view;
}

std::string login_of(const std::vector<StaffLine>& staff, std::int64_t id) {
    for (const StaffLine& line : staff)
        if (line.id == id) return line.login;
    return fmt::format("#{}", id);
}

void Visit::time(View& view, std::string_view name, Instant at) const {
    view.text(name, when_words(words(), at, now, utc_offset));
    view.text(fmt::format("{}_iso", name), to_rfc3339(at));
}

}  // namespace linli::hub::console
