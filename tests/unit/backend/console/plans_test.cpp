// What the pages ask of the database, on a hub that was filled: each statement's plan leads to its rows by an index.
#include <algorithm>
#include <set>

#include "backend/hub/sample.h"
#include "tests/unit/backend/console/console_fixture.h"

namespace linli::hub::console {
namespace {

// Passes everything on and keeps the text of what was asked.
class ListeningSql final : public Sql {
  public:
    ListeningSql(std::unique_ptr<Sql> inner, std::set<std::string>& heard)
        : m_inner(std::move(inner)), m_heard(heard) {}

    Result<std::int64_t> run_params(std::string_view sql, std::span<const db::Param> params) override {
        return m_inner->run_params(sql, params);
    }
    Result<> each_params(std::string_view sql, std::span<const db::Param> params, const OnRow& on_row) override {
        if (sql.starts_with("SELECT")) m_heard.emplace(sql);
        return m_inner->each_params(sql, params, on_row);
    }
    Result<> begin() override { return m_inner->begin(); }
    Result<> commit() override { return m_inner->commit(); }
    void rollback() override { m_inner->rollback(); }
    Result<> begin_part() override { return m_inner->begin_part(); }
    Result<> release_part() override { return m_inner->release_part(); }
    void undo_part() override { m_inner->undo_part(); }

  private:
    std::unique_ptr<Sql> m_inner;
    std::set<std::string>& m_heard;
};

class Plans : public ConsoleTest {
  protected:
    void SetUp() override {
        ConsoleTest::SetUp();
        m_console = *Console::make();
        m_hub = std::make_unique<Hub>(*Hub::open(std::make_unique<ListeningSql>(*open_sqlite(":memory:"), m_heard),
                                                 m_keys, entropy(), m_console.get()));
        const auto files = content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"});
        ASSERT_TRUE(files);
        ASSERT_TRUE(m_hub->load(*files, now));
        ASSERT_TRUE(m_hub->fill_sample({200, "qinghe", 60, 3}, now));
        const auto enter = [&](hub::Desk& desk) -> Result<> {
            LINLI_TRY(const std::int64_t staff,
                      desk.add_staff({0, Role::Operator, "qinghe"}, "lihua", Role::Desk, "hash"));
            return desk.start_session(staff, "token", "csrf");
        };
        ASSERT_TRUE(m_hub->with_desk(now, enter));
        m_cookies[std::string(kSessionCookie)] = "token";
        m_heard.clear();
    }
    std::string plan_of(const std::string& sql) {
        const std::vector<db::Param> params(static_cast<std::size_t>(std::count(sql.begin(), sql.end(), '?')),
                                            db::param(std::int64_t{1}));
        std::string plan;
        EXPECT_TRUE(m_hub->sql().each_params("EXPLAIN QUERY PLAN " + sql, params, [&](const SqlRow& r) -> Result<> {
            plan += r.string(3) + "\n";
            return {};
        })) << sql;
        return plan;
    }

    std::set<std::string> m_heard;
};

TEST_F(Plans, EveryPageFindsWhatGrowsByAnIndex) {
    const auto some = m_hub->sql().one("SELECT id FROM item WHERE type='request' AND status='open' LIMIT 1",
                                       [](const SqlRow& r) { return r.string(0); });
    ASSERT_TRUE(some && *some);
    const std::string one = "/requests/" + **some;
    m_heard.clear();
    for (const std::string& page : {std::string("/requests"),
                                    std::string("/requests?view=mine"),
                                    std::string("/requests?view=closed"),
                                    std::string("/requests?view=closed&kind=repair"),
                                    std::string("/requests?view=reopened"),
                                    std::string("/requests?clock=overdue&desk=property"),
                                    std::string("/requests?clock=soon&stage=team"),
                                    std::string("/requests?q=1"),
                                    std::string("/requests?q=lift&level=street"),
                                    one,
                                    std::string("/round"),
                                    std::string("/visits"),
                                    std::string("/answers"),
                                    std::string("/figures"),
                                    std::string("/events"),
                                    std::string("/events/electric"),
                                    std::string("/calls"),
                                    std::string("/quarantine"),
                                    std::string("/kiosks"),
                                    std::string("/audit"),
                                    std::string("/audit?before=100")})
        EXPECT_EQ(get(page).status, 200) << page;
    const std::set<std::string> heard = m_heard;
    EXPECT_GT(heard.size(), 25U);
    for (const std::string& sql : heard) {
        const std::string plan = plan_of(sql);
        // These have a row for each request, or several; all others stay small.
        for (const char* table : {"item", "entry", "feed", "published", "operation", "audit", "note", "handover"})
            EXPECT_EQ(plan.find("SCAN " + std::string(table) + "\n"), std::string::npos) << sql << "\n" << plan;
        // The queue and the records are read in their order. What a search found, the people of one event, what was
        // held back and the kiosks are few enough to be put in theirs.
        const bool queue = sql.find("type='request'") != std::string::npos && sql.find(" IN (") == std::string::npos;
        if (queue || sql.find("FROM audit") != std::string::npos) {
            EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << sql << "\n" << plan;
        }
        // However many have ended, they are counted without being fetched; a clock is asked of the open ones alone.
        if (sql.starts_with("SELECT count(*) FROM item WHERE type='request'") &&
            sql.find("_due") == std::string::npos) {
            EXPECT_NE(plan.find("COVERING INDEX"), std::string::npos) << sql << "\n" << plan;
        }
    }
}

}  // namespace
}  // namespace linli::hub::console
