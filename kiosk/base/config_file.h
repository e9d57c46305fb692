// A program's configuration: one TOML file of plain keys, read whole and checked before anything starts.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/result.h"

namespace linli {

class ConfigFile {
  public:
    // At most 64 KB. Errors: NotFound; Invalid where it is no TOML ("FILE:LINE: ..."), holds a table or a list, or a
    // key that is not among `known`: a misspelt key must not be passed over in silence.
    [[nodiscard]] static Result<ConfigFile> read(const std::string& path,
                                                 std::initializer_list<std::string_view> known);

    // Nothing where the key is absent. Errors: Invalid, where it is of another type.
    [[nodiscard]] Result<std::optional<std::string>> text(std::string_view key) const;
    [[nodiscard]] Result<std::optional<double>> number(std::string_view key) const;
    [[nodiscard]] Result<std::optional<bool>> flag(std::string_view key) const;

  private:
    using Value = std::variant<std::string, double, bool>;
    template <class T>
    [[nodiscard]] Result<std::optional<T>> value(std::string_view key, std::string_view wanted) const;

    std::string m_path;
    std::map<std::string, Value, std::less<>> m_values;
};

}  // namespace linli
