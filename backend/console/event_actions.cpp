#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/content.h"
#include "backend/console/document_view.h"
#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "backend/console/request_view.h"
#include "kiosk/base/utf8.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

// The reason in each language that was filled in; Chinese must be.
ordered_json reason_of(const Visit& visit) {
    ordered_json reason = ordered_json::object();
    for (const std::string& language : form_place(visit, ordered_json::object()).languages) {
        const std::string words = field(visit.form, fmt::format("reason.{}", language), kMaxText);
        if (!words.empty()) reason[language] = words;
    }
    return reason.contains("zh-CN") ? reason : ordered_json();
}

View::List reason_inputs(const Visit& visit) {
    View::List list;
    for (const std::string& language : form_place(visit, ordered_json::object()).languages) {
        const std::string name = fmt::format("reason.{}", language);
        View view;
        view.text("name", name).text("input", input_id(name)).text("tag", language).text("dir", direction_of(language));
        view.text("language", language_name(visit.words(), language)).flag("first", language == "zh-CN");
        list.push_back(std::move(view));
    }
    return list;
}

ContentEdit edit_of(const ContentLine& line, const ordered_json& document, VersionHow how) {
    ContentEdit edit;
    edit.type = "event";
    edit.id = line.id;
    edit.base = line.version;
    edit.json = document.dump();
    edit.how = how;
    return edit;
}

Result<EventLine> event_line(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::vector<EventLine> events, visit.desk.events(visit.actor()));
    const auto found =
        std::find_if(events.begin(), events.end(), [&](const auto& each) { return each.event.id == id; });
    if (found == events.end()) return fail(Fault::NotFound, "no event {}", id);
    return *found;
}

// The session of the document that begins then, or null.
ordered_json* session_at(ordered_json& document, std::string_view moment) {
    if (!document.contains("sessions")) return nullptr;
    for (ordered_json& each : document["sessions"])
        if (each.value("starts_at", "") == moment) return &each;
    return nullptr;
}

Result<HttpResponse> call_off_page(const Visit& visit, std::string_view id, std::string_view session, int status,
                                   std::string_view problem) {
    const Words& words = visit.words();
    LINLI_TRY(const EventLine line, event_line(visit, id));
    View view;
    view.text("id", id).text("event_title", visit.pick(line.event.title)).text("session", session);
    view.text("when", "").text("problem", problem.empty() ? std::string_view{} : words.get(problem));
    if (const auto at = parse_rfc3339(std::string(session)); at) visit.time(view, "when", *at);
    view.text("signed",
              line.taken + line.waiting > 0
                  ? words.fill(session.empty() ? "calloff.signed" : "calloff.session.signed",
                               {{"taken", std::to_string(line.taken)}, {"waiting", std::to_string(line.waiting)}})
                  : std::string(words.get("calloff.nobody")));
    view.list("reasons", reason_inputs(visit));
    view.text("action", fmt::format("/events/{}/{}", percent_encode(id), session.empty() ? "calloff" : "session"));
    const std::string_view title = words.get(session.empty() ? "calloff.title" : "calloff.session.title");
    view.text("heading", title)
        .text("submit", words.get(session.empty() ? "calloff.submit" : "calloff.session.submit"));
    return page(visit, status, "calloff", title, "events", std::move(view));
}

bool is_held(const ordered_json& session) {
    return !session.contains("cancelled_because");
}

}  // namespace

Reply confirm_call_off(const Visit& visit, std::string_view id) {
    return call_off_page(visit, id, "", 200, "");
}

Reply call_off_event(const Visit& visit, std::string_view id) {
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), "event", id));
    if (line.json.empty()) return fail(Fault::NotFound, "no event {}", id);
    ordered_json reason = reason_of(visit);
    if (reason.is_null()) return call_off_page(visit, id, "", 422, "calloff.why");
    ordered_json document = parse_stored(line.json);
    if (document.contains("cancelled_because")) return fail(Fault::Conflict, "it is called off already");
    document["cancelled_because"] = std::move(reason);
    LINLI_OK(visit.desk.publish(visit.actor(), edit_of(line, document, VersionHow::Cancel)));
    return done(fmt::format("/events/{}", percent_encode(id)), "called-off");
}

