#include "kiosk/db/connection.h"

#include <map>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "kiosk/base/check.h"

namespace linli::db {
namespace {

constexpr std::string_view kLetWrite = "let this program write the folder: owner, rights, a disk mounted read-only";

Fault fault_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return Fault::DiskFull;
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return Fault::ReadOnly;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Fault::Corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Fault::InUse;
        case SQLITE_CONSTRAINT:
            return Fault::Conflict;
        case SQLITE_CANTOPEN:
            return Fault::NotFound;
        case SQLITE_TOOBIG:
            return Fault::TooLarge;
        default:
            return Fault::Storage;
    }
}

// SQLite's message names tables and columns, never bound values, so it may go to the log.
Error error_of(const SQLite::Exception& e) {
    return {fault_of(e.getErrorCode()), fmt::format("database: {} ({})", e.getErrorStr(), e.what())};
}

// One line for the operator: which file, why, and what to do.
Error opening_error(const std::string& path, const SQLite::Exception& e) {
    const Fault fault = fault_of(e.getErrorCode());
    std::string_view advice = "try again, and see the system's log for the disk";
    if (fault == Fault::Corrupt) advice = "put the file aside and restore a backup, or begin with an empty folder";
    if (fault == Fault::DiskFull) advice = "make room on the disk";
    if (fault == Fault::ReadOnly || fault == Fault::NotFound) advice = kLetWrite;
    if (fault == Fault::InUse) advice = "end the program that uses it";
    return {fault, fmt::format("the database {} cannot be opened ({}): {}", path, e.what(), advice)};
}

sqlite3_stmt* raw(void* statement) {
    return static_cast<sqlite3_stmt*>(statement);
}

}  // namespace

bool Row::is_null(int column) const {
    return sqlite3_column_type(raw(m_statement), column) == SQLITE_NULL;
}
std::int64_t Row::integer(int column) const {
    return sqlite3_column_int64(raw(m_statement), column);
}
double Row::real(int column) const {
    return sqlite3_column_double(raw(m_statement), column);
}
std::string_view Row::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(raw(m_statement), column));
    return data == nullptr
               ? std::string_view{}
               : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(raw(m_statement), column)));
}
ByteView Row::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(raw(m_statement), column));
    return {data, data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(raw(m_statement), column))};
}

struct Connection::Inner {
    explicit Inner(SQLite::Database opened) : database(std::move(opened)) {}
    SQLite::Database database;
    std::map<std::string, std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>, std::less<>> statements;
    std::function<std::optional<Fault>()> fault_hook;

