#include "kiosk/db/connection.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "kiosk/db/folder_lock.h"

namespace linli::db {
namespace {

constexpr std::int32_t kApplication = 77;

class Folder {
  public:
    Folder() : m_path(std::filesystem::path(testing::TempDir()) / "linli-db-XXXXXX") {
        std::string text = m_path.string();
        m_path = ::mkdtemp(text.data());
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] std::string file(const std::string& name) const { return (m_path / name).string(); }
    [[nodiscard]] std::string path() const { return m_path.string(); }

  private:
    std::filesystem::path m_path;
};

Connection memory() {
    auto c = Connection::open(":memory:", Access::ReadWrite, kApplication);
    EXPECT_TRUE(c);
    EXPECT_TRUE(c->script("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB)"));
    return std::move(*c);
}

TEST(Connection, ValuesComeBackAsTheyWereBound) {
    Connection c = memory();
    const Bytes blob{1, 0, 2};
    ASSERT_TRUE(c.run("INSERT INTO t VALUES(?,?,?)", 1, "水'--", blob));
    ASSERT_TRUE(c.run("INSERT INTO t VALUES(?,?,?)", 2, std::optional<std::string>(), ByteView{}));
    const auto text = c.one(
        "SELECT b FROM t WHERE a=?", [](const Row& r) { return r.string(0); }, 1);
    EXPECT_EQ(**text, "水'--");
    EXPECT_EQ(**c.one("SELECT c FROM t WHERE a=1", [](const Row& r) { return r.bytes(0); }), blob);
    EXPECT_TRUE(**c.one("SELECT b FROM t WHERE a=2", [](const Row& r) { return r.is_null(0); }));
    EXPECT_EQ(c.number("SELECT count(*) FROM t WHERE c=x''", 0).value(), 1);
    EXPECT_EQ(c.number("SELECT a FROM t WHERE a=9", -1).value(), -1);
}

TEST(Connection, ALoopGoesOnWhileManyOtherStatementsComeAndGo) {
    Connection c = memory();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(c.run("INSERT INTO t VALUES(?,?,?)", i, "x", nullptr));
    int rows = 0;
    ASSERT_TRUE(c.each("SELECT a FROM t ORDER BY a", [&](const Row& row) {
        EXPECT_EQ(row.integer(0), rows++);
        for (std::size_t i = 0; i <= kMaxStatements; ++i) EXPECT_TRUE(c.number(fmt::format("SELECT {}", i), 0));
    }));
    EXPECT_EQ(rows, 3);
}

TEST(Connection, ATransactionThatIsNotCommittedLeavesNothing) {
    Connection c = memory();
    {
        auto transaction = Transaction::begin(c);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(c.run("INSERT INTO t(a) VALUES(1)"));
    }
    EXPECT_EQ(c.number("SELECT count(*) FROM t", -1).value(), 0);
}

TEST(Connection, ASavepointUndoesOnlyItsPart) {
    Connection c = memory();
    auto transaction = Transaction::begin(c);
    ASSERT_TRUE(c.run("INSERT INTO t(a) VALUES(1)"));
    {
        auto part = Savepoint::begin(c);
        ASSERT_TRUE(c.run("INSERT INTO t(a) VALUES(2)"));
    }
    {
        auto part = Savepoint::begin(c);
        ASSERT_TRUE(c.run("INSERT INTO t(a) VALUES(3)"));
        ASSERT_TRUE(part->release());
    }
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(c.number("SELECT sum(a) FROM t", -1).value(), 4);
}

TEST(Connection, AConstraintIsAConflictAndAnErrorInARowEndsTheLoop) {
    Connection c = memory();
    ASSERT_TRUE(c.run("INSERT INTO t(a) VALUES(1),(2)"));
    EXPECT_EQ(c.run("INSERT INTO t(a) VALUES(1)").error().fault, Fault::Conflict);
    int seen = 0;
    const auto result = c.each("SELECT a FROM t", [&](const Row&) -> Result<> {
        ++seen;
        return fail(Fault::Invalid, "stop");
    });
    EXPECT_EQ(result.error().fault, Fault::Invalid);
    EXPECT_EQ(seen, 1);
}

TEST(Connection, AnInjectedFaultLeavesTheStatementUnrun) {
    Connection c = memory();
    c.set_fault_hook([] { return std::optional(Fault::DiskFull); });
    EXPECT_EQ(c.run("INSERT INTO t(a) VALUES(1)").error().fault, Fault::DiskFull);
    c.set_fault_hook({});
    EXPECT_EQ(c.number("SELECT count(*) FROM t", -1).value(), 0);
}

TEST(Connection, AFileOfAnotherProgramAndAFileThatIsNoDatabaseAreRefused) {
    const Folder folder;
    {
        ASSERT_TRUE(
            Connection::open(folder.file("a.db"), Access::ReadWrite, kApplication)->script("CREATE TABLE t(a)"));
    }
    EXPECT_EQ(Connection::open(folder.file("a.db"), Access::ReadWrite, 78).error().fault, Fault::Corrupt);
    FILE* f = std::fopen(folder.file("b.db").c_str(), "w");
    for (int i = 0; i < 5000; ++i) std::fputs("no database ", f);
    std::fclose(f);
    const Error damaged = Connection::open(folder.file("b.db"), Access::ReadWrite, kApplication).error();
    EXPECT_EQ(damaged.fault, Fault::Corrupt);
    EXPECT_NE(damaged.message.find(folder.file("b.db")), std::string::npos);
}

TEST(FolderLock, AFolderThatCannotBeMadeIsNamed) {
    const Folder folder;
    std::fclose(std::fopen(folder.file("taken").c_str(), "w"));
    const auto lock = FolderLock::take(folder.file("taken"), "lock");
    ASSERT_FALSE(lock);
    EXPECT_NE(lock.error().message.find(folder.file("taken")), std::string::npos);
}

TEST(FolderLock, ASecondHolderIsRefusedUntilTheFirstLetsGo) {
    const Folder folder;
    {
        const auto first = FolderLock::take(folder.path(), "lock");
        ASSERT_TRUE(first);
        EXPECT_EQ(FolderLock::take(folder.path(), "lock").error().fault, Fault::InUse);
    }
    EXPECT_TRUE(FolderLock::take(folder.path(), "lock"));
}

}  // namespace
}  // namespace linli::db
