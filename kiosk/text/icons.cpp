#include "kiosk/text/icons.h"

#include <charconv>
#include <fstream>

namespace linli::text {

void IconNames::read(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line) && m_codes.size() < max_names) {
        const auto open = line.find('"');
        const auto close = line.find('"', open + 1);
        const auto digit = line.find_first_of("0123456789", close == std::string::npos ? close : close + 1);
        if (open == std::string::npos || close == std::string::npos || digit == std::string::npos) continue;
        std::uint32_t code = 0;
        std::from_chars(line.data() + digit, line.data() + line.size(), code);
        m_codes[line.substr(open + 1, close - open - 1)] = code;
    }
}

std::uint32_t IconNames::code_of(std::string_view name) const {
    const auto found = m_codes.find(name);
    return found == m_codes.end() ? 0 : found->second;
}

}  // namespace linli::text
