#include <algorithm>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxTitle = 60;
constexpr std::size_t kMaxId = 40;

View::List kind_options(const Visit& visit, std::string_view current) {
    View::List options;
    for (const RequestKind* kind : visit.desk.kinds(visit.actor())) {
        View option;
        option.text("value", kind->id).text("label", visit.pick(kind->title)).flag("current", kind->id == current);
        options.push_back(std::move(option));
    }
    return options;
}

// Those that the community's kiosks speak.
View::List language_options(const Visit& visit, std::string_view current) {
    View::List options;
    const Community* community = visit.desk.community(visit.actor().community);
    if (community == nullptr) return options;
    for (const std::string& tag : community->languages) {
        View option;
        option.text("value", tag).text("label", language_name(visit.words(), tag)).flag("current", tag == current);
        options.push_back(std::move(option));
    }
    return options;
}

}  // namespace

std::string language_name(const Words& words, std::string_view tag) {
    const std::string key = fmt::format("tongue.{}", tag);
    return std::string(words.has(key) ? words.get(key) : tag);
}

Reply show_answers(const Visit& visit, std::string_view) {
    LINLI_TRY(const std::vector<AnswerTemplate> templates, visit.desk.answer_templates(visit.actor(), ""));
    const Words& words = visit.words();
    const std::string_view edited = visit.query("edit");
    AnswerTemplate shown;
    shown.language = "zh-CN";
    View::List rows;
    for (const AnswerTemplate& each : templates) {
        if (std::to_string(each.id) == edited) shown = each;
        const RequestKind* kind = visit.desk.kind(each.kind);
        View row;
        row.number("id", each.id).text("heading", each.title).text("said", each.words);
        row.text("kind", kind != nullptr ? visit.pick(kind->title) : words.get("answers.every"));
        row.text("language", language_name(words, each.language)).text("said_lang", each.language);
        rows.push_back(std::move(row));
    }
    View view;
    view.flag("any", !rows.empty()).list("rows", std::move(rows)).flag("keeps", visit.role() == Role::Desk);
    view.flag("editing", shown.id != 0).number("edit_id", shown.id);
    view.text("edit_title", shown.title).text("edit_words", shown.words);
    view.list("kinds", kind_options(visit, shown.kind))
        .list("template_languages", language_options(visit, shown.language));
    return page(visit, 200, "answers", words.get("answers.title"), "requests", std::move(view));
}

Reply keep_answer(const Visit& visit, std::string_view) {
    AnswerTemplate wanted;
    wanted.id = number_field(visit.form, "id").value_or(0);
    wanted.kind = field(visit.form, "kind", kMaxId);
    wanted.language = field(visit.form, "language", kMaxId);
    wanted.title = field(visit.form, "title", kMaxTitle);
    wanted.words = field(visit.form, "words", kMaxStaffWords);
    LINLI_OK(visit.desk.keep_answer_template(visit.actor(), wanted));
    return done("/answers", "answers.kept");
}

Reply drop_answer(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    LINLI_OK(visit.desk.drop_answer_template(visit.actor(), number));
    return done("/answers", "answers.gone");
}

// The community's languages first, the resident's own before all.
Result<> answer_choices(const Visit& visit, const Case& found, View& view) {
    LINLI_TRY(std::vector<AnswerTemplate> templates, visit.desk.answer_templates(visit.actor(), found.line.kind));
    const std::string& theirs = found.own.language;
    std::stable_partition(templates.begin(), templates.end(),
                          [&](const AnswerTemplate& each) { return each.language == theirs; });
    View::List choices;
    for (const AnswerTemplate& each : templates) {
        const bool chosen = std::to_string(each.id) == visit.query("template");
        if (chosen) view.text("answer_words", each.words);
        View choice;
        choice.text("href", fmt::format("/requests/{}?template={}#answer", percent_encode(found.line.id), each.id));
        choice.text("label", each.title).text("language", language_name(visit.words(), each.language));
        choice.flag("current", chosen);
        choices.push_back(std::move(choice));
    }
    view.flag("has_choices", !choices.empty()).list("answer_choices", std::move(choices));
    return {};
}

}  // namespace linli::hub::console
