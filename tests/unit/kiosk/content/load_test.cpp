#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/kiosk/content/sample.h"

namespace linli::content {
namespace {

using nlohmann::ordered_json;

// The sample with one document changed: the message that refuses it, or "" where it loads.
std::string refusal(const std::string& row, const std::function<void(ordered_json&)>& change) {
    std::vector<SourceFile> files = sample_files();
    bool found = false;
    for (auto& file : files) {
        ordered_json json = ordered_json::parse(file.json);
        const auto visit = [&](ordered_json& document) {
            if (fmt::format("{}/{}", document["type"].get<std::string>(), document["id"].get<std::string>()) != row)
                return;
            change(document);
            found = true;
        };
        if (json.is_array())
            for (auto& document : json) visit(document);
        else
            visit(json);
        file.json = json.dump();
    }
    EXPECT_TRUE(found) << row;
    const auto loaded = load(files, {}, sample_day());
    return loaded ? "" : loaded.error().message;
}

std::string after_folder(const std::string& message) {
    const std::string folder = "assets/sample/";
    const std::size_t at = message.find(folder);
    return at == std::string::npos ? message : message.substr(at + folder.size());
}

TEST(Load, TheSampleLoadsWhole) {
    const Loaded loaded = load_sample();
    EXPECT_EQ(loaded.catalogue.communities.size(), 3U);
    for (const auto& [id, community] : loaded.catalogue.communities)
        for (const char* number : {"-1", "-2"}) EXPECT_TRUE(loaded.catalogue.stations.contains(id + number)) << id;
    EXPECT_GE(loaded.catalogue.request_kinds.size(), 12U);
    EXPECT_GE(loaded.catalogue.events.size(), 40U);
    EXPECT_GE(loaded.catalogue.guides.size(), 25U);
    EXPECT_GE(loaded.catalogue.notices.size(), 10U);
    EXPECT_GE(loaded.catalogue.facilities.size(), 30U);
    std::size_t buildings = 0;
    for (const auto& [id, place] : loaded.catalogue.places) buildings += place.floors.empty() ? 0U : 1U;
    EXPECT_GE(buildings, 6U);
}

TEST(Load, TonightIsCountedFromTheDayOfLoadingInTheCommunitysZone) {
    const Loaded loaded = load_sample();
    EXPECT_EQ(loaded.catalogue.events.at("electric").sessions.front().starts_at,
              *parse_rfc3339("2026-11-21T19:30:00+08:00"));
    // 01:00 at Qinghe is still the day before in UTC.
    const auto night = load(sample_files(), {}, *parse_rfc3339("2026-11-21T17:00:00Z"));
    ASSERT_TRUE(night);
    EXPECT_EQ(night->catalogue.events.at("electric").sessions.front().starts_at,
              *parse_rfc3339("2026-11-22T19:30:00+08:00"));
}

TEST(Load, EveryBodyReadsBackAsTheSameDocument) {
    for (const auto& row : load_sample().rows) {
        const auto read = parse_document(type_of(row.document), row.body);
        ASSERT_TRUE(read) << row.id << ": " << read.error().message;
        EXPECT_EQ(*read, row.document) << row.id;
    }
}

TEST(Load, TheSameFilesGiveTheSameBytes) {
    const Loaded first = load_sample();
    const Loaded second = load_sample();
    ASSERT_EQ(first.rows.size(), second.rows.size());
    for (std::size_t i = 0; i < first.rows.size(); ++i) EXPECT_EQ(first.rows[i].body, second.rows[i].body);
}

TEST(Load, ASharedEventGoesToTheAlliesAndAStationOnlyToItsOwn) {
    const Loaded loaded = load_sample();
    const auto audience_of = [&](const std::string& id) {
        const auto row =
            std::find_if(loaded.rows.begin(), loaded.rows.end(), [&](const auto& r) { return r.id == id; });
        return row == loaded.rows.end() ? std::vector<std::string>{} : row->audience;
    };
    const std::vector<std::string> both{"heyuan", "qinghe"};
    const std::vector<std::string> all{"heyuan", "qinghe", "xinsui"};
    EXPECT_EQ(audience_of("event/electric"), both);
    EXPECT_EQ(audience_of("event/english"), all);
    EXPECT_EQ(audience_of("event/film"), std::vector<std::string>{"qinghe"});
    EXPECT_EQ(audience_of("station/qinghe-1"), std::vector<std::string>{"qinghe"});
    EXPECT_EQ(audience_of("guide/pension-check"), all);
    EXPECT_EQ(audience_of("notice/water-stop"), std::vector<std::string>{"qinghe"});
    EXPECT_EQ(audience_of("community/heyuan"), all);
}

TEST(Load, RangesOfRoomsAreSpelledOut) {
    const Loaded loaded = load_sample();
    const auto& rooms = loaded.catalogue.places.at("qh3").floors.at(2).rooms;
    EXPECT_EQ(rooms.front(), "401");
    EXPECT_EQ(rooms.back(), "412");
    EXPECT_EQ(rooms.size(), 12U);
}

TEST(Load, ACommonPlaceIsFoundByItsIdInItsOwnCommunityOnly) {
    const Loaded loaded = load_sample();
    const auto found = loaded.catalogue.find_common("qinghe", "qh3-lift");
    ASSERT_NE(found.common, nullptr);
    EXPECT_EQ(found.place->id, "qh3");
    EXPECT_EQ(found.common->name.pick("zh-CN"), "3号楼电梯");
    EXPECT_EQ(loaded.catalogue.find_common("heyuan", "qh3-lift").common, nullptr);
}

TEST(Load, SampleTextsAreWholeInChineseAndEnglish) {
    std::size_t texts = 0;
    const std::function<void(const ordered_json&, const std::string&)> walk = [&](const ordered_json& json,
                                                                                  const std::string& where) {
        if (json.is_object() && json.contains("zh-CN")) {
            ++texts;
            EXPECT_TRUE(json.contains("en")) << where << ": " << json.dump();
        }
        if (!json.is_structured()) return;
        for (const auto& [key, child] : json.items()) walk(child, where + "/" + key);
    };
    for (const auto& row : load_sample().rows) walk(ordered_json::parse(row.body), row.id);
    EXPECT_GT(texts, 1'000U);
}

TEST(Load, SampleHasATinyAFamilyASeriesAClosedAPastAndACancelledEvent) {
    const auto events = load_sample().catalogue.events;
    const Instant now = sample_day();
    const auto any = [&](auto holds) {
        return std::any_of(events.begin(), events.end(), [&](const auto& entry) { return holds(entry.second); });
    };
    EXPECT_TRUE(any([&](const Event& e) { return e.capacity == 2 && e.closes_at > now; }));
    EXPECT_TRUE(any([&](const Event& e) { return e.family_max >= 4 && e.closes_at > now; }));
    EXPECT_TRUE(any([&](const Event& e) { return e.sessions.size() >= 6; }));
    EXPECT_TRUE(any([&](const Event& e) { return e.closes_at <= now && e.sessions.front().starts_at > now; }));
    EXPECT_TRUE(any([&](const Event& e) { return e.sessions.back().ends_at <= now; }));
    EXPECT_TRUE(any([&](const Event& e) { return e.state == EventState::Cancelled; }));
}

TEST(Load, EveryBuildingOfTheSampleHasAHelper) {
    const auto catalogue = load_sample().catalogue;
    for (const auto& [id, place] : catalogue.places)
        EXPECT_TRUE(std::any_of(catalogue.helpers.begin(), catalogue.helpers.end(), [&](const auto& entry) {
            const auto& [helper_id, helper] = entry;
            return helper.community == place.community &&
                   (helper.serves.empty() ||
                    std::find(helper.serves.begin(), helper.serves.end(), place.id) != helper.serves.end());
        })) << id;
}

TEST(Load, AnEmergencyNumberNamedByItsRoleIsThereInEachCommunityOfTheKind) {
    EXPECT_EQ(after_folder(refusal("request-kind/safety", [](ordered_json& j) { j["emergency"]["call"] = "gas"; })),
              "requests/safety.json: /emergency/call: expected a number of that role in community \"heyuan\" (and 2 "
              "more)");
    EXPECT_EQ(after_folder(refusal("request-kind/safety", [](ordered_json& j) { j["emergency"].erase("call"); })),
              "requests/safety.json: /emergency: expected either phone or call");
}

TEST(Load, AGuideSaysWhereItsFactsComeFrom) {
    EXPECT_EQ(after_folder(refusal("guide/residence-permit", [](ordered_json& j) { j.erase("source_date"); })),
              "guides/living.json: /1/source_date: expected source and source_date together");
    EXPECT_EQ(refusal("guide/residence-permit",
                      [](ordered_json& j) {
                          j.erase("source");
                          j.erase("source_date");
                      }),
              "");
}

TEST(Load, WhatEndsBeforeItBeginsIsNoOpeningHour) {
    EXPECT_EQ(after_folder(refusal("facility/qh-desk", [](ordered_json& j) { j["hours"][0]["until"] = "08:00"; })),
              "facilities.json: /0/hours/0/until: expected a time after from");
}

TEST(Load, AHelperServesBuildingsOfItsOwnCommunity) {
    EXPECT_EQ(after_folder(refusal("helper/qh1-grid", [](ordered_json& j) { j["serves"][0] = "hy1"; })),
              "helpers.json: /0/serves/0: expected the id of a building or area of its community, found \"hy1\"");
}

TEST(Load, AMissingFieldIsNamedWithItsFileAndPath) {
    EXPECT_EQ(after_folder(refusal("event/dumplings", [](ordered_json& j) { j.erase("capacity"); })),
              "events.json: /2/capacity: expected seats, 1 to 100000, found nothing");
    EXPECT_EQ(after_folder(refusal("request-kind/repair", [](ordered_json& j) { j["steps"][1].erase("title"); })),
              "requests/repair.json: /steps/1/title: expected a text by language with at least zh-CN, each of 1 to 300 "
              "characters, found nothing");
}

TEST(Load, AWrongWordIsToldTheRightOnes) {
    EXPECT_EQ(after_folder(refusal("request-kind/repair", [](ordered_json& j) { j["steps"][0]["type"] = "chioce"; })),
              "requests/repair.json: /steps/0/type: expected one of choice, text, place, date-slot, contact, consent, "
              "found \"chioce\"");
    EXPECT_EQ(after_folder(refusal("request-kind/repair", [](ordered_json& j) { j["hnit"] = "x"; })).substr(0, 67),
              "requests/repair.json: /hnit: expected one of type, id, communities,");
}

TEST(Load, AReferenceToNothingIsRefused) {
    EXPECT_EQ(after_folder(refusal("event/film", [](ordered_json& j) { j["community"] = "nowhere"; })),
              "events.json: /1/community: expected the id of a community, found \"nowhere\"");
    EXPECT_EQ(
        after_folder(refusal("station/qinghe-1", [](ordered_json& j) { j["tiles"][4]["target"]["id"] = "askk"; })),
        "stations.json: /0/tiles/4/target/id: expected the id of a kind of request here, found \"askk\"");
    EXPECT_EQ(after_folder(refusal("guide/pension-check", [](ordered_json& j) { j["topic"] = "elder"; })),
              "guides/work.json: /2/topic: expected the id of a topic, found \"elder\"");
    EXPECT_EQ(
        after_folder(
            refusal("request-kind/repair", [](ordered_json& j) { j["steps"][1]["shown_if"]["step"] = "words"; })),
        "requests/repair.json: /steps/1/shown_if/step: expected the id of an earlier choice step, found \"words\"");
    EXPECT_EQ(after_folder(
                  refusal("request-kind/repair", [](ordered_json& j) { j["steps"][1]["shown_if"]["equals"] = "rom"; })),
              "requests/repair.json: /steps/1/shown_if/equals: expected an option of \"area\", found \"rom\"");
}

TEST(Load, RulesThatNoSchemaHoldsAreHeld) {
    const auto path_of = [](const std::string& row, const std::function<void(ordered_json&)>& change) {
        const std::string message = after_folder(refusal(row, change));
        const std::size_t from = message.find(": ") + 2;
        return message.substr(from, message.find(": ", from) - from);
    };
    EXPECT_EQ(path_of("event/film", [](ordered_json& j) { j["sessions"][0]["ends_at"]["time"] = "19:00"; }),
              "/1/sessions/0/ends_at");
    EXPECT_EQ(path_of("event/firstaid", [](ordered_json& j) { j["family_max"] = 3; }), "/3/family_max");
    EXPECT_EQ(path_of("event/film", [](ordered_json& j) { j["closes_at"]["day"] = "+1"; }), "/1/closes_at");
    EXPECT_EQ(path_of("event/film", [](ordered_json& j) { j["shared_with"] = {"qinghe"}; }), "/1/shared_with");
    EXPECT_EQ(path_of("request-kind/repair", [](ordered_json& j) { j["clock"]["respond_hours"] = 49; }),
              "/clock/respond_hours");
    EXPECT_EQ(path_of("request-kind/question", [](ordered_json& j) { j["visibility"] = "public"; }), "/visibility");
    EXPECT_EQ(path_of("request-kind/question", [](ordered_json& j) { j["steps"].erase(1); }), "/steps");
    EXPECT_EQ(path_of("request-kind/question",
                      [](ordered_json& j) {
                          j["stages"].erase(2);
                          j["stages"].push_back(j["stages"][0]);
                      }),
              "/stages/2/stage");
    EXPECT_EQ(path_of("community/qinghe", [](ordered_json& j) { j["languages"] = {"en"}; }), "/0/languages");
    EXPECT_EQ(path_of("community/qinghe", [](ordered_json& j) { j["allies"] = ordered_json::array(); }), "/1/allies/0");
    EXPECT_EQ(path_of("place/qh1", [](ordered_json& j) { j["common"][0]["id"] = "qh3-lift"; }), "/0/common/0/id");
    EXPECT_EQ(path_of("place/qh1", [](ordered_json& j) { j["floors"][1]["rooms"] = {"201-208"}; }),
              "/0/floors/1/rooms");
    EXPECT_EQ(path_of("place/qh1", [](ordered_json& j) { j["floors"][1]["rooms"] = {"308-301"}; }),
              "/0/floors/1/rooms/0");
    EXPECT_EQ(path_of("guide/pension-check", [](ordered_json& j) { j["source_date"] = "2026-02-30"; }),
              "/2/source_date");
    EXPECT_EQ(path_of("notice/water-stop", [](ordered_json& j) { j["until"] = j["from"]; }), "/0/until");
}

TEST(Load, BrokenJsonIsNamedByItsLine) {
    const auto loaded = load({{"a.json", "{\n  \"type\": \"topic\",\n  oops\n}"}}, {}, sample_day());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().message, "a.json: /: expected JSON, found something else at line 3");
}

TEST(Load, OneBrokenFileLoadsNothingAndTheOthersAreCounted) {
    auto files = sample_files();
    files.push_back({"x.json", R"([{"type":"topic"},{"type":"tpic","id":"a"},7])"});
    const auto loaded = load(files, {}, sample_day());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().fault, Fault::Invalid);
    EXPECT_EQ(loaded.error().message,
              "x.json: /0/id: expected an id of 1 to 40 characters: a-z A-Z 0-9 _ -, found nothing (and 6 more)");
}

TEST(Load, TheSameDocumentTwiceIsRefused) {
    auto files = sample_files();
    files.push_back(
        {"again.json",
         R"({"type":"topic","id":"medical","icon":"heart","tint":"red","order":1,"title":{"zh-CN":"医保"}})"});
    const auto loaded = load(files, {}, sample_day());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().message, "again.json: /id: expected each document once, found topic/medical again");
}

