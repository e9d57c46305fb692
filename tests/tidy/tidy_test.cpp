// Holds the rules over the whole tree, and shows that each rule can fail.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/tidy/rules.h"

namespace linli::tidy {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool is_text(std::string_view name) {
    static const std::vector<std::string_view> endings{
        ".h",    ".cpp",     ".cmake", ".txt", ".md",         ".json",        ".po",       ".pot",
        ".py",   ".js",      ".mjs",   ".css", ".sh",         ".html",        ".mustache", ".journey",
        ".toml", ".service", ".sql",   "run",  ".clang-tidy", ".clang-format"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

std::vector<Source> the_tree() {
    std::vector<Source> sources;
    const fs::path root(LINLI_SOURCE_DIR);
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
        const std::string name = it->path().filename().string();
        if (it->is_directory()) {
            if (name == ".git" || name == "build" || name == "node_modules" || name == ".cache")
                it.disable_recursion_pending();
            continue;
        }
        if (it->is_regular_file() && is_text(name))
            sources.push_back(take_apart(fs::relative(it->path(), root).generic_string(), read(it->path())));
    }
    return sources;
}

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings)
        text += "\n  " + finding.path + ":" + std::to_string(finding.line) + ": " + finding.text;
    return text;
}

const Rule& rule_named(std::string_view name) {
    const auto rule = std::find_if(rules().begin(), rules().end(), [&](const Rule& r) { return r.name == name; });
    if (rule == rules().end()) ADD_FAILURE() << "no rule " << name;
    return *rule;
}

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (const auto& rule : rules()) names.emplace_back(rule.name);
    return names;
}

// By name, because ctest names a test by its parameter.
class Tree : public testing::TestWithParam<std::string> {};

