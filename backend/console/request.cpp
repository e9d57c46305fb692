#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"

namespace linli::hub::console {
namespace {

std::string entry_words(const Words& words, const CaseEntry& entry) {
    if (entry.type == EntryType::Stage && entry.number == 1) return std::string(words.get("entry.opened"));
    const std::string_view stage = words.get(fmt::format("stage.{}", stage_name(entry.stage)));
    const std::string_view ending =
        entry.ending ? words.get(fmt::format("ending.{}", name_of(*entry.ending))) : std::string_view{};
    return words.fill(fmt::format("entry.{}", name_of(entry.type)), {{"stage", stage}, {"ending", ending}});
}

std::string_view entry_tone(EntryType type) {
    switch (type) {
        case EntryType::Reopened:
        case EntryType::Cancelled:
            return "red";
        case EntryType::Closed:
        case EntryType::Answer:
        case EntryType::Confirmed:
            return "strong";
        case EntryType::Stage:
        case EntryType::Waiting:
        case EntryType::Rated:
        case EntryType::Handed:
            return "";
    }
    return "";
}

// A handing over that says nothing to staff alone is the same line as the resident's.
const Handover* told_as(const Case& found, const CaseEntry& entry) {
    if (entry.type != EntryType::Handed) return nullptr;
    for (const Handover& step : found.handovers)
        if (step.at == entry.at && step.words.empty()) return &step;
    return nullptr;
}

// What the resident sees and what only staff see, in one order of time.
View::List timeline(const Visit& visit, const Case& found, const std::vector<StaffLine>& staff) {
    const Words& words = visit.words();
    std::vector<std::pair<Instant, View>> lines;
    for (const CaseEntry& entry : found.timeline) {
        View line;
        const Handover* step = told_as(found, entry);
        line.text("what", step != nullptr ? handover_words(words, *step, staff) : entry_words(words, entry));
        line.text("tone", entry_tone(entry.type)).text("words", entry.words);
        const bool by_resident = !entry.staff || *entry.staff == 0;
        line.text("by", by_resident ? std::string(words.get("by.resident")) : login_of(staff, *entry.staff));
        line.flag("internal", false);
        visit.time(line, "at", entry.at);
        lines.emplace_back(entry.at, std::move(line));
    }
    for (const CaseNote& note : found.notes) {
        View line;
        line.text("what", words.get("entry.note")).text("tone", "amber").text("words", note.words);
        line.text("by", login_of(staff, note.staff)).flag("internal", true);
        visit.time(line, "at", note.at);
        lines.emplace_back(note.at, std::move(line));
    }
    for (const Handover& step : found.handovers) {
        const bool told = std::any_of(found.timeline.begin(), found.timeline.end(),
                                      [&](const CaseEntry& entry) { return told_as(found, entry) == &step; });
        if (told) continue;
        View line;
        line.text("what", handover_words(words, step, staff)).text("tone", "amber").text("words", step.words);
        line.text("by", login_of(staff, step.staff)).flag("internal", true);
        visit.time(line, "at", step.at);
        lines.emplace_back(step.at, std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    View::List list;
    for (auto& [at, line] : lines) list.push_back(std::move(line));
    return list;
}

void phone(const Case& found, const std::optional<std::string>& shown, View& view) {
    view.flag("has_phone", false).flag("phone", false).flag("phone_hidden", false).flag("phone_refused", false);
    const bool refused = found.opened == Opened::WithoutPhone;
    if (!refused && !found.has_phone) return;
    view.flag("has_phone", true).flag("phone_refused", refused);
    if (refused) return;
    if (shown)
        view.text("phone", *shown);
    else
        view.flag("phone_hidden", true);
}

void verdict(const Words& words, const Case& found, View& view) {
    view.flag("verdict", false);
    if (!found.line.verdict) return;
    const std::string_view said = words.get(fmt::format("verdict.{}", name_of(*found.line.verdict)));
    view.text("verdict", found.grade
                             ? words.fill("verdict.grade", {{"verdict", said}, {"grade", std::to_string(*found.grade)}})
                             : std::string(said));
    view.text("verdict_tone", *found.line.verdict == Verdict::NotSolved ? "bad" : "good");
}

// Who can be given the case: partners, or those of the desk and, for what goes to it, of property.
View::List people(const Visit& visit, const Case& found, const std::vector<StaffLine>& staff, bool partners) {
    const RequestKind* kind = visit.desk.kind(found.line.kind);
    const bool to_property = kind != nullptr && kind->desk == linli::Desk::Property;
    View::List options;
    for (const StaffLine& line : staff) {
        const bool works = partners ? line.role == Role::Partner
                                    : line.role == Role::Desk || (to_property && line.role == Role::Property);
        if (line.disabled || !works) continue;
        const std::string_view role = visit.words().get(fmt::format("role.{}", name_of(line.role)));
        View option;
        option.number("value", line.id).text("label", fmt::format("{} · {}", line.login, role));
        option.flag("current", (partners ? found.line.partner : found.line.assignee) == line.id);
        options.push_back(std::move(option));
    }
    return options;
}

// The forms that make sense for the state and the role; the desk decides whatever is sent.
void forms(const Visit& visit, const Case& found, const std::vector<StaffLine>& staff, View& view) {
    const Words& words = visit.words();
    const bool own = found.line.merged_into.empty();
    const bool open = found.line.status == ItemStatus::Open && own;
    const bool closed = found.line.status == ItemStatus::Closed && own;
    const bool desk = visit.role() == Role::Desk;
    const bool decides = visit.role() != Role::Partner;
    const bool erased = found.opened == Opened::Erased;
    view.flag("can_work", open)
        .flag("can_answer", found.line.status == ItemStatus::Open && found.opened != Opened::Withdrawn);
    view.flag("can_note", !erased && found.line.status != ItemStatus::Cancelled).flag("can_close", open && decides);
    view.flag("can_assign", open && decides).flag("can_reopen", closed && decides && !erased);
    view.flag("can_erase", desk && found.line.status != ItemStatus::Open && !erased);
    view.list("people_to_assign", people(visit, found, staff, false));
    View::List partners = people(visit, found, staff, true);
    view.flag("can_hand", desk && open && !partners.empty()).list("partners", std::move(partners));
    View::List stages = stage_marks(words, found.line.stage, found.line.status);
    stages.pop_back();  // Follow-up is where closing leads.
    view.list("stage_buttons", std::move(stages));
    View::List endings;
    for (const Ending ending : {Ending::Solved, Ending::NotPossible, Ending::SomeoneElses}) {
        const std::string key = fmt::format("ending.{}", name_of(ending));
        View choice;
        choice.text("value", name_of(ending)).text("label", words.get(key)).text("hint", words.get(key + ".hint"));
        endings.push_back(std::move(choice));
    }
    view.list("endings", std::move(endings));
}

}  // namespace

Reply request_page(const Visit& visit, std::string_view id, const std::optional<std::string>& shown_phone) {
    LINLI_TRY(const Case found, visit.desk.open_case(visit.actor(), id));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    const Words& words = visit.words();
    View view = case_line_view(visit, found.line, visit.desk.places(visit.actor().community));
    view.list("track", stage_marks(words, found.line.stage, found.line.status));
    own_words(visit, visit.desk.kind(found.line.kind), found.opened, found.own, view);
    phone(found, shown_phone, view);
    verdict(words, found, view);
    if (found.line.ending == Ending::SomeoneElses && !found.whose.empty())
        view.text("whose", words.fill("queue.handed", {{"whose", found.whose}}));
    view.list("entries", timeline(visit, found, staff));
    forms(visit, found, staff, view);
    LINLI_OK(answer_choices(visit, found, view));
    LINLI_OK(merging_and_levels(visit, found, view));
    return page(visit, 200, "request", fmt::format("{} {}", found.line.short_id, found.line.kind_title), "requests",
                std::move(view));
}

Reply show_request(const Visit& visit, std::string_view id) {
    return request_page(visit, id, std::nullopt);
}

// A number is asked for by a form, so that no link, prefetch or refresh shows it, and each look is in the records.
Reply show_request_phone(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::string number, visit.desk.show_phone(visit.actor(), id));
    return request_page(visit, id, number);
}

}  // namespace linli::hub::console
