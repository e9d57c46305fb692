// Each role at each page and each form: allowed where the table says so, refused with 403 everywhere else.
#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

constexpr std::array<const char*, 5> kLogins{"lihua", "wangwei", "college", "editor", "operator"};

class Roles : public ConsoleTest {
  protected:
    using Form = std::vector<std::pair<std::string, std::string>>;
    struct Ask {
        std::string path;
        Form form;
    };
    struct Row {
        std::string route;
        const char* allowed;  // desk, property, partner, editor, operator; '.' is 403
        std::function<Ask()> ask;
    };

    // A repair that every role which works on cases sees; each asking has its own.
    std::string request() {
        PrivatePart part;
        part.phone = "13800138000";
        part.property_may_see_phone = true;
        const std::string id = leave_request("repair", "leak", part);
        set("UPDATE item SET partner=? WHERE id=?", m_staff["college"], id);
        return id;
    }
    std::string closed() {
        const std::string id = request();
        EXPECT_TRUE(m_hub->with_desk(now, [&](hub::Desk& desk) {
            return desk.close({0, Role::Desk, "qinghe"}, id, Ending::Solved, "", "");
        }));
        return id;
    }
    std::string graded() {
        const std::string id = closed();
        set("UPDATE item SET visit_asked=1, visit_grade=1 WHERE id=?", id);
        return id;
    }
    std::string merged() {
        const std::string id = request();
        const std::string other = request();
        EXPECT_TRUE(m_hub->with_desk(now, [&](hub::Desk& desk) {
            return desk.merge({0, Role::Desk, "qinghe"}, id, other, "");
        }));
        set("UPDATE item SET partner=? WHERE id=?", m_staff["college"], id);
        return id;
    }
    std::string sign_up() {
        PrivatePart part;
        part.names = {"王芳"};
        part.phone = "13800138000";
        return leave(TakeSeats{"electric", 1, ""}, part);
    }
    std::string to_call() {
        const std::string id = sign_up();
        set("UPDATE item SET status='confirmed', call_at=1 WHERE id=?", id);
        return id;
    }
    std::string held_back() {
        PrivatePart part;
        part.phone = "13800138000";
        leave(UnknownOperation{"book-a-boat"}, part);
        return number("SELECT max(id) FROM quarantine");
    }
    // Of whoever asks.
    std::string filter() {
        set("INSERT INTO saved_filter(staff,name,query) SELECT id,hex(randomblob(8)),'view=mine' FROM staff WHERE id=?",
            m_staff[m_as]);
        return number("SELECT max(id) FROM saved_filter");
    }
    std::string answer_template() {
        set("INSERT INTO answer_template(community,kind,language,title,words,staff,updated_at)"
            " VALUES('qinghe','','zh-CN','a','b',1,?)",
            now.ms);
        return number("SELECT max(id) FROM answer_template");
    }
    std::string colleague() {
        set("INSERT INTO staff(login,role,community,password,made_at) VALUES(hex(randomblob(8)),'desk','qinghe','',?)",
            now.ms);
        return number("SELECT max(id) FROM staff");
    }
    std::string kiosk() {
        test::FakeKiosk kiosk(*m_hub, m_keys, entropy());
        EXPECT_TRUE(kiosk.enrol("qinghe-2", now));
        return kiosk.state().id;
    }

