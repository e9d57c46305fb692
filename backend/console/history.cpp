#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "backend/console/content.h"
#include "backend/console/document_view.h"
#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "backend/console/request_view.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

// The fields that differ from the version before, by their labels.
std::string changed_fields(const Words& words, std::string_view type, const ordered_json& before,
                           const ordered_json& after) {
    std::string out;
    for (const FieldSpec& spec : fields_of(type)) {
        const std::string name(spec.name);
        if (before.value(name, ordered_json()) == after.value(name, ordered_json())) continue;
        if (!out.empty()) out += words.get("event.names.join");
        out += words.get(fmt::format("edit.{}.{}", type, name));
    }
    return out;
}

std::string title_of(const Visit& visit, const ContentLine& line) {
    const ordered_json shown = parse_stored(line.json.empty() && line.draft ? line.draft->json : line.json);
    std::string title = picked(shown.value("title", ordered_json()), visit.language.tag);
    return title.empty() ? line.id : title;
}

}  // namespace

namespace {

// A version that was to come back, and why it did not yet.
struct NotYet {
    int version = 0;
    std::string_view problem;
};

Reply history_page(const Visit& visit, std::string_view id, int status, const NotYet& not_yet) {
    const Words& words = visit.words();
    const std::string_view type = type_of_path(visit.target.path);
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, id));
    LINLI_TRY(const std::vector<ContentVersion> versions, visit.desk.versions(visit.actor(), type, id));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    // An event that was called off does not open again, so no version of it is brought back.
    const bool off = parse_stored(line.json).contains("cancelled_because");
    View::List rows;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const ContentVersion& version = versions[i];
        View row;
        row.number("number", version.number);
        visit.time(row, "at", version.at);
        row.text("who", version.staff ? login_of(staff, *version.staff) : std::string(words.get("audit.system")));
        row.text("how", words.get(fmt::format("history.how.{}", name_of(version.how))));
        const ordered_json now = parse_stored(version.json);
        const ordered_json before = i + 1 < versions.size() ? parse_stored(versions[i + 1].json) : ordered_json();
        const bool first = i + 1 == versions.size() || versions[i + 1].json.empty() || version.json.empty();
        row.text("changed", first ? "" : changed_fields(words, type, before, now));
        row.flag("newest", i == 0).flag("may_restore", i > 0 && line.may_edit && !off && !version.json.empty());
        row.text("see_href", version.json.empty()
                                 ? ""
                                 : fmt::format("{}?version={}", document_path(type, id, "preview"), version.number));
        row.text("restore_label", words.fill("history.restore.label", {{"n", std::to_string(version.number)}}));
        rows.push_back(std::move(row));
    }
    View view;
    view.text("folder", folder_of(type)).text("id", id).text("name", title_of(visit, line));
    view.flag("any", !rows.empty()).list("rows", std::move(rows)).flag("may_edit", line.may_edit);
    view.text("back_href", line.may_edit ? document_path(type, id, "edit") : document_path(type, id, "preview"));
    view.number("base", line.version).text("problem", not_yet.problem).number("wanted", not_yet.version);
    return page(visit, status, "history", words.get("history.title"), section_of(type), std::move(view));
}

}  // namespace

Reply show_history(const Visit& visit, std::string_view id) {
    return history_page(visit, id, 200, {});
}

Reply restore_document(const Visit& visit, std::string_view id) {
    const std::string_view type = type_of_path(visit.target.path);
    ContentRestore wanted;
    wanted.type = type;
    wanted.id = id;
    wanted.number = number_field(visit.form, "version").value_or(0);
    wanted.base = number_field(visit.form, "base").value_or(0);
    wanted.tell = field(visit.form, "tell", kMaxTellWords);
    LINLI_TRY(const std::vector<ContentVersion> versions, visit.desk.versions(visit.actor(), type, id));
    for (const ContentVersion& version : versions) {
        if (version.number != wanted.number || !wanted.tell.empty()) continue;
        LINLI_TRY(const bool untold, visit.desk.must_tell(visit.actor(), type, id, version.json));
        if (untold) return history_page(visit, id, 422, {wanted.number, visit.words().get("edit.problem.tell")});
    }
    LINLI_OK(visit.desk.restore(visit.actor(), wanted));
    return done(document_path(type, id, "history"), "restored");
}

Reply drop_document_draft(const Visit& visit, std::string_view id) {
    const std::string_view type = type_of_path(visit.target.path);
    LINLI_OK(visit.desk.drop_draft(visit.actor(), type, id));
    return redirect_to(type == "event" ? "/events?done=draft.gone"
                                       : fmt::format("/content?type={}&done=draft.gone", type));
}

Reply show_preview(const Visit& visit, std::string_view id) {
    const Words& words = visit.words();
    const std::string_view type = type_of_path(visit.target.path);
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, id));
    ordered_json document = parse_stored(line.json.empty() && line.draft ? line.draft->json : line.json);
    const std::string_view wanted = visit.query("version");
    View view;
    view.text("version_words", "");
    if (!wanted.empty()) {
        LINLI_TRY(const std::vector<ContentVersion> versions, visit.desk.versions(visit.actor(), type, id));
        const auto found = std::find_if(versions.begin(), versions.end(),
                                        [&](const auto& each) { return std::to_string(each.number) == wanted; });
        if (found == versions.end()) return fail(Fault::NotFound, "no version {}", wanted);
        document = parse_stored(found->json);
        view.text("version_words", words.fill("history.version", {{"n", std::to_string(found->number)}}));
    }
    view.list("previews", previews_of(visit, type, document, form_place(visit, document)));
    view.text("folder", folder_of(type)).text("id", id).text("name", title_of(visit, line));
    view.flag("may_edit", line.may_edit).flag("writes", writes(visit.role(), type));
    view.text("copy_href", fmt::format("{}/new?from={}", folder_of(type), percent_encode(id)));
    view.text("back_href", type == "event" && !line.json.empty() ? fmt::format("/events/{}", percent_encode(id))
                                                                 : fmt::format("/content?type={}", type));
    return page(visit, 200, "preview", words.get("preview.title"), section_of(type), std::move(view));
}

Reply confirm_take_down(const Visit& visit, std::string_view id) {
    const std::string_view type = type_of_path(visit.target.path);
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, id));
    if (!line.may_edit) return fail(Fault::Denied, "kept by the operator");
    View view;
    view.text("folder", folder_of(type)).text("id", id).text("name", title_of(visit, line)).text("problem", "");
    view.text("back_href", document_path(type, id, "edit"));
    return page(visit, 200, "takedown", visit.words().get("takedown.title"), section_of(type), std::move(view));
}

Reply take_down_document(const Visit& visit, std::string_view id) {
    const std::string_view type = type_of_path(visit.target.path);
    const auto gone = visit.desk.take_down(visit.actor(), type, id);
    if (gone) return redirect_to(fmt::format("/content?type={}&done=taken-down", type));
    if (gone.error().fault != Fault::Invalid) return fail(Error(gone.error()));
    LINLI_TRY(const ContentLine line, visit.desk.document(visit.actor(), type, id));
    View view;
    view.text("folder", folder_of(type)).text("id", id).text("name", title_of(visit, line));
    view.text("problem", visit.words().get("takedown.needed")).text("back_href", document_path(type, id, "edit"));
    return page(visit, 422, "takedown", visit.words().get("takedown.title"), section_of(type), std::move(view));
}

}  // namespace linli::hub::console
