// One SQLite connection with its prepared statements. This folder is the only one that names SQLite.
//
// A connection belongs to one thread. Writing ones run WAL with synchronous=FULL: after commit() returns, what was
// written survives a power cut. Statements are prepared once a text and kept (at most kMaxStatements).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/db/query.h"

namespace linli::db {

inline constexpr std::size_t kMaxStatements = 256;

enum class Access { ReadWrite, ReadOnly };

// The row a statement stands on; valid inside the callback only. Columns count from 0.
class Row : public RowValues<Row> {
  public:
    explicit Row(void* statement) : m_statement(statement) {}
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] ByteView blob(int column) const;

  private:
    void* m_statement;
};

class Connection : public Queries<Connection, Row> {
  public:
    // path: a file that is made where it is missing (ReadWrite only), or ":memory:". application: a number that says
    // whose file this is, stored in the header; another program's file is refused.
    // Errors: ReadOnly, Corrupt, InUse, Storage, NotFound.
    [[nodiscard]] static Result<Connection> open(const std::string& path, Access access, std::int32_t application);
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    // Several statements without parameters; for migrations and pragmas.
    [[nodiscard]] Result<> script(std::string_view sql);

    // run and each for a caller that holds its parameters in a span already.
    [[nodiscard]] Result<std::int64_t> run_params(std::string_view sql, std::span<const Param> params);
    [[nodiscard]] Result<> each_params(std::string_view sql, std::span<const Param> params,
                                       const std::function<Result<>(const Row&)>& on_row);

    [[nodiscard]] std::int64_t last_insert_id() const;
    [[nodiscard]] bool in_transaction() const;

    // For tests and the simulator: asked before each statement; a Fault makes the statement fail with it unrun.
    void set_fault_hook(std::function<std::optional<Fault>()> hook);
    // The sqlite3 handle, for search's tokenizer. Nobody else.
    [[nodiscard]] void* handle() const;

  private:
    friend class Transaction;
    friend class Savepoint;
    struct Inner;
    // Runs past the fault hook: undoing is not what a fault may prevent.
    void undo(const char* sql);
    explicit Connection(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

// BEGIN IMMEDIATE ... COMMIT; rolls back where commit() was not reached or failed. Does not nest: use Savepoint inside.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Connection& connection);
    Transaction(Transaction&& other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    // Durable once this returns without error. Errors: DiskFull, Storage, InUse; then nothing was written.
    [[nodiscard]] Result<> commit();

  private:
    explicit Transaction(Connection& connection) : m_connection(&connection) {}
    Connection* m_connection;
};

// A part of a transaction that can be undone alone.
class Savepoint {
  public:
    [[nodiscard]] static Result<Savepoint> begin(Connection& connection);
    Savepoint(Savepoint&& other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();
    [[nodiscard]] Result<> release();

  private:
    explicit Savepoint(Connection& connection) : m_connection(&connection) {}
    Connection* m_connection;
};

}  // namespace linli::db
