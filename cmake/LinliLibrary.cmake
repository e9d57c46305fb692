set(LINLI_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")

add_library(linli_options INTERFACE)
# Designated initializers name what matters and leave the rest to its default, which -Wextra calls missing.
target_compile_options(linli_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                               -Wno-missing-field-initializers)
target_include_directories(linli_options INTERFACE ${CMAKE_SOURCE_DIR})
if(DEFINED ENV{CI} OR LINLI_WERROR)
  target_compile_options(linli_options INTERFACE -Werror)
endif()
if(LINLI_SANITIZE)
  # One translation unit a sanitizer misses is a hole in what it proves, so this is global.
  add_compile_options(-fsanitize=${LINLI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LINLI_SANITIZE})
  # Null and torn objects are found by the address sanitizer as well, and bytes are copied before they are read as
  # numbers; these four checks cost a third of the build.
  add_compile_options(-fno-sanitize=null,vptr,object-size,alignment)
  # g++ 12 warns about the standard library's own code (std::regex) when it is instrumented; the plain builds keep it.
  target_compile_options(linli_options INTERFACE -Wno-maybe-uninitialized)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # At -O2 and above GCC 12 sees uninitialised and overlapping memory inside std::variant, std::optional and std::string
  # where there is none (GCC bugs 80635, 105329); the dev build and the sanitizers look for the real ones.
  target_compile_options(linli_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()

# The headers that nearly every file reads, parsed once: a third of the sanitizers' build. Only theirs: elsewhere a file
# that forgets an include must not compile, ccache serves better, and clang-tidy cannot read what g++ precompiled.
option(LINLI_PRECOMPILE "Precompile the most common headers" OFF)
if(LINLI_PRECOMPILE)
  set(common <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string>
             <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)
  # SDL's flags define it, and g++ takes what was precompiled only with the same definitions. Where another one comes
  # between, the file is read as without this: slower, and right.
  target_compile_definitions(linli_options INTERFACE _REENTRANT)
  target_compile_options(linli_options INTERFACE -Wno-error=invalid-pch)
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")
  add_library(linli_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(linli_precompiled PRIVATE linli_options fmt::fmt)
  target_precompile_headers(linli_precompiled PRIVATE ${common})
  add_library(linli_precompiled_tests STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(linli_precompiled_tests PRIVATE linli_options fmt::fmt GTest::gtest GTest::gmock)
  target_compile_options(linli_precompiled_tests PRIVATE -O0)
  target_precompile_headers(linli_precompiled_tests PRIVATE ${common} <gtest/gtest.h> <gmock/gmock.h>)
endif()

# linli_library(<name> [LINK target...]): one library for the folder it is called in, of all its .cpp files.
# The edges between folders are held by tests/tidy; LINK must name the same edges.
function(linli_library name)
  cmake_parse_arguments(ARG "" "" "LINK;EXCLUDE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC linli_options ${ARG_LINK})
    if(LINLI_PRECOMPILE)
      target_precompile_headers(${name} REUSE_FROM linli_precompiled)
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE linli_options ${ARG_LINK})
  endif()
endfunction()

# What the sanitizer runs build: the unit and sync tests, and nothing else.
add_custom_target(sanitized_tests)

# linli_tests(<program> FOLDER <dir> [LINK target...]): every .cpp of the folder in one program, each gtest case one
# ctest entry. LABELS unit, sync, screens, ... choose what the sanitizer runs repeat.
function(linli_tests program)
  cmake_parse_arguments(ARG "" "FOLDER" "LINK;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${program} ${sources})
  target_link_libraries(${program} PRIVATE linli_options ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  # Optimising a test's own code takes a third of its compilation and wins nothing.
  target_compile_options(${program} PRIVATE -O0)
  if(LINLI_PRECOMPILE)
    target_precompile_headers(${program} REUSE_FROM linli_precompiled_tests)
  endif()
  target_compile_definitions(${program} PRIVATE LINLI_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LINLI_BUILD_DIR="${CMAKE_BINARY_DIR}")
  if("unit" IN_LIST ARG_LABELS OR "sync" IN_LIST ARG_LABELS)
    add_dependencies(sanitized_tests ${program})
  endif()
  # One label for all of them, "unit+sync": gtest_discover_tests takes a second one for the next property's name, and
  # ctest -L looks for a part of a label anyway.
  list(JOIN ARG_LABELS "+" labels)
  gtest_discover_tests(${program} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 TEST_PREFIX "${program}." PROPERTIES LABELS "${labels}")
endfunction()
