// A source file taken apart, so that a rule about code is not fooled by a comment or a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace linli::tidy {

struct Literal {
    std::size_t line = 0;  // from 1
    std::string text;      // between the quotes, escapes as written
};

struct Source {
    std::string path;                // from the root, with '/'
    std::vector<std::string> lines;  // as they are
    std::vector<std::string> code;   // the same lines with comments and the insides of literals blanked
    std::vector<Literal> literals;   // string literals, without those of #include
};

struct Finding {
    std::string path;
    std::size_t line = 0;  // 0: the whole file
    std::string text;
};

// Takes C++ apart; any other file has its lines alone, as code too.
[[nodiscard]] Source take_apart(std::string path, std::string_view text);

}  // namespace linli::tidy
