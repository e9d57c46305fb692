#include "backend/store/sqlite.h"

#include <vector>

namespace linli::hub {
namespace {

class SqliteRow final : public SqlRow {
  public:
    explicit SqliteRow(const db::Row& row) : m_row(row) {}
    bool is_null(int column) const override { return m_row.is_null(column); }
    std::int64_t integer(int column) const override { return m_row.integer(column); }
    std::string_view text(int column) const override { return m_row.text(column); }
    ByteView blob(int column) const override { return m_row.blob(column); }

  private:
    const db::Row& m_row;
};

class SqliteSession final : public Sql {
  public:
    explicit SqliteSession(db::Connection connection) : m_connection(std::move(connection)) {}
    // What is open must be undone while the connection is still there.
    ~SqliteSession() override { SqliteSession::rollback(); }

    Result<std::int64_t> run_params(std::string_view sql, std::span<const db::Param> params) override {
        return m_connection.run_params(sql, params);
    }
    Result<> each_params(std::string_view sql, std::span<const db::Param> params, const OnRow& on_row) override {
        return m_connection.each_params(sql, params, [&](const db::Row& row) { return on_row(SqliteRow(row)); });
    }

    Result<> begin() override {
        LINLI_TRY(auto transaction, db::Transaction::begin(m_connection));
        m_transaction.emplace(std::move(transaction));
        return {};
    }
    Result<> commit() override {
        // Some errors make SQLite undo the whole transaction by itself; what came after them ran outside of it.
        if (!m_connection.in_transaction()) return fail(Fault::Storage, "database: the transaction was lost");
        LINLI_OK(m_transaction->commit());
        m_transaction.reset();
        return {};
    }
    void rollback() override {
        while (!m_parts.empty()) m_parts.pop_back();
        m_transaction.reset();
    }
    Result<> begin_part() override {
        if (!m_connection.in_transaction()) return fail(Fault::Storage, "database: the transaction was lost");
        LINLI_TRY(auto part, db::Savepoint::begin(m_connection));
        m_parts.push_back(std::make_unique<db::Savepoint>(std::move(part)));
        return {};
    }
    Result<> release_part() override {
        LINLI_OK(m_parts.back()->release());
        m_parts.pop_back();
        return {};
    }
    void undo_part() override {
        if (!m_parts.empty()) m_parts.pop_back();
    }

  private:
    db::Connection m_connection;
    std::optional<db::Transaction> m_transaction;
    std::vector<std::unique_ptr<db::Savepoint>> m_parts;
};

}  // namespace

std::unique_ptr<Sql> sqlite_session(db::Connection connection) {
    return std::make_unique<SqliteSession>(std::move(connection));
}

Result<std::unique_ptr<Sql>> open_sqlite(const std::string& path) {
    LINLI_TRY(db::Connection connection, db::Connection::open(path, db::Access::ReadWrite, kHubApplication));
    LINLI_OK(db::migrate(connection, hub_migrations()));
    // A year of requests with its indexes: what a kiosk's cache holds would be read anew for each page of the console.
    LINLI_OK(connection.script("PRAGMA cache_size=-64000"));
    return sqlite_session(std::move(connection));
}

}  // namespace linli::hub
