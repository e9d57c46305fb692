// The kiosk's database on its way to the schema that this program knows: the seven cases.
#include "kiosk/db/connection.h"
#include "kiosk/store/schema.h"
#include "tests/unit/kiosk/store/store_fixture.h"

namespace linli::store {
namespace {

db::Connection raw(const std::string& folder) {
    auto connection = db::Connection::open(database_path(folder), db::Access::ReadWrite, kApplication);
    EXPECT_TRUE(connection);
    return std::move(*connection);
}

std::vector<db::Migration> with_next(std::string_view sql) {
    std::vector<db::Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({static_cast<int>(steps.size()) + 1, sql});
    return steps;
}

int known() {
    return static_cast<int>(migrations().size());
}

TEST(KioskMigrations, AFreshFolderGetsTheNewestSchema) {
    const Folder folder;
    { const Store store = enrolled_store(folder.path()); }
    db::Connection c = raw(folder.path());
    EXPECT_EQ(db::schema_version(c).value(), known());
    EXPECT_EQ(c.number("SELECT count(*) FROM sync", -1).value(), 1);
}

TEST(KioskMigrations, RunningAgainChangesNothing) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    }
    db::Connection c = raw(folder.path());
    const std::int64_t before = c.number("SELECT count(*) FROM sqlite_schema", -1).value();
    ASSERT_TRUE(db::migrate(c, migrations()));
    EXPECT_EQ(c.number("SELECT count(*) FROM sqlite_schema", -1).value(), before);
    EXPECT_EQ(c.number("SELECT count(*) FROM outbox", -1).value(), 1);
}

TEST(KioskMigrations, AFileThatStoppedHalfWayGoesOnFromThere) {
    const Folder folder;
    db::Connection c = raw(folder.path());
    const auto steps = with_next("ALTER TABLE outbox ADD COLUMN photo TEXT");
    int statements = 0;
    // One question for the version, four statements a step; the newest step stops before its version is written.
    c.set_fault_hook([&]() -> std::optional<Fault> {
        return ++statements > 1 + 4 * known() + 2 ? std::optional(Fault::Storage) : std::nullopt;
    });
    EXPECT_FALSE(db::migrate(c, steps));
    c.set_fault_hook({});
    EXPECT_EQ(db::schema_version(c).value(), known());
    ASSERT_TRUE(db::migrate(c, steps));
    EXPECT_EQ(db::schema_version(c).value(), known() + 1);
}

TEST(KioskMigrations, AnAddedColumnIsFilledForOldRows) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 4)));
    }
    db::Connection c = raw(folder.path());
    ASSERT_TRUE(
        db::migrate(c, with_next("ALTER TABLE outbox ADD COLUMN people INTEGER; UPDATE outbox SET people=seats")));
    EXPECT_EQ(c.number("SELECT people FROM outbox WHERE seq=1", -1).value(), 4);
}

TEST(KioskMigrations, ANewerDatabaseIsRefusedAndLeftAlone) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    }
    {
        db::Connection c = raw(folder.path());
        ASSERT_TRUE(db::migrate(c, with_next("CREATE TABLE photo(a)")));
    }
    EXPECT_EQ(Store::open(folder.path()).error().fault, Fault::TooNew);
    EXPECT_EQ(Reader::open(folder.path()).error().fault, Fault::TooNew);
    db::Connection c = raw(folder.path());
    EXPECT_EQ(db::schema_version(c).value(), known() + 1);
    EXPECT_EQ(c.number("SELECT count(*) FROM outbox", -1).value(), 1);
}

TEST(KioskMigrations, AStepThatFailsIsRolledBackWhole) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    }
    db::Connection c = raw(folder.path());
    EXPECT_FALSE(db::migrate(c, with_next("DELETE FROM outbox; CREATE TABLE photo(a); CREATE TABLE outbox(b)")));
    EXPECT_EQ(db::schema_version(c).value(), known());
    EXPECT_EQ(c.number("SELECT count(*) FROM outbox", -1).value(), 1);
    EXPECT_EQ(c.number("SELECT count(*) FROM sqlite_schema WHERE name='photo'", -1).value(), 0);
}

TEST(KioskMigrations, AReopenedFolderHasEverything) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
        const std::vector<wire::FeedRow> rows{{1, {"seats", "EV1"}, "{}"}};
        ASSERT_TRUE(store.apply_rows(1, rows));
    }
    Store store = open_store(folder.path());
    EXPECT_EQ(store.identity()->kiosk, "K3");
    EXPECT_EQ(store.unanswered(), 1);
    EXPECT_EQ(store.cursor(), 1);
    EXPECT_EQ(store.next_seq(), 2);
}

}  // namespace
}  // namespace linli::store