TEST_P(Tree, Keeps) {
    std::vector<Finding> findings;
    const auto sources = the_tree();
    EXPECT_GT(sources.size(), 50U);
    for (const auto& source : sources) {
        const auto more = rule_named(GetParam()).check(source);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    EXPECT_TRUE(findings.empty()) << told(findings);
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name;
    bool upper = true;
    for (const char c : info.param) {
        if (c != ' ') name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = c == ' ';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(TheRule, Tree, testing::ValuesIn(rule_names()), test_name);

TEST(Keys, EveryKeyThatTheCodeAsksForIsInTheCatalogue) {
    const fs::path reference = fs::path(LINLI_SOURCE_DIR) / "i18n" / "en.po";
    const auto known = keys_of_po(read(reference));
    std::vector<Finding> findings;
    for (const auto& source : the_tree()) {
        const auto more = unknown_keys(source, known);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    EXPECT_TRUE(findings.empty()) << told(findings);
}

// Names between quotes in the list that follows "icon" in the content's schema.
std::vector<std::string> icons_of_the_schema() {
    const std::string schema = read(fs::path(LINLI_SOURCE_DIR) / "kiosk/content/schema/content.schema.json");
    const std::size_t from = schema.find('[', schema.find("the name of an icon"));
    const std::string list = schema.substr(from, schema.find(']', from) - from);
    std::vector<std::string> names;
    for (std::size_t open = list.find('"'); open != std::string::npos;) {
        const std::size_t close = list.find('"', open + 1);
        names.push_back(list.substr(open + 1, close - open - 1));
        open = list.find('"', close + 1);
    }
    return names;
}

TEST(Icons, EveryIconThatContentMayNameIsInTheIconFont) {
    const std::string font = read(fs::path(LINLI_SOURCE_DIR) / "node_modules/lucide-static/font/codepoints.json");
    ASSERT_FALSE(font.empty()) << "npm ci brings the font";
    const auto names = icons_of_the_schema();
    EXPECT_GT(names.size(), 20U);
    for (const auto& name : names) EXPECT_NE(font.find('"' + name + '"'), std::string::npos) << name;
}

// ---- each rule can fail ------------------------------------------------------------------------------------------

struct Example {
    std::string_view rule;
    std::string_view path;
    std::string_view text;
    std::size_t line;  // of the finding; 0 with `wrong` false: none
    bool wrong;
};

std::vector<Example> examples() {
    const std::string_view table = "include table";
    const std::string_view single = "single includers";
    const std::string_view banned = "banned tokens";
    return {
        {table, "kiosk/domain/a.cpp", "#include \"kiosk/base/result.h\"\n", 0, false},
        {table, "kiosk/domain/a.cpp", "#include \"kiosk/domain/item.h\"\n", 0, false},
        {table, "kiosk/domain/a.cpp", "\n#include \"kiosk/wire/codec.h\"\n", 2, true},
        {table, "kiosk/screens/a.cpp", "#include \"kiosk/store/store.h\"\n", 1, true},
        {table, "kiosk/base/a.cpp", "#include \"result.h\"\n", 1, true},
        {table, "kiosk/main.cpp", "#include \"backend/hub/hub.h\"\n", 1, true},
        {table, "kiosk/app/a.cpp", "#include \"kiosk/core/core.h\"\n", 0, false},
        {table, "backend/store/a.cpp", "#include \"backend/hub/hub.h\"\n", 1, true},
        {table, "backend/http/a.cpp", "#include \"backend/hub/hub.h\"\n", 0, false},
        {table, "backend/hub/a.cpp", "#include \"kiosk/store/store.h\"\n", 1, true},
        {table, "kiosk/unheard/a.cpp", "#include \"kiosk/base/result.h\"\n", 1, true},
        {table, "kiosk/store/a.cpp", "#include \"kiosk/wire/json.h\"\n", 1, true},
        {single, "kiosk/store/a.cpp", "#include <sodium.h>\n", 1, true},
        {single, "kiosk/crypto/a.cpp", "#include <sodium.h>\n", 0, false},
        {single, "kiosk/screens/a.cpp", "#include <imgui/imgui.h>\n", 1, true},
        {single, "backend/store/a.cpp", "#include <sqlite3.h>\n", 1, true},
        {single, "backend/hub/a.cpp", "#include <boost/beast.hpp>\n", 1, true},
        {"light headers", "kiosk/wire/a.h", "#include <nlohmann/json.hpp>\n", 1, true},
        {"light headers", "kiosk/wire/a.cpp", "#include <nlohmann/json.hpp>\n", 0, false},
        {"header opening", "kiosk/wire/a.h", "#pragma once\n", 1, true},
        {"header opening", "kiosk/wire/a.h", "// Owns it.\nint x;\n", 0, true},
        {"header opening", "kiosk/wire/a.h", "// Owns it.\n#pragma once\n", 0, false},
        {banned, "kiosk/sync/a.cpp", "std::mutex m;\n", 1, true},
        {banned, "kiosk/base/mailbox.h", "std::mutex m;\n", 0, false},
        {banned, "kiosk/sync/a.cpp", "// std::mutex is not used\n", 0, false},
        {banned, "kiosk/sync/a.cpp", "auto t = std::chrono::system_clock::now();\n", 1, true},
        {banned, "kiosk/app/a.cpp", "auto t = std::chrono::system_clock::now();\n", 0, false},
        {banned, "backend/hub/a.cpp", "std::random_device device;\n", 1, true},
        {banned, "kiosk/core/a.cpp", "const auto e = crypto::system_entropy();\n", 1, true},
        {banned, "tests/unit/a.cpp", "std::this_thread::sleep_for(x);\n", 1, true},
        {banned, "kiosk/core/a.cpp", "int main() { std::cout << 1; }\n", 1, true},
        {banned, "backend/main.cpp", "int main() { std::cout << 1; }\n", 0, false},
        {banned, "kiosk/core/a.cpp", "switch (x) {\n    default: break;\n}\n", 2, true},
        {banned, "kiosk/core/a.cpp", "Value() = default;\n", 0, false},
        {banned, "kiosk/core/a.cpp", "throw 1;\n", 1, true},
        {banned, "kiosk/core/a.cpp", "log(\"throw\");\n", 0, false},
        {banned, "tests/unit/a.cpp", "TEST(A, DISABLED_) {}\n", 1, true},
        {"notes", "README.md",
         "TO"
         "DO: write it\n",
         1, true},
        {"notes", "README.md", "Nothing to do\n", 0, false},
        {"places", "README.md",
         "see /ro"
         "ot/x\n",
         1, true},
        {"places", "README.md", "see kiosk/net/x\n", 0, false},
        {"places", "package-lock.json",
         "\"resolved\": \"https://regis"
         "try.example/x.tgz\"\n",
         1, true},
        {"sql", "kiosk/db/a.cpp", "auto s = \"SELECT * FROM t WHERE id=\" + id;\n", 1, true},
        {"sql", "kiosk/db/a.cpp", "auto s = fmt::format(\"DELETE FROM {}\", t);\n", 1, true},
        {"sql", "kiosk/db/a.cpp", "auto s = \"SELECT id FROM t WHERE id=?1\";\n", 0, false},
        {"sql", "kiosk/db/a.cpp", "auto s = fmt::format(\"SELECT {} FROM t\",\n kColumns);\n", 0, false},
        {"sql", "kiosk/db/a.cpp", "auto s = \"SELECT \" + kColumns;\n", 0, false},
        {"sql", "backend/hub/a.cpp", "auto s = \"SELECT 1 FROM t\" + where.sql;\n", 0, false},
        {"sql", "backend/hub/a.cpp", "where.also(\"kind=?\", kind);\n", 0, false},
        {"sql", "backend/hub/a.cpp", "where.also(clause_of(name), kind);\n", 1, true},
        {"sql", "kiosk/db/a.cpp", "auto s = \"INSERT INTO t VALUES (datetime('now'))\";\n", 1, true},
        {"screen texts", "kiosk/screens/a.cpp", "ui.text(\"电梯\");\n", 1, true},
        {"screen texts", "kiosk/screens/a.cpp", "ui.text(\"Please wait\");\n", 1, true},
        {"screen texts", "kiosk/screens/a.cpp", "ui.text(words(\"home.title\"));\n", 0, false},
        {"screen texts", "kiosk/screens/a.cpp", "// 电梯 is a lift\n#include \"kiosk/ui/ui.h\"\n", 0, false},
        {"screen texts", "kiosk/session/a.cpp", "ui.text(\"电梯\");\n", 0, false},
    };
}

TEST(Rules, EachFindsWhatIsWrongAndLeavesTheRest) {
    for (const auto& example : examples()) {
        const auto findings = rule_named(example.rule).check(take_apart(std::string(example.path), example.text));
        ASSERT_EQ(findings.empty(), !example.wrong) << example.path << ": " << example.text << told(findings);
        if (example.wrong) {
            EXPECT_EQ(findings.front().line, example.line) << example.text;
        }
    }
}

TEST(Rules, EachHasAnExampleThatFails) {
    const auto all = examples();
    for (const auto& rule : rules()) {
        if (rule.name == "file length") continue;  // below
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Example& example) {
            return example.rule == rule.name && example.wrong;
        })) << rule.name;
    }
}

TEST(Rules, AFileOfMoreThan500LinesIsFound) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "int x;\n";
    const Rule& rule = rule_named("file length");
    EXPECT_TRUE(rule.check(take_apart("kiosk/a/a.cpp", text)).empty());
    EXPECT_FALSE(rule.check(take_apart("kiosk/a/a.cpp", text + "int x;\n")).empty());
    EXPECT_TRUE(rule.check(take_apart("assets/a.json", text + "int x;\n")).empty());
}