TEST(Load, OneFileMayReferToWhatWasLoadedBefore) {
    const Loaded before = load_sample();
    const SourceFile event{"e.json", R"({"type":"event","id":"chess","community":"qinghe","kind":"club",
        "tags":[{"zh-CN":"棋"}],"title":{"zh-CN":"下棋"},"summary":{"zh-CN":"来下棋"},
        "sessions":[{"starts_at":{"day":"+1","time":"10:00"},"ends_at":{"day":"+1","time":"24:00"}}],
        "place":{"zh-CN":"大厅"},"who":{"zh-CN":"谁都能来"},"cost":{"zh-CN":"免费"},"capacity":8,
        "closes_at":"2026-11-22T09:00:00+08:00"})"};
    EXPECT_FALSE(load({event}, {}, sample_day()));
    const auto loaded = load({event}, before.catalogue, sample_day());
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->rows.size(), 1U);
    EXPECT_EQ(loaded->catalogue.events.at("chess").sessions[0].ends_at, *parse_rfc3339("2026-11-23T00:00:00+08:00"));
}

TEST(Load, ReplacingWhatAnotherDocumentNeedsIsRefused) {
    const Loaded before = load_sample();
    const auto loaded =
        load({{"t.json", R"({"type":"topic","id":"medical","communities":["heyuan"],"icon":"heart","tint":"red",)"
                         R"("order":1,"title":{"zh-CN":"医保"}})"}},
             before.catalogue, sample_day());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().message.substr(0, 38), "guide/medical-away, loaded before: /to");
}

