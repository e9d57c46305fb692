#include <fstream>

#include "kiosk/db/connection.h"
#include "kiosk/store/schema.h"
#include "tests/unit/kiosk/store/store_fixture.h"

namespace linli::store {
namespace {

std::vector<wire::FeedRow> rows_from(std::int64_t first, int count) {
    std::vector<wire::FeedRow> rows;
    for (int i = 0; i < count; ++i) {
        const std::int64_t n = first + i;
        rows.push_back(
            {n, wire::key_of(SeatCount{fmt::format("EV{}", n), 10, 1, 0}), wire::encode(SeatCount{"", 10, 1, 0})});
    }
    return rows;
}

std::int64_t mirror_rows(Store& store) {
    std::int64_t count = 0;
    EXPECT_TRUE(store.reader().each_mirror_row([&](const wire::FeedRow&) { ++count; }));
    return count;
}

TEST(Store, TheKeyPairIsMadeOnceAndComesBack) {
    const Folder folder;
    crypto::PublicKey first{};
    {
        Store store = open_store(folder.path());
        first = store.signing_key(seeded(1))->public_key;
        EXPECT_FALSE(store.identity());
    }
    Store store = open_store(folder.path());
    EXPECT_EQ(store.signing_key(seeded(2))->public_key, first);
}

TEST(Store, AnEnrolmentIsKeptAndCannotBeReplaced) {
    const Folder folder;
    { Store store = enrolled_store(folder.path()); }
    Store store = open_store(folder.path());
    ASSERT_TRUE(store.identity());
    EXPECT_EQ(store.identity()->kiosk, "K3");
    EXPECT_EQ(store.reader().sync_state()->hub_time.ms, 5000);
    EXPECT_EQ(store.enrol(identity_k3(), 1, {}, {}).error().fault, Fault::Conflict);
}

TEST(Store, OperationsAreNumberedWithoutGapsAlsoAcrossAFailureAndARestart) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        EXPECT_EQ(add(store, seats_operation("EV1", 1))->seq, 1);
        EXPECT_FALSE(
            store.append([](const OperationKey&) -> Result<Operation> { return fail(Fault::Invalid, "no"); }, {}));
        EXPECT_EQ(add(store, seats_operation("EV1", 2))->seq, 2);
    }
    Store store = open_store(folder.path());
    EXPECT_EQ(store.unanswered(), 2);
    EXPECT_EQ(add(store, seats_operation("EV1", 3))->seq, 3);
    EXPECT_EQ((*store.reader().queued_seats())["EV1"], 6);
}

