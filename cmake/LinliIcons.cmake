# The icon font (Lucide, ISC licence, pinned in package.json) beside the programs, in <build>/share/linli. A second
# configure needs no network; without the font the kiosk works and draws no icons.
set(LINLI_SHARE ${CMAKE_BINARY_DIR}/share/linli)
set(LINLI_ICON_FONT ${CMAKE_SOURCE_DIR}/node_modules/lucide-static/font)
if(NOT EXISTS ${LINLI_ICON_FONT}/lucide.ttf)
  find_program(LINLI_NPM npm)
  if(LINLI_NPM)
    execute_process(COMMAND ${LINLI_NPM} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                    OUTPUT_QUIET ERROR_VARIABLE LINLI_NPM_ERROR RESULT_VARIABLE LINLI_NPM_RESULT)
  endif()
endif()
if(EXISTS ${LINLI_ICON_FONT}/lucide.ttf)
  configure_file(${LINLI_ICON_FONT}/lucide.ttf ${LINLI_SHARE}/lucide.ttf COPYONLY)
  configure_file(${LINLI_ICON_FONT}/codepoints.json ${LINLI_SHARE}/lucide.json COPYONLY)
  configure_file(${CMAKE_SOURCE_DIR}/node_modules/lucide-static/LICENSE ${LINLI_SHARE}/lucide-LICENSE COPYONLY)
else()
  message(WARNING "The icon font is missing: run `npm ci` in ${CMAKE_SOURCE_DIR} and configure again.")
endif()