TEST(Load, AMissingFileAndAnEmptyFolderAreNamed) {
    const auto missing = read_source_files({"/nonexistent/x.json"});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().fault, Fault::NotFound);
    const auto empty = read_source_files({LINLI_SOURCE_DIR "/kiosk/base"});
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().message.find("found none"), std::string::npos);
}

TEST(ParseDocument, RefusesAnotherTypeARelativeMomentAndAGiantBody) {
    const Loaded loaded = load_sample();
    const auto& body = loaded.rows.front().body;
    EXPECT_FALSE(parse_document("event", body));
    EXPECT_FALSE(parse_document("community", "not json"));
    EXPECT_FALSE(parse_document("community", ""));
    const auto relative = parse_document("notice", R"({"type":"notice","id":"n","level":"information",
        "title":{"zh-CN":"一"},"body":{"zh-CN":"一"},"from":{"day":"+0","time":"00:00"},"until":"2026-11-22T09:00:00Z"})");
    ASSERT_FALSE(relative);
    EXPECT_EQ(relative.error().message, "/from: expected a moment as in 2026-11-21T19:00:00+08:00");
    const auto giant = parse_document("notice", std::string(kMaxDocumentBytes + 1, ' '));
    ASSERT_FALSE(giant);
    EXPECT_EQ(giant.error().fault, Fault::TooLarge);
}

TEST(Catalogue, PutsReplacesAndErasesByRowId) {
    Catalogue catalogue;
    Topic topic;
    topic.id = "medical";
    catalogue.put(topic);
    topic.order = 7;
    catalogue.put(topic);
    EXPECT_EQ(catalogue.topics.at("medical").order, 7);
    EXPECT_FALSE(catalogue.erase("topic/x"));
    EXPECT_FALSE(catalogue.erase("guide/medical"));
    EXPECT_TRUE(catalogue.erase("topic/medical"));
    EXPECT_TRUE(catalogue.topics.empty());
}

}  // namespace
}  // namespace linli::content
