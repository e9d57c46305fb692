#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/content.h"
#include "backend/console/document_view.h"
#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "kiosk/base/utf8.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t kMaxId = 40;
constexpr int kSpareRows = 2;
constexpr int kMoreRows = 10;

// An editor's page as it was sent or opened: whatever is not a draft yet lives in the form.
struct Editing {
    std::string_view type;
    std::string id;
    int base = 0;
    std::int64_t draft = 0;  // when the draft was kept that the form began from; 0: there was none
    ordered_json document;
    std::vector<FieldProblem> problems;
    std::string check;  // what the content's own check said
    int more_rows = kSpareRows;
    bool show_preview = false;
    std::string tell;
    std::string publish_date, publish_time, end_date, end_time;
};

std::string new_id(const Visit& visit, std::string_view type) {
    constexpr std::string_view kLetters = "abcdefghjkmnpqrstvwxyz0123456789";
    const Civil today = to_civil(visit.now, visit.utc_offset);
    ByteArray<6> random{};
    visit.desk.entropy()(random);
    std::string id = fmt::format("{}-{:04}{:02}{:02}-", type, today.year, today.month, today.day);
    for (const std::uint8_t byte : random) id.push_back(kLetters[byte % kLetters.size()]);
    return id;
}

// The kinds of events that there are, each by the word that residents see first.
std::vector<Option> kind_options(const Visit& visit, const std::vector<ContentLine>& events) {
    std::vector<Option> options;
    const auto add = [&](const std::string& value, const std::string& label) {
        const bool there = std::any_of(options.begin(), options.end(), [&](const auto& o) { return o.value == value; });
        if (!value.empty() && !there) options.push_back({value, label.empty() ? value : label});
    };
    for (const ContentLine& line : events) {
        const ordered_json event = parse_stored(line.json);
        const auto tags = event.find("tags");
        const bool tagged = tags != event.end() && tags->is_array() && !tags->empty();
        add(event.value("kind", ""), tagged ? picked(tags->front(), visit.language.tag) : "");
    }
    for (const std::string_view kind : {"night-class", "festival", "family", "clinic", "fair"})
        add(std::string(kind), std::string(visit.words().get(fmt::format("event.kind.{}", kind))));
    return options;
}

using FieldOptions = std::vector<std::pair<std::string_view, std::vector<Option>>>;

// Each labelled by edit.choice.<field>.<value>; the empty one leaves the field out.
std::vector<Option> choices(const Words& words, std::string_view field,
                            std::initializer_list<std::string_view> values) {
    std::vector<Option> options;
    for (const std::string_view value : values)
        options.push_back({std::string(value), std::string(words.get(fmt::format("edit.choice.{}.{}", field,
                                                                                 value.empty() ? "none" : value)))});
    return options;
}

Result<FieldOptions> field_options(const Visit& visit, std::string_view type) {
    FieldOptions all;
    const Words& words = visit.words();
    if (type == "event") {
        LINLI_TRY(const std::vector<ContentLine> events, visit.desk.documents(visit.actor(), "event"));
        all.emplace_back("kind", kind_options(visit, events));
        all.emplace_back("companions", choices(words, "companions", {"", "counted"}));
        all.emplace_back("pick_up", choices(words, "pick_up", {"", "code"}));
    } else if (type == "notice") {
        all.emplace_back("level", choices(words, "level", {"information", "important", "emergency"}));
        all.emplace_back("receipt", choices(words, "receipt", {"", "ask"}));
    } else {
        std::vector<Option> topics;
        for (const Topic* topic : visit.desk.topics(visit.actor()))
            topics.push_back({topic->id, std::string(visit.pick(topic->title))});
        all.emplace_back("topic", std::move(topics));
    }
    return all;
}

