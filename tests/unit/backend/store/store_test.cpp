#include <gtest/gtest.h>

#include "backend/store/sqlite.h"

namespace linli::hub {
namespace {

std::unique_ptr<Sql> memory() {
    auto sql = open_sqlite(":memory:");
    EXPECT_TRUE(sql);
    return std::move(*sql);
}

TEST(Store, ATransactionThatIsNotCommittedLeavesNothing) {
    const auto sql = memory();
    {
        auto transaction = SqlTransaction::begin(*sql);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(sql->run("INSERT INTO feed_head VALUES('qinghe', 4)"));
    }
    EXPECT_EQ(sql->number("SELECT count(*) FROM feed_head", -1).value(), 0);
}

TEST(Store, NestedPartsAreUndoneAlone) {
    const auto sql = memory();
    auto transaction = SqlTransaction::begin(*sql);
    ASSERT_TRUE(transaction);
    auto outer = SqlSavepoint::begin(*sql);
    ASSERT_TRUE(outer);
    ASSERT_TRUE(sql->run("INSERT INTO feed_head VALUES('a', 1)"));
    {
        auto inner = SqlSavepoint::begin(*sql);
        ASSERT_TRUE(inner);
        ASSERT_TRUE(sql->run("INSERT INTO feed_head VALUES('b', 1)"));
    }
    ASSERT_TRUE(outer->release());
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(**sql->one("SELECT group_concat(community) FROM feed_head", [](const SqlRow& r) { return r.string(0); }),
              "a");
}

TEST(Store, ASessionThatEndsInTheMiddleOfATransactionUndoesIt) {
    auto sql = memory();
    ASSERT_TRUE(sql->begin());
    ASSERT_TRUE(sql->begin_part());
    sql.reset();
}

}  // namespace
}  // namespace linli::hub
