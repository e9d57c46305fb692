#include "backend/console/content.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/document_view.h"
#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "backend/console/request_view.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

struct TypeNames {
    std::string_view type;
    std::string_view folder;
    std::string_view section;
};
constexpr std::array kTypes{TypeNames{"event", "/events", "events"}, TypeNames{"notice", "/notices", "content"},
                            TypeNames{"guide", "/guides", "content"}};

Instant instant_of(const ordered_json& document, const char* name) {
    const auto found = document.find(name);
    if (found == document.end() || !found->is_string()) return {};
    return parse_rfc3339(found->get_ref<const std::string&>()).value_or(Instant{});
}

// What a kiosk shows today: "now", "later", "over", or nothing but a draft.
std::string_view state_of(const ContentLine& line, const ordered_json& document, Instant now) {
    if (line.json.empty()) return line.version > 0 ? "down" : "draft";
    if (line.type == "notice") {
        if (instant_of(document, "from") > now) return "later";
        if (instant_of(document, "until") <= now) return "over";
    }
    return "now";
}

std::string_view tone_of(std::string_view state) {
    if (state == "now") return "green";
    if (state == "later" || state == "draft") return "amber";
    return "plain";
}

View line_view(const Visit& visit, const ContentLine& line) {
    const Words& words = visit.words();
    const ordered_json shown = parse_stored(line.json.empty() && line.draft ? line.draft->json : line.json);
    View view;
    const std::string title = picked(shown.value("title", ordered_json()), visit.language.tag);
    view.text("id", line.id).text("name", title.empty() ? line.id : title);
    const std::string_view state = state_of(line, shown, visit.now);
    view.text("state", words.get(fmt::format("content.state.{}", state))).text("tone", tone_of(state));
    view.flag("draft", line.draft.has_value() && !line.json.empty()).flag("may_edit", line.may_edit);
    view.text("href", document_path(line.type, line.id, line.may_edit ? "edit" : "preview"));
    view.flag("has_draft", line.draft.has_value()).text("drop_href", document_path(line.type, line.id, "drop"));
    view.text("history_href", document_path(line.type, line.id, "history"));
    view.text("copy_href", fmt::format("{}/new?from={}", folder_of(line.type), percent_encode(line.id)));
    view.text("version", line.version > 0 ? std::to_string(line.version) : "");
    view.text("at", "").text("from", "").text("until", "").text("planned", "");
    if (line.draft)
        visit.time(view, "at", line.draft->at);
    else if (line.published_at)
        visit.time(view, "at", *line.published_at);
    if (line.draft && line.draft->publish_at) visit.time(view, "planned", *line.draft->publish_at);
    if (line.type == "notice" && instant_of(shown, "from").ms > 0) {
        visit.time(view, "from", instant_of(shown, "from"));
        visit.time(view, "until", instant_of(shown, "until"));
    } else if (line.ends_at) {
        visit.time(view, "until", *line.ends_at);
    }
    // Which of the community's languages it is not written in: there a kiosk shows Chinese.
    std::string missing;
    if (const Community* community = visit.desk.community(visit.actor().community))
        for (const std::string& tag : community->languages)
            if (text_in(shown.value("title", ordered_json()), tag).empty())
                missing += (missing.empty() ? "" : "、") + language_name(words, tag);
    view.text("missing", missing.empty() ? "" : words.fill("content.missing", {{"languages", missing}}));
    return view;
}

}  // namespace

std::string_view type_of_path(std::string_view path) {
    for (const TypeNames& each : kTypes)
        if (path.starts_with(each.folder)) return each.type;
    return {};
}

std::string_view folder_of(std::string_view type) {
    for (const TypeNames& each : kTypes)
        if (each.type == type) return each.folder;
    return "/content";
}

std::string_view section_of(std::string_view type) {
    return type == "event" ? "events" : "content";
}

std::string document_path(std::string_view type, std::string_view id, std::string_view page) {
    return fmt::format("{}/{}/{}", folder_of(type), percent_encode(id), page);
}

bool writes(Role role, std::string_view type) {
    return role == Role::Editor || (role == Role::Desk && type != "guide");
}

FormPlace form_place(const Visit& visit, const ordered_json& document) {
    FormPlace place;
    place.community = visit.actor().community;
    place.utc_offset = visit.utc_offset;
    std::vector<std::string> languages{"zh-CN"};
    if (const Community* community = visit.desk.community(place.community)) {
        languages = community->languages;
        place.allies = community->allies;
    }
    place.languages = form_languages(languages, document);
    return place;
}

View::List previews_of(const Visit& visit, std::string_view type, const ordered_json& document,
                       const FormPlace& place) {
    View::List list;
    for (const std::string& language : place.languages) {
        const auto own = std::find_if(visit.languages.begin(), visit.languages.end(),
                                      [&](const Language& each) { return each.tag == language; });
        const Words& labels = own != visit.languages.end() ? own->words : visit.words();
        list.push_back(preview_view(type, document, {visit.words(), labels, language, visit.now, visit.utc_offset}));
    }
    return list;
}

Result<View::List> event_drafts(const Visit& visit) {
    LINLI_TRY(const std::vector<ContentLine> lines, visit.desk.documents(visit.actor(), "event"));
    View::List rows;
    for (const ContentLine& line : lines)
        if (line.draft) rows.push_back(line_view(visit, line));
    return rows;
}

Reply show_content(const Visit& visit, std::string_view) {
    const Words& words = visit.words();
    const std::string_view wanted = visit.query("type");
    const std::string_view type = wanted == "guide" && writes(visit.role(), "guide") ? "guide" : "notice";
    LINLI_TRY(std::vector<ContentLine> lines, visit.desk.documents(visit.actor(), type));
    // What is being written stands first, then what is shown.
    std::stable_partition(lines.begin(), lines.end(), [](const ContentLine& each) { return each.draft.has_value(); });
    View::List rows;
    std::map<std::string, std::int64_t> reads;
    if (type == "notice") {
        LINLI_TRY(const std::vector<NoticeReads> counted, visit.desk.notice_reads(visit.actor()));
        for (const NoticeReads& each : counted) reads[each.notice] = each.times;
    }
    for (const ContentLine& line : lines) {
        View row = line_view(visit, line);
        const auto read = reads.find(line.id);
        row.text("read", read == reads.end() ? std::string{}
                                             : words.fill("content.read", {{"times", std::to_string(read->second)}}));
        rows.push_back(std::move(row));
    }
    View::List tabs;
    for (const std::string_view each : {"notice", "guide"}) {
        if (!writes(visit.role(), each)) continue;
        View tab;
        tab.text("href", fmt::format("/content?type={}", each)).flag("current", each == type);
        tab.text("label", words.get(fmt::format("content.type.{}", each)));
        tabs.push_back(std::move(tab));
    }
    View view;
    view.list("tabs", std::move(tabs)).flag("any", !rows.empty()).list("rows", std::move(rows));
    view.text("new_href", fmt::format("{}/new", folder_of(type)));
    view.text("new_label", words.get(fmt::format("content.new.{}", type)));
    view.text("lead", words.get(fmt::format("content.lead.{}", type)));
    return page(visit, 200, "documents", words.get("content.title"), "content", std::move(view));
}

}  // namespace linli::hub::console
