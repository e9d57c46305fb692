// An invariant of this program, checked in every build. Never for input: bad input is a Result.
#pragma once

namespace linli {

// Prints the expression and the place to stderr and aborts: going on with a broken invariant could lose what
// residents left here, a restart cannot.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace linli

#define LINLI_CHECK(expression) \
    (static_cast<bool>(expression) ? static_cast<void>(0) : ::linli::check_failed(#expression, __FILE__, __LINE__))
