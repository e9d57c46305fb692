// The hub's database as one session: SQL in, rows out. What is behind it (SQLite today) is not seen above this folder.
//
// The SQL that is passed in is the part that SQLite and PostgreSQL share: ON CONFLICT, RETURNING, `?` for a parameter.
// A session belongs to one thread. begin() shuts out every other writer of the cell until the commit, which is what
// lets feed numbers be without gaps and keeps the counters of allied communities from ever being locked in two orders.
// After commit() returns without error what was written survives a power cut.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/db/connection.h"

namespace linli::hub {

// The row a statement stands on; valid inside the callback only. Columns count from 0.
class SqlRow {
  public:
    virtual ~SqlRow() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual ByteView blob(int column) const = 0;

    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] Bytes bytes(int column) const {
        const ByteView view = blob(column);
        return {view.begin(), view.end()};
    }
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const {
        if (is_null(column)) return std::nullopt;
        return integer(column);
    }
    // The column as a fixed array; zeros where the length differs.
    template <std::size_t N>
    [[nodiscard]] ByteArray<N> array(int column) const {
        ByteArray<N> out{};
        const ByteView bytes = blob(column);
        if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), out.begin());
        return out;
    }
};

class Sql {
  public:
    using OnRow = std::function<Result<>(const SqlRow&)>;

    virtual ~Sql() = default;

    // One statement; returns the number of rows it changed.
    template <class... Args>
    [[nodiscard]] Result<std::int64_t> run(std::string_view sql, const Args&... args) {
        const std::array<db::Param, sizeof...(Args)> params{db::param(args)...};
        return run_params(sql, params);
    }

    // Calls on_row for each row. on_row may return Result<>, whose error ends the loop and is returned. It must not
    // run the same statement again.
    template <class F, class... Args>
    [[nodiscard]] Result<> each(std::string_view sql, F&& on_row, const Args&... args) {
        const std::array<db::Param, sizeof...(Args)> params{db::param(args)...};
        return each_params(sql, params, [&](const SqlRow& row) -> Result<> {
            if constexpr (std::is_void_v<std::invoke_result_t<F&, const SqlRow&>>) {
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
        -> Result<std::optional<std::invoke_result_t<F&, const SqlRow&>>> {
        std::optional<std::invoke_result_t<F&, const SqlRow&>> out;
        LINLI_OK(each(
            sql,
            [&](const SqlRow& row) {
                if (!out) out = read(row);
            },
            args...));
        return out;
    }

    // The first column of the first row as a number; `otherwise` where there is none or it is null.
    template <class... Args>
    [[nodiscard]] Result<std::int64_t> number(std::string_view sql, std::int64_t otherwise, const Args&... args) {
        LINLI_TRY(const auto value, one(
                                        sql, [](const SqlRow& row) { return row.maybe_integer(0); }, args...));
        return value && *value ? **value : otherwise;
    }

    [[nodiscard]] virtual Result<std::int64_t> run_params(std::string_view sql, std::span<const db::Param> params) = 0;
    [[nodiscard]] virtual Result<> each_params(std::string_view sql, std::span<const db::Param> params,
                                               const OnRow& on_row) = 0;

    // For SqlTransaction and SqlSavepoint. The undoing ones cannot fail: what cannot be undone was never written.
    [[nodiscard]] virtual Result<> begin() = 0;
    [[nodiscard]] virtual Result<> commit() = 0;
    virtual void rollback() = 0;
    [[nodiscard]] virtual Result<> begin_part() = 0;
    [[nodiscard]] virtual Result<> release_part() = 0;
    virtual void undo_part() = 0;
};

// Rolls back where commit() was not reached or failed. Does not nest: use SqlSavepoint inside.
class SqlTransaction {
  public:
    // Errors: InUse (another writer holds on too long), Storage and the like.
    [[nodiscard]] static Result<SqlTransaction> begin(Sql& sql) {
        LINLI_OK(sql.begin());
        return SqlTransaction(sql);
    }
    SqlTransaction(SqlTransaction&& other) noexcept : m_sql(std::exchange(other.m_sql, nullptr)) {}
    SqlTransaction& operator=(SqlTransaction&&) = delete;
    ~SqlTransaction() {
        if (m_sql != nullptr) m_sql->rollback();
    }
    // Durable once this returns without error. Errors: DiskFull, Storage, InUse; then nothing was written.
    [[nodiscard]] Result<> commit() {
        LINLI_OK(m_sql->commit());
        m_sql = nullptr;
        return {};
    }

  private:
    explicit SqlTransaction(Sql& sql) : m_sql(&sql) {}
    Sql* m_sql;
};

// A part of a transaction that can be undone alone. Parts nest; the innermost ends first.
class SqlSavepoint {
  public:
    [[nodiscard]] static Result<SqlSavepoint> begin(Sql& sql) {
        LINLI_OK(sql.begin_part());
        return SqlSavepoint(sql);
    }
    SqlSavepoint(SqlSavepoint&& other) noexcept : m_sql(std::exchange(other.m_sql, nullptr)) {}
    SqlSavepoint& operator=(SqlSavepoint&&) = delete;
    ~SqlSavepoint() {
        if (m_sql != nullptr) m_sql->undo_part();
    }
    [[nodiscard]] Result<> release() {
        LINLI_OK(m_sql->release_part());
        m_sql = nullptr;
        return {};
    }

  private:
    explicit SqlSavepoint(Sql& sql) : m_sql(&sql) {}
    Sql* m_sql;
};

}  // namespace linli::hub