TEST(Rules, AKeyThatTheCatalogueLacksIsFound) {
    const auto known = keys_of_po("msgid \"\"\nmsgstr \"\"\n\nmsgid \"home.title\"\nmsgstr \"Hello\"\n");
    EXPECT_EQ(known, std::set<std::string>{"home.title"});
    EXPECT_TRUE(unknown_keys(take_apart("kiosk/screens/a.cpp", "ui.text(words(\"home.title\"));\n"), known).empty());
    EXPECT_EQ(unknown_keys(take_apart("kiosk/screens/a.cpp", "ui.text(words(\"home.titel\"));\n"), known).size(), 1U);
    EXPECT_EQ(unknown_keys(take_apart("kiosk/screens/a.cpp", "x = s.words.count(\"home.n\", 3);\n"), known).size(), 1U);
}

TEST(TakeApart, CommentsAndTextsAreNotCode) {
    const Source source = take_apart("kiosk/a/a.cpp",
                                     "int a; // one \"two\"\n"
                                     "auto b = \"three // \\\" four\"; /* five\n"
                                     "six */ int c = 1'000; char d = '\"';\n"
                                     "auto e = R\"x(seven\n\"eight)x\"; int f;\n");
    ASSERT_EQ(source.literals.size(), 2U);
    EXPECT_EQ(source.literals[0].text, "three // \\\" four");
    EXPECT_EQ(source.literals[1].text, "seven\n\"eight");
    EXPECT_EQ(source.literals[1].line, 4U);
    std::string code;
    for (const auto& line : source.code) code += line;
    for (const std::string_view gone : {"one", "two", "three", "four", "five", "six", "seven", "eight"})
        EXPECT_EQ(code.find(gone), std::string::npos) << gone;
    EXPECT_NE(code.find("int f;"), std::string::npos);
    EXPECT_NE(code.find("1'000"), std::string::npos);
}

}  // namespace
}  // namespace linli::tidy