Reply editor_page(const Visit& visit, int status, const Editing& editing) {
    const Words& words = visit.words();
    const FormPlace place = form_place(visit, editing.document);
    LINLI_TRY(const FieldOptions options, field_options(visit, editing.type));
    std::vector<Option> allies;
    for (const std::string& id : place.allies)
        if (const Community* ally = visit.desk.community(id))
            allies.push_back({id, std::string(visit.pick(ally->name))});
    const FormScene scene{words, place, options, allies, editing.problems, editing.more_rows};
    View view;
    view.text("folder", folder_of(editing.type)).text("id", editing.id).number("base", editing.base);
    view.number("draft_at", editing.draft);
    view.flag("existing", editing.base > 0).flag("is_event_form", editing.type == "event");
    view.flag("is_guide_form", editing.type == "guide").flag("has_rows", editing.type != "notice");
    view.list("fields", field_views(editing.type, editing.document, scene));
    view.list("problems", problem_views(words, editing.type, editing.problems));
    view.flag("any_problems", !editing.problems.empty() || !editing.check.empty()).text("check", editing.check);
    view.flag("previewed", editing.show_preview);
    view.list("previews",
              editing.show_preview ? previews_of(visit, editing.type, editing.document, place) : View::List{});
    View::List days;
    for (int day = 1; day <= 7; ++day)
        days.push_back(View().number("day", day).text("label", words.get(fmt::format("weekday.{}", day))));
    view.list("days", std::move(days));
    view.text("tell", editing.tell)
        .text("publish_date", editing.publish_date)
        .text("publish_time", editing.publish_time);
    view.text("end_date", editing.end_date).text("end_time", editing.end_time);
    view.text("back_href",
              editing.type == "event" ? std::string("/events") : fmt::format("/content?type={}", editing.type));
    view.text("signed", "");
    if (editing.type == "event" && editing.base > 0) {
        LINLI_TRY(const std::vector<EventLine> events, visit.desk.events(visit.actor()));
        for (const EventLine& line : events)
            if (line.event.id == editing.id && line.taken + line.waiting > 0)
                view.text("signed", words.fill("edit.signed", {{"taken", std::to_string(line.taken)},
                                                               {"waiting", std::to_string(line.waiting)}}));
    }
    const std::string title = picked(editing.document.value("title", ordered_json()), visit.language.tag);
    const std::string_view what =
        words.get(fmt::format("content.{}.{}", editing.base > 0 ? "edit" : "new", editing.type));
    view.text("heading", what).text("subject", editing.base > 0 ? title : "");
    return page(visit, status, "edit", title.empty() ? what : std::string_view(title), section_of(editing.type),
                std::move(view));
}

std::string_view editable_type(const Visit& visit) {
    return type_of_path(visit.target.path);
}

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= kMaxId &&
           std::all_of(id.begin(), id.end(),
                       [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                  c == '-' || c == '_';
                       }) &&
           id.front() != '-' && id.front() != '_';
}

std::string where_to(std::string_view type, std::string_view id, std::string_view key) {
    if (type == "event") return fmt::format("/events/{}?done={}", percent_encode(id), key);
    return fmt::format("/content?type={}&done={}", type, key);
}

ContentDraft draft_of(const Editing& editing) {
    ContentDraft draft;
    draft.type = editing.type;
    draft.id = editing.id;
    draft.base = editing.base;
    draft.json = editing.document.dump();
    draft.at = Instant{editing.draft};
    draft.tell = editing.tell;
    return draft;
}

// A guide's own; nothing where the form has none. False where what was typed is no moment to come.
bool read_end(const Visit& visit, Editing& editing, std::optional<Instant>& ends_at) {
    ends_at.reset();
    if (editing.type == "event" || editing.end_date.empty()) return true;
    ends_at = moment_field(visit.form, "end", visit.utc_offset);
    if (ends_at && *ends_at > visit.now) return true;
    editing.problems.push_back({"end.date", "edit.problem.moment", editing.end_date});
    return false;
}

// What was typed stays in the form; sending it once more is then a decision, since the page has said what it replaces.
Result<> say_since(const Visit& visit, Editing& editing) {
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), editing.type, editing.id));
    const bool newer = line.version != editing.base;
    editing.problems.push_back({"history", newer ? "edit.problem.since" : "edit.problem.off"});
    editing.base = line.version;
    return {};
}

// Nothing where the draft was kept; else the form once more, with what was typed and why not.
Result<std::optional<HttpResponse>> keep_form(const Visit& visit, Editing& editing, const ContentDraft& draft) {
    const auto kept = visit.desk.keep_draft(visit.actor(), draft);
    if (kept) return std::optional<HttpResponse>();
    int status = 409;
    if (kept.error().fault == Fault::Conflict) {
        const auto line = visit.desk.document(visit.actor(), editing.type, editing.id);
        const bool newer = line && line->draft;
        editing.problems = {{"history", newer ? "edit.problem.draft" : "edit.problem.others"}};
        if (newer) editing.draft = line->draft->at.ms;
    } else if (kept.error().fault == Fault::Limited || kept.error().fault == Fault::TooLarge) {
        status = 422;
        editing.problems = {{"history", "edit.problem.room", std::to_string(kMaxDrafts)}};
    } else {
        return fail(Error(kept.error()));
    }
    LINLI_TRY(HttpResponse again, editor_page(visit, status, editing));
    return std::optional(std::move(again));
}

