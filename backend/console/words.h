// The console's sentences by key, in the languages staff read. Immutable once loaded; any thread.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/result.h"

namespace linli::hub::console {

class Words {
  public:
    // json: one object of key to sentence. Errors: Invalid.
    [[nodiscard]] static Result<Words> parse(std::string_view json);

    // The sentence, or the key itself where there is none, which a reader reports and a test finds.
    [[nodiscard]] std::string_view get(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return m_words.contains(key); }
    // The sentence with each {name} replaced by its value. Values are put in as they are, once: a value that looks like
    // a placeholder stays as it is.
    [[nodiscard]] std::string fill(std::string_view key,
                                   std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return m_words; }

  private:
    std::map<std::string, std::string, std::less<>> m_words;
};

struct Language {
    std::string tag;   // "zh-CN"
    std::string name;  // in itself: "中文"
    Words words;
};

// What is built in, the default first. Errors: Invalid (a broken file).
[[nodiscard]] Result<std::vector<Language>> built_in_languages();

}  // namespace linli::hub::console
