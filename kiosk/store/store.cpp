#include "kiosk/store/store.h"

#include <algorithm>
#include <charconv>

#include "kiosk/base/check.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/db/connection.h"
#include "kiosk/db/folder_lock.h"
#include "kiosk/store/schema.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/limits.h"

namespace linli::store {
namespace {

constexpr std::string_view kLockName = "kiosk.lock";

// What of an operation is looked for without opening its body.
struct Columns {
    std::string_view type;
    std::string subject;
    int seats = 0;
};

Columns columns_of(const OperationBody& body) {
    struct {
        Columns operator()(const OpenRequest& b) const { return {"open", b.kind}; }
        Columns operator()(const JoinTrouble& b) const { return {"join", b.item}; }
        Columns operator()(const WithdrawRequest& b) const { return {"withdraw", b.item}; }
        Columns operator()(const RateRequest& b) const { return {"rate", b.item}; }
        Columns operator()(const TakeSeats& b) const { return {"take", b.event, b.seats}; }
        Columns operator()(const CancelSeats& b) const { return {"cancel", b.item}; }
        Columns operator()(const ReadNotice& b) const { return {"read", b.notice}; }
        Columns operator()(const UnknownOperation& b) const { return {"unknown", b.name}; }
    } const columns;
    return std::visit(columns, body);
}

// The receipt's tag of an item or an entry. The hub writes compact JSON, in which these characters can stand nowhere
// else: a quote inside a string is escaped. A row without one is kept all the same, only no receipt finds it.
std::optional<crypto::ReceiptTag> tag_of(const wire::FeedRow& row) {
    if (row.key.kind != "item" && row.key.kind != "entry") return std::nullopt;
    constexpr std::string_view kMark = "\"tag\":\"";
    const std::size_t start = row.json.find(kMark);
    if (start == std::string::npos) return std::nullopt;
    const std::size_t from = start + kMark.size();
    const std::size_t end = row.json.find('"', from);
    if (end == std::string::npos) return std::nullopt;
    const auto tag = crypto::array_from_base64<16>(std::string_view(row.json).substr(from, end - from));
    if (!tag) return std::nullopt;
    return *tag;
}

// How a body that is not what was sealed goes out: the hub cannot read it, lays it before staff and takes what follows.
// Marked, so that what the disk turned into something else that can be read is not done; one line, as the batch wants.
std::string damaged(std::string_view body) {
    constexpr std::string_view kMark = "damaged ";
    std::string line(kMark);
    line += body.substr(0, wire::kMaxOperationBytes - kMark.size());
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

bool is_live(std::string_view kind) {
    return kind == "trouble" || kind == "seats" || kind == "tally";
}

}  // namespace

struct Store::Inner {
    db::FolderLock lock;
    Disk disk;
    std::shared_ptr<db::Connection> connection;
    Reader reader;
    std::optional<Identity> identity;
    SyncState state;
    std::int64_t unanswered = 0;

