#include "backend/console/request_view.h"

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

}  // namespace

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
