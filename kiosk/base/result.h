// How a function says that it failed.
//
// A fallible function returns Result<T>. The message is one English line for the operator's log: it never holds
// what a resident typed. What the resident reads is a key of the catalogue, chosen from the Fault where it is shown.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <tl/expected.hpp>

namespace linli {

enum class Fault {
    Invalid,      // the input breaks its format
    TooLarge,     // the input is over a stated bound
    NotFound,     // no such thing
    Conflict,     // it contradicts what is already stored
    Denied,       // the caller may not do this
    Limited,      // too many tries; later it may be allowed
    Expired,      // it was valid once
    Unavailable,  // a peer cannot do it now; trying later is right
    Network,      // no answer came, or none that can be trusted
    Storage,      // the disk or the database failed
    DiskFull,     // no room to store it
    ReadOnly,     // the database or its folder cannot be written
    Corrupt,      // stored bytes are not what was written
    TooNew,       // the data was written by a newer program
    InUse,        // another process holds it
    Internal,     // a defect of this program
};

[[nodiscard]] std::string_view fault_name(Fault fault);

struct Error {
    Fault fault = Fault::Internal;
    std::string message;
};

template <class T = void>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

template <class... Args>
[[nodiscard]] tl::unexpected<Error> fail(Fault fault, fmt::format_string<Args...> text, Args&&... args) {
    return tl::unexpected<Error>(Error{fault, fmt::format(text, std::forward<Args>(args)...)});
}

}  // namespace linli

#define LINLI_JOIN2(a, b) a##b
#define LINLI_JOIN(a, b) LINLI_JOIN2(a, b)

// LINLI_TRY(auto value, function()): the value, or return the function's error from here.
#define LINLI_TRY(declaration, expression) LINLI_TRY_AS(LINLI_JOIN(linli_try_, __LINE__), declaration, expression)
#define LINLI_TRY_AS(name, declaration, expression)           \
    auto name = (expression);                                 \
    if (!name) return ::linli::fail(std::move(name).error()); \
    declaration = std::move(*name)

// LINLI_OK(function()): go on if it worked, else return its error from here. For Result<void>.
#define LINLI_OK(expression)                                                                            \
    do {                                                                                                \
        if (auto linli_ok = (expression); !linli_ok) return ::linli::fail(std::move(linli_ok).error()); \
    } while (false)