TEST(Store, ARetryIsTheSameBytes) {
    const Folder folder;
    std::string first;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
        first = store.unanswered_batch({}, 10, 10'000)->bodies.at(0);
    }
    Store store = open_store(folder.path());
    EXPECT_EQ(store.unanswered_batch({}, 10, 10'000)->bodies.at(0), first);
    EXPECT_EQ(wire::decode_operation(first)->body, OperationBody(TakeSeats{"EV1", 1, ""}));
}

TEST(Store, ABatchKeepsBothBoundsAndGoesBackToWhatTheHubExpects) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    EXPECT_EQ(store.unanswered_batch({}, 3, 100'000)->bodies.size(), 3U);
    const std::size_t one = store.unanswered_batch({}, 1, 100'000)->bodies.at(0).size();
    EXPECT_EQ(store.unanswered_batch({}, 5, 2 * one + 2)->bodies.size(), 2U);
    EXPECT_EQ(store.unanswered_batch({}, 5, 1)->bodies.size(), 1U);
    ASSERT_EQ(store.store_answers(1, std::vector<Answer>{Applied{}, Applied{}}).value(), 2);
    EXPECT_EQ(store.unanswered_batch({}, 5, 100'000)->first_seq, 3);
    EXPECT_EQ(store.unanswered_batch(2, 5, 100'000)->first_seq, 2);
    EXPECT_EQ(store.unanswered_batch(2, 5, 100'000)->bodies.size(), 4U);
    ASSERT_EQ(store.prune(0).value(), 2);
    EXPECT_EQ(store.unanswered_batch(2, 5, 100'000).error().fault, Fault::NotFound);
    EXPECT_EQ(store.unanswered(), 3);
}

TEST(Store, AnAnswerIsStoredOnceAndTheFirstStays) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    EXPECT_EQ(store.store_answers(1, std::vector<Answer>{Waitlisted{4}}).value(), 1);
    EXPECT_EQ(store.store_answers(1, std::vector<Answer>{Waitlisted{4}}).value(), 0);
    EXPECT_EQ(store.store_answers(1, std::vector<Answer>{Applied{}}).value(), 0);
    EXPECT_EQ(store.unanswered(), 0);
    ASSERT_TRUE(
        store.reader().each_operation([](const OutboxRow& row) { EXPECT_EQ(row.answer, Answer(Waitlisted{4})); }));
}

TEST(Store, AnAnswerFromTheFeedHasTheSameEffect) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
    const std::vector<wire::FeedRow> rows{{1, {"answer", "K3.1.1"}, wire::encode(Answer(Applied{}))},
                                          {2, {"answer", "K4.1.1"}, wire::encode(Answer(Applied{}))}};
    ASSERT_TRUE(store.apply_rows(1, rows));
    EXPECT_EQ(store.unanswered(), 0);
    EXPECT_EQ(store.reader().unanswered().value(), 0);
    EXPECT_EQ(store.store_answers(1, std::vector<Answer>{Applied{}}).value(), 0);
}

TEST(Store, RowsReplaceRemoveAndMoveTheCursor) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(store.apply_rows(1, rows_from(1, 3)));
        const std::vector<wire::FeedRow> rows{{4, {"seats", "EV1"}, "{\"capacity\":1,\"taken\":1,\"waiting\":5}"},
                                              {5, {"seats", "EV2"}, ""}};
        ASSERT_TRUE(store.apply_rows(1, rows));
    }
    Store store = open_store(folder.path());
    EXPECT_EQ(store.cursor(), 5);
    EXPECT_EQ(mirror_rows(store), 2);
    EXPECT_NE((*store.reader().row("seats", "EV1"))->find("\"waiting\":5"), std::string::npos);
    EXPECT_FALSE(*store.reader().row("seats", "EV2"));
}

TEST(Store, RowsThatDoNotFollowTheCursorAreRefusedWhole) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    ASSERT_TRUE(store.apply_rows(1, rows_from(1, 3)));
    EXPECT_EQ(store.apply_rows(1, rows_from(3, 2)).error().fault, Fault::Conflict);
    EXPECT_EQ(store.apply_rows(1, rows_from(5, 2)).error().fault, Fault::Conflict);
    EXPECT_EQ(store.apply_rows(2, rows_from(4, 2)).error().fault, Fault::Conflict);
    auto gap = rows_from(4, 2);
    gap[1].number = 9;
    EXPECT_EQ(store.apply_rows(1, gap).error().fault, Fault::Conflict);
    EXPECT_EQ(store.cursor(), 3);
    EXPECT_EQ(mirror_rows(store), 3);
}

TEST(Store, ItemsAndEntriesAreFoundByTheirReceiptOnly) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    ItemState item;
    item.id = "K4.1.9";
    item.tag.fill(5);
    item.subject = "repair";
    ItemEntry entry;
    entry.item = item.id;
    entry.number = 1;
    entry.tag.fill(5);
    const std::vector<wire::FeedRow> rows{{1, wire::key_of(item), wire::encode(item)},
                                          {2, wire::key_of(entry), wire::encode(entry)},
                                          {3, {"item", "K4.1.10"}, "{\"broken\":true}"}};
    ASSERT_TRUE(store.apply_rows(1, rows));
    EXPECT_EQ(store.reader().by_receipt(item.tag)->mirror.size(), 2U);
    EXPECT_TRUE(store.reader().by_receipt({})->empty());
    EXPECT_EQ(mirror_rows(store), 3);
}

TEST(Store, CountersAreReservedBeforeTheyAreUsed) {
    const Folder folder;
    {
        Store store = enrolled_store(folder.path());
        EXPECT_EQ(store.reserve_counters().value(), 1);
        EXPECT_EQ(store.reserve_counters().value(), 1001);
    }
    EXPECT_EQ(open_store(folder.path()).reserve_counters().value(), 2001);
}

TEST(Store, ASecondProgramOnTheFolderIsRefused) {
    const Folder folder;
    const Store store = open_store(folder.path());
    EXPECT_EQ(Store::open(folder.path()).error().fault, Fault::InUse);
}

TEST(Store, NothingIsAcceptedOnceOnlyTheReserveIsLeft) {
    const Folder folder;
    std::uint64_t free = 100 * 1024 * 1024;
    auto opened = Store::open(folder.path(), [&](const std::string&) { return std::optional(free); });
    ASSERT_TRUE(opened->signing_key(seeded(1)));
    ASSERT_TRUE(opened->enrol(identity_k3(), 1, {}, {}));
    EXPECT_EQ(std::filesystem::file_size(folder.path() + "/ballast"), kBallastBytes);
    free = kReserveBytes - 1;
    EXPECT_EQ(add(*opened, seats_operation("EV1", 1)).error().fault, Fault::DiskFull);
    opened->relieve();
    EXPECT_FALSE(std::filesystem::exists(folder.path() + "/ballast"));
    opened->keep_ballast();
    EXPECT_FALSE(std::filesystem::exists(folder.path() + "/ballast"));
    free = 100 * 1024 * 1024;
    EXPECT_EQ(add(*opened, seats_operation("EV1", 1))->seq, 1);
    opened->keep_ballast();
    EXPECT_TRUE(std::filesystem::exists(folder.path() + "/ballast"));
}

TEST(Store, ADatabaseOfAnotherProgramIsRefused) {
    const Folder folder;
    std::ofstream(folder.path() + "/kiosk.db") << "this is a letter, and no database at all, however long it may be";
    EXPECT_EQ(Store::open(folder.path()).error().fault, Fault::Corrupt);
}

TEST(Store, ADamagedOperationGoesOutMarkedAndStopsNoneBehindIt) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    for (int seats = 1; seats <= 4; ++seats) ASSERT_TRUE(add(store, seats_operation("EV1", seats)));
    const auto sound = store.unanswered_batch({}, 10, 100'000);
    ASSERT_TRUE(sound);
    auto disk = db::Connection::open(database_path(folder.path()), db::Access::ReadWrite, kApplication);
    ASSERT_TRUE(disk);
    ASSERT_TRUE(disk->run("UPDATE outbox SET body='two' || char(10) || 'lines' WHERE seq=1"));
    ASSERT_TRUE(disk->run("UPDATE outbox SET body='' WHERE seq=2"));
    // It can be read, and is not what the resident asked for.
    ASSERT_TRUE(disk->run("UPDATE outbox SET body=(SELECT body FROM outbox WHERE seq=4) WHERE seq=3"));
    const auto batch = store.unanswered_batch({}, 10, 100'000);
    ASSERT_TRUE(batch) << batch.error().message;
    ASSERT_EQ(batch->bodies.size(), 4U);
    EXPECT_EQ(batch->bodies[0], "damaged two lines");
    EXPECT_EQ(batch->bodies[1], "damaged ");
    EXPECT_EQ(batch->bodies[2], "damaged " + sound->bodies[3]);
    EXPECT_FALSE(wire::decode_operation(batch->bodies[2]));
    EXPECT_EQ(batch->bodies[3], sound->bodies[3]);
}

TEST(Store, ASecondConnectionReadsWhatWasCommitted) {
    const Folder folder;
    Store store = enrolled_store(folder.path());
    auto reader = Reader::open(folder.path());
    ASSERT_TRUE(reader);
    ASSERT_TRUE(add(store, seats_operation("EV1", 2)));
    EXPECT_EQ(reader->unanswered().value(), 1);
    EXPECT_EQ(reader->identity().value()->station, "qinghe-1");
    EXPECT_GT(reader->sync_state()->live_version, 0);
}

}  // namespace
}  // namespace linli::store
