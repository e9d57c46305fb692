#include "kiosk/domain/localized.h"

namespace linli {
namespace {

std::string_view primary(std::string_view tag) {
    return tag.substr(0, tag.find('-'));
}

}  // namespace

std::string_view LocalizedText::pick(std::string_view language) const {
    for (const auto& [tag, text] : texts)
        if (tag == language) return text;
    for (const auto& [tag, text] : texts)
        if (primary(tag) == primary(language)) return text;
    for (const auto& [tag, text] : texts)
        if (tag == "zh-CN") return text;
    return texts.empty() ? std::string_view{} : std::string_view{texts.front().second};
}

}  // namespace linli