Reply publish_form(const Visit& visit, Editing& editing) {
    ContentEdit edit;
    edit.type = editing.type;
    edit.id = editing.id;
    edit.base = editing.base;
    edit.json = editing.document.dump();
    edit.tell = editing.tell;
    if (editing.draft != 0) edit.draft = Instant{editing.draft};
    if (!read_end(visit, editing, edit.ends_at)) return editor_page(visit, 422, editing);
    const auto published = visit.desk.publish(visit.actor(), edit);
    if (published) return redirect_to(where_to(editing.type, editing.id, *published > 0 ? "published" : "unchanged"));
    switch (published.error().fault) {
        case Fault::Invalid:
            editing.check = published.error().message;
            return editor_page(visit, 422, editing);
        case Fault::Conflict:
            LINLI_OK(say_since(visit, editing));
            return editor_page(visit, 409, editing);
        case Fault::TooLarge:
        case Fault::NotFound:
        case Fault::Denied:
        case Fault::Limited:
        case Fault::Expired:
        case Fault::Network:
        case Fault::Unavailable:
        case Fault::Storage:
        case Fault::DiskFull:
        case Fault::ReadOnly:
        case Fault::Corrupt:
        case Fault::TooNew:
        case Fault::InUse:
        case Fault::Internal:
            break;
    }
    return fail(Error(published.error()));
}

Reply plan_form(const Visit& visit, Editing& editing) {
    const auto at = moment_field(visit.form, "publish", visit.utc_offset);
    if (!at || *at <= visit.now) {
        editing.problems.push_back(
            {"publish.date", "edit.problem.moment", editing.publish_date + " " + editing.publish_time});
        return editor_page(visit, 422, editing);
    }
    ContentDraft draft = draft_of(editing);
    draft.publish_at = at;
    if (!read_end(visit, editing, draft.ends_at)) return editor_page(visit, 422, editing);
    LINLI_TRY(auto refused, keep_form(visit, editing, draft));
    if (refused) return *std::move(refused);
    return redirect_to(editing.type == "event" ? "/events?done=planned"
                                               : fmt::format("/content?type={}&done=planned", editing.type));
}

// Milliseconds; 0 for anything else.
std::int64_t draft_field(const Form& form) {
    const std::string_view text = raw_field(form, "draft_at");
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    return error == std::errc{} && end == text.data() + text.size() ? ms : 0;
}

Editing sent_form(const Visit& visit, std::string_view type, ordered_json before) {
    Editing editing;
    editing.type = type;
    editing.id = std::string(raw_field(visit.form, "id"));
    editing.base = number_field(visit.form, "base").value_or(0);
    editing.draft = draft_field(visit.form);
    editing.document = std::move(before);
    editing.tell = field(visit.form, "tell", kMaxTellWords);
    editing.publish_date = field(visit.form, "publish.date", 10);
    editing.publish_time = field(visit.form, "publish.time", 5);
    editing.end_date = field(visit.form, "end.date", 10);
    editing.end_time = field(visit.form, "end.time", 5);
    const FormPlace place = form_place(visit, editing.document);
    editing.problems = read_document_form(type, visit.form, place, editing.document).problems;
    // The kind's own word comes first where nobody wrote one.
    if (type == "event" && !editing.document.contains("tags")) {
        const std::string kind = editing.document.value("kind", "");
        const std::string key = fmt::format("event.kind.{}", kind);
        for (const Language& language : visit.languages)
            if (language.words.has(key))
                editing.document["tags"][0][language.tag] = std::string(language.words.get(key));
        if (editing.document.contains("tags"))
            std::erase_if(editing.problems, [](const FieldProblem& each) { return each.at == "tags.0.zh-CN"; });
    }
    return editing;
}

}  // namespace