    // A document of its own with two versions; of an event, with two sessions.
    std::string written(std::string_view type) {
        const std::string id = fmt::format("{}-{}", type, ++m_written);
        const std::string_view more =
            type == "event"
                ? R"("community":"qinghe","kind":"film","tags":[{"zh-CN":"a"}],"summary":{"zh-CN":"a"},"sessions":[)"
                  R"({"starts_at":"2026-12-05T10:00:00.000Z","ends_at":"2026-12-05T11:00:00.000Z"},)"
                  R"({"starts_at":"2026-12-06T10:00:00.000Z","ends_at":"2026-12-06T11:00:00.000Z"}],)"
                  R"("place":{"zh-CN":"a"},"who":{"zh-CN":"a"},"cost":{"zh-CN":"a"},"capacity":5,)"
                  R"("closes_at":"2026-12-05T10:00:00.000Z")"
            : type == "notice"
                ? R"("communities":["qinghe"],"level":"information","body":{"zh-CN":"a"},)"
                  R"("from":"2026-11-01T00:00:00.000Z","until":"2026-12-01T00:00:00.000Z")"
                : R"("communities":["qinghe"],"topic":"medical","summary":{"zh-CN":"a"},"steps":[{"zh-CN":"a"}],)"
                  R"("papers":[],"where":{"zh-CN":"a"},"when":{"zh-CN":"a"},"fee":{"zh-CN":"a"},)"
                  R"("source":{"zh-CN":"a"},"source_date":"2026-01-01")";
        for (int base = 0; base < 2; ++base) {
            const auto published = m_hub->with_desk(now, [&](hub::Desk& desk) -> Result<> {
                const std::string json =
                    fmt::format(R"({{"type":"{}","id":"{}","title":{{"zh-CN":"{}"}},{}}})", type, id, base, more);
                LINLI_OK(desk.publish({0, Role::Editor, "qinghe"}, {std::string(type), id, base, json}));
                return {};
            });
            EXPECT_TRUE(published) << published.error().message;
        }
        return id;
    }
    std::string drafted(std::string_view type) {
        const std::string id = fmt::format("{}-{}", type, ++m_written);
        EXPECT_TRUE(m_hub->with_desk(now, [&](hub::Desk& desk) {
            ContentDraft draft;
            draft.type = type;
            draft.id = id;
            draft.json = "{}";
            return desk.keep_draft({0, Role::Editor, "qinghe"}, draft);
        }));
        return id;
    }

    template <class... T>
    void set(std::string_view sql, const T&... values) {
        const auto done = m_hub->sql().run(sql, values...);
        ASSERT_TRUE(done) << done.error().message;
    }
    std::string number(std::string_view sql) {
        const auto found = m_hub->sql().number(sql, 0);
        EXPECT_TRUE(found);
        return std::to_string(found.value_or(0));
    }

    void as(const std::string& login) {
        if (!m_jars.contains(login)) {
            log_in(login);
            m_jars[login] = {m_cookies, m_token};
        }
        m_as = login;
        std::tie(m_cookies, m_token) = m_jars[login];
    }
    HttpResponse send_as(const std::string& login, const Row& row) {
        as(login);
        const Ask wanted = row.ask();
        if (row.route.starts_with("GET")) return get(wanted.path);
        Fields fields;
        for (const auto& [name, value] : wanted.form) fields.emplace_back(name, value);
        return post(wanted.path, fields);
    }

    // A page without anything of its own.
    static std::function<Ask()> at(std::string path, Form form = {}) {
        return [=] { return Ask{path, form}; };
    }
    using Make = std::string (Roles::*)();
    std::function<Ask()> on(std::string before, Make make, std::string after = "", Form form = {}) {
        return [=, this] { return Ask{before + (this->*make)() + after, form}; };
    }
    std::function<Ask()> on_request(std::string after, Form form = {}) {
        return on("/requests/", &Roles::request, after, std::move(form));
    }

    std::vector<Row> queue_rows();
    std::vector<Row> request_rows();
    std::vector<Row> other_rows();
    std::vector<Row> content_rows();
    std::vector<Row> event_rows();

    std::string m_as;
    int m_written = 0;
    std::map<std::string, std::pair<std::map<std::string, std::string>, std::string>> m_jars;
};

std::vector<Roles::Row> Roles::queue_rows() {
    return {
        {"GET /requests", "ddd..", at("/requests")},
        {"POST /filters", "ddd..", at("/filters", {{"name", "late"}, {"query", "clock=overdue"}})},
        {"POST /filters/*/forget", "ddd..", on("/filters/", &Roles::filter, "/forget")},
        {"GET /round", "ddd..", at("/round")},
        {"POST /round", "ddd..", at("/round", {{"query", "view=open"}})},
        {"GET /visits", "dd...", at("/visits")},
        {"POST /visits/*/done", "dd...", on("/visits/", &Roles::graded, "/done", {{"words", "still leaks"}})},
        {"GET /answers", "ddd..", at("/answers")},
        {"POST /answers", "d....", at("/answers", {{"language", "zh-CN"}, {"title", "a"}, {"words", "b"}})},
        {"POST /answers/*/drop", "d....", on("/answers/", &Roles::answer_template, "/drop")},
        {"GET /figures", "dd...", at("/figures")},
    };
}

