// Who may do what: each function of the desk asked by each role.
#include <set>

#include "backend/hub/desk_rights.h"
#include "tests/unit/backend/hub/hub_fixture.h"

namespace linli::hub {
namespace {

class RightsTest : public HubFixture {
  protected:
    PrivatePart words(const std::string& text, bool property) {
        return {{{"words", text}}, {"阿依"}, "13800001234", property, "zh-CN"};
    }
};

// What each role may do; "." is Denied. In the order desk, property, partner, editor, operator.
struct Row {
    const char* name;
    const char* allowed;
    std::function<Result<>(Desk&, const Actor&, const std::string& request, const std::string& sign_up)> call;
};

TEST_F(RightsTest, EachRoleMayDoWhatTheTableSaysAndNothingElse) {
    TestKiosk kiosk = enrol("qinghe-1");
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", true)));
    kiosk.act(kiosk.operation(holder(), TakeSeats{"film", 1, ""}, words("", false)));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"no-such-kind", ""}, words("漏水", false)));
    std::int64_t partner = 0;
    ASSERT_FALSE(at_desk([&](Desk& desk) -> Result<> {
        LINLI_TRY(partner, desk.add_staff({0, Role::Operator, "qinghe"}, "partner", Role::Partner, "hash"));
        return {};
    }));
    ASSERT_FALSE(at_desk([&](Desk& desk) { return desk.hand(actor(Role::Desk), kiosk.id(1), partner); }));
    kiosk.act(kiosk.operation(holder(), OpenRequest{"repair", ""}, words("漏水", true)));
    const Holder unhappy = holder();
    kiosk.act(kiosk.operation(unhappy, OpenRequest{"repair", ""}, words("漏水", true)));
    ASSERT_FALSE(at_desk([&](Desk& d) { return d.close(actor(Role::Desk), kiosk.id(5), Ending::Solved, "", ""); }));
    kiosk.act(kiosk.proven(unhappy, RateRequest{kiosk.id(5), Verdict::NotSolved, 2}));
    const std::string other = kiosk.id(4);
    const std::string rated = kiosk.id(5);
    const Actor at_the_desk = actor(Role::Desk);
    using D = Desk&;
    using A = const Actor&;
    using S = const std::string&;
    const std::vector<Row> table{
        {"cases", "ddd..", [](D d, A a, S, S) { return only_whether(d.cases(a, {})); }},
        {"case_counts", "ddd..", [](D d, A a, S, S) { return only_whether(d.case_counts(a)); }},
        {"month_tally", "ddd..", [](D d, A a, S, S) { return only_whether(d.month_tally(a)); }},
        {"open_case", "ddd..", [](D d, A a, S r, S) { return only_whether(d.open_case(a, r)); }},
        {"show_phone", "ddd..", [](D d, A a, S r, S) { return only_whether(d.show_phone(a, r)); }},
        {"show_phone of a sign-up", "d....", [](D d, A a, S, S s) { return only_whether(d.show_phone(a, s)); }},
        {"note", "ddd..", [](D d, A a, S r, S) { return d.note(a, r, "看过了"); }},
        {"answer", "ddd..", [](D d, A a, S r, S) { return d.answer(a, r, "明天来"); }},
        {"set_stage", "ddd..", [](D d, A a, S r, S) { return d.set_stage(a, r, Stage::Team); }},
        {"assign", "dd...", [](D d, A a, S r, S) { return d.assign(a, r, 0); }},
        {"close", "dd...", [](D d, A a, S r, S) { return d.close(a, r, Ending::Solved, "", ""); }},
        {"hand", "d....", [](D d, A a, S r, S) { return d.hand(a, r, 0); }},
        {"hand_up", "d....", [](D d, A a, S r, S) { return d.hand_up(a, r, Level::Street, "要街道来定"); }},
        {"merge", "d....", [other](D d, A a, S r, S) { return d.merge(a, r, other, ""); }},
        {"separate", "d....",
         [other, at_the_desk](D d, A a, S r, S) -> Result<> {
             LINLI_OK(d.merge(at_the_desk, r, other, ""));
             return d.separate(a, r);
         }},
        {"to_visit", "dd...", [](D d, A a, S, S) { return only_whether(d.to_visit(a)); }},
        {"count_visits", "dd...", [](D d, A a, S, S) { return only_whether(d.count_visits(a)); }},
        {"check_pick_up", "d....",
         [](D d, A a, S, S s) { return only_whether(d.check_pick_up(a, "film", s, "2468")); }},
        {"mark_visited", "dd...", [rated](D d, A a, S, S) { return d.mark_visited(a, rated, "看过了"); }},
        {"kind_tallies", "dd...", [](D d, A a, S, S) { return only_whether(d.kind_tallies(a, "2026-01")); }},
        {"saved_filters", "ddd..", [](D d, A a, S, S) { return only_whether(d.saved_filters(a)); }},
        {"save_filter", "ddd..", [](D d, A a, S, S) { return d.save_filter(a, "我的", "view=mine"); }},
        {"forget_filter", "ddd..",
         [](D d, A a, S, S) -> Result<> {
             LINLI_OK(d.save_filter(a, "我的", "view=mine"));
             LINLI_TRY(const auto filters, d.saved_filters(a));
             return d.forget_filter(a, filters.front().id);
         }},
        {"answer_templates", "ddd..", [](D d, A a, S, S) { return only_whether(d.answer_templates(a, "")); }},
        {"keep_answer_template", "d....",
         [](D d, A a, S, S) {
             return d.keep_answer_template(a, {0, "", "zh-CN", "收到", "我们收到了"});
         }},
        {"drop_answer_template", "d....",
         [at_the_desk](D d, A a, S, S) -> Result<> {
             LINLI_OK(d.keep_answer_template(at_the_desk, {0, "", "zh-CN", "收到", "我们收到了"}));
             LINLI_TRY(const auto templates, d.answer_templates(at_the_desk, ""));
             return d.drop_answer_template(a, templates.front().id);
         }},
        {"events", "d..d.", [](D d, A a, S, S) { return only_whether(d.events(a)); }},
        {"roster", "d....", [](D d, A a, S, S) { return only_whether(d.roster(a, "film")); }},
        {"take_roster", "d....", [](D d, A a, S, S) { return only_whether(d.take_roster(a, "film")); }},
        {"to_call", "d....", [](D d, A a, S, S) { return only_whether(d.to_call(a)); }},
        {"cancel_sign_up", "d....", [](D d, A a, S, S s) { return d.cancel_sign_up(a, s, "重复报名"); }},
        {"quarantined", "d...d", [](D d, A a, S, S) { return only_whether(d.quarantined(a, 10)); }},
        {"open_quarantined", "d....", [](D d, A a, S, S) { return only_whether(d.open_quarantined(a, 1)); }},
        {"show_quarantined_phone", "d....",
         [](D d, A a, S, S) { return only_whether(d.show_quarantined_phone(a, 1)); }},
        {"kiosks", "d...d", [](D d, A a, S, S) { return only_whether(d.kiosks(a)); }},
        {"stations", "d...d", [](D d, A a, S, S) { return only_whether(d.stations(a)); }},
        {"make_enrolment_code", "....d",
         [](D d, A a, S, S) { return only_whether(d.make_enrolment_code(a, "qinghe-1", Millis{3'600'000})); }},
        {"revoke", "....d", [](D d, A a, S, S) { return d.revoke(a, "K1"); }},
        {"audit", "d...d", [](D d, A a, S, S) { return only_whether(d.audit(a, {})); }},
        {"staff", "ddddd", [](D d, A a, S, S) { return only_whether(d.staff(a)); }},
        {"add_staff", "....d", [](D d, A a, S, S) { return only_whether(d.add_staff(a, "new", Role::Desk, "hash")); }},
        {"disable_staff", "....d", [](D d, A a, S, S) { return d.disable_staff(a, 1); }},
        {"reset_password", "....d", [partner](D d, A a, S, S) { return d.reset_password(a, partner, "hash"); }},
        {"change_password", "ddddd", [](D d, A a, S, S) { return d.change_password(a, "hash", "token"); }},
    };
    constexpr std::array kRoles{Role::Desk, Role::Property, Role::Partner, Role::Editor, Role::Operator};
    for (const Row& row : table) {
        for (std::size_t i = 0; i < kRoles.size(); ++i) {
            const Actor who = actor(kRoles[i], "qinghe", kRoles[i] == Role::Partner ? partner : 900);
            // Undone by its own error, so that every cell starts from the same.
            std::optional<Fault> got;
            at_desk([&](Desk& desk) -> Result<> {
                const auto done = row.call(desk, who, kiosk.id(1), kiosk.id(2));
                if (!done) got = done.error().fault;
                return fail(Fault::Expired, "undo");
            });
            const std::string where = std::string(row.name) + " as " + std::string(name_of(kRoles[i]));
            if (row.allowed[i] == '.')
                EXPECT_EQ(got, Fault::Denied) << where;
            else
                EXPECT_EQ(got, std::nullopt) << where;
        }
        // Nobody reaches into another community: what is there is not found, and lists are without it.
        at_desk([&](Desk& desk) -> Result<> {
            const auto done = row.call(desk, actor(Role::Desk, "heyuan"), kiosk.id(1), kiosk.id(2));
            static const std::set<std::string> kOwn{"cases",          "case_counts",      "month_tally",
                                                    "events",         "to_call",          "quarantined",
                                                    "kiosks",         "stations",         "audit",
                                                    "staff",          "to_visit",         "count_visits",
                                                    "kind_tallies",   "saved_filters",    "save_filter",
                                                    "forget_filter",  "answer_templates", "keep_answer_template",
                                                    "change_password"};
            const bool list = kOwn.contains(row.name);
            EXPECT_EQ(done.has_value(), list) << row.name;
            return fail(Fault::Expired, "undo");
        });
    }
}
}  // namespace
}  // namespace linli::hub
