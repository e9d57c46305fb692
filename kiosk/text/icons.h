// The names of an icon font's glyphs, read once. Pure values after that.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace linli::text {

class IconNames {
  public:
    static constexpr std::size_t max_names = 20000;

    /// A generated file, one `"name": number,` a line; anything else in it is passed over, and no file is no names.
    void read(const std::string& path);
    /// 0 when there is no such name.
    [[nodiscard]] std::uint32_t code_of(std::string_view name) const;

  private:
    std::map<std::string, std::uint32_t, std::less<>> m_codes;
};

}  // namespace linli::text
