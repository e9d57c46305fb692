#include "backend/console/document_view.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

const ordered_json& member(const ordered_json& document, std::string_view name) {
    static const ordered_json nothing;
    const auto found = document.is_object() ? document.find(std::string(name)) : document.end();
    return document.is_object() && found != document.end() ? *found : nothing;
}

class Fields {
  public:
    Fields(std::string_view type, const ordered_json& document, const FormScene& scene)
        : m_type(type), m_document(document), m_scene(scene) {}

    View field(const FieldSpec& spec) const {
        const std::string name(spec.name);
        View view;
        for (const std::string_view kind : {"is_text", "is_texts", "is_moment", "is_date", "is_number", "is_choice",
                                            "is_communities", "is_phone", "is_sessions", "is_sources"})
            view.flag(kind, false);
        view.text("id", input_id(name)).text("name", name).text("label", label(name)).flag("long", spec.rows > 1);
        const std::string hint = fmt::format("edit.{}.{}.hint", m_type, name);
        view.text("hint", m_scene.words.has(hint) ? m_scene.words.get(hint) : std::string_view{});
        view.flag("required", spec.need == Need::Required).flag("optional", spec.need == Need::Optional);
        problem(view, name);
        const ordered_json& value = member(m_document, name);
        switch (spec.kind) {
            case FieldKind::Text:
                view.flag("is_text", true).list("langs", texts(name, value, spec.most, spec.rows));
                break;
            case FieldKind::Texts:
                view.flag("is_texts", true).list("items", items(spec, value));
                break;
            case FieldKind::Moment:
                view.flag("is_moment", true);
                moment(view, name, value);
                break;
            case FieldKind::Date:
                view.flag("is_date", true).text("value", value.is_string() ? value.get<std::string>() : "");
                break;
            case FieldKind::Number:
                view.flag("is_number", true).number("most", spec.most);
                view.text("value", value.is_number_integer() ? std::to_string(value.get<int>()) : "");
                break;
            case FieldKind::Choice:
                view.flag("is_choice", true).list("options", options(name, value));
                break;
            case FieldKind::Communities:
                view.flag("is_communities", !m_scene.allies.empty()).list("options", allies(name, value));
                break;
            case FieldKind::Phone:
                view.flag("is_phone", true);
                view.text("value",
                          member(value, "number").is_string() ? member(value, "number").get<std::string>() : "");
                problem(view, name + ".number");
                view.list("langs", texts(name + ".label", member(value, "label"), kMaxText, 1));
                break;
            case FieldKind::Sessions:
                view.flag("is_sessions", true).list("items", sessions(spec, value));
                break;
            case FieldKind::Sources:
                view.flag("is_sources", true).list("items", sources(spec, value));
                break;
        }
        return view;
    }

  private:
    std::string label(std::string_view name) const {
        return std::string(m_scene.words.get(fmt::format("edit.{}.{}", m_type, name)));
    }

    // "problem" and "invalid" of the input of that name.
    void problem(View& view, std::string_view at) const {
        view.text("problem", "").flag("invalid", false);
        for (const FieldProblem& each : m_scene.problems) {
            if (each.at != at) continue;
            view.text("problem", m_scene.words.fill(each.key, {{"value", each.value}})).flag("invalid", true);
            return;
        }
    }

    View::List texts(const std::string& path, const ordered_json& value, int most, int rows) const {
        View::List list;
        for (const std::string& language : m_scene.place.languages) {
            const std::string name = fmt::format("{}.{}", path, language);
            View view;
            view.text("name", name).text("id", input_id(name)).text("tag", language);
            view.text("language", language_name(m_scene.words, language)).text("dir", direction_of(language));
            view.text("value", text_in(value, language)).number("most", most).number("rows", rows);
            view.flag("long", rows > 1).flag("first", language == "zh-CN");
            problem(view, name);
            list.push_back(std::move(view));
        }
        return list;
    }

    std::size_t row_count(const FieldSpec& spec, const ordered_json& value) const {
        const std::size_t there = value.is_array() ? value.size() : 0;
        const std::size_t spare = static_cast<std::size_t>(m_scene.more_rows);
        return std::min(static_cast<std::size_t>(spec.most), there + spare);
    }
    static const ordered_json& row(const ordered_json& value, std::size_t index) {
        static const ordered_json nothing;
        return value.is_array() && index < value.size() ? value[index] : nothing;
    }

    View::List items(const FieldSpec& spec, const ordered_json& value) const {
        View::List list;
        const std::size_t rows = row_count(spec, value);
        for (std::size_t i = 0; i < rows; ++i) {
            View view;
            view.number("n", static_cast<std::int64_t>(i) + 1);
            view.list("langs", texts(fmt::format("{}.{}", spec.name, i), row(value, i), kMaxText, spec.rows));
            list.push_back(std::move(view));
        }
        return list;
    }

    void moment(View& view, const std::string& name, const ordered_json& value) const {
        const DayAndTime at = day_and_time(value, m_scene.place.utc_offset);
        view.text("date_name", name + ".date").text("time_name", name + ".time");
        view.text("date_id", input_id(name + ".date")).text("time_id", input_id(name + ".time"));
        view.text("day", at.day).text("time", at.time);
        for (const std::string_view part : {".date", ".time"})
            for (const FieldProblem& each : m_scene.problems)
                if (each.at == name + std::string(part))
                    view.text("problem", m_scene.words.fill(each.key, {{"value", each.value}})).flag("invalid", true);
    }

