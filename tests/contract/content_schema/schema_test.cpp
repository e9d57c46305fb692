#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "kiosk/content/json_schema.h"
#include "kiosk/content/reader.h"
#include "tests/unit/kiosk/content/sample.h"

namespace linli::content {
namespace {

using nlohmann::ordered_json;

std::string schema_text() {
    std::ifstream in(LINLI_SOURCE_DIR "/kiosk/content/schema/content.schema.json");
    return {std::istreambuf_iterator<char>(in), {}};
}

// Another implementation of the standard, to hold ours against.
class Standard {
  public:
    Standard() {
        const nlohmann::json json = nlohmann::json::parse(schema_text());
        const valijson::adapters::NlohmannJsonAdapter adapter(json);
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, m_schema);
    }
    bool accepts(const ordered_json& value) {
        const nlohmann::json copy = nlohmann::json::parse(value.dump());
        const valijson::adapters::NlohmannJsonAdapter adapter(copy);
        return valijson::Validator().validate(m_schema, adapter, nullptr);
    }

  private:
    valijson::Schema m_schema;
};

std::vector<ordered_json> sample_documents() {
    std::vector<ordered_json> documents;
    for (const auto& file : sample_files()) {
        ordered_json json = ordered_json::parse(file.json);
        if (json.is_array())
            for (auto& document : json) documents.push_back(document);
        else
            documents.push_back(json);
    }
    return documents;
}

// Every place of a document, as a JSON pointer.
std::vector<ordered_json::json_pointer> places_of(const ordered_json& document) {
    std::vector<ordered_json::json_pointer> places;
    const ordered_json flat = document.flatten();
    for (const auto& [path, leaf] : flat.items()) {
        ordered_json::json_pointer pointer(path);
        while (!pointer.empty()) {
            places.push_back(pointer);
            pointer = pointer.parent_pointer();
        }
    }
    return places;
}

// The place without its numbers: items of one list that are of one type are alike.
std::string kind_of_place(const ordered_json& document, const ordered_json::json_pointer& place) {
    std::vector<std::string> steps;
    for (auto at = place; !at.empty(); at = at.parent_pointer()) steps.push_back(at.back());
    std::string kind;
    const ordered_json* here = &document;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const bool numbered = here->is_array();
        kind += numbered ? "/*" : "/" + *step;
        here = numbered ? &(*here)[std::stoul(*step)] : &(*here)[*step];
        if (here->is_object() && here->contains("type")) kind += "{" + (*here)["type"].dump() + "}";
    }
    return kind;
}

// One broken copy for each kind of place of the document and each way to break it.
void each_mutant(const ordered_json& document,
                 const std::function<void(const ordered_json&, const std::string&)>& visit) {
    const std::vector<ordered_json> values{nullptr,
                                           true,
                                           -1,
                                           0,
                                           1'000'000,
                                           "",
                                           "x",
                                           "两个字",
                                           "19:00",
                                           "24:30",
                                           "+1",
                                           std::string(400, 'a'),
                                           ordered_json::array(),
                                           ordered_json::object()};
    std::set<std::string> seen;
    for (const auto& place : places_of(document)) {
        if (!seen.insert(kind_of_place(document, place)).second) continue;
        for (const auto& value : values) {
            ordered_json mutant = document;
            mutant[place] = value;
            visit(mutant, place.to_string() + " = " + value.dump());
        }
        ordered_json mutant = document;
        ordered_json& parent = mutant[place.parent_pointer()];
        if (parent.is_object())
            parent.erase(place.back());
        else
            parent.erase(std::stoul(place.back()));
        visit(mutant, place.to_string() + " left out");
        if (mutant[place.parent_pointer()].is_object()) {
            mutant[place.parent_pointer()]["unknown"] = 1;
            visit(mutant, place.to_string() + " renamed");
        }
    }
}

TEST(ContentSchema, AgreesWithAnotherCheckerOnTheSampleAndItsMutants) {
    Standard standard;
    std::set<std::string> types;
    std::size_t refused = 0;
    std::size_t accepted = 0;
    for (const auto& document : sample_documents()) {
        EXPECT_TRUE(standard.accepts(document)) << document["id"];
        // One document of each type, else the mutants would take a minute.
        if (!types.insert(document["type"].get<std::string>()).second) continue;
        each_mutant(document, [&](const ordered_json& mutant, const std::string& what) {
            const bool ours = document_schema().check(mutant).empty();
            ASSERT_EQ(ours, standard.accepts(mutant)) << document["type"] << " " << what;
            ++(ours ? accepted : refused);
        });
    }
    EXPECT_EQ(types.size(), 10U);
    EXPECT_GT(refused, 2000U);
    EXPECT_GT(accepted, 100U);
}

TEST(ContentSchema, AMutantIsReadOrRefusedAndNeverBreaksTheReader) {
    std::set<std::string> types;
    std::size_t read = 0;
    for (const auto& row : load_sample().rows) {
        if (!types.insert(std::string(type_of(row.document))).second) continue;
        each_mutant(ordered_json::parse(row.body), [&](const ordered_json& mutant, const std::string&) {
            if (read_document(mutant).problems.empty()) ++read;
        });
    }
    EXPECT_GT(read, 50U);
}

TEST(ContentSchema, EveryDefinitionIsUsedAndDescribesWhatItExpects) {
    const std::string text = schema_text();
    const ordered_json schema = ordered_json::parse(text);
    for (const auto& [name, definition] : schema["definitions"].items()) {
        EXPECT_NE(text.find("\"#/definitions/" + name + "\""), std::string::npos) << name;
        // What is told apart by a constant is named by it; all else needs words for the message.
        const bool marked = definition.contains("properties") && definition["properties"].contains("type");
        EXPECT_TRUE(marked || definition.contains("description")) << name;
    }
}

TEST(JsonSchema, RefusesAKeywordThatItWouldNotHold) {
    EXPECT_FALSE(JsonSchema::compile(R"({"type":"array","uniqueItems":true})"));
    EXPECT_FALSE(JsonSchema::compile(R"({"type":"number"})"));
    EXPECT_FALSE(JsonSchema::compile(R"({"$ref":"#/definitions/none"})"));
    EXPECT_FALSE(JsonSchema::compile("["));
    EXPECT_TRUE(JsonSchema::compile(R"({"type":"array","maxItems":2})"));
}

TEST(JsonSchema, StopsCountingProblemsAtItsLimit) {
    const auto schema = JsonSchema::compile(R"({"type":"array","items":{"description":"a word","type":"string"}})");
    ASSERT_TRUE(schema);
    EXPECT_EQ(schema->check(ordered_json(std::vector<int>(1000, 1))).size(), kMaxProblems);
}

TEST(JsonSchema, LengthsCountCodePointsAndNotBytes) {
    const auto schema = JsonSchema::compile(R"({"description":"two","type":"string","maxLength":2})");
    ASSERT_TRUE(schema);
    EXPECT_TRUE(schema->check("电梯").empty());
    EXPECT_FALSE(schema->check("三个字").empty());
}

}  // namespace
}  // namespace linli::content
