#include "backend/console/view.h"

namespace linli::hub::console {

View& View::text(std::string_view name, std::string_view value) {
    m_values.insert_or_assign(std::string(name), std::string(value));
    return *this;
}

View& View::number(std::string_view name, std::int64_t value) {
    return text(name, std::to_string(value));
}

View& View::flag(std::string_view name, bool value) {
    m_values.insert_or_assign(std::string(name), value);
    return *this;
}

View& View::part(std::string_view name, View value) {
    m_values.insert_or_assign(std::string(name), std::move(value));
    return *this;
}

View& View::list(std::string_view name, List values) {
    m_values.insert_or_assign(std::string(name), std::move(values));
    return *this;
}

View& View::merge(const View& other) {
    for (const auto& [name, value] : other.m_values) m_values.insert_or_assign(name, value);
    return *this;
}

}  // namespace linli::hub::console
