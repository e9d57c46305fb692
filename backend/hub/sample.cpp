#include "backend/hub/sample.h"

#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/ingest.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/domain/place_answer.h"
#include "kiosk/wire/codec.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {
namespace {

constexpr int kMaxDays = 3'650;
constexpr std::string_view kLanguage = "zh-CN";
constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
// Nothing lies longer than this without anyone closing it.
constexpr std::int64_t kForgottenFor = 40 * 24 * kHour;

// No hash of any password: nobody enters with it.
constexpr std::string_view kNoPassword = "!";

Result<std::int64_t> login(Work& work, const std::string& community, std::string_view name, Role role) {
    LINLI_TRY(const std::int64_t there,
              work.sql.number("SELECT id FROM staff WHERE login=? AND community=?", 0, name, community));
    if (there != 0) return there;
    return Desk(work).add_staff({0, Role::Operator, community}, name, role, kNoPassword);
}

Result<std::string> make_kiosk(Work& work, const std::string& community, const std::string& station) {
    LINLI_TRY(const std::int64_t number,
              work.sql.number("UPDATE meta SET value=value+1 WHERE name='kiosk_number' RETURNING value", 1));
    std::string id = fmt::format("K{}", number);
    ByteArray<32> key{};
    work.entropy(key);
    LINLI_OK(work.sql.run(
        "INSERT INTO kiosk(id,community,station,epoch,key,enrolled_at,revoked_at,version) VALUES(?,?,?,1,?,?,?,'')", id,
        community, station, key, work.now.ms, work.now.ms));
    return id;
}

// Kiosks of samples are revoked in the moment that makes them; no others are.
Result<> check_unused(Work& work) {
    LINLI_TRY(const std::int64_t kiosks, work.sql.number("SELECT count(*) FROM kiosk WHERE revoked_at IS NULL", 0));
    LINLI_TRY(const std::int64_t real,
              work.sql.number("SELECT EXISTS(SELECT 1 FROM kiosk k JOIN operation o ON o.kiosk=k.id"
                              " WHERE k.revoked_at IS NULL OR k.revoked_at<>k.enrolled_at)",
                              0));
    if (kiosks == 0 && real == 0) return {};
    return fail(Fault::Conflict, "this hub is in use: what nobody made would stand among what residents left");
}

// A room of some building, or a common place, as the field allows.
PlaceAnswer place_for(const content::Catalogue& catalogue, const std::string& community, PlaceScope scope, Rng& rng) {
    std::vector<PlaceAnswer> rooms;
    std::vector<PlaceAnswer> commons;
    for (const auto& [id, place] : catalogue.places) {
        if (place.community != community) continue;
        for (const Floor& floor : place.floors)
            for (const std::string& room : floor.rooms) rooms.push_back({id, floor.label, room, ""});
        for (const CommonPlace& common : place.common) commons.push_back({id, "", "", common.id});
    }
    const bool common = scope == PlaceScope::Common || (scope == PlaceScope::Any && rng.one_in(3));
    const std::vector<PlaceAnswer>& from = (common && !commons.empty()) || rooms.empty() ? commons : rooms;
    return from.empty() ? PlaceAnswer{} : from[rng.below(from.size())];
}

struct Filled {
    PrivatePart part;
    std::string common;  // the common place that stands in clear
};

// Every question answered with what its field offers.
Filled fill_in(const Work& work, const std::string& community, const RequestKind& kind, Rng& rng) {
    Filled out;
    out.part.language = kLanguage;
    for (const FormStep& step : kind.steps) {
        std::string answer;
        if (step.shown_if) {
            const auto given = std::find_if(out.part.fields.begin(), out.part.fields.end(),
                                            [&](const FieldValue& each) { return each.field == step.shown_if->step; });
            if (given == out.part.fields.end() || given->value != step.shown_if->equals) continue;
        }
        if (const auto* choice = std::get_if<ChoiceField>(&step.field)) {
            answer = choice->options.empty() ? "" : choice->options[rng.below(choice->options.size())].id;
        } else if (const auto* text = std::get_if<TextField>(&step.field)) {
            answer = text->phrases.empty() ? kind.title.pick(kLanguage)
                                           : text->phrases[rng.below(text->phrases.size())].pick(kLanguage);
        } else if (const auto* place = std::get_if<PlaceField>(&step.field)) {
            const PlaceAnswer where = place_for(work.catalogue, community, place->scope, rng);
            answer = to_answer(where);
            out.common = where.common;
        } else if (const auto* date = std::get_if<DateSlotField>(&step.field)) {
            if (!date->slots.empty())
                answer = fmt::format("{}/{}", to_rfc3339(work.now).substr(0, 10), date->slots.front().id);
        } else if (std::holds_alternative<ConsentField>(step.field)) {
            answer = "yes";
        } else if (rng.one_in(2)) {
            // Numbers that no operator gives out.
            out.part.phone = fmt::format("1000000{:04}", rng.below(10'000));
            out.part.property_may_see_phone = rng.one_in(2);
        }
        if (!answer.empty()) out.part.fields.push_back({step.id, answer});
    }
    return out;
}

// What staff say: the content's own word for the step.
std::string stage_said(const RequestKind& kind, Stage stage) {
    for (const StageText& each : kind.stages)
        if (each.stage == stage) return std::string(each.title.pick(kLanguage));
    return std::string(kind.title.pick(kLanguage));
}

}  // namespace

Result<Sample> Sample::begin(Work& work, const SampleWanted& wanted) {
    if (wanted.requests < 1 || wanted.requests > kMaxSampleRequests || wanted.days < 1 || wanted.days > kMaxDays)
        return fail(Fault::Invalid, "1 to {} requests over 1 to {} days", kMaxSampleRequests, kMaxDays);
    const auto station = std::find_if(work.catalogue.stations.begin(), work.catalogue.stations.end(),
                                      [&](const auto& each) { return each.second.community == wanted.community; });
    std::vector<const RequestKind*> kinds;
    for (const auto& [id, kind] : work.catalogue.request_kinds)
        if (content::is_for(kind.communities, wanted.community)) kinds.push_back(&kind);
    if (station == work.catalogue.stations.end() || kinds.empty())
        return fail(Fault::NotFound, "no community \"{}\" with a station and kinds of requests is loaded",
                    wanted.community);
    if (wanted.into == SampleWanted::Into::FreshHub) LINLI_OK(check_unused(work));
    LINLI_TRY(std::string kiosk, make_kiosk(work, wanted.community, station->first));
    Sample sample(wanted, std::move(kiosk));
    LINLI_TRY(sample.m_desk, login(work, wanted.community, "sample-desk", Role::Desk));
    LINLI_TRY(sample.m_partner, login(work, wanted.community, "sample-partner", Role::Partner));
    sample.plan(kinds, work.now);
    return sample;
}

// What becomes of a request follows what a community sees: nine in ten are closed in their time, some late, a few
// never; most residents say solved, some do not answer, one in twelve says it is not.
void Sample::plan(const std::vector<const RequestKind*>& kinds, Instant now) {
    Rng rng(m_wanted.seed);
    const std::int64_t span = std::int64_t{m_wanted.days} * 24 * kHour;
    const auto within = [&](std::int64_t most) {
        return static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(std::max<std::int64_t>(most, 1))));
    };
    for (int i = 0; i < m_wanted.requests; ++i) {
        const RequestKind& kind = *kinds[rng.below(kinds.size())];
        Request request;
        request.kind = kind.id;
        if (rng.one_in(12)) request.ending = Ending::NotPossible;
        const std::uint64_t says = rng.below(100);
        request.verdict = says < 80 ? Verdict::Solved : says < 92 ? Verdict::Partly : Verdict::NotSolved;
        const int best = request.verdict == Verdict::Solved ? 5 : request.verdict == Verdict::Partly ? 4 : 2;
        request.grade = best - static_cast<int>(rng.below(2));
        std::int64_t at = now.ms - span + span * i / m_wanted.requests;
        const auto step = [&](Do what) {
            if (at <= now.ms) m_steps.push_back({{at}, i, what});
        };
        step(Do::Open);
        at += 5 * kMinute + within(kind.clock.respond_hours * kHour * 12 / 10);
        step(Do::Move);
        if (!rng.one_in(3)) step(Do::Assign);
        if (rng.one_in(2)) step(Do::Answer);
        if (rng.one_in(20)) step(Do::Hand);
        const bool forgotten = rng.one_in(12) && now.ms - at < kForgottenFor;
        if (!forgotten) {
            const std::int64_t late = rng.one_in(20) ? 10 : 1;
            at += kHour + within(kind.clock.solve_hours * kHour * late);
            step(Do::Close);
            at += kHour + within(48 * kHour);
            if (rng.below(10) < 7) {
                step(Do::Rate);
                at += kHour + within(72 * kHour);
                if (request.grade <= 2 && !rng.one_in(10)) step(Do::Visit);
                if (request.verdict == Verdict::NotSolved) step(Do::CloseAgain);
            }
        }
        m_requests.push_back(std::move(request));
    }
    std::stable_sort(m_steps.begin(), m_steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
}

Result<bool> Sample::take_some(Work& work, std::size_t most) {
    const std::size_t until = std::min(m_steps.size(), m_next + most);
    const Instant now = work.now;
    for (; m_next < until; ++m_next) {
        work.now = m_steps[m_next].at;
        LINLI_OK(take(work, m_steps[m_next]));
    }
    work.now = now;
    return m_next < m_steps.size();
}

Result<> Sample::take(Work& work, const Step& step) {
    const Request& request = m_requests[static_cast<std::size_t>(step.request)];
    const RequestKind* kind = content::find(work.catalogue.request_kinds, request.kind);
    if (kind == nullptr) return fail(Fault::NotFound, "the kind {} is gone", request.kind);
    Desk desk(work);
    const Actor actor{m_desk, Role::Desk, m_wanted.community};
    switch (step.what) {
        case Do::Open:
            return open(work, step.request);
        case Do::Assign:
            return desk.assign(actor, request.id, m_desk);
        case Do::Answer:
            return desk.answer(actor, request.id, stage_said(*kind, Stage::Team));
        case Do::Move:
            return desk.set_stage(actor, request.id, Stage::Team);
        case Do::Hand:
            return desk.hand(actor, request.id, m_partner);
        case Do::Close:
        case Do::CloseAgain:
            return desk.close(actor, request.id, request.ending, stage_said(*kind, Stage::Solve), "");
        case Do::Visit:
            return desk.mark_visited(actor, request.id, kind->title.pick(kLanguage));
        case Do::Rate:
            return push(work, RateRequest{request.id, request.verdict, request.grade}, {}, step.request);
    }
    return {};
}

Result<> Sample::open(Work& work, int number) {
    Request& request = m_requests[static_cast<std::size_t>(number)];
    const RequestKind* kind = content::find(work.catalogue.request_kinds, request.kind);
    if (kind == nullptr) return fail(Fault::NotFound, "the kind {} is gone", request.kind);
    Rng rng(m_wanted.seed ^ (static_cast<std::uint64_t>(number) << 20U));
    const Filled filled = fill_in(work, m_wanted.community, *kind, rng);
    LINLI_OK(push(work, OpenRequest{request.kind, filled.common}, filled.part, number));
    request.id = item_id({m_kiosk, 1, m_seq});
    return {};
}

// As the push of a kiosk, from where its signature has been checked.
Result<> Sample::push(Work& work, const OperationBody& body, const PrivatePart& part, int number) {
    const OperationKey key{m_kiosk, 1, m_seq + 1};
    const crypto::SigningKey receipt = receipt_of(number);
    Operation operation{.body = body,
                        .device_time = work.now,
                        .receipt_key = receipt.public_key,
                        .sealed = {},
                        .readback = {},
                        .proof = {}};
    if (std::holds_alternative<OpenRequest>(body)) {
        LINLI_TRY(operation.sealed, crypto::seal(work.keys.sealing.public_key, wire::encode(part), work.entropy));
        PrivatePart readback = part;
        readback.phone.clear();
        LINLI_TRY(const crypto::PublicKey to, crypto::sealing_public_key(receipt.public_key));
        LINLI_TRY(operation.readback, crypto::seal(to, wire::encode(readback), work.entropy));
    } else {
        operation.proof = crypto::sign(receipt, wire::proof_message(key, body));
    }
    LINLI_TRY(const auto kiosk, load_kiosk(work.sql, m_kiosk));
    if (!kiosk) return fail(Fault::Corrupt, "{} was there and is not", m_kiosk);
    const wire::PushRequest message{.kiosk = m_kiosk,
                                    .schema = wire::kSchema,
                                    .first_seq = key.seq,
                                    .max_known_seq = key.seq,
                                    .leases = {},
                                    .operations = {wire::encode(operation)}};
    LINLI_TRY(const Ingested done, ingest(work, *kiosk, message));
    if (done.outcome != Ingested::Outcome::Taken || done.reply.answers.size() != 1 ||
        !std::holds_alternative<Applied>(done.reply.answers.front()))
        return fail(Fault::Internal, "operation {} was not applied", item_id(key));
    m_seq = key.seq;
    return {};
}

crypto::SigningKey Sample::receipt_of(int number) const {
    const std::string text = fmt::format("linli sample {} {} {}", m_wanted.seed, m_kiosk, number);
    return crypto::signing_key_from_seed(crypto::Secret<32>(crypto::blake2b(text)));
}

}  // namespace linli::hub
