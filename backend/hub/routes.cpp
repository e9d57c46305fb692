#include "backend/hub/routes.h"

#include <algorithm>
#include <charconv>

#include "backend/hub/ingest.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {
namespace {

constexpr std::size_t kWorthPacking = 400;  // below it zstd saves less than its header line costs

struct Enrolment {
    std::string station;
    std::string community;
    Instant expires_at;
    std::optional<std::string> kiosk;
    crypto::PublicKey kiosk_key{};
};

Result<std::optional<Enrolment>> find_enrolment(Work& work, const crypto::Hash& hash) {
    return work.sql.one(
        "SELECT e.station,e.community,e.expires_at,e.kiosk,k.key FROM enrolment e LEFT JOIN kiosk k ON k.id=e.kiosk"
        " WHERE e.secret_hash=?",
        [](const SqlRow& r) {
            Enrolment e;
            e.station = r.string(0);
            e.community = r.string(1);
            e.expires_at = {r.integer(2)};
            if (!r.is_null(3)) e.kiosk = r.string(3);
            e.kiosk_key = r.array<32>(4);
            return e;
        },
        hash);
}

Result<std::string> make_kiosk(Work& work, const Enrolment& enrolment, const crypto::PublicKey& key,
                               const crypto::Hash& hash) {
    LINLI_TRY(const std::int64_t number,
              work.sql.number("UPDATE meta SET value=value+1 WHERE name='kiosk_number' RETURNING value", 1));
    std::string id = fmt::format("K{}", number);
    LINLI_OK(work.sql.run("INSERT INTO kiosk(id,community,station,epoch,key,enrolled_at) VALUES(?,?,?,1,?,?)", id,
                          enrolment.community, enrolment.station, key, work.now.ms));
    LINLI_OK(work.sql.run("UPDATE enrolment SET used_at=?, kiosk=? WHERE secret_hash=?", work.now.ms, id, hash));
    LINLI_OK(add_audit(work, 0, enrolment.community, "kiosk.enrolled", id, enrolment.station));
    log_info("hub", "enrolled {} at {}", id, enrolment.station);
    return id;
}

}  // namespace

std::optional<std::int64_t> number_in(const Target& target, std::string_view name) {
    const auto text = target.get(name);
    std::int64_t value = 0;
    if (!text) return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < 0) return std::nullopt;
    return value;
}

HttpResponse error_reply(int status, std::string_view code, std::int64_t expect) {
    HttpResponse out;
    out.status = status;
    out.headers.emplace_back("Content-Type", "application/json");
    if (status == 429 || status == 503) out.headers.emplace_back("Retry-After", status == 429 ? "60" : "2");
    out.body = wire::encode(wire::ErrorReply{std::string(code), expect});
    return out;
}

HttpResponse packed_reply(std::string_view body) {
    HttpResponse out;
    out.status = 200;
    out.headers.emplace_back("Content-Type", "application/json");
    if (body.size() < kWorthPacking) {
        out.body = body;
        return out;
    }
    out.headers.emplace_back("Content-Encoding", "zstd");
    out.body = wire::compress(body);
    return out;
}

Result<HttpResponse> answer_hello(Work& work) {
    return packed_reply(wire::encode(
        wire::HelloReply{work.keys.signing.public_key, work.keys.sealing.public_key, work.now, wire::kSchema}));
}

Result<bool> may_try(Work& work, std::string_view scope, std::string_view who, int most, Millis within) {
    LINLI_TRY(const std::int64_t count, work.sql.number("SELECT count FROM tries WHERE scope=? AND who=? AND since>?",
                                                        0, scope, who, (work.now - within).ms));
    return count < most;
}

Result<> count_try(Work& work, std::string_view scope, std::string_view who, Millis within) {
    LINLI_OK(
        work.sql.run("INSERT INTO tries(scope,who,since,count) VALUES(?,?,?,1) ON CONFLICT(scope,who) DO UPDATE"
                     " SET count=CASE WHEN tries.since>? THEN tries.count+1 ELSE 1 END,"
                     " since=CASE WHEN tries.since>? THEN tries.since ELSE excluded.since END",
                     scope, who.substr(0, 128), work.now.ms, (work.now - within).ms, (work.now - within).ms));
    return {};
}