    [[nodiscard]] Result<> ask_hook() const {
        if (!fault_hook) return {};
        if (const auto fault = fault_hook()) return fail(*fault, "injected fault");
        return {};
    }
    [[nodiscard]] Error last_error(std::string_view sql) const {
        sqlite3* handle = database.getHandle();
        return {fault_of(sqlite3_extended_errcode(handle)),
                fmt::format("database: {} in: {}", sqlite3_errmsg(handle), sql.substr(0, 120))};
    }
    [[nodiscard]] Result<sqlite3_stmt*> prepared(std::string_view sql) {
        if (const auto found = statements.find(sql); found != statements.end()) return found->second.get();
        sqlite3_stmt* made = nullptr;
        if (sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
            return fail(last_error(sql));
        // One that still steps belongs to a loop further out.
        if (statements.size() >= kMaxStatements)
            std::erase_if(statements, [](const auto& each) { return sqlite3_stmt_busy(each.second.get()) == 0; });
        statements.emplace(std::string(sql),
                           std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>(made, sqlite3_finalize));
        return made;
    }
};

namespace {

int bind_one(sqlite3_stmt* statement, int index, const Param& value) {
    if (std::holds_alternative<std::nullptr_t>(value)) return sqlite3_bind_null(statement, index);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, index, *number);
    if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, index, *real);
    // An empty view may have no address, which SQLite would take for null.
    if (const auto* text = std::get_if<std::string_view>(&value))
        return sqlite3_bind_text64(statement, index, text->empty() ? "" : text->data(), text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    const auto& blob = std::get<ByteView>(value);
    return sqlite3_bind_blob64(statement, index, blob.empty() ? static_cast<const void*>("") : blob.data(), blob.size(),
                               SQLITE_STATIC);
}

// Unbinds when the call ends, so that no statement keeps a view to bytes that are gone.
struct Reset {
    sqlite3_stmt* statement;
    ~Reset() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

}  // namespace

Connection::Connection(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() {
    if (m_inner) m_inner->statements.clear();
}

Result<Connection> Connection::open(const std::string& path, Access access, std::int32_t application) {
    try {
        const int flags =
            access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        SQLite::Database database(path, flags | SQLite::OPEN_NOMUTEX, 5000);
        if (access == Access::ReadWrite && sqlite3_db_readonly(database.getHandle(), "main") == 1)
            return fail(Fault::ReadOnly, "the database {} is read-only: {}", path, kLetWrite);
        const int found = database.execAndGet("PRAGMA application_id").getInt();
        const bool fresh = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
        if (found != application && !(found == 0 && fresh))
            return fail(Fault::Corrupt, "the database {} belongs to another program: give another folder", path);
        if (access == Access::ReadWrite) {
            if (fresh) database.exec(fmt::format("PRAGMA application_id={}", application));
            database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        }
        database.exec("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-2000");
        return Connection(std::make_unique<Inner>(std::move(database)));
    } catch (const SQLite::Exception& e) {
        return fail(opening_error(path, e));
    }
}

Result<> Connection::script(std::string_view sql) {
    LINLI_OK(m_inner->ask_hook());
    try {
        m_inner->database.exec(std::string(sql));
        return {};
    } catch (const SQLite::Exception& e) {
        return fail(error_of(e));
    }
}

Result<std::int64_t> Connection::run_params(std::string_view sql, std::span<const Param> params) {
    LINLI_OK(each_params(sql, params, [](const Row&) -> Result<> { return {}; }));
    return sqlite3_changes64(m_inner->database.getHandle());
}

Result<> Connection::each_params(std::string_view sql, std::span<const Param> params,
                                 const std::function<Result<>(const Row&)>& on_row) {
    LINLI_OK(m_inner->ask_hook());
    LINLI_TRY(sqlite3_stmt * statement, m_inner->prepared(sql));
    // A callback that runs the same text again would move this statement under its own feet.
    LINLI_CHECK(sqlite3_stmt_busy(statement) == 0);
    LINLI_CHECK(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) == params.size());
    const Reset reset{statement};
    for (std::size_t i = 0; i < params.size(); ++i)
        if (bind_one(statement, static_cast<int>(i) + 1, params[i]) != SQLITE_OK) return fail(m_inner->last_error(sql));
    const Row row(statement);
    for (;;) {
        const int step = sqlite3_step(statement);
        if (step == SQLITE_DONE) return {};
        if (step != SQLITE_ROW) return fail(m_inner->last_error(sql));
        LINLI_OK(on_row(row));
    }
}

// A failed rollback leaves nothing to do: SQLite has already undone the transaction, or the next BEGIN reports it.
void Connection::undo(const char* sql) {
    sqlite3_exec(m_inner->database.getHandle(), sql, nullptr, nullptr, nullptr);
}

std::int64_t Connection::last_insert_id() const {
    return sqlite3_last_insert_rowid(m_inner->database.getHandle());
}
bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(m_inner->database.getHandle()) == 0;
}
void Connection::set_fault_hook(std::function<std::optional<Fault>()> hook) {
    m_inner->fault_hook = std::move(hook);
}
void* Connection::handle() const {
    return m_inner->database.getHandle();
}

Result<Transaction> Transaction::begin(Connection& connection) {
    LINLI_CHECK(!connection.in_transaction());
    LINLI_OK(connection.run("BEGIN IMMEDIATE"));
    return Transaction(connection);
}

Transaction::~Transaction() {
    if (m_connection != nullptr && m_connection->in_transaction()) m_connection->undo("ROLLBACK");
}

Result<> Transaction::commit() {
    LINLI_OK(m_connection->run("COMMIT"));
    m_connection = nullptr;
    return {};
}

Result<Savepoint> Savepoint::begin(Connection& connection) {
    LINLI_CHECK(connection.in_transaction());
    LINLI_OK(connection.run("SAVEPOINT part"));
    return Savepoint(connection);
}

Savepoint::~Savepoint() {
    if (m_connection == nullptr || !m_connection->in_transaction()) return;
    m_connection->undo("ROLLBACK TO part; RELEASE part");
}

Result<> Savepoint::release() {
    LINLI_OK(m_connection->run("RELEASE part"));
    m_connection = nullptr;
    return {};
}

}  // namespace linli::db
