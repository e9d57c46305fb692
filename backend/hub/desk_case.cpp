#include "backend/hub/desk_case.h"

#include "backend/hub/desk_rights.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

constexpr std::string_view kDeskLanguage = "zh-CN";

DueClock clock_at(std::optional<Instant> due, Instant from, std::optional<Instant> stopped, Instant now) {
    if (!due || stopped) return {due, Due::Stopped};
    if (now >= *due) return {due, Due::Overdue};
    return {due, (*due - now) * 4 < *due - from ? Due::Soon : Due::InTime};
}

}  // namespace

CaseLine line_of(const Work& work, const ItemRow& item) {
    const ItemState& s = item.state;
    CaseLine line;
    line.id = s.id;
    if (const auto key = parse_item_id(s.id)) line.short_id = short_id(*key);
    line.kind = s.subject;
    const RequestKind* kind = content::find(work.catalogue.request_kinds, s.subject);
    line.kind_title = kind != nullptr ? std::string(kind->title.pick(kDeskLanguage)) : s.subject;
    line.category = item.category;
    line.place = item.place;
    line.visibility = item.visibility;
    line.status = s.status;
    line.stage = s.stage;
    line.ending = s.ending;
    line.verdict = s.verdict;
    line.reopened = s.reopened;
    line.people = item.people;
    line.opened_at = s.opened_at;
    line.updated_at = s.updated_at;
    const auto ended = s.status == ItemStatus::Open ? std::nullopt : std::optional(s.updated_at);
    line.respond = clock_at(item.respond_due, s.opened_at, item.responded_at ? item.responded_at : ended, work.now);
    line.solve = clock_at(item.solve_due, s.opened_at, ended, work.now);
    line.assignee = item.assignee;
    line.partner = item.partner;
    line.merged_into = item.merged_into;
    line.level = item.level;
    return line;
}

Result<ItemRow> find_case(Work& work, const Actor& actor, Right right, std::string_view id) {
    LINLI_OK(require(actor, right));
    LINLI_TRY(auto item, load_item(work, id));
    if (!item || !is_of(actor, item->community) || item->state.type != ItemType::Request)
        return fail(Fault::NotFound, "no such case");
    if (!may_see(actor, *item)) return fail(Fault::Denied, "staff {} may not see {}", actor.staff, item->state.id);
    return std::move(*item);
}

Result<StaffLine> find_staff(Work& work, std::int64_t id, std::string_view community) {
    LINLI_TRY(const auto found, work.sql.one(
                                    "SELECT id,login,role,community FROM staff WHERE id=? AND disabled_at IS NULL",
                                    [](const SqlRow& r) {
                                        return StaffLine{r.integer(0), r.string(1),
                                                         role_from_name(r.text(2)).value_or(Role::Editor), r.string(3),
                                                         false};
                                    },
                                    id));
    if (!found || found->community != community) return fail(Fault::NotFound, "no such staff");
    return *found;
}

Result<> must_be(const ItemRow& item, ItemStatus status) {
    if (item.state.status == status) return {};
    return fail(Fault::Invalid, "{} is {}", item.state.id, name_of(item.state.status));
}

Result<> must_be_its_own(const ItemRow& item) {
    if (item.merged_into.empty()) return {};
    return fail(Fault::Invalid, "{} goes through the steps of {}", item.state.id, item.merged_into);
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::Community:
            return "community";
        case Level::Street:
            return "street";
        case Level::District:
            return "district";
    }
    return {};
}

std::optional<Level> level_from_name(std::string_view name) {
    for (const Level level : {Level::Community, Level::Street, Level::District})
        if (name_of(level) == name) return level;
    return std::nullopt;
}

}  // namespace linli::hub