std::vector<Roles::Row> Roles::request_rows() {
    return {
        {"GET /requests/*", "ddd..", on_request("")},
        {"POST /requests/*/phone", "ddd..", on_request("/phone")},
        {"POST /requests/*/answer", "ddd..", on_request("/answer", {{"words", "tomorrow"}})},
        {"POST /requests/*/note", "ddd..", on_request("/note", {{"words", "a part is missing"}})},
        {"POST /requests/*/stage", "ddd..", on_request("/stage", {{"stage", "team"}})},
        {"POST /requests/*/assign", "dd...", on_request("/assign", {{"assignee", ""}})},
        {"POST /requests/*/close", "dd...", on_request("/close", {{"ending", "solved"}, {"words", "done"}})},
        {"POST /requests/*/reopen", "dd...", on("/requests/", &Roles::closed, "/reopen", {{"words", "again"}})},
        {"POST /requests/*/hand", "d....", on_request("/hand", {{"partner", ""}})},
        {"POST /requests/*/up", "d....", on_request("/up", {{"level", "street"}, {"words", "theirs"}})},
        {"POST /requests/*/merge", "d....",
         [this] {
             return Ask{"/requests/" + request() + "/merge", {{"number", request()}}};
         }},
        {"POST /requests/*/separate", "d....", on("/requests/", &Roles::merged, "/separate")},
        {"GET /requests/*/erase", "d....", on("/requests/", &Roles::closed, "/erase")},
        {"POST /requests/*/erase", "d....", on("/requests/", &Roles::closed, "/erase")},
    };
}

std::vector<Roles::Row> Roles::other_rows() {
    const Form reason{{"event", "electric"}, {"reason", "asked by telephone"}};
    return {
        {"GET /events", "d..d.", at("/events")},
        {"GET /events/*", "d..d.", at("/events/electric")},
        {"GET /events/*/sheet", "d....", at("/events/electric/sheet")},
        {"POST /events/*/csv", "d....", at("/events/electric/csv")},
        {"GET /calls", "d....", at("/calls")},
        {"POST /calls/*/phone", "d....", on("/calls/", &Roles::to_call, "/phone")},
        {"POST /calls/*/called", "d....", on("/calls/", &Roles::to_call, "/called")},
        {"POST /signups/*/phone", "d....", on("/signups/", &Roles::sign_up, "/phone", {{"event", "electric"}})},
        {"GET /signups/*/cancel", "d....", on("/signups/", &Roles::sign_up, "/cancel?event=electric")},
        {"POST /signups/*/cancel", "d....", on("/signups/", &Roles::sign_up, "/cancel", reason)},
        {"GET /quarantine", "d...d", at("/quarantine")},
        {"GET /quarantine/*", "d....", on("/quarantine/", &Roles::held_back)},
        {"POST /quarantine/*/phone", "d....", on("/quarantine/", &Roles::held_back, "/phone")},
        {"POST /quarantine/*/seen", "d...d", on("/quarantine/", &Roles::held_back, "/seen")},
        {"GET /kiosks", "d...d", at("/kiosks")},
        {"POST /kiosks/enrol", "....d", at("/kiosks/enrol", {{"station", "qinghe-1"}})},
        {"GET /kiosks/*/revoke", "....d", on("/kiosks/", &Roles::kiosk, "/revoke")},
        {"POST /kiosks/*/revoke", "....d", on("/kiosks/", &Roles::kiosk, "/revoke")},
        {"GET /audit", "d...d", at("/audit")},
        {"GET /staff", "....d", at("/staff")},
        {"POST /staff", "....d", at("/staff", {{"login", "zhao"}, {"role", "desk"}, {"password", "long enough"}})},
        {"POST /staff/*/disable", "....d", on("/staff/", &Roles::colleague, "/disable")},
        {"POST /staff/*/password", "....d",
         on("/staff/", &Roles::colleague, "/password", {{"password", "long enough"}})},
        {"GET /password", "ddddd", at("/password")},
        {"POST /password", "ddddd",
         [this] {
             return Ask{"/password",
                        {{"old", m_as + "-word"}, {"next", m_as + "-word-2"}, {"again", m_as + "-word-2"}}};
         }},
    };
}

