#include "backend/hub/desk_rights.h"

namespace linli::hub {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::Desk:
            return "desk";
        case Role::Property:
            return "property";
        case Role::Partner:
            return "partner";
        case Role::Editor:
            return "editor";
        case Role::Operator:
            return "operator";
    }
    return {};
}

std::optional<Role> role_from_name(std::string_view name) {
    for (const Role role : {Role::Desk, Role::Property, Role::Partner, Role::Editor, Role::Operator})
        if (name_of(role) == name) return role;
    return std::nullopt;
}

bool is_allowed(Role role, Right right) {
    switch (right) {
        case Right::SeeCases:
        case Right::AnswerCases:
            return role == Role::Desk || role == Role::Property || role == Role::Partner;
        case Right::CloseCases:
        case Right::SeeFigures:
            return role == Role::Desk || role == Role::Property;
        case Right::HandCases:
        case Right::MergeCases:
        case Right::KeepTemplates:
        case Right::Erase:
        case Right::SeeRosters:
        case Right::OpenQuarantine:
            return role == Role::Desk;
        case Right::SeeEvents:
        case Right::EditEvents:
            return role == Role::Desk || role == Role::Editor;
        case Right::EditGuides:
            return role == Role::Editor;
        case Right::SeeQuarantine:
        case Right::SeeFleet:
        case Right::SeeAudit:
            return role == Role::Desk || role == Role::Operator;
        case Right::ManageFleet:
        case Right::ManageStaff:
            return role == Role::Operator;
        case Right::SeeStaff:
            return true;
    }
    return false;
}

Result<> require(const Actor& actor, Right right) {
    if (is_allowed(actor.role, right)) return {};
    return fail(Fault::Denied, "staff {} ({}) may not do this", actor.staff, name_of(actor.role));
}

bool is_of(const Actor& actor, std::string_view community) {
    return actor.community.empty() ? actor.staff == 0 : actor.community == community;
}

bool may_see(const Actor& actor, const ItemRow& item) {
    if (!is_of(actor, item.community) || item.state.type != ItemType::Request) return false;
    switch (actor.role) {
        case Role::Desk:
            return true;
        case Role::Property:
            return item.desk == linli::Desk::Property;
        case Role::Partner:
            return item.partner == actor.staff;
        case Role::Editor:
        case Role::Operator:
            return false;
    }
    return false;
}

}  // namespace linli::hub