Result<HttpResponse> answer_enrol(Work& work, const HttpRequest& request) {
    LINLI_TRY(const bool may, may_try(work, "enrol", request.remote, kMostEnrolTries, kEnrolTriesWithin));
    if (!may) return error_reply(429, "too-many-tries");
    const auto plain = crypto::open_seal(work.keys.sealing, as_bytes(request.body));
    if (!plain) return error_reply(400, "malformed");
    const auto message = wire::decode_enrol_request(*plain);
    if (!message) return error_reply(400, "malformed");
    const crypto::Hash hash = crypto::blake2b(message->secret);
    LINLI_TRY(const auto enrolment, find_enrolment(work, hash));
    const auto refuse = [&](int status, std::string_view code) -> Result<HttpResponse> {
        LINLI_OK(count_try(work, "enrol", request.remote, kEnrolTriesWithin));
        log_warning("hub", "enrolment refused: {}", code);
        return error_reply(status, code);
    };
    if (!enrolment) return refuse(404, "code-unknown");
    std::string kiosk;
    if (enrolment->kiosk) {
        if (!crypto::same_secret(ByteView(enrolment->kiosk_key), ByteView(message->kiosk_key)))
            return refuse(409, "code-used");
        kiosk = *enrolment->kiosk;
    } else {
        if (work.now >= enrolment->expires_at) return refuse(410, "code-expired");
        LINLI_TRY(kiosk, make_kiosk(work, *enrolment, message->kiosk_key, hash));
    }
    return packed_reply(
        wire::encode(wire::EnrolReply{kiosk, 1, enrolment->community, enrolment->station, work.generation, work.now}));
}

Result<HttpResponse> answer_push(Work& work, const KioskRow& kiosk, const HttpRequest& request) {
    if (kiosk.fenced_at) return error_reply(403, "fenced");
    const auto body = wire::inflate_body(request.headers, request.body);
    if (!body) return error_reply(body.error().fault == Fault::TooLarge ? 413 : 400, "malformed");
    const auto push = wire::decode_push_request(*body);
    if (!push) {
        log_warning("hub", "a push of {} was refused: {}", kiosk.id, push.error().message);
        return error_reply(push.error().fault == Fault::TooLarge ? 413 : 400, "malformed");
    }
    if (push->kiosk != kiosk.id || push->epoch != kiosk.epoch) return error_reply(403, "epoch");
    // Of a newer program: this hub must be updated first, nothing is wrong with the operations.
    if (push->schema > wire::kSchema) return error_reply(503, "schema");
    LINLI_TRY(const Ingested result, ingest(work, kiosk, *push));
    switch (result.outcome) {
        case Ingested::Outcome::Taken:
            return packed_reply(wire::encode(result.reply));
        case Ingested::Outcome::Gap:
            return error_reply(409, "expect", result.reply.expect);
        case Ingested::Outcome::Conflict:
            return error_reply(403, "conflict");
    }
    return error_reply(500, "internal");
}

Result<HttpResponse> answer_changes(Work& work, const KioskRow& kiosk, const Target& target, std::size_t& budget) {
    if (target.get("community") != std::string_view(kiosk.community)) return error_reply(403, "community");
    const auto since = number_in(target, "since");
    if (!since) return error_reply(400, "malformed");
    const auto limit = std::clamp<std::int64_t>(number_in(target, "limit").value_or(wire::kMaxRows), 1,
                                                static_cast<std::int64_t>(wire::kMaxRows));
    wire::ChangesReply reply;
    reply.generation = work.generation;
    reply.since = *since;
    reply.now = work.now;
    LINLI_TRY(reply.head, work.sql.number("SELECT head FROM feed_head WHERE community=?", 0, kiosk.community));
    const std::size_t room = std::min(wire::kMaxPageBytes - 10'000, budget);
    std::size_t size = 0;
    const std::int64_t until = std::min(reply.head, *since + limit);
    LINLI_OK(work.sql.each(
        "SELECT number,kind,id,json FROM feed WHERE community=? AND number>? AND number<=? ORDER BY number",
        [&](const SqlRow& r) {
            const std::size_t bytes = r.text(1).size() + r.text(2).size() + r.text(3).size() + 32;
            // Once a row did not fit, none after it may: the page has no gap.
            if (size > 0 && size + bytes > room) size = room + 1;
            if (size > room) return;
            size += bytes;
            reply.rows.push_back({r.integer(0), {r.string(1), r.string(2)}, r.string(3)});
        },
        kiosk.community, *since, until));
    budget -= std::min(budget, size);
    return packed_reply(wire::encode(reply));
}

}  // namespace linli::hub
