#include "tests/tidy/rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <regex>

namespace linli::tidy {
namespace {

using Rooms = std::set<std::string, std::less<>>;

// Who may include whom beside itself. The programs' main.cpp and kiosk/app see everything of their side.
const std::map<std::string, Rooms, std::less<>>& include_table() {
    static const Rooms hub{"kiosk/base",    "kiosk/crypto", "kiosk/domain", "kiosk/wire",
                           "kiosk/content", "kiosk/lang",   "kiosk/db",     "kiosk/search"};
    const auto and_also = [](Rooms rooms, const Rooms& more) {
        rooms.insert(more.begin(), more.end());
        return rooms;
    };
    static const std::map<std::string, Rooms, std::less<>> table{
        {"kiosk/base", {}},
        {"kiosk/crypto", {"kiosk/base"}},
        {"kiosk/domain", {"kiosk/base"}},
        {"kiosk/lang", {"kiosk/base"}},
        {"kiosk/text", {"kiosk/base"}},
        {"kiosk/db", {"kiosk/base"}},
        {"kiosk/net", {"kiosk/base"}},
        {"kiosk/wire", {"kiosk/base", "kiosk/crypto", "kiosk/domain"}},
        {"kiosk/content", {"kiosk/base", "kiosk/domain"}},
        {"kiosk/device", {"kiosk/base", "kiosk/domain"}},
        {"kiosk/ime", {"kiosk/base", "kiosk/lang"}},
        {"kiosk/search", {"kiosk/base", "kiosk/lang", "kiosk/db"}},
        {"kiosk/store",
         {"kiosk/base", "kiosk/crypto", "kiosk/domain", "kiosk/wire", "kiosk/content", "kiosk/db", "kiosk/search"}},
        {"kiosk/sync", {"kiosk/base", "kiosk/crypto", "kiosk/domain", "kiosk/wire", "kiosk/store"}},
        {"kiosk/session", {"kiosk/base", "kiosk/domain", "kiosk/lang"}},
        {"kiosk/core",
         {"kiosk/base", "kiosk/crypto", "kiosk/domain", "kiosk/wire", "kiosk/content", "kiosk/lang", "kiosk/store",
          "kiosk/search", "kiosk/sync", "kiosk/session"}},
        {"kiosk/ui", {"kiosk/base", "kiosk/lang", "kiosk/text", "kiosk/ime"}},
        {"kiosk/screens", {"kiosk/base", "kiosk/domain", "kiosk/lang", "kiosk/session", "kiosk/ui"}},
        {"backend/store", hub},
        {"backend/hub", and_also(hub, {"backend/store"})},
        {"backend/console", and_also(hub, {"backend/store", "backend/hub"})},
        {"backend/interop", and_also(hub, {"backend/store", "backend/hub"})},
        {"backend/http", and_also(hub, {"backend/store", "backend/hub"})},
    };
    return table;
}

// A library's headers, and the folders that may include them.
struct Single {
    std::string_view header;
    std::vector<std::string_view> folders;
};

const std::vector<Single>& single_includers() {
    static const std::vector<Single> table{
        {"sodium", {"kiosk/crypto/"}},
        {"SQLiteCpp", {"kiosk/db/"}},
        {"sqlite3.h", {"kiosk/db/"}},
        {"curl/", {"kiosk/net/"}},
        {"imgui", {"kiosk/ui/", "kiosk/app/"}},
        {"SDL", {"kiosk/app/"}},
        {"boost/", {"backend/http/"}},
        {"hb.h", {"kiosk/text/"}},
        {"hb-", {"kiosk/text/"}},
        {"ft2build.h", {"kiosk/text/"}},
        {"freetype", {"kiosk/text/"}},
        {"fribidi", {"kiosk/text/"}},
        {"linebreak", {"kiosk/text/"}},
        {"utf8proc", {"kiosk/text/"}},
        {"kainjow/", {"backend/console/"}},
    };
    return table;
}

// Headers of one room for itself: they may be heavy, and no other room includes them.
const std::set<std::string, std::less<>>& private_headers() {
    static const std::set<std::string, std::less<>> headers{"kiosk/wire/json.h", "kiosk/content/json_schema.h",
                                                            "kiosk/content/reader.h"};
    return headers;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& starts) {
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}
bool is_cpp(std::string_view path) {
    return path.ends_with(".h") || path.ends_with(".cpp");
}
bool is_product(std::string_view path) {
    return path.starts_with("kiosk/") || path.starts_with("backend/");
}

// "kiosk/base" of "kiosk/base/result.h"; nothing for kiosk/main.cpp.
std::optional<std::string> room_of(std::string_view path) {
    const std::size_t first = path.find('/');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = path.find('/', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return std::string(path.substr(0, second));
}

struct Include {
    std::size_t line;
    std::string name;
    bool quoted;
};

std::vector<Include> includes_of(const Source& source) {
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
    std::vector<Include> found;
    std::smatch match;
    for (std::size_t i = 0; i < source.lines.size(); ++i)
        if (std::regex_match(source.lines[i], match, pattern)) found.push_back({i + 1, match[2], match[1] == "\""});
    return found;
}

std::vector<Finding> check_include_table(const Source& source) {
    std::vector<Finding> found;
    if (!is_cpp(source.path) || !is_product(source.path)) return found;
    const auto room = room_of(source.path);
    const bool is_main = !room;
    const bool is_app = room == "kiosk/app";
    for (const auto& include : includes_of(source)) {
        if (!include.quoted) continue;
        const auto target = room_of(include.name);
        if (!is_product(include.name) || !target) {
            found.push_back({source.path, include.line, "an include from the root: \"kiosk/...\" or \"backend/...\""});
            continue;
        }
        if (target == room) continue;
        if (private_headers().contains(include.name)) {
            found.push_back({source.path, include.line, include.name + " is for its own room"});
            continue;
        }
        if (is_main && (source.path.starts_with("backend/") || target->starts_with("kiosk/"))) continue;
        if (is_app && target->starts_with("kiosk/")) continue;
        const auto allowed = room ? include_table().find(*room) : include_table().end();
        if (allowed == include_table().end() || !allowed->second.contains(*target))
            found.push_back({source.path, include.line, room.value_or("main") + " may not include " + *target});
    }
    return found;
}

std::vector<Finding> check_single_includers(const Source& source) {
    std::vector<Finding> found;
    if (!is_cpp(source.path) || !is_product(source.path)) return found;
    for (const auto& include : includes_of(source)) {
        if (include.quoted) continue;
        for (const auto& single : single_includers())
            if (include.name.starts_with(single.header) && !starts_with_any(source.path, single.folders))
                found.push_back({source.path, include.line,
                                 "only " + std::string(single.folders.front()) + " includes <" + include.name + ">"});
    }
    return found;
}

// Others compile what a header includes: a parser or a socket library in one costs every file that includes it.
std::vector<Finding> check_light_headers(const Source& source) {
    std::vector<Finding> found;
    if (!source.path.ends_with(".h") || !is_product(source.path) || private_headers().contains(source.path))
        return found;
    for (const auto& include : includes_of(source))
        if (include.name == "nlohmann/json.hpp")
            found.push_back({source.path, include.line, "a header includes <nlohmann/json_fwd.hpp> at most"});
    return found;
}

std::vector<Finding> check_length(const Source& source) {
    static const std::vector<std::string_view> endings{".h", ".cpp", ".cmake", ".py", ".js", ".sh", ".css", "run"};
    const bool counted = std::any_of(endings.begin(), endings.end(), [&](auto e) { return source.path.ends_with(e); });
    if (!counted || source.lines.size() <= 500) return {};
    return {{source.path, 0, "at most 500 lines, found " + std::to_string(source.lines.size())}};
}

std::vector<Finding> check_header_opening(const Source& source) {
    std::vector<Finding> found;
    if (!source.path.ends_with(".h") || source.lines.empty()) return found;
    if (!source.lines.front().starts_with("//"))
        found.push_back({source.path, 1, "a header opens with what it owns, as a comment"});
    if (std::find(source.lines.begin(), source.lines.end(), "#pragma once") == source.lines.end())
        found.push_back({source.path, 0, "a header has #pragma once"});
    return found;
}

struct Banned {
    std::regex pattern;
    std::string_view why;
    std::vector<std::string_view> inside;   // folders it is banned in
    std::vector<std::string_view> allowed;  // and the exceptions
};

const std::vector<Banned>& banned_tokens() {
    static const std::vector<std::string_view> everywhere{"kiosk/", "backend/", "tests/"};
    static const std::vector<std::string_view> product{"kiosk/", "backend/"};
    static const std::vector<std::string_view> clocks{"kiosk/app/", "kiosk/net/", "backend/http/", "kiosk/main.cpp",
                                                      "backend/main.cpp"};
    // crypto is where the system's entropy is wrapped, being the one includer of libsodium; it does not use it itself.
    static const std::vector<std::string_view> entropy{"kiosk/app/",     "kiosk/net/",       "backend/http/",
                                                       "kiosk/main.cpp", "backend/main.cpp", "kiosk/crypto/hash."};
    static const std::vector<std::string_view> printers{"kiosk/app/", "kiosk/main.cpp", "backend/main.cpp"};
    static const std::vector<Banned> table{
        {std::regex(R"(\bstd::(recursive_|shared_|timed_)?mutex\b|\bpthread_mutex)"),
         "the one mutex is in kiosk/base/mailbox.h",
         product,
         {"kiosk/base/mailbox.h"}},
        {std::regex(R"(_clock::now\b|\bgettimeofday\b|\bclock_gettime\b|\btime\((nullptr|0|NULL)\))"),
         "time is a parameter (kiosk/base/instant.h)", product, clocks},
        {std::regex(R"(\brandom_device\b|\brandombytes_|\bgetrandom\b|\bmt19937|\bsystem_entropy\()"),
         "randomness is a parameter (Entropy, Rng)", product, entropy},
        {std::regex(R"(\bsleep_for\b|\bsleep_until\b|\busleep\(|\bnanosleep\()"),
         "nothing waits on a clock; wait for the thing itself",
         everywhere,
         {"kiosk/app/", "tests/bench/"}},
        {std::regex(R"(\bstd::(cout|cerr|clog)\b|\bprintf\(|\bputs\()"),
         "the log is kiosk/base/log.h; only the programs print", product, printers},
        // SDL's events and SQLite's codes are integers without an end, which no switch can name all of.
        {std::regex(R"(^\s*default\s*:)"),
         "a switch names every case, so that the compiler finds the next one",
         product,
         {"kiosk/app/", "kiosk/db/"}},
        {std::regex(R"(\bthrow\b)"), "a failure is a Result (kiosk/base/result.h)", product, {}},
        {std::regex(R"(\busing namespace std;)"), "names of the standard library keep their std::", everywhere, {}},
        {std::regex(R"(\b(DISABLED_|GTEST_SKIP\b))"), "a test runs or is not there", {"tests/"}, {"tests/tidy/"}},
    };
    return table;
}

std::vector<Finding> check_banned(const Source& source) {
    std::vector<Finding> found;
    if (!is_cpp(source.path)) return found;
    for (const auto& banned : banned_tokens()) {
        if (!starts_with_any(source.path, banned.inside) || starts_with_any(source.path, banned.allowed)) continue;
        for (std::size_t i = 0; i < source.code.size(); ++i)
            if (std::regex_search(source.code[i], banned.pattern))
                found.push_back({source.path, i + 1, std::string(banned.why)});
    }
    return found;
}

std::vector<Finding> check_notes(const Source& source) {
    static const std::regex pattern(R"(\b(TO)(DO)\b|\bFIX(ME)\b|\bX{3}\b|\bHACK\b)");
    std::vector<Finding> found;
    for (std::size_t i = 0; i < source.lines.size(); ++i)
        if (std::regex_search(source.lines[i], pattern))
            found.push_back({source.path, i + 1, "what is left to do is an issue, not a comment"});
    return found;
}

// A path of somebody's machine or a registry's host has no business in a project that others build.
std::vector<Finding> check_places(const Source& source) {
    static const std::regex pattern(
        "/(ro"
        "ot|ho"
        "me/[a-z]+|wo"
        "rk)/|regis"
        "try\\.|npm"
        "js\\.");
    std::vector<Finding> found;
    for (std::size_t i = 0; i < source.lines.size(); ++i)
        if (std::regex_search(source.lines[i], pattern))
            found.push_back({source.path, i + 1, "no machine's path and no registry's host"});
    return found;
}

// SQL is one text, or one put together from constants of the code (a list of columns) and a `where`, which is itself
// put together from constants; never from a value.
std::vector<Finding> check_sql(const Source& source) {
    static const std::regex word(R"(^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|WITH)\s)");
    static const std::regex formatted(R"(\b(format|append)\s*\(\s*")");
    static const std::regex of_constants(R"(\b(format|append)\s*\([\s"]*"\s*(,\s*(k[A-Z]\w*|where\.sql)\s*)*\))");
    static const std::regex added(R"("\s*\+\s*(?!\s|"|k[A-Z]|where\.sql))");
    static const std::regex clause(R"(\.also\(\s*(?!\s|"|k[A-Z]))");
    static const std::regex clock(
        R"(\b(CURRENT_TIMESTAMP|CURRENT_TIME|CURRENT_DATE|strftime\('[^']*',\s*'now'|datetime\('now'|random\(\)))");
    std::vector<Finding> found;
    if (!is_cpp(source.path) || !is_product(source.path)) return found;
    for (std::size_t i = 0; i < source.code.size(); ++i)
        if (std::regex_search(source.code[i], clause))
            found.push_back({source.path, i + 1, "a clause of a where is a constant; values are bound"});
    for (const auto& literal : source.literals) {
        if (!std::regex_search(literal.text, word)) continue;
        std::string code;
        for (std::size_t i = literal.line - 1; i < std::min(literal.line + 3, source.code.size()); ++i)
            code += source.code[i] + "\n";
        if (std::regex_search(literal.text, clock))
            found.push_back({source.path, literal.line, "SQL takes its time and randomness as a parameter"});
        const bool format = std::regex_search(source.code[literal.line - 1], formatted);
        if ((format && !std::regex_search(code, of_constants)) ||
            std::regex_search(source.code[literal.line - 1], added))
            found.push_back({source.path, literal.line, "SQL is one prepared text; values are bound"});
    }
    return found;
}

std::vector<Finding> check_screen_texts(const Source& source) {
    static const std::regex words(R"([A-Za-z]\S* +\S*[A-Za-z])");
    std::vector<Finding> found;
    if (!source.path.starts_with("kiosk/screens/")) return found;
    for (const auto& literal : source.literals) {
        const bool foreign = std::any_of(literal.text.begin(), literal.text.end(),
                                         [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (foreign || std::regex_search(literal.text, words))
            found.push_back(
                {source.path, literal.line, "a text that a person reads is a key: \"" + literal.text + "\""});
    }
    return found;
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"include table", check_include_table},
        {"single includers", check_single_includers},
        {"light headers", check_light_headers},
        {"file length", check_length},
        {"header opening", check_header_opening},
        {"banned tokens", check_banned},
        {"notes", check_notes},
        {"places", check_places},
        {"sql", check_sql},
        {"screen texts", check_screen_texts},
    };
    return all;
}

std::vector<Finding> unknown_keys(const Source& source, const std::set<std::string>& known) {
    // words("key"), words.count("key", n), and the same through a member or another object.
    static const std::regex asked(R"(\bwords\s*(?:\.count|\.has)?\s*\(\s*"([^"]+)\")");
    std::vector<Finding> found;
    // kiosk/ui writes transcript lines with a function of that name.
    if (!is_product(source.path) || source.path.starts_with("kiosk/ui/")) return found;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const std::string& line = source.lines[i];
        for (std::sregex_iterator it(line.begin(), line.end(), asked); it != std::sregex_iterator(); ++it)
            if (!known.contains((*it)[1]))
                found.push_back({source.path, i + 1, "the catalogue has no \"" + std::string((*it)[1]) + "\""});
    }
    return found;
}

std::set<std::string> keys_of_po(std::string_view text) {
    static const std::regex msgid(R"re(^msgid "(.+)"$)re");
    std::set<std::string> keys;
    std::smatch match;
    for (const auto& line : take_apart("a.po", text).lines)
        if (std::regex_match(line, match, msgid)) keys.insert(match[1]);
    return keys;
}

}  // namespace linli::tidy
