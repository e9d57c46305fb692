// Between a document and its form: every document of the sample goes through the form and comes back the same.
#include "backend/console/document_form.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "backend/console/document_view.h"
#include "kiosk/content/load.h"

namespace linli::hub::console {
namespace {

using nlohmann::ordered_json;

const FormPlace kPlace{"qinghe", {"heyuan", "xinsui"}, {"zh-CN", "en"}, 480};

std::string text_of(const View& view, std::string_view name) {
    const auto found = view.values().find(name);
    const auto* text = found == view.values().end() ? nullptr : std::get_if<std::string>(&found->second);
    return text != nullptr ? *text : "";
}
bool is_on(const View& view, std::string_view name) {
    const auto found = view.values().find(name);
    const auto* flag = found == view.values().end() ? nullptr : std::get_if<bool>(&found->second);
    return flag != nullptr && *flag;
}

// What a browser would send of the page unchanged.
void collect(const View& view, std::string_view choice, Form& form) {
    const auto add = [&](const std::string& name, std::string_view value) {
        if (const std::string typed = text_of(view, value); !name.empty() && !typed.empty())
            form.emplace_back(name, typed);
    };
    const std::string path = text_of(view, "path");
    add(text_of(view, "date_name"), "day");
    add(text_of(view, "time_name"), "time");
    if (!path.empty()) {
        add(path + ".date", "day");
        add(path + ".date", "date");
        add(path + ".from", "from");
        add(path + ".until", "until");
        add(path + ".url", "url");
    }
    const std::string name = text_of(view, "name");
    if (is_on(view, "is_phone"))
        add(name + ".number", "value");
    else if (is_on(view, "current"))
        form.emplace_back(choice.empty() ? name : std::string(choice), choice.empty() ? "1" : text_of(view, "value"));
    else if (path.empty() && choice.empty() &&
             text_of(view, "label").empty() | is_on(view, "is_date") | is_on(view, "is_number"))
        add(name, "value");
    for (const auto& [key, value] : view.values())
        if (const auto* list = std::get_if<View::List>(&value))
            for (const View& each : *list)
                collect(each, is_on(view, "is_choice") ? std::string_view(name) : std::string_view{}, form);
}

Form sent_back(std::string_view type, const ordered_json& document) {
    const std::vector<Option> allies{{"heyuan", "h"}, {"xinsui", "x"}};
    const std::vector<std::pair<std::string_view, std::vector<Option>>> options;
    const std::vector<FieldProblem> problems;
    const Words words;
    Form form;
    for (const View& field : field_views(type, document, {words, kPlace, options, allies, problems}))
        collect(field, "", form);
    return form;
}

TEST(DocumentForm, EveryDocumentOfTheSampleComesBackAsItWas) {
    const auto files = content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"});
    ASSERT_TRUE(files) << files.error().message;
    const auto loaded = content::load(*files, {}, Instant{1'795'000'000'000});
    ASSERT_TRUE(loaded) << loaded.error().message;
    int seen = 0;
    for (const content::LoadedRow& row : loaded->rows) {
        const std::string_view type = content::type_of(row.document);
        // Those of other communities are not written here.
        const auto& audience = row.audience;
        if (fields_of(type).empty() || std::find(audience.begin(), audience.end(), "qinghe") == audience.end())
            continue;
        if (const auto* event = std::get_if<Event>(&row.document); event != nullptr && event->community != "qinghe")
            continue;
        const ordered_json before = ordered_json::parse(row.body);
        ordered_json after = before;
        const Form form = sent_back(type, before);
        const ReadDocument read = read_document_form(type, form, kPlace, after);
        EXPECT_TRUE(read.problems.empty()) << row.id << ": " << (read.problems.empty() ? "" : read.problems.front().at);
        // Left out, the communities are all that there are; the form says them, in the order of the allies.
        for (const char* list : {"communities", "shared_with"}) {
            std::sort(after[list].begin(), after[list].end());
            if (!before.contains(list)) after.erase(list);
        }
        ordered_json sorted = before;
        for (const char* list : {"communities", "shared_with"})
            if (sorted.contains(list)) std::sort(sorted[list].begin(), sorted[list].end());
        EXPECT_EQ(after, sorted) << row.id;
        ++seen;
    }
    EXPECT_GT(seen, 20);
}

TEST(DocumentForm, WhatItDoesNotAskForIsKept) {
    ordered_json event = ordered_json::parse(
        R"({"type":"event","id":"e","ages":{"from":6,"until":12},"place_id":"qh3","sessions":[)"
        R"({"starts_at":"2026-12-05T10:00:00.000Z","ends_at":"2026-12-05T11:00:00.000Z","cancelled_because":{"zh-CN":"雨"}}]})");
    const Form form{{"sessions.0.date", "2026-12-05"}, {"sessions.0.from", "18:00"}, {"sessions.0.until", "19:30"}};
    (void)read_document_form("event", form, kPlace, event);
    EXPECT_EQ(event["place_id"], "qh3");
    EXPECT_EQ(event["ages"]["until"], 12);
    EXPECT_EQ(event["sessions"][0]["cancelled_because"]["zh-CN"], "雨");
    EXPECT_EQ(event["sessions"][0]["ends_at"], "2026-12-05T11:30:00.000Z");
}

TEST(DocumentForm, AnEmptyRowTakesAnItemOutAndALanguageAloneIsNotEnough) {
    ordered_json guide = ordered_json::parse(R"({"type":"guide","id":"g","steps":[{"zh-CN":"a"},{"zh-CN":"b"}]})");
    const Form form{{"steps.0.zh-CN", " "}, {"steps.1.zh-CN", "b"}, {"steps.2.en", "only English"}};
    const ReadDocument read = read_document_form("guide", form, kPlace, guide);
    EXPECT_EQ(guide["steps"][0]["zh-CN"], "b");
    EXPECT_TRUE(std::any_of(read.problems.begin(), read.problems.end(),
                            [](const FieldProblem& each) { return each.at == "steps.2.zh-CN"; }));
    EXPECT_EQ(guide["papers"], ordered_json::array());
}

TEST(DocumentForm, AMomentIsTheCommunitysOwnAndADayOfTheCalendar) {
    const Form form{{"a.date", "2026-12-31"}, {"a.time", "23:30"}, {"b.date", "2026-02-30"}, {"b.time", "10:00"},
                    {"c.date", "2026-12-31"}, {"c.time", "24:00"}, {"d.date", "31.12.2026"}, {"d.time", "9:00"}};
    EXPECT_EQ(to_rfc3339(*moment_field(form, "a", 480)), "2026-12-31T15:30:00.000Z");
    EXPECT_EQ(to_rfc3339(*moment_field(form, "c", 480)), "2026-12-31T16:00:00.000Z");
    EXPECT_FALSE(moment_field(form, "b", 480));
    EXPECT_FALSE(moment_field(form, "d", 480));
}

TEST(DocumentForm, ACopyOfACourseBeginsInTheWeekAfterItsLastSession) {
    const auto event = ordered_json::parse(
        R"({"type":"event","id":"e","community":"heyuan","shared_with":["qinghe"],"cancelled_because":{"zh-CN":"雨"},)"
        R"("sessions":[{"starts_at":"2026-11-02T11:00:00.000Z","ends_at":"2026-11-02T12:00:00.000Z",)"
        R"("cancelled_because":{"zh-CN":"雨"}},{"starts_at":"2026-11-09T11:00:00.000Z",)"
        R"("ends_at":"2026-11-09T12:00:00.000Z"}],"closes_at":"2026-11-02T10:00:00.000Z"})");
    const Instant before = *parse_rfc3339("2026-11-01T00:00:00Z");
    const ordered_json next = copy_document("event", "f", kPlace, event, before);
    EXPECT_EQ(next["id"], "f");
    EXPECT_EQ(next["community"], "qinghe");
    EXPECT_FALSE(next.contains("shared_with") || next.contains("cancelled_because"));
    EXPECT_EQ(next["sessions"][0]["starts_at"], "2026-11-16T11:00:00.000Z");
    EXPECT_EQ(next["sessions"][1]["ends_at"], "2026-11-23T12:00:00.000Z");
    EXPECT_FALSE(next["sessions"][0].contains("cancelled_because"));
    EXPECT_EQ(next["closes_at"], "2026-11-16T10:00:00.000Z");
    const Instant later = *parse_rfc3339("2026-12-30T00:00:00Z");
    EXPECT_EQ(copy_document("event", "f", kPlace, event, later)["sessions"][0]["starts_at"],
              "2027-01-04T11:00:00.000Z");
    const auto notice =
        ordered_json::parse(R"({"id":"n","from":"2026-11-02T00:00:00.000Z","until":"2026-11-04T00:00:00.000Z"})");
    EXPECT_EQ(copy_document("notice", "m", kPlace, notice, later)["until"], "2026-12-31T16:00:00.000Z");
}

TEST(DocumentForm, LanguagesOfTheDocumentStandBesideThoseOfTheCommunity) {
    const auto document = ordered_json::parse(R"({"title":{"zh-CN":"a","ug":"b"},"steps":[{"zh-CN":"c","bo":"d"}]})");
    EXPECT_EQ(form_languages({"zh-CN", "en"}, document), (std::vector<std::string>{"zh-CN", "en", "ug", "bo"}));
    EXPECT_EQ(direction_of("ug"), "rtl");
    EXPECT_EQ(direction_of("ug-CN"), "rtl");
    EXPECT_EQ(direction_of("bo"), "ltr");
}

}  // namespace
}  // namespace linli::hub::console
