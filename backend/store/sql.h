// The hub's database as one session: SQL in, rows out. What is behind it (SQLite today) is not seen above this folder.
//
// The SQL that is passed in is the part that SQLite and PostgreSQL share: ON CONFLICT, RETURNING, `?` for a parameter.
// A session belongs to one thread. begin() shuts out every other writer of the cell until the commit, which is what
// lets feed numbers be without gaps and keeps the counters of allied communities from ever being locked in two orders.
// After commit() returns without error what was written survives a power cut.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/db/query.h"

namespace linli::hub {

// The row a statement stands on; valid inside the callback only. Columns count from 0.
class SqlRow : public db::RowValues<SqlRow> {
  public:
    virtual ~SqlRow() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual ByteView blob(int column) const = 0;
};

class Sql : public db::Queries<Sql, SqlRow> {
  public:
    using OnRow = std::function<Result<>(const SqlRow&)>;

    virtual ~Sql() = default;

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
