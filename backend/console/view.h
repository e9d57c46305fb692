// What a page shows, as plain values that a template reads by name. Light on purpose: only templates.cpp knows the
// template engine.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace linli::hub::console {

class View {
  public:
    using List = std::vector<View>;
    using Value = std::variant<std::string, bool, View, List>;

    // An empty text is as good as absent, so that {{#name}} asks "is there one".
    View& text(std::string_view name, std::string_view value);
    View& number(std::string_view name, std::int64_t value);
    View& flag(std::string_view name, bool value);
    View& part(std::string_view name, View value);
    View& list(std::string_view name, List values);
    // Takes over all that `other` has.
    View& merge(const View& other);

    [[nodiscard]] const std::map<std::string, Value, std::less<>>& values() const { return m_values; }

  private:
    std::map<std::string, Value, std::less<>> m_values;
};

}  // namespace linli::hub::console
