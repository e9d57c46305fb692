# cmake -DLANGUAGES=<i18n/languages> -DFOLDER=<where the .mo are> -DOUTPUT=<.cpp> -P EmbedLanguages.cmake
# Writes the compiled catalogues as arrays with the table that kiosk/lang/languages.h declares.
file(STRINGS ${LANGUAGES} lines ENCODING UTF-8 REGEX "^[^#]")
set(arrays "")
set(table "")
foreach(line ${lines})
  string(REGEX MATCH "^([^ ]+) ([^ ]+) (.+)$" matched "${line}")
  set(tag ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  set(own ${CMAKE_MATCH_3})
  file(READ ${FOLDER}/${name}.mo bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "constexpr std::uint8_t k_${name}[] = {${bytes}};\n")
  string(APPEND table "    {\"${tag}\", \"${own}\", k_${name}},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"kiosk/lang/languages.h\"\n\nnamespace linli {\nnamespace {\n${arrays}
constexpr EmbeddedLanguage kLanguages[] = {\n${table}};\n}  // namespace\n
std::span<const EmbeddedLanguage> embedded_languages() { return kLanguages; }\n}  // namespace linli\n")