Reply confirm_call_off_session(const Visit& visit, std::string_view id) {
    return call_off_page(visit, id, visit.query("at"), 200, "");
}

Reply call_off_session(const Visit& visit, std::string_view id) {
    const std::string session(raw_field(visit.form, "session"));
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), "event", id));
    ordered_json document = parse_stored(line.json);
    ordered_json* found = session_at(document, session);
    if (found == nullptr) return fail(Fault::NotFound, "no session at {}", session);
    if (!is_held(*found)) return fail(Fault::Conflict, "it is called off already");
    ordered_json reason = reason_of(visit);
    if (reason.is_null()) return call_off_page(visit, id, session, 422, "calloff.why");
    const auto held = std::count_if(document["sessions"].begin(), document["sessions"].end(), is_held);
    if (held == 1) return call_off_page(visit, id, session, 422, "calloff.session.last");
    (*found)["cancelled_because"] = std::move(reason);
    LINLI_OK(visit.desk.publish(visit.actor(), edit_of(line, document, VersionHow::Cancel)));
    return done(fmt::format("/events/{}", percent_encode(id)), "session-off");
}

// Lowering it throws nobody out: what is promised stands, and is shown as over until people cancel by themselves.
Reply set_capacity(const Visit& visit, std::string_view id) {
    const auto capacity = number_field(visit.form, "capacity");
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), "event", id));
    ordered_json document = parse_stored(line.json);
    if (!capacity || *capacity < 1 || document.empty()) return fail(Fault::Invalid, "no number of seats");
    const int base = number_field(visit.form, "base").value_or(0);
    if (base != line.version) return fail(Fault::Conflict, "version {} was changed since", base);
    document["capacity"] = *capacity;
    if (document.contains("family_max") && document["family_max"].get<int>() > *capacity)
        document["family_max"] = *capacity;
    LINLI_OK(visit.desk.publish(visit.actor(), edit_of(line, document, VersionHow::Edit)));
    LINLI_TRY(const EventLine now, event_line(visit, id));
    return done(fmt::format("/events/{}", percent_encode(id)), now.overbooked ? "capacity.over" : "capacity");
}

Result<> event_tools(const Visit& visit, const EventLine& line, View& view) {
    const Words& words = visit.words();
    const Event& event = line.event;
    LINLI_TRY(const ContentLine content, visit.desk.document(visit.actor(), "event", event.id));
    const ordered_json document = parse_stored(content.json);
    const bool open = event.state == EventState::Open;
    view.flag("may_edit", content.may_edit).flag("is_open", open).number("capacity_now", event.capacity);
    view.number("base", content.version);
    view.text("off_because", visit.pick(event.cancelled_because));
    view.flag("has_draft", content.draft.has_value());
    View::List sessions;
    for (const ordered_json& each : document.value("sessions", ordered_json::array())) {
        const std::string starts_at = each.value("starts_at", "");
        const auto at = parse_rfc3339(starts_at);
        if (!at) continue;
        View session;
        visit.time(session, "when", *at);
        session.text("until", day_and_time(each.value("ends_at", ordered_json()), visit.utc_offset).time);
        session.text("name", picked(each.value("title", ordered_json()), visit.language.tag));
        session.text("why", picked(each.value("cancelled_because", ordered_json()), visit.language.tag));
        const bool held = is_held(each);
        session.flag("held", held);
        session.text("off_href",
                     open && held && *at > visit.now && document["sessions"].size() > 1
                         ? fmt::format("/events/{}/session?at={}", percent_encode(event.id), percent_encode(starts_at))
                         : "");
        session.text("attend_href", open && held && visit.role() == Role::Desk
                                        ? fmt::format("/events/{}/attend?at={}", percent_encode(event.id), at->ms)
                                        : "");
        sessions.push_back(std::move(session));
    }
    view.list("sessions", std::move(sessions));
    view.text("promise", line.overbooked
                             ? words.fill("event.overbooked.told", {{"n", std::to_string(line.taken - event.capacity)},
                                                                    {"capacity", std::to_string(event.capacity)}})
                             : "");
    return {};
}

}  // namespace linli::hub::console
