#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"
#include "kiosk/domain/operation.h"

namespace linli::hub::console {
namespace {

constexpr int kMaxAlike = 6;
constexpr std::size_t kMaxNumber = 40;

std::string short_of(std::string_view id) {
    const auto key = parse_item_id(id);
    return key ? short_id(*key) : std::string(id);
}

View link_to(std::string_view id) {
    View view;
    view.text("href", fmt::format("/requests/{}", percent_encode(id))).text("short_id", short_of(id));
    return view;
}

HttpResponse back_to(std::string_view id, std::string_view key) {
    return done(fmt::format("/requests/{}", id), key);
}

// Open ones of the same kind at the same place: what a second report of one trouble looks like.
Result<View::List> alike(const Visit& visit, const Case& found) {
    View::List list;
    if (found.line.place.empty()) return list;
    CaseFilter filter;
    filter.status = ItemStatus::Open;
    filter.kind = found.line.kind;
    filter.place = found.line.place;
    filter.limit = kMaxAlike + 1;
    LINLI_TRY(const CasePage page, visit.desk.cases(visit.actor(), filter));
    const std::vector<Place> places = visit.desk.places(visit.actor().community);
    for (const CaseLine& line : page.lines) {
        if (line.id == found.line.id || list.size() == kMaxAlike) continue;
        list.push_back(case_line_view(visit, line, places));
    }
    return list;
}

View::List levels(const Words& words, Level current) {
    View::List list;
    for (const Level level : {Level::Street, Level::District, Level::Community}) {
        if (level == current) continue;
        const std::string key = fmt::format("level.{}", name_of(level));
        list.push_back(View().text("value", name_of(level)).text("label", words.get(key)));
    }
    return list;
}

}  // namespace

std::string handover_words(const Words& words, const Handover& step, const std::vector<StaffLine>& staff) {
    if (step.target == "partner")
        return words.fill("entry.to.partner", {{"who", step.partner ? login_of(staff, *step.partner) : ""}});
    return std::string(words.get(fmt::format("entry.to.{}", step.target)));
}

Result<> merging_and_levels(const Visit& visit, const Case& found, View& view) {
    const Words& words = visit.words();
    const bool open = found.line.status == ItemStatus::Open;
    const bool desk = visit.role() == Role::Desk;
    const bool own = found.line.merged_into.empty();
    view.flag("merged_into", false).flag("can_separate", desk && open && !own);
    if (!own) view.part("merged_into", link_to(found.line.merged_into));
    View::List merged;
    for (const std::string& id : found.merged) merged.push_back(link_to(id));
    view.flag("has_merged", !merged.empty()).list("merged", std::move(merged));
    view.text("level", found.line.level == Level::Community
                           ? ""
                           : words.get(fmt::format("level.{}", name_of(found.line.level))));
    view.flag("can_hand_up", desk && open && own).list("levels", levels(words, found.line.level));
    view.flag("can_merge", desk && open && own && found.merged.empty() && found.opened != Opened::Withdrawn);
    if (!desk || !open || !own) return {};
    LINLI_TRY(View::List list, alike(visit, found));
    view.flag("has_alike", !list.empty()).list("alike", std::move(list));
    return {};
}

Reply hand_up_request(const Visit& visit, std::string_view id) {
    const auto level = level_from_name(raw_field(visit.form, "level"));
    if (!level) return fail(Fault::Invalid, "no such level");
    LINLI_OK(visit.desk.hand_up(visit.actor(), id, *level, field(visit.form, "words", kMaxStaffWords)));
    return back_to(id, "up");
}

// The other one by its number, as staff read it on a page: exactly one open case must have it.
Reply merge_request(const Visit& visit, std::string_view id) {
    CaseFilter filter;
    filter.status = ItemStatus::Open;
    filter.limit = 2;
    filter.number_only = true;
    filter.text = field(visit.form, "number", kMaxNumber);
    if (filter.text.empty()) filter.text = field(visit.form, "into", kMaxNumber);
    if (filter.text.empty()) return fail(Fault::Invalid, "it is not said into which");
    LINLI_TRY(const CasePage found, visit.desk.cases(visit.actor(), filter));
    if (found.lines.size() != 1) return fail(Fault::Invalid, "{} cases have this number", found.total);
    LINLI_OK(visit.desk.merge(visit.actor(), id, found.lines.front().id, field(visit.form, "words", kMaxStaffWords)));
    return back_to(id, "merge");
}

Reply separate_request(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.separate(visit.actor(), id));
    return back_to(id, "separate");
}

}  // namespace linli::hub::console
