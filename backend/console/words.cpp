#include "backend/console/words.h"

#include <array>

#include <nlohmann/json.hpp>

#include "backend/console/embedded.h"

namespace linli::hub::console {

Result<Words> Words::parse(std::string_view json) {
    const auto root = nlohmann::json::parse(json, nullptr, false);
    if (!root.is_object()) return fail(Fault::Invalid, "console words are not a JSON object");
    Words words;
    for (const auto& [key, value] : root.items()) {
        if (!value.is_string()) return fail(Fault::Invalid, "console words: {} is not a string", key);
        words.m_words.emplace(key, value.get<std::string>());
    }
    return words;
}

std::string_view Words::get(std::string_view key) const {
    const auto found = m_words.find(key);
    return found == m_words.end() ? key : std::string_view(found->second);
}

std::string Words::fill(std::string_view key,
                        std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    const std::string_view sentence = get(key);
    std::string out;
    std::size_t at = 0;
    while (at < sentence.size()) {
        const std::size_t open = sentence.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos) break;
        out += sentence.substr(at, open - at);
        const std::string_view name = sentence.substr(open + 1, close - open - 1);
        for (const auto& [key_name, value] : values)
            if (key_name == name) out += value;
        at = close + 1;
    }
    out += sentence.substr(std::min(at, sentence.size()));
    return out;
}

Result<std::vector<Language>> built_in_languages() {
    constexpr std::array<std::array<std::string_view, 3>, 2> kLanguages{
        {{"zh-CN", "language.zh-CN", "zh-CN.json"}, {"en", "language.en", "en.json"}}};
    std::vector<Language> languages;
    for (const auto& [tag, name_key, file] : kLanguages) {
        LINLI_TRY(Words words, Words::parse(embedded(file)));
        std::string name(words.get(name_key));
        languages.push_back({std::string(tag), std::move(name), std::move(words)});
    }
    return languages;
}

}  // namespace linli::hub::console
