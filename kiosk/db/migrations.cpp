#include "kiosk/db/migrations.h"

#include "kiosk/base/check.h"

namespace linli::db {

Result<int> schema_version(Connection& connection) {
    LINLI_TRY(const std::int64_t version, connection.number("PRAGMA user_version", 0));
    return static_cast<int>(version);
}

Result<> migrate(Connection& connection, std::span<const Migration> steps) {
    LINLI_TRY(const int have, schema_version(connection));
    const int newest = static_cast<int>(steps.size());
    if (have > newest)
        return fail(Fault::TooNew, "database has schema {}, this program knows up to {}: start the newer program", have,
                    newest);
    for (int version = have + 1; version <= newest; ++version) {
        const Migration& step = steps[static_cast<std::size_t>(version) - 1];
        LINLI_CHECK(step.version == version);
        LINLI_TRY(Transaction transaction, Transaction::begin(connection));
        LINLI_OK(connection.script(step.sql));
        LINLI_OK(connection.script(fmt::format("PRAGMA user_version={}", version)));
        LINLI_OK(transaction.commit());
    }
    return {};
}

}  // namespace linli::db
