// What every session with a database offers on top of two calls and a row: the kiosk's connection and the hub's have it
// from here. Templates only; nothing in here owns anything.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace linli::db {

// One bound value. The view must live until the call returns.
using Param = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, ByteView>;

template <class T>
[[nodiscard]] Param param(const T& value) {
    if constexpr (std::is_enum_v<T> || std::integral<T>) {
        return static_cast<std::int64_t>(value);
    } else if constexpr (std::floating_point<T>) {
        return static_cast<double>(value);
    } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
        return nullptr;
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        return std::string_view(value);
    } else if constexpr (requires { value.has_value(); }) {
        return value.has_value() ? param(*value) : Param(nullptr);
    } else {
        return ByteView(value);
    }
}

// What a row gives beyond is_null, integer, text and blob, which `Self` has. Columns count from 0.
template <class Self>
class RowValues {
  public:
    [[nodiscard]] std::string string(int column) const { return std::string(self().text(column)); }
    [[nodiscard]] Bytes bytes(int column) const {
        const ByteView view = self().blob(column);
        return {view.begin(), view.end()};
    }
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const {
        if (self().is_null(column)) return std::nullopt;
        return self().integer(column);
    }
    // The column as a fixed array; zeros where the length differs.
    template <std::size_t N>
    [[nodiscard]] ByteArray<N> array(int column) const {
        ByteArray<N> out{};
        const ByteView bytes = self().blob(column);
        if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), out.begin());
        return out;
    }

  private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
};

// The queries of a session `Self`, which has run_params and each_params.
template <class Self, class Row>
class Queries {
  public:
    // One statement; returns the number of rows it changed.
    template <class... Args>
    [[nodiscard]] Result<std::int64_t> run(std::string_view sql, const Args&... args) {
        const std::array<Param, sizeof...(Args)> params{param(args)...};
        return self().run_params(sql, params);
    }

    // Calls on_row for each row. on_row may return Result<>, whose error ends the loop and is returned. It must not
    // run the same statement again.
    template <class F, class... Args>
    [[nodiscard]] Result<> each(std::string_view sql, F&& on_row, const Args&... args) {
        const std::array<Param, sizeof...(Args)> params{param(args)...};
        return self().each_params(sql, params, [&](const Row& row) -> Result<> {
            if constexpr (std::is_void_v<std::invoke_result_t<F&, const Row&>>) {
                on_row(row);
                return {};
            } else {
                return on_row(row);
            }
        });
    }

    // The first row read by `read`, or nothing. Statements with RETURNING are run to their end.
    template <class F, class... Args>
    [[nodiscard]] auto one(std::string_view sql, F&& read, const Args&... args)
        -> Result<std::optional<std::invoke_result_t<F&, const Row&>>> {
        std::optional<std::invoke_result_t<F&, const Row&>> out;
        LINLI_OK(each(
            sql,
            [&](const Row& row) {
                if (!out) out = read(row);
            },
            args...));
        return out;
    }

    // The first column of the first row as a number; `otherwise` where there is none or it is null.
    template <class... Args>
    [[nodiscard]] Result<std::int64_t> number(std::string_view sql, std::int64_t otherwise, const Args&... args) {
        LINLI_TRY(const auto value, one(
                                        sql, [](const Row& row) { return row.maybe_integer(0); }, args...));
        return value && *value ? **value : otherwise;
    }

  private:
    [[nodiscard]] Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace linli::db
