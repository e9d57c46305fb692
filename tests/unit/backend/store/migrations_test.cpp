// The seven cases of a migration, on the hub's own schema: fresh, again, partial, backfill, too new, failed, reopened.
#include <filesystem>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "backend/store/sqlite.h"

namespace linli::hub {
namespace {

class HubMigrations : public testing::Test {
  protected:
    void SetUp() override {
        std::string text = (std::filesystem::path(testing::TempDir()) / "linli-hub-XXXXXX").string();
        ASSERT_NE(::mkdtemp(text.data()), nullptr);
        folder = text;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    [[nodiscard]] std::string path() const { return (folder / "hub.db").string(); }
    [[nodiscard]] db::Connection raw() const {
        auto connection = db::Connection::open(path(), db::Access::ReadWrite, kHubApplication);
        EXPECT_TRUE(connection);
        return std::move(*connection);
    }
    // Today's steps and one more, as the next release would have them.
    [[nodiscard]] static std::vector<db::Migration> with(std::string_view next) {
        std::vector<db::Migration> steps(hub_migrations().begin(), hub_migrations().end());
        steps.push_back({static_cast<int>(steps.size()) + 1, next});
        return steps;
    }
    [[nodiscard]] static int newest() { return static_cast<int>(hub_migrations().size()); }

    std::filesystem::path folder;
};

TEST_F(HubMigrations, AFreshFileGetsTheNewestSchema) {
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    EXPECT_EQ(db::schema_version(connection).value(), newest());
    EXPECT_EQ(connection.number("SELECT value FROM meta WHERE name='generation'", 0).value(), 1);
}

TEST_F(HubMigrations, OpeningAgainChangesNothing) {
    ASSERT_TRUE(open_sqlite(path()));
    {
        db::Connection connection = raw();
        ASSERT_TRUE(connection.run("UPDATE meta SET value=9 WHERE name='generation'"));
    }
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    EXPECT_EQ(connection.number("SELECT value FROM meta WHERE name='generation'", 0).value(), 9);
}

TEST_F(HubMigrations, AFileAtAnOlderVersionGetsOnlyWhatIsMissing) {
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    ASSERT_TRUE(db::migrate(connection, with("CREATE TABLE later(a INTEGER)")));
    EXPECT_EQ(db::schema_version(connection).value(), newest() + 1);
    EXPECT_EQ(connection.number("SELECT count(*) FROM later", -1).value(), 0);
}

TEST_F(HubMigrations, ANewColumnIsFilledForRowsThatWereThere) {
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    ASSERT_TRUE(connection.run("INSERT INTO feed_head VALUES('qinghe',41)"));
    ASSERT_TRUE(db::migrate(connection, with("ALTER TABLE feed_head ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;"
                                             "UPDATE feed_head SET floor=head-1")));
    EXPECT_EQ(connection.number("SELECT floor FROM feed_head", -1).value(), 40);
}

TEST_F(HubMigrations, ARequestFromBeforeIsInTheFiguresByKindInTheQueueAndAmongThoseToVisit) {
    {
        db::Connection connection = raw();
        ASSERT_TRUE(db::migrate(connection, hub_migrations().first(3)));
        // Opened again by a resident who gave the lowest grade; 23:30 of 31 October in UTC is November in Beijing.
        ASSERT_TRUE(connection.run(
            "INSERT INTO "
            "item(id,community,type,subject,place,tag,receipt_key,status,stage,seats,position,reopened,grade,"
            "opened_at,updated_at,readback,entries,feed_number,category,desk,visibility,people,respond_due,solve_due,"
            "responded_at,queued_at,event_community) VALUES('K1.1.1','qinghe','request','repair','',x'',x'','open',"
            "'team',0,0,1,1,1793489400000,1793489500000,x'',1,1,'','property','private',1,1793490000000,"
            "1793500000000,1793489450000,0,'')"));
    }
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    const auto number = [&](std::string_view sql) { return connection.number(sql, -1).value(); };
    EXPECT_EQ(number("SELECT opened FROM tally_kind WHERE community='qinghe' AND month='2026-11' AND kind='repair'"),
              1);
    EXPECT_EQ(number("SELECT visit_asked FROM item WHERE visit_grade=1"), 1793489500000);
    EXPECT_EQ(number("SELECT next_due FROM item"), 1793500000000 - 10000000000000);
}

TEST_F(HubMigrations, AFileOfANewerProgramIsRefusedUntouched) {
    ASSERT_TRUE(open_sqlite(path()));
    {
        db::Connection connection = raw();
        ASSERT_TRUE(db::migrate(connection, with("CREATE TABLE later(a INTEGER)")));
    }
    const auto refused = open_sqlite(path());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::TooNew);
    db::Connection connection = raw();
    EXPECT_EQ(db::schema_version(connection).value(), newest() + 1);
}

TEST_F(HubMigrations, AStepThatFailsIsUndoneWhole) {
    ASSERT_TRUE(open_sqlite(path()));
    db::Connection connection = raw();
    EXPECT_FALSE(db::migrate(connection, with("CREATE TABLE later(a INTEGER); INSERT INTO nowhere VALUES(1)")));
    EXPECT_EQ(db::schema_version(connection).value(), newest());
    EXPECT_FALSE(connection.number("SELECT count(*) FROM later", -1));
}

TEST_F(HubMigrations, WhatWasCommittedIsThereWhenTheFileIsOpenedAgain) {
    {
        auto sql = open_sqlite(path());
        ASSERT_TRUE(sql);
        auto transaction = SqlTransaction::begin(**sql);
        ASSERT_TRUE((*sql)->run("INSERT INTO feed_head VALUES('qinghe',3)"));
        ASSERT_TRUE(transaction->commit());
    }
    auto sql = open_sqlite(path());
    ASSERT_TRUE(sql);
    EXPECT_EQ((*sql)->number("SELECT head FROM feed_head WHERE community='qinghe'", -1).value(), 3);
}

}  // namespace
}  // namespace linli::hub
