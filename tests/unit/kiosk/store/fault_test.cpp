// A fault at every SQL step: afterwards either all of it is there or nothing, and the folder opens again.
#include "tests/unit/kiosk/store/store_fixture.h"

namespace linli::store {
namespace {

// Counts down to the statement that fails with `fault`, and every one after it, as after a crash.
std::function<std::optional<Fault>()> fail_from(int step, Fault fault) {
    return [left = step, fault]() mutable -> std::optional<Fault> {
        if (left > 0) {
            --left;
            return std::nullopt;
        }
        return fault;
    };
}

class FaultAtEachStep : public testing::TestWithParam<Fault> {};

TEST_P(FaultAtEachStep, AnOperationIsThereWholeOrNotAtAll) {
    for (int step = 0; step < 10; ++step) {
        const Folder folder;
        bool saved = false;
        {
            Store store = enrolled_store(folder.path());
            ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
            store.set_fault_hook(fail_from(step, GetParam()));
            const auto key = add(store, seats_operation("EV2", 1));
            saved = key.has_value();
            if (!saved) {
                EXPECT_EQ(key.error().fault, GetParam());
            }
        }
        Store store = open_store(folder.path());
        EXPECT_EQ(store.unanswered(), saved ? 2 : 1) << "at step " << step;
        EXPECT_EQ(add(store, seats_operation("EV3", 1))->seq, saved ? 3 : 2);
        if (saved) return;
    }
    FAIL() << "the operation was never saved";
}

TEST_P(FaultAtEachStep, TheCursorIsNeverAheadOfTheRowsAndAnswersComeWithThem) {
    for (int step = 0; step < 40; ++step) {
        const Folder folder;
        bool applied = false;
        {
            Store store = enrolled_store(folder.path());
            ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
            store.set_fault_hook(fail_from(step, GetParam()));
            const std::vector<wire::FeedRow> rows{{1, {"seats", "EV1"}, "{}"},
                                                  {2, {"answer", "K3.1.1"}, wire::encode(Answer(Applied{}))},
                                                  {3, {"seats", "EV1"}, ""}};
            applied = store.apply_rows(1, rows).has_value();
            EXPECT_EQ(store.cursor(), applied ? 3 : 0);
            EXPECT_EQ(store.unanswered(), applied ? 0 : 1);
        }
        Store store = open_store(folder.path());
        int rows = 0;
        ASSERT_TRUE(store.reader().each_mirror_row([&](const wire::FeedRow&) { ++rows; }));
        EXPECT_EQ(store.cursor(), applied ? 3 : 0);
        EXPECT_EQ(rows, applied ? 1 : 0);
        EXPECT_EQ(store.unanswered(), applied ? 0 : 1);
        if (applied) return;
    }
    FAIL() << "the rows were never applied";
}

TEST_P(FaultAtEachStep, AnswersAreStoredTogether) {
    for (int step = 0; step < 40; ++step) {
        const Folder folder;
        Store store = enrolled_store(folder.path());
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
        ASSERT_TRUE(add(store, seats_operation("EV1", 1)));
        store.set_fault_hook(fail_from(step, GetParam()));
        const bool stored = store.store_answers(1, std::vector<Answer>{Applied{}, Waitlisted{1}}).has_value();
        store.set_fault_hook({});
        EXPECT_EQ(store.unanswered(), stored ? 0 : 2);
        EXPECT_EQ(store.reader().unanswered().value(), stored ? 0 : 2);
        if (stored) return;
    }
    FAIL() << "the answers were never stored";
}

INSTANTIATE_TEST_SUITE_P(Store, FaultAtEachStep,
                         testing::Values(Fault::Storage, Fault::DiskFull, Fault::ReadOnly, Fault::InUse),
                         [](const auto& one) {
                             return std::string(one.param == Fault::Storage    ? "Crash"
                                                : one.param == Fault::DiskFull ? "DiskFull"
                                                : one.param == Fault::ReadOnly ? "ReadOnly"
                                                                               : "Busy");
                         });

}  // namespace
}  // namespace linli::store
