#include "backend/console/templates.h"

#include <array>
#include <map>
#include <utility>

#include <kainjow/mustache.hpp>

#include "backend/console/embedded.h"
#include "kiosk/base/check.h"

namespace linli::hub::console {
namespace {

namespace m = kainjow::mustache;

constexpr std::string_view kPages[] = {"login",   "queue",      "request",     "events",  "event",     "calls",
                                       "cancel",  "quarantine", "quarantined", "kiosks",  "revoke",    "enrolled",
                                       "audit",   "erase",      "message",     "round",   "visits",    "answers",
                                       "figures", "staff",      "password",    "roster",  "documents", "edit",
                                       "history", "preview",    "takedown",    "calloff", "attend"};
constexpr int kMaxNesting = 8;

m::data to_data(const View& view);

m::data to_data(const View::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text->empty() ? m::data(false) : m::data(*text);
    if (const auto* flag = std::get_if<bool>(&value)) return m::data(*flag);
    if (const auto* part = std::get_if<View>(&value)) return to_data(*part);
    m::data list(m::data::type::list);
    for (const View& item : std::get<View::List>(value)) list.push_back(to_data(item));
    return list;
}

m::data to_data(const View& view) {
    m::data object(m::data::type::object);
    for (const auto& [name, value] : view.values()) object.set(name, to_data(value));
    return object;
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const std::size_t special = std::string_view("&<>\"'").find(c);
        if (special == std::string_view::npos)
            out += c;
        else
            out += std::array<std::string_view, 5>{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}[special];
    }
    return out;
}

Result<std::string> assemble(std::string_view text, const Words& words,
                             const std::function<std::string_view(std::string_view)>& find, int depth) {
    if (depth > kMaxNesting) return fail(Fault::Invalid, "templates are nested deeper than {}", kMaxNesting);
    if (text.find("{{{") != text.npos || text.find("{{&") != text.npos)
        return fail(Fault::Invalid, "a template must not put a value in unescaped");
    std::string out;
    while (!text.empty()) {
        const std::size_t word = text.find("[[");
        const std::size_t part = text.find("{{>");
        const std::size_t next = std::min(word, part);
        if (next == text.npos) break;
        out += text.substr(0, next);
        text.remove_prefix(next);
        const std::size_t end = text.find(next == word ? "]]" : "}}");
        if (end == text.npos) return fail(Fault::Invalid, "a tag is not closed: {}", text.substr(0, 40));
        std::string_view name = text.substr(next == word ? 2 : 3, end - (next == word ? 2 : 3));
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (next == word) {
            if (!words.has(name)) return fail(Fault::Invalid, "no word for {}", name);
            out += escape_html(words.get(name));
        } else {
            const std::string_view other = find(name);
            if (other.empty()) return fail(Fault::Invalid, "no template {}", name);
            LINLI_TRY(const std::string inner, assemble(other, words, find, depth + 1));
            out += inner;
        }
        text.remove_prefix(end + 2);
    }
    out += text;
    return out;
}

struct Templates::Inner {
    std::map<std::pair<std::string, std::string>, m::mustache, std::less<>> pages;
};

Result<Templates> Templates::build(const std::vector<Language>& languages) {
    auto inner = std::make_unique<Inner>();
    for (const Language& language : languages) {
        for (const std::string_view page : kPages) {
            const auto find = [&](std::string_view name) {
                return embedded(fmt::format("{}.mustache", name == "content" ? page : name));
            };
            auto text = assemble(embedded("layout.mustache"), language.words, find);
            if (!text)
                return fail(Fault::Invalid, "console page {} in {}: {}", page, language.tag, text.error().message);
            m::mustache compiled(*text);
            if (!compiled.is_valid())
                return fail(Fault::Invalid, "console page {} in {}: {}", page, language.tag, compiled.error_message());
            compiled.set_custom_escape([](const std::string& value) { return escape_html(value); });
            inner->pages.emplace(std::pair(std::string(page), language.tag), std::move(compiled));
        }
    }
    return Templates(std::move(inner));
}

Templates::Templates(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

std::string Templates::render(std::string_view page, std::string_view language, const View& view) const {
    const auto found = m_inner->pages.find(std::pair(std::string(page), std::string(language)));
    LINLI_CHECK(found != m_inner->pages.end());
    return found->second.render(to_data(view));
}

}  // namespace linli::hub::console
