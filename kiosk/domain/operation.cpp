#include "kiosk/domain/operation.h"

#include <charconv>

#include <fmt/format.h>

namespace linli {
namespace {

bool take_number(std::string_view text, std::int64_t& value) {
    if (text.empty() || text.size() > 18 || text.front() == '0') return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0;
}

}  // namespace

std::string item_id(const OperationKey& key) {
    return fmt::format("{}.{}.{}", key.kiosk, key.epoch, key.seq);
}

std::optional<OperationKey> parse_item_id(std::string_view text) {
    const std::size_t first = text.find('.');
    if (first == 0 || first == std::string_view::npos || first > 32) return std::nullopt;
    const std::size_t second = text.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    OperationKey key;
    key.kiosk = text.substr(0, first);
    if (!take_number(text.substr(first + 1, second - first - 1), key.epoch) ||
        !take_number(text.substr(second + 1), key.seq))
        return std::nullopt;
    return key;
}

std::string short_id(const OperationKey& key) {
    return fmt::format("{}-{}", key.kiosk, key.seq);
}

}  // namespace linli
