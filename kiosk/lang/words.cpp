#include "kiosk/lang/words.h"

#include <algorithm>
#include <array>

#include <fmt/args.h>

#include "kiosk/base/utf8.h"

namespace linli {
namespace {

bool runs_right_to_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if ((c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC)) return true;
    }
    return false;
}

}  // namespace

Direction direction_of(std::string_view language) {
    constexpr std::array<std::string_view, 8> kRightToLeft{"ug", "ar", "fa", "ur", "he", "dv", "ps", "syr"};
    const std::string_view primary = language.substr(0, language.find('-'));
    return std::find(kRightToLeft.begin(), kRightToLeft.end(), primary) != kRightToLeft.end() ? Direction::RightToLeft
                                                                                              : Direction::LeftToRight;
}

Words::Words(std::string_view language, const Catalogue& own, const Catalogue& reference)
    : m_language(language), m_direction(direction_of(language)), m_own(&own), m_reference(&reference) {}

std::string Words::operator()(std::string_view key) const {
    return (*this)(key, {});
}

std::string Words::operator()(std::string_view key, std::initializer_list<Named> values) const {
    const std::string* sentence = m_own->find(key);
    if (sentence == nullptr) sentence = m_reference->find(key);
    return sentence == nullptr ? std::string(key) : fill(*sentence, values, {});
}

std::string Words::count(std::string_view key, int count, std::initializer_list<Named> values) const {
    const auto things = static_cast<std::uint64_t>(std::max(count, 0));
    const std::string* sentence = m_own->find_plural(key, things);
    if (sentence == nullptr) sentence = m_reference->find_plural(key, things);
    return sentence == nullptr ? std::string(key) : fill(*sentence, values, fmt::format("{}", count));
}

bool Words::has(std::string_view key) const {
    return m_own->find(key) != nullptr || m_reference->find(key) != nullptr;
}

std::string Words::fill(const std::string& sentence, std::initializer_list<Named> values,
                        const std::string& count) const {
    if (sentence.find('{') == std::string::npos) return sentence;
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const Named& each : values) store.push_back(fmt::arg(each.name.c_str(), isolated(each.value)));
    if (!count.empty()) store.push_back(fmt::arg("count", count));
    try {
        return fmt::vformat(sentence, store);
    } catch (const fmt::format_error&) {
        // A translator's slip in a placeholder shows the sentence without its values, not nothing.
        return sentence;
    }
}

std::string Words::isolated(const std::string& value) const {
    if (m_direction == Direction::LeftToRight && !runs_right_to_left(value)) return value;
    return "\xE2\x81\xA8" + value + "\xE2\x81\xA9";
}

}  // namespace linli