    [[nodiscard]] db::Connection& db() const { return *connection; }
    [[nodiscard]] Result<> reload();
    [[nodiscard]] Result<AnswerEffect> store_answer(std::int64_t seq, const Answer& answer);
    [[nodiscard]] Result<> log_difference(std::int64_t seq) const;
};

Result<> Store::Inner::reload() {
    LINLI_TRY(identity, reader.identity());
    LINLI_TRY(state, reader.sync_state());
    LINLI_TRY(unanswered, reader.unanswered());
    return {};
}

Store::Store(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& folder, FreeSpace free_space) {
    LINLI_TRY(auto lock, db::FolderLock::take(folder, std::string(kLockName)));
    LINLI_TRY(auto opened, db::Connection::open(database_path(folder), db::Access::ReadWrite, kApplication));
    LINLI_OK(db::migrate(opened, migrations()));
    auto connection = std::make_shared<db::Connection>(std::move(opened));
    auto inner = std::make_unique<Inner>(Inner{std::move(lock), Disk(folder, std::move(free_space)), connection,
                                               Reader(connection), std::nullopt, SyncState{}, 0});
    LINLI_OK(inner->reload());
    inner->disk.keep_ballast();
    return Store(std::move(inner));
}

const Reader& Store::reader() const {
    return m_inner->reader;
}
const std::optional<Identity>& Store::identity() const {
    return m_inner->identity;
}
std::int64_t Store::unanswered() const {
    return m_inner->unanswered;
}
std::int64_t Store::next_seq() const {
    return m_inner->state.next_seq;
}
std::int64_t Store::cursor() const {
    return m_inner->state.cursor;
}
std::int64_t Store::generation() const {
    return m_inner->state.generation;
}
std::int64_t Store::data_version() const {
    return m_inner->state.content_version + m_inner->state.live_version;
}
Instant Store::hub_time() const {
    return m_inner->state.hub_time;
}
Instant Store::wall_time() const {
    return m_inner->state.wall_time;
}
void Store::set_fault_hook(std::function<std::optional<Fault>()> hook) {
    m_inner->db().set_fault_hook(std::move(hook));
}
void Store::keep_ballast() {
    m_inner->disk.keep_ballast();
}

Result<crypto::SigningKey> Store::signing_key(const Entropy& entropy) {
    db::Connection& db = m_inner->db();
    LINLI_TRY(const auto stored, db.one("SELECT seed FROM identity",
                                        [](const db::Row& row) { return crypto::Secret<32>(row.array<32>(0)); }));
    if (stored) return crypto::signing_key_from_seed(*stored);
    crypto::Secret<32> seed;
    entropy(seed.bytes());
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_OK(db.run("INSERT INTO identity(only,seed) VALUES(1,?)", seed.bytes()));
    LINLI_OK(transaction.commit());
    return crypto::signing_key_from_seed(seed);
}

Result<> Store::enrol(const Identity& identity, std::int64_t generation, Now now, Instant hub_time) {
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_TRY(
        const std::int64_t changed,
        db.run(
            "UPDATE identity SET kiosk=?,epoch=?,community=?,station=?,hub_signing=?,hub_sealing=? WHERE kiosk IS NULL",
            identity.kiosk, identity.epoch, identity.community, identity.station, identity.hub_signing,
            identity.hub_sealing));
    if (changed != 1) return fail(Fault::Conflict, "this kiosk is enrolled already");
    LINLI_OK(db.run("UPDATE sync SET generation=?,hub_ms=?,wall_ms=?", generation, hub_time.ms, now.wall.ms));
    LINLI_OK(transaction.commit());
    // Not read back: a read that failed here would leave a kiosk that is enrolled and does not know it.
    m_inner->identity = identity;
    m_inner->state.generation = generation;
    m_inner->state.hub_time = hub_time;
    m_inner->state.wall_time = now.wall;
    return {};
}

Result<std::int64_t> Store::reserve_counters() {
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_TRY(const std::int64_t end,
              db.number("UPDATE sync SET counters=counters+? RETURNING counters", 0, wire::kCounterBlock));
    LINLI_OK(transaction.commit());
    return end - wire::kCounterBlock + 1;
}

Result<> Store::note_hub_time(Instant hub, Instant wall) {
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_OK(db.run("UPDATE sync SET hub_ms=?,wall_ms=?", hub.ms, wall.ms));
    LINLI_OK(transaction.commit());
    m_inner->state.hub_time = hub;
    m_inner->state.wall_time = wall;
    return {};
}

Result<OperationKey> Store::append(const std::function<Result<Operation>(const OperationKey&)>& make, Instant wall) {
    if (!m_inner->identity) return fail(Fault::Denied, "an operation before enrolment");
    LINLI_OK(m_inner->disk.check_reserve());
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_TRY(const std::int64_t next,
              db.number("UPDATE sync SET next_seq=next_seq+1,live_version=live_version+1 RETURNING next_seq", 0));
    const OperationKey key{m_inner->identity->kiosk, m_inner->identity->epoch, next - 1};
    LINLI_TRY(const Operation operation, make(key));
    const std::string body = wire::encode(operation);
    if (body.size() > wire::kMaxOperationBytes) return fail(Fault::TooLarge, "an operation of {} bytes", body.size());
    const Columns columns = columns_of(operation.body);
    LINLI_OK(db.run("INSERT INTO outbox(epoch,seq,type,subject,seats,tag,saved_ms,hash,body) VALUES(?,?,?,?,?,?,?,?,?)",
                    key.epoch, key.seq, columns.type, columns.subject, columns.seats,
                    crypto::receipt_tag(operation.receipt_key), wall.ms, crypto::blake2b(body), body));
    LINLI_OK(transaction.commit());
    m_inner->state.next_seq = next;
    ++m_inner->state.live_version;
    ++m_inner->unanswered;
    return key;
}

Result<OutboxBatch> Store::unanswered_batch(std::optional<std::int64_t> from, std::size_t max_operations,
                                            std::size_t max_bytes) {
    OutboxBatch batch;
    if (!m_inner->identity) return batch;
    db::Connection& db = m_inner->db();
    const std::int64_t epoch = m_inner->identity->epoch;
    LINLI_TRY(const std::int64_t first,
              db.number("SELECT min(seq) FROM outbox WHERE answer IS NULL AND epoch=?", 0, epoch));
    batch.first_seq = from && (first == 0 || *from < first) ? *from : first;
    if (batch.first_seq == 0) return batch;
    std::size_t bytes = 0;
    bool ended = false;
    LINLI_OK(db.each(
        "SELECT seq,body,hash FROM outbox WHERE epoch=? AND seq>=? ORDER BY seq LIMIT ?",
        [&](const db::Row& row) -> Result<> {
            std::string body = row.string(1);
            const bool sound = crypto::blake2b(body) == row.array<32>(2);
            if (!sound) body = damaged(body);
            const auto wanted = batch.first_seq + static_cast<std::int64_t>(batch.bodies.size());
            const bool full = !batch.bodies.empty() && bytes + body.size() + 1 > max_bytes;
            ended = ended || full || row.integer(0) != wanted;
            if (ended) return {};
            // A disk that lies is found here, and stops nothing that lies behind.
            if (!sound) log_error("store", "operation {} is not what was stored; it goes to the hub's staff", wanted);
            bytes += body.size() + 1;
            batch.bodies.push_back(std::move(body));
            return {};
        },
        epoch, batch.first_seq, max_operations));
    if (batch.bodies.empty())
        return fail(Fault::NotFound, "operation {} is not in the outbox any more", batch.first_seq);
    return batch;
}

// Runs inside the caller's transaction.
Result<AnswerEffect> Store::Inner::store_answer(std::int64_t seq, const Answer& answer) {
    const std::int64_t epoch = identity->epoch;
    const std::string text = wire::encode(answer);
    LINLI_TRY(const std::int64_t changed,
              db().run("UPDATE outbox SET answer=? WHERE epoch=? AND seq=? AND answer IS NULL", text, epoch, seq));
    if (changed == 1) return AnswerEffect::Stored;
    LINLI_TRY(const auto known, db().one(
                                    "SELECT answer FROM outbox WHERE epoch=? AND seq=?",
                                    [](const db::Row& row) { return row.string(0); }, epoch, seq));
    if (!known) return AnswerEffect::NoSuchOperation;
    if (*known == text) return AnswerEffect::Known;
    log_error("store", "operation {}.{}: the hub answered {} after {}; the first answer stays", epoch, seq, text,
              *known);
    return AnswerEffect::Differs;
}

Result<int> Store::store_answers(std::int64_t first_seq, std::span<const Answer> answers) {
    if (!m_inner->identity || answers.empty()) return 0;
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    int stored = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        LINLI_TRY(const AnswerEffect effect,
                  m_inner->store_answer(first_seq + static_cast<std::int64_t>(i), answers[i]));
        stored += effect == AnswerEffect::Stored ? 1 : 0;
    }
    if (stored == 0) return 0;
    LINLI_OK(db.run("UPDATE sync SET live_version=live_version+1"));
    LINLI_OK(transaction.commit());
    m_inner->unanswered -= stored;
    ++m_inner->state.live_version;
    return stored;
}

Result<> Store::apply_rows(std::int64_t generation, std::span<const wire::FeedRow> rows) {
    LINLI_CHECK(rows.size() <= wire::kRowsATransaction);
    if (rows.empty()) return {};
    SyncState& state = m_inner->state;
    if (generation != state.generation)
        return fail(Fault::Conflict, "rows of generation {}, the mirror has {}", generation, state.generation);
    if (rows.front().number != state.cursor + 1)
        return fail(Fault::Conflict, "row {} does not follow the cursor {}", rows.front().number, state.cursor);
    db::Connection& db = m_inner->db();
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    bool content = false;
    bool live = false;
    int answered = 0;
    std::int64_t cursor = state.cursor;
    for (const wire::FeedRow& row : rows) {
        if (row.number != ++cursor) return fail(Fault::Conflict, "row {} where {} belongs", row.number, cursor);
        if (row.json.empty()) {
            LINLI_OK(db.run("DELETE FROM mirror WHERE kind=? AND id=?", row.key.kind, row.key.id));
        } else {
            LINLI_OK(
                db.run("INSERT INTO mirror(kind,id,n,tag,json) VALUES(?,?,?,?,?)"
                       " ON CONFLICT(kind,id) DO UPDATE SET n=excluded.n,tag=excluded.tag,json=excluded.json",
                       row.key.kind, row.key.id, row.number, tag_of(row), row.json));
        }
        content = content || row.key.kind == "content";
        live = live || is_live(row.key.kind);
        if (row.key.kind != "answer" || row.json.empty()) continue;
        const auto key = parse_item_id(row.key.id);
        if (!key || key->kiosk != m_inner->identity->kiosk || key->epoch != m_inner->identity->epoch) continue;
        const auto answer = wire::decode_answer(row.json);
        if (!answer) {
            log_error("store", "feed row {} holds an answer that cannot be read", row.number);
            continue;
        }
        LINLI_TRY(const AnswerEffect effect, m_inner->store_answer(key->seq, *answer));
        answered += effect == AnswerEffect::Stored ? 1 : 0;
    }
    LINLI_OK(db.run("UPDATE sync SET cursor=?,content_version=content_version+?,live_version=live_version+?", cursor,
                    content ? 1 : 0, live || answered > 0 ? 1 : 0));
    LINLI_OK(transaction.commit());
    state.cursor = cursor;
    state.content_version += content ? 1 : 0;
    state.live_version += live || answered > 0 ? 1 : 0;
    m_inner->unanswered -= answered;
    return {};
}

void Store::relieve() {
    m_inner->disk.drop_ballast();
    // Best effort: where even this fails, the next try of what failed says so.
    static_cast<void>(m_inner->db().each("PRAGMA wal_checkpoint(TRUNCATE)", [](const db::Row&) {}));
}

Result<std::int64_t> Store::prune(std::int64_t keep) {
    if (!m_inner->identity) return 0;
    db::Connection& db = m_inner->db();
    LINLI_TRY(const std::int64_t answered, db.number("SELECT count(*) FROM outbox WHERE answer IS NOT NULL", 0));
    if (answered <= keep) return 0;
    LINLI_TRY(db::Transaction transaction, db::Transaction::begin(db));
    LINLI_TRY(const std::int64_t deleted, db.run("DELETE FROM outbox WHERE rowid IN (SELECT rowid FROM outbox WHERE "
                                                 "answer IS NOT NULL ORDER BY epoch,seq LIMIT ?)",
                                                 answered - keep));
    LINLI_OK(transaction.commit());
    return deleted;
}

}  // namespace linli::store
