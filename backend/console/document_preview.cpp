#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/document_view.h"
#include "backend/console/pages.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

const ordered_json& member(const ordered_json& document, const char* name) {
    static const ordered_json nothing;
    if (!document.is_object()) return nothing;
    const auto found = document.find(name);
    return found == document.end() ? nothing : *found;
}

class Preview {
  public:
    Preview(const ordered_json& document, const PreviewScene& scene) : m_document(document), m_scene(scene) {}

    View event() {
        View view = base();
        view.list("tags", lines("tags"));
        const ordered_json& sessions = member(m_document, "sessions");
        if (sessions.is_array() && !sessions.empty()) add_sessions(view, sessions);
        View::List facts;
        fact(facts, "preview.place", text("place"));
        fact(facts, "preview.who", text("who"));
        fact(facts, "preview.cost", text("cost"));
        if (const ordered_json& seats = member(m_document, "capacity"); seats.is_number_integer())
            fact(facts, "preview.seats", std::to_string(seats.get<int>()));
        view.list("facts", std::move(facts)).text("cancelled", text("cancelled_because"));
        view.flag("signup", member(m_document, "cancelled_because").is_null());
        return view;
    }

    View notice() {
        View view = base();
        const ordered_json& level = member(m_document, "level");
        view.flag("urgent", level == "emergency").flag("important", level == "important");
        view.text("body", text("body")).text("when", moment(member(m_document, "from")));
        return view;
    }

    View guide() {
        View view = base();
        view.list("steps", lines("steps")).list("papers", lines("papers"));
        view.flag("any_papers", member(m_document, "papers").is_array() && !member(m_document, "papers").empty());
        View::List facts;
        fact(facts, "preview.where", text("where"));
        fact(facts, "preview.when", text("when"));
        fact(facts, "preview.fee", text("fee"));
        const ordered_json& phone = member(m_document, "phone");
        if (const ordered_json& number = member(phone, "number"); number.is_string())
            fact(facts, "preview.phone",
                 fmt::format("{} {}", number.get<std::string>(), picked(member(phone, "label"), m_scene.language)));
        view.list("facts", std::move(facts));
        View::List sources;
        add_source(sources, text("source"), member(m_document, "source_date"));
        if (const ordered_json& all = member(m_document, "sources"); all.is_array())
            for (const ordered_json& each : all)
                add_source(sources, picked(member(each, "title"), m_scene.language), member(each, "date"));
        view.list("sources", std::move(sources));
        return view;
    }

  private:
    View base() {
        View view;
        view.text("tag", m_scene.language).text("dir", direction_of(m_scene.language));
        view.text("language", language_name(m_scene.words, m_scene.language));
        for (const std::string_view label : {"urgent", "signup", "steps", "papers", "source"})
            view.text(fmt::format("l_{}", label), m_scene.labels.get(fmt::format("preview.{}", label)));
        view.text("l_off", m_scene.labels.get("calloff.is"));
        view.text("title", text("title")).text("summary", text("summary"));
        for (const std::string_view absent : {"body", "when", "cancelled"}) view.text(absent, "");
        for (const std::string_view absent : {"urgent", "important", "signup", "any_papers", "several"})
            view.flag(absent, false);
        for (const std::string_view absent : {"tags", "facts", "steps", "papers", "sources", "sessions"})
            view.list(absent, {});
        return view;
    }
    std::string text(const char* name) const { return picked(member(m_document, name), m_scene.language); }
    View::List lines(const char* name) const {
        View::List list;
        const ordered_json& items = member(m_document, name);
        if (!items.is_array()) return list;
        for (const ordered_json& item : items) {
            // A step that was not written in this language is shown in Chinese, and must be read as Chinese.
            const bool own = !text_in(item, m_scene.language).empty();
            list.push_back(View()
                               .text("line", picked(item, m_scene.language))
                               .text("line_tag", own ? m_scene.language : std::string_view("zh-CN")));
        }
        return list;
    }
    void fact(View::List& facts, std::string_view key, const std::string& value) const {
        if (value.empty()) return;
        facts.push_back(View().text("label", m_scene.labels.get(key)).text("value", value));
    }
    std::string moment(const ordered_json& value) const {
        if (!value.is_string()) return {};
        const auto at = parse_rfc3339(value.get_ref<const std::string&>());
        return at ? when_words(m_scene.labels, *at, m_scene.now, m_scene.utc_offset) : std::string();
    }
    void add_source(View::List& sources, const std::string& title, const ordered_json& date) const {
        if (title.empty()) return;
        sources.push_back(View().text("title", title).text("date", date.is_string() ? date.get<std::string>() : ""));
    }
    void add_sessions(View& view, const ordered_json& sessions) const {
        View::List list;
        for (const ordered_json& each : sessions) {
            const DayAndTime until = day_and_time(member(each, "ends_at"), m_scene.utc_offset);
            View line;
            line.text("when", fmt::format("{} – {}", moment(member(each, "starts_at")), until.time));
            line.text("name", picked(member(each, "title"), m_scene.language));
            line.text("why", picked(member(each, "cancelled_because"), m_scene.language));
            list.push_back(std::move(line));
        }
        view.text("when", moment(member(sessions.front(), "starts_at")));
        view.flag("several", sessions.size() > 1).list("sessions", std::move(list));
    }

    const ordered_json& m_document;
    const PreviewScene& m_scene;
};

}  // namespace

View preview_view(std::string_view type, const ordered_json& document, const PreviewScene& scene) {
    Preview preview(document, scene);
    View view = type == "event" ? preview.event() : type == "notice" ? preview.notice() : preview.guide();
    view.flag("is_event", type == "event").flag("is_notice", type == "notice").flag("is_guide", type == "guide");
    return view;
}

}  // namespace linli::hub::console
