#include "backend/hub/ingest.h"

#include <algorithm>
#include <utility>

#include "backend/hub/apply.h"
#include "kiosk/base/log.h"
#include "kiosk/base/utf8.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {
namespace {

constexpr std::int64_t kMostConflictsKept = 200;  // a kiosk: what a clone can fill the disk with

OperationKey key_at(const KioskRow& kiosk, std::int64_t seq) {
    return {kiosk.id, kiosk.epoch, seq};
}

// A word for staff: the operation's own name for itself, if it has one.
std::string kind_of(const Result<Operation>& operation) {
    if (!operation) return {};
    const auto* unknown = std::get_if<UnknownOperation>(&operation->body);
    return unknown != nullptr ? clean_text(unknown->name, 40) : std::string();
}

Result<> quarantine(Work& work, const KioskRow& kiosk, std::int64_t seq, std::string_view reason, std::string_view kind,
                    std::string_view body) {
    // Text of the database is UTF-8; broken bytes are what may have brought it here.
    const std::string kept = is_utf8(body) ? std::string(body) : crypto::to_base64(as_bytes(body));
    LINLI_OK(
        work.sql.run("INSERT INTO quarantine(kiosk,epoch,seq,community,reason,kind,at,body) VALUES(?,?,?,?,?,?,?,?)",
                     kiosk.id, kiosk.epoch, seq, kiosk.community, reason, kind, work.now.ms, kept));
    log_warning("hub", "quarantined {}: {}", item_id(key_at(kiosk, seq)), reason);
    return {};
}

struct Decided {
    Answer answer;
    std::string body;  // kept where the operation made an item
};

Result<Decided> decide(Work& work, const KioskRow& kiosk, std::int64_t seq, const std::string& text) {
    const OperationKey key = key_at(kiosk, seq);
    const auto operation =
        is_utf8(text) ? wire::decode_operation(text) : Result<Operation>(fail(Fault::Invalid, "not UTF-8"));
    std::string reason = "malformed";
    if (operation) {
        LINLI_TRY(auto part, SqlSavepoint::begin(work.sql));
        const Feed::Mark mark = work.feed.mark();
        auto answer = apply_operation(work, kiosk.community, key, *operation);
        if (answer) {
            LINLI_OK(part.release());
            return Decided{*answer, makes_item(*operation) ? text : std::string()};
        }
        if (is_outside(answer.error().fault)) return fail(std::move(answer).error());
        work.feed.back_to(mark);
        reason = std::holds_alternative<UnknownOperation>(operation->body) ? "kind-unknown" : "not-applicable";
    }
    LINLI_OK(quarantine(work, kiosk, seq, reason, kind_of(operation), text));
    return Decided{Quarantined{}, {}};
}

Result<Answer> take(Work& work, const KioskRow& kiosk, std::int64_t seq, const std::string& text) {
    LINLI_TRY(Decided decided, decide(work, kiosk, seq, text));
    const std::string answer = wire::encode(decided.answer);
    LINLI_OK(work.sql.run("INSERT INTO operation(kiosk,epoch,seq,hash,received_at,answer,body) VALUES(?,?,?,?,?,?,?)",
                          kiosk.id, kiosk.epoch, seq, crypto::blake2b(text), work.now.ms, answer, decided.body));
    LINLI_OK(work.feed.add(kiosk.community, "answer", item_id(key_at(kiosk, seq)), answer));
    return std::move(decided.answer);
}

struct Stored {
    crypto::Hash hash{};
    std::string answer;
};

Result<Stored> load_stored(Work& work, const KioskRow& kiosk, std::int64_t seq) {
    LINLI_TRY(auto stored, work.sql.one(
                               "SELECT hash,answer FROM operation WHERE kiosk=? AND epoch=? AND seq=?",
                               [](const SqlRow& r) {
                                   return Stored{r.array<32>(0), r.string(1)};
                               },
                               kiosk.id, kiosk.epoch, seq));
    if (!stored) return fail(Fault::Corrupt, "operation {} was taken and is not there", item_id(key_at(kiosk, seq)));
    return std::move(*stored);
}

Result<> fence(Work& work, const KioskRow& kiosk, std::int64_t seq, const std::string& text) {
    LINLI_TRY(const std::int64_t kept,
              work.sql.number("SELECT count(*) FROM quarantine WHERE kiosk=? AND reason='conflict'", 0, kiosk.id));
    if (kept < kMostConflictsKept) LINLI_OK(quarantine(work, kiosk, seq, "conflict", "", text));
    LINLI_OK(work.sql.run("UPDATE kiosk SET fenced_at=? WHERE id=? AND fenced_at IS NULL", work.now.ms, kiosk.id));
    log_error("hub", "kiosk {} pushed another operation as {}: fenced, its disk was cloned or rolled back", kiosk.id,
              seq);
    return add_audit(work, 0, kiosk.community, "kiosk.fenced", kiosk.id, fmt::format("operation {}", seq));
}

}  // namespace

Result<Ingested> ingest(Work& work, const KioskRow& kiosk, const wire::PushRequest& push) {
    Ingested out;
    out.reply.generation = work.generation;
    out.reply.first_seq = push.first_seq;
    out.reply.now = work.now;
    out.reply.expect = kiosk.next_seq;
    if (push.first_seq > kiosk.next_seq) {
        out.outcome = Ingested::Outcome::Gap;
        return out;
    }
    std::int64_t seq = push.first_seq;
    for (const std::string& text : push.operations) {
        if (seq < kiosk.next_seq) {
            LINLI_TRY(const Stored stored, load_stored(work, kiosk, seq));
            if (!crypto::same_secret(ByteView(stored.hash), ByteView(crypto::blake2b(text)))) {
                // Known ones come first, so nothing of this push was taken yet.
                LINLI_OK(fence(work, kiosk, seq, text));
                out.outcome = Ingested::Outcome::Conflict;
                return out;
            }
            LINLI_TRY(Answer answer, wire::decode_answer(stored.answer));
            out.reply.answers.push_back(std::move(answer));
        } else {
            LINLI_TRY(Answer answer, take(work, kiosk, seq, text));
            out.reply.answers.push_back(std::move(answer));
        }
        ++seq;
    }
    out.reply.expect = std::max(kiosk.next_seq, seq);
    const std::int64_t known = std::max(push.max_known_seq, out.reply.expect - 1);
    const bool behind = known >= out.reply.expect;
    LINLI_OK(work.sql.run(
        "UPDATE kiosk SET next_seq=?, max_known_seq=max(max_known_seq,?),"
        " behind_since=CASE WHEN ? THEN coalesce(behind_since,?) END,"
        " queued=?, oldest_at=CASE WHEN ? THEN oldest_at END WHERE id=?",
        out.reply.expect, known, behind ? 1 : 0, work.now.ms, known - out.reply.expect + 1, behind ? 1 : 0, kiosk.id));
    return out;
}

}  // namespace linli::hub
