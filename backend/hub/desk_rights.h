// Who may do what at the console: one table, asked by every function of Desk before anything else.
#pragma once

#include <string>
#include <string_view>

#include "backend/hub/desk_values.h"
#include "backend/hub/items.h"

namespace linli::hub {

enum class Right {
    SeeCases,
    AnswerCases,  // note, answer, move to a stage
    CloseCases,   // assign, close, reopen
    HandCases,    // to a partner, or up
    MergeCases,
    SeeFigures,  // by kind and month
    KeepTemplates,
    Erase,
    SeeEvents,
    SeeRosters,  // names and numbers; cancel a sign-up; call those who moved up; who came
    EditEvents,  // events and notices: write, publish, call off
    EditGuides,
    SeeQuarantine,
    OpenQuarantine,
    SeeFleet,
    ManageFleet,
    SeeAudit,
    SeeStaff,
    ManageStaff,
};

[[nodiscard]] bool is_allowed(Role role, Right right);
// Errors: Denied.
[[nodiscard]] Result<> require(const Actor& actor, Right right);
// Whether the actor's community is this one. An actor without one is the program itself, on every community's behalf.
[[nodiscard]] bool is_of(const Actor& actor, std::string_view community);
// Whether the case is one of those the actor's role sees.
[[nodiscard]] bool may_see(const Actor& actor, const ItemRow& item);

}  // namespace linli::hub
