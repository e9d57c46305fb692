# Writes OUT, a C++ file with a table of the FILES' names and bytes. Run by the build, so that an edited page is taken
# in without configuring again.
set(table "")
set(count 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  # Through hexadecimal, since CMake's own strings change brackets, semicolons and line ends.
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR bytes "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," data "${hex}")
  string(APPEND arrays "constexpr unsigned char kFile${count}[] = {${data}0};\n")
  string(APPEND table "    {\"${name}\", {reinterpret_cast<const char*>(kFile${count}), ${bytes}}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}.new" "#include \"backend/console/embedded.h\"

#include <utility>

namespace linli::hub::console {
namespace {

${arrays}
}  // namespace

std::string_view embedded(std::string_view name) {
    static const std::pair<std::string_view, std::string_view> files[] = {
${table}    };
    for (const auto& [file, bytes] : files)
        if (file == name) return bytes;
    return {};
}

}  // namespace linli::hub::console
")
file(RENAME "${OUT}.new" "${OUT}")