Reply new_document_page(const Visit& visit, std::string_view) {
    const std::string_view type = editable_type(visit);
    Editing editing;
    editing.type = type;
    editing.id = new_id(visit, type);
    editing.document = new_document(type, editing.id, form_place(visit, ordered_json::object()), visit.now);
    editing.more_rows = 3;
    const std::string_view from = visit.query("from");
    if (!from.empty()) {
        LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, from));
        const FormPlace place = form_place(visit, ordered_json::object());
        ordered_json before = parse_stored(line.json.empty() && line.draft ? line.draft->json : line.json);
        editing.document = copy_document(type, editing.id, place, std::move(before), visit.now);
        editing.more_rows = kSpareRows;
    }
    // A desk that may not write it is refused here and not after an hour of writing.
    LINLI_OK(visit.desk.documents(visit.actor(), type));
    return editor_page(visit, 200, editing);
}

Reply edit_document(const Visit& visit, std::string_view id) {
    const std::string_view type = editable_type(visit);
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, id));
    if (!line.may_edit) return redirect_to(document_path(type, id, "preview"));
    Editing editing;
    editing.type = type;
    editing.id = id;
    editing.base = line.version;
    editing.document = parse_stored(line.draft ? line.draft->json : line.json);
    if (line.draft && line.draft->base != line.version) editing.problems.push_back({"history", "edit.problem.since"});
    if (line.draft && line.draft->publish_at) {
        const DayAndTime at = day_and_time(to_rfc3339(*line.draft->publish_at), visit.utc_offset);
        editing.publish_date = at.day;
        editing.publish_time = at.time;
    }
    if (line.draft) {
        editing.draft = line.draft->at.ms;
        editing.tell = line.draft->tell;
    }
    if (const auto ends_at = line.draft ? line.draft->ends_at : line.ends_at) {
        const DayAndTime at = day_and_time(to_rfc3339(*ends_at), visit.utc_offset);
        editing.end_date = at.day;
        editing.end_time = at.time;
    }
    return editor_page(visit, 200, editing);
}

// One form, several buttons: the button says what becomes of it.
Reply save_document(const Visit& visit, std::string_view) {
    const std::string_view type = editable_type(visit);
    const std::string_view action = raw_field(visit.form, "action");
    const std::string id(raw_field(visit.form, "id"));
    if (!is_id(id)) return fail(Fault::Invalid, "not an id");
    const int base = number_field(visit.form, "base").value_or(0);
    ordered_json published = ordered_json::object();
    ordered_json before = new_document(type, id, form_place(visit, published), visit.now);
    const auto line = visit.desk.document(visit.actor(), type, id);
    if (line) {
        published = parse_stored(line->json);
        before = line->draft ? parse_stored(line->draft->json) : published;
    } else if (line.error().fault != Fault::NotFound || base > 0) {
        return fail(Error(line.error()));
    }
    Editing editing = sent_form(visit, type, std::move(before));
    if (action == "draft") {
        ContentDraft draft = draft_of(editing);
        // Half of a date is no reason to lose a draft: it is asked for again when it matters.
        if (!read_end(visit, editing, draft.ends_at)) draft.ends_at.reset();
        LINLI_TRY(auto refused, keep_form(visit, editing, draft));
        if (refused) return *std::move(refused);
        return redirect_to(fmt::format("{}?done=draft", document_path(type, id, "edit")));
    }
    if (action == "series") {
        auto problems = add_series(visit.form, form_place(visit, editing.document), editing.document);
        std::erase_if(editing.problems, [](const FieldProblem& each) { return each.key == "edit.problem.missing"; });
        if (problems.empty()) editing.problems.clear();
        for (FieldProblem& each : problems) editing.problems.insert(editing.problems.begin(), std::move(each));
        return editor_page(visit, 200, editing);
    }
    if (action == "more") {
        editing.problems.clear();
        editing.more_rows = kMoreRows;
        return editor_page(visit, 200, editing);
    }
    if (action == "preview") {
        editing.show_preview = true;
        return editor_page(visit, 200, editing);
    }
    LINLI_TRY(const bool untold, visit.desk.must_tell(visit.actor(), type, editing.id, editing.document.dump()));
    if (untold && editing.tell.empty()) editing.problems.push_back({"tell", "edit.problem.tell"});
    if (!editing.problems.empty()) return editor_page(visit, 422, editing);
    if (action == "plan") return plan_form(visit, editing);
    if (action != "publish") return fail(Fault::Invalid, "no such button");
    return publish_form(visit, editing);
}

}  // namespace linli::hub::console