    View::List options(std::string_view name, const ordered_json& value) const {
        View::List list;
        const std::string current = value.is_string() ? value.get<std::string>() : "";
        bool found = current.empty();
        for (const auto& [field, all] : m_scene.options) {
            if (field != name) continue;
            for (const Option& option : all) {
                found = found || option.value == current;
                list.push_back(View()
                                   .text("value", option.value)
                                   .text("label", option.label)
                                   .flag("current", option.value == current));
            }
        }
        if (!found) list.push_back(View().text("value", current).text("label", current).flag("current", true));
        return list;
    }

    View::List allies(const std::string& name, const ordered_json& value) const {
        // Left out, a notice or a guide is for all that there are.
        const bool all = !value.is_array() && name == "communities" && m_document.size() > 2;
        View::List list;
        for (const Option& ally : m_scene.allies) {
            const bool on =
                all || (value.is_array() && std::find(value.begin(), value.end(), ally.value) != value.end());
            const std::string input = fmt::format("{}.{}", name, ally.value);
            list.push_back(
                View().text("name", input).text("id", input_id(input)).text("label", ally.label).flag("current", on));
        }
        return list;
    }

    View::List sessions(const FieldSpec& spec, const ordered_json& value) const {
        View::List list;
        const std::size_t rows = row_count(spec, value);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::string path = fmt::format("sessions.{}", i);
            const ordered_json& session = row(value, i);
            const DayAndTime from = day_and_time(member(session, "starts_at"), m_scene.place.utc_offset);
            const DayAndTime until = day_and_time(member(session, "ends_at"), m_scene.place.utc_offset);
            View view;
            view.number("n", static_cast<std::int64_t>(i) + 1).text("path", path).text("id", input_id(path));
            view.text("day", from.day).text("from", from.time).text("until", until.time);
            view.text("cancelled", picked(member(session, "cancelled_because"), "zh-CN"));
            view.list("langs", texts(path + ".title", member(session, "title"), kMaxText, 1));
            view.text("problem", "").flag("invalid", false);
            for (const std::string_view part : {".date", ".from", ".until"})
                for (const FieldProblem& each : m_scene.problems)
                    if (each.at == path + std::string(part))
                        view.text("problem", m_scene.words.fill(each.key, {{"value", each.value}}))
                            .flag("invalid", true);
            list.push_back(std::move(view));
        }
        return list;
    }

    View::List sources(const FieldSpec& spec, const ordered_json& value) const {
        View::List list;
        const std::size_t there = value.is_array() ? value.size() : 0;
        const std::size_t rows = std::min(static_cast<std::size_t>(spec.most), there + 1);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::string path = fmt::format("sources.{}", i);
            const ordered_json& source = row(value, i);
            View view;
            view.number("n", static_cast<std::int64_t>(i) + 1).text("path", path).text("id", input_id(path));
            view.list("langs", texts(path + ".title", member(source, "title"), kMaxText, 1));
            view.list("publishers", texts(path + ".publisher", member(source, "publisher"), kMaxText, 1));
            view.text("url", member(source, "url").is_string() ? member(source, "url").get<std::string>() : "");
            view.text("date", member(source, "date").is_string() ? member(source, "date").get<std::string>() : "");
            problem(view, path + ".url");
            list.push_back(std::move(view));
        }
        return list;
    }

    std::string_view m_type;
    const ordered_json& m_document;
    const FormScene& m_scene;
};

}  // namespace

std::string_view direction_of(std::string_view language) {
    constexpr std::array<std::string_view, 5> kFromTheRight{"ug", "ar", "fa", "he", "ur"};
    const std::string_view base = language.substr(0, language.find('-'));
    return std::find(kFromTheRight.begin(), kFromTheRight.end(), base) != kFromTheRight.end() ? "rtl" : "ltr";
}

std::string input_id(std::string_view name) {
    std::string id(name);
    std::replace(id.begin(), id.end(), '.', '-');
    return id;
}

View::List field_views(std::string_view type, const ordered_json& document, const FormScene& scene) {
    View::List list;
    const Fields fields(type, document, scene);
    for (const FieldSpec& spec : fields_of(type)) list.push_back(fields.field(spec));
    return list;
}

View::List problem_views(const Words& words, std::string_view type, const std::vector<FieldProblem>& problems) {
    View::List list;
    for (const FieldProblem& each : problems) {
        const std::string_view field = std::string_view(each.at).substr(0, each.at.find('.'));
        const std::string key = fmt::format("edit.{}.{}", type, field);
        View view;
        // "title.en": the language too, where the field has several.
        const std::size_t last = each.at.rfind('.');
        const std::string tongue = last == each.at.npos ? "" : fmt::format("tongue.{}", each.at.substr(last + 1));
        std::string label(words.has(key) ? words.get(key) : words.get(fmt::format("edit.{}", field)));
        if (!tongue.empty() && words.has(tongue)) label = fmt::format("{} · {}", label, words.get(tongue));
        view.text("href", "#" + input_id(each.at)).text("label", label);
        view.text("words", words.fill(each.key, {{"value", each.value}}));
        list.push_back(std::move(view));
    }
    return list;
}

}  // namespace linli::hub::console
