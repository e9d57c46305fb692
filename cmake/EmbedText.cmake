# cmake -DINPUT=a.json -DOUTPUT=a.cpp -DSYMBOL=linli::content::kSchema -P EmbedText.cmake
# Writes the file as a string_view of that name. The header that declares it is written by hand.
file(READ ${INPUT} text)
string(REGEX MATCH "^(.*)::([A-Za-z_0-9]+)$" matched ${SYMBOL})
set(space ${CMAKE_MATCH_1})
set(name ${CMAKE_MATCH_2})
file(WRITE ${OUTPUT} "#include <string_view>\n\nnamespace ${space} {\n\nextern const std::string_view ${name};\n"
                     "const std::string_view ${name} = R\"embedded(${text})embedded\";\n\n}  // namespace ${space}\n")