std::vector<Roles::Row> Roles::content_rows() {
    std::vector<Row> rows{{"GET /content", "d..d.", at("/content")}};
    for (const auto& [type, folder, allowed] :
         {std::tuple{"event", "/events", "d..d."}, std::tuple{"notice", "/notices", "d..d."},
          std::tuple{"guide", "/guides", "...d."}}) {
        const auto add = [&, of = std::string(type), to = std::string(folder), who = allowed](
                             std::string_view method, const std::string& after, Form form = {}) {
            rows.push_back({fmt::format("{} {}/*{}", method, to, after), who, [=, this] {
                                return Ask{to + "/" + (after == "/drop" ? drafted(of) : written(of)) + after, form};
                            }});
        };
        rows.push_back({fmt::format("GET {}/new", folder), allowed, at(fmt::format("{}/new", folder))});
        rows.push_back({fmt::format("POST {}/save", folder), allowed, [=, this, to = std::string(folder)] {
                            const std::string id = fmt::format("mine-{}", ++m_written);
                            return Ask{to + "/save", {{"id", id}, {"base", "0"}, {"action", "draft"}}};
                        }});
        for (const char* page : {"/edit", "/history", "/preview"}) add("GET", page);
        add("POST", "/restore", {{"version", "1"}, {"base", "2"}});
        add("POST", "/drop");
        if (std::string_view(type) == "event") continue;
        add("GET", "/down");
        add("POST", "/down");
    }
    return rows;
}

std::vector<Roles::Row> Roles::event_rows() {
    const std::string first = "2026-12-05T10:00:00.000Z";
    const std::string ms = std::to_string(parse_rfc3339(first)->ms);
    const auto on_event = [this](std::string after, Form form = {}) {
        return [=, this] { return Ask{"/events/" + written("event") + after, form}; };
    };
    return {
        {"GET /events/*/calloff", "d..d.", on_event("/calloff")},
        {"POST /events/*/calloff", "d..d.", on_event("/calloff", {{"reason.zh-CN", "rain"}})},
        {"GET /events/*/session", "d..d.", on_event("/session?at=" + first)},
        {"POST /events/*/session", "d..d.", on_event("/session", {{"session", first}, {"reason.zh-CN", "rain"}})},
        {"POST /events/*/capacity", "d..d.", on_event("/capacity", {{"capacity", "9"}, {"base", "2"}})},
        {"GET /events/*/attend", "d....", on_event("/attend")},
        {"POST /events/*/attend", "d....", on_event("/attend", {{"session", ms}, {"code", "K1-1"}})},
        {"POST /events/*/pickup", "d....",
         [=, this] {
             const std::string id = written("event");
             const std::string item = leave(TakeSeats{id, 1, ""}, {});
             return Ask{"/events/" + id + "/pickup", {{"session", ms}, {"item", item}, {"digits", "0000"}}};
         }},
        {"POST /events/*/absent", "d....",
         [=, this] {
             const std::string id = written("event");
             const std::string item = leave(TakeSeats{id, 1, ""}, {});
             set("INSERT INTO attendance(item,session,event,at,staff) VALUES(?,?,?,0,1)", item,
                 parse_rfc3339(first)->ms, id);
             return Ask{"/events/" + id + "/absent", {{"session", ms}, {"item", item}}};
         }},
    };
}

TEST_F(Roles, EachIsLetInWhereTheTableSaysAndRefusedEverywhereElse) {
    std::vector<Row> rows = queue_rows();
    for (auto& more : {request_rows(), other_rows(), content_rows(), event_rows()})
        rows.insert(rows.end(), more.begin(), more.end());
    std::set<std::string> asked;
    for (const Row& row : rows) {
        EXPECT_TRUE(asked.insert(row.route).second) << row.route << " stands twice";
        for (std::size_t i = 0; i < kLogins.size(); ++i) {
            const HttpResponse reply = send_as(kLogins[i], row);
            if (row.allowed[i] == 'd')
                EXPECT_LT(reply.status, 400) << kLogins[i] << " " << row.route << "\n" << reply.body.substr(0, 200);
            else
                EXPECT_EQ(reply.status, 403) << kLogins[i] << " " << row.route;
        }
    }
    for (const std::string& route : route_names()) EXPECT_TRUE(asked.contains(route)) << route << " is asked by nobody";
    EXPECT_EQ(asked.size(), route_names().size());
}

TEST_F(Roles, WhoIsNotLoggedInIsAskedToAndNothingHappens) {
    const std::string id = request();
    for (const std::string& route : route_names()) {
        std::string path = route.substr(route.find('/'));
        if (const std::size_t star = path.find('*'); star != std::string::npos) path.replace(star, 1, id);
        const HttpResponse reply = route.starts_with("GET") ? get(path) : post_raw(path, {{"words", "x"}});
        EXPECT_EQ(reply.status, 303) << route;
        EXPECT_TRUE(location(reply).starts_with("/login")) << route;
    }
}

}  // namespace
}  // namespace linli::hub::console
