// A text that content brings in several languages. Plain data; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli {

// Language tags are BCP 47 as in the file ("zh-CN", "en", "ug"), in the file's order, each at most once.
struct LocalizedText {
    std::vector<std::pair<std::string, std::string>> texts;

    // The text in `language`; else in the same language elsewhere ("en" for "en-GB"); else zh-CN, which every station
    // has; else the first; else nothing at all. The view lives as long as this object.
    [[nodiscard]] std::string_view pick(std::string_view language) const;
    [[nodiscard]] bool empty() const { return texts.empty(); }

    bool operator==(const LocalizedText&) const = default;
};

}  // namespace linli
