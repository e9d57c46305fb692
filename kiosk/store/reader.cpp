#include "kiosk/store/reader.h"

#include "kiosk/base/log.h"
#include "kiosk/db/connection.h"
#include "kiosk/store/schema.h"
#include "kiosk/wire/codec.h"

namespace linli::store {
namespace {

constexpr std::string_view kOutboxColumns = "epoch,seq,type,subject,seats,saved_ms,body,answer";

std::optional<Answer> read_answer(const db::Row& row, int column) {
    std::optional<Answer> out;
    if (row.is_null(column)) return out;
    auto answer = wire::decode_answer(row.text(column));
    // Only this program writes the column; a broken one still says that the operation was answered.
    if (!answer) log_error("store", "an answer in the outbox cannot be read: {}", answer.error().message);
    out.emplace(answer ? std::move(*answer) : Answer(Quarantined{}));
    return out;
}

OutboxRow read_operation(const db::Row& row, const std::string& kiosk) {
    return {{kiosk, row.integer(0), row.integer(1)},
            row.string(2),
            row.string(3),
            static_cast<int>(row.integer(4)),
            Instant{row.integer(5)},
            row.string(6),
            read_answer(row, 7)};
}

}  // namespace

std::string database_path(const std::string& folder) {
    return folder + "/kiosk.db";
}

Result<Reader> Reader::open(const std::string& folder) {
    LINLI_TRY(auto connection, db::Connection::open(database_path(folder), db::Access::ReadOnly, kApplication));
    LINLI_TRY(const int version, db::schema_version(connection));
    const int known = static_cast<int>(migrations().size());
    if (version > known)
        return fail(Fault::TooNew, "database has schema {}, this program knows up to {}", version, known);
    return Reader(std::make_shared<db::Connection>(std::move(connection)));
}

Result<std::optional<Identity>> Reader::identity() const {
    return m_connection->one(
        "SELECT kiosk,epoch,community,station,hub_signing,hub_sealing FROM identity WHERE kiosk IS NOT NULL",
        [](const db::Row& row) {
            return Identity{row.string(0), row.integer(1),   row.string(2),
                            row.string(3), row.array<32>(4), row.array<32>(5)};
        });
}

Result<SyncState> Reader::sync_state() const {
    LINLI_TRY(const auto state,
              m_connection->one(
                  "SELECT generation,cursor,next_seq,hub_ms,wall_ms,content_version,live_version FROM sync",
                  [](const db::Row& row) {
                      return SyncState{row.integer(0),          row.integer(1), row.integer(2), Instant{row.integer(3)},
                                       Instant{row.integer(4)}, row.integer(5), row.integer(6)};
                  }));
    if (!state) return fail(Fault::Corrupt, "the table sync has lost its row");
    return *state;
}

Result<std::int64_t> Reader::unanswered() const {
    return m_connection->number("SELECT count(*) FROM outbox WHERE answer IS NULL", 0);
}

Result<std::optional<Instant>> Reader::oldest_unanswered() const {
    return m_connection->one("SELECT saved_ms FROM outbox WHERE answer IS NULL ORDER BY epoch,seq LIMIT 1",
                             [](const db::Row& row) { return Instant{row.integer(0)}; });
}

Result<std::unordered_map<std::string, int>> Reader::queued_seats() const {
    std::unordered_map<std::string, int> seats;
    LINLI_OK(m_connection->each(
        "SELECT subject,sum(seats) FROM outbox WHERE answer IS NULL AND type='take' GROUP BY subject",
        [&](const db::Row& row) { seats[row.string(0)] = static_cast<int>(row.integer(1)); }));
    return seats;
}

Result<std::optional<std::string>> Reader::row(std::string_view kind, std::string_view id) const {
    return m_connection->one(
        "SELECT json FROM mirror WHERE kind=? AND id=?", [](const db::Row& r) { return r.string(0); }, kind, id);
}

Result<std::int64_t> Reader::row_number(std::string_view kind, std::string_view id) const {
    return m_connection->number("SELECT n FROM mirror WHERE kind=? AND id=?", 0, kind, id);
}

Result<> Reader::each_row(std::string_view kind,
                          const std::function<void(std::string_view id, std::string_view json)>& on_row) const {
    return m_connection->each(
        "SELECT id,json FROM mirror WHERE kind=? ORDER BY id",
        [&](const db::Row& row) { on_row(row.text(0), row.text(1)); }, kind);
}

Result<> Reader::each_mirror_row(const std::function<void(const wire::FeedRow&)>& on_row) const {
    return m_connection->each("SELECT n,kind,id,json FROM mirror ORDER BY kind,id", [&](const db::Row& row) {
        on_row({row.integer(0), {row.string(1), row.string(2)}, row.string(3)});
    });
}

Result<> Reader::each_operation(const std::function<void(const OutboxRow&)>& on_row) const {
    LINLI_TRY(const auto who, identity());
    const std::string kiosk = who ? who->kiosk : std::string();
    return m_connection->each(fmt::format("SELECT {} FROM outbox ORDER BY epoch,seq", kOutboxColumns),
                              [&](const db::Row& row) { on_row(read_operation(row, kiosk)); });
}

Result<ReceiptRows> Reader::by_receipt(const crypto::ReceiptTag& tag) const {
    LINLI_TRY(const auto who, identity());
    const std::string kiosk = who ? who->kiosk : std::string();
    ReceiptRows rows;
    LINLI_OK(m_connection->each(
        "SELECT n,kind,id,json FROM mirror WHERE tag=? ORDER BY n LIMIT ?",
        [&](const db::Row& row) {
            rows.mirror.push_back({row.integer(0), {row.string(1), row.string(2)}, row.string(3)});
        },
        tag, kMaxReceiptRows));
    LINLI_OK(m_connection->each(
        fmt::format("SELECT {} FROM outbox WHERE tag=? ORDER BY epoch,seq LIMIT ?", kOutboxColumns),
        [&](const db::Row& row) { rows.outbox.push_back(read_operation(row, kiosk)); }, tag, kMaxReceiptRows));
    return rows;
}

Result<std::optional<Answer>> Reader::answer_to(std::string_view item) const {
    LINLI_TRY(const auto json, row("answer", item));
    Result<std::optional<Answer>> out;
    if (!json) return out;
    if (auto answer = wire::decode_answer(*json)) out->emplace(std::move(*answer));
    return out;
}

}  // namespace linli::store
