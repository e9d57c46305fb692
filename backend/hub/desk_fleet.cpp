#include <algorithm>
#include <charconv>

#include "backend/hub/desk.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/work.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/domain/operation.h"
#include "kiosk/wire/enrolment_code.h"

namespace linli::hub {
namespace {

constexpr Millis kShortestCode{60'000};
constexpr Millis kLongestCode{7LL * 24 * 3'600'000};
constexpr int kMaxLines = 500;

std::optional<Instant> maybe_instant(const SqlRow& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional(Instant{*value}) : std::nullopt;
}

int bounded(int limit) {
    return std::clamp(limit, 1, kMaxLines);
}

// "K3-57", as it is printed, as the id that the records have; anything else as it is.
Result<std::string> whole_id(Work& work, std::string_view typed) {
    const std::size_t dash = typed.find('-');
    std::int64_t seq = 0;
    if (dash == std::string_view::npos) return std::string(typed);
    const std::string_view number = typed.substr(dash + 1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), seq);
    if (error != std::errc{} || end != number.data() + number.size()) return std::string(typed);
    LINLI_TRY(const std::int64_t epoch,
              work.sql.number("SELECT epoch FROM kiosk WHERE id=?", 0, typed.substr(0, dash)));
    return epoch == 0 ? std::string(typed) : item_id({std::string(typed.substr(0, dash)), epoch, seq});
}

}  // namespace

Result<Badges> Desk::badges(const Actor& actor) {
    Badges badges;
    if (is_allowed(actor.role, Right::SeeRosters)) {
        LINLI_TRY(const std::int64_t calls,
                  m_work.sql.number("SELECT count(*) FROM item WHERE type='sign-up' AND event_community=? AND"
                                    " call_at IS NOT NULL AND called_at IS NULL",
                                    0, actor.community));
        badges.to_call = static_cast<int>(calls);
    }
    if (is_allowed(actor.role, Right::SeeQuarantine)) {
        LINLI_TRY(const std::int64_t held,
                  m_work.sql.number("SELECT count(*) FROM quarantine WHERE community=? AND seen_at IS NULL", 0,
                                    actor.community));
        badges.quarantined = static_cast<int>(held);
    }
    return badges;
}

Result<std::vector<KioskLine>> Desk::kiosks(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeFleet));
    std::vector<KioskLine> lines;
    std::vector<std::pair<std::string, std::int64_t>> behind_from;
    LINLI_OK(m_work.sql.each(
        "SELECT id,station,epoch,version,enrolled_at,seen_at,revoked_at,fenced_at,next_seq,max_known_seq,behind_since,"
        "told_at,drift,queued,oldest_at,cursor,community"
        " FROM kiosk WHERE ?='' OR community=? ORDER BY length(id), id",
        [&](const SqlRow& r) {
            KioskLine line;
            line.id = r.string(0);
            line.station = r.string(1);
            line.epoch = r.integer(2);
            line.version = r.string(3);
            line.enrolled_at = {r.integer(4)};
            line.seen_at = maybe_instant(r, 5);
            line.revoked_at = maybe_instant(r, 6);
            line.fenced_at = maybe_instant(r, 7);
            line.operations = r.integer(8) - 1;
            line.behind = std::max<std::int64_t>(0, r.integer(9) - line.operations);
            line.behind_since = maybe_instant(r, 10);
            line.told_at = maybe_instant(r, 11);
            line.drift = Millis{r.maybe_integer(12).value_or(0)};
            line.queued = r.maybe_integer(13).value_or(0);
            line.oldest_at = maybe_instant(r, 14);
            behind_from.push_back({r.string(16), r.integer(15)});
            lines.push_back(std::move(line));
        },
        actor.community, actor.community));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        LINLI_TRY(const std::int64_t behind,
                  m_work.sql.number("SELECT count(*) FROM published WHERE community=? AND kind='content' AND number>?",
                                    0, behind_from[i].first, behind_from[i].second));
        lines[i].content_behind = static_cast<int>(behind);
    }
    return lines;
}

Result<std::vector<std::string>> Desk::stations(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeFleet));
    std::vector<std::string> ids;
    for (const auto& [id, station] : m_work.catalogue.stations)
        if (is_of(actor, station.community)) ids.push_back(id);
    return ids;
}

Result<std::string> Desk::make_enrolment_code(const Actor& actor, std::string_view station_id, Millis ttl) {
    LINLI_OK(require(actor, Right::ManageFleet));
    const Station* station = content::find(m_work.catalogue.stations, station_id);
    if (station == nullptr || !is_of(actor, station->community))
        return fail(Fault::NotFound, "no station \"{}\" is loaded", station_id);
    if (ttl < kShortestCode || ttl > kLongestCode)
        return fail(Fault::Invalid, "a code lives from one minute to seven days");
    const wire::EnrolmentCode code = wire::make_enrolment_code(m_work.keys.signing.public_key, m_work.entropy);
    LINLI_OK(m_work.sql.run(
        "INSERT INTO enrolment(secret_hash,station,community,made_at,expires_at,made_by) VALUES(?,?,?,?,?,?)",
        crypto::blake2b(code.secret), station->id, station->community, m_work.now.ms, (m_work.now + ttl).ms,
        actor.staff));
    LINLI_OK(add_audit(m_work, actor.staff, station->community, "kiosk.code", station->id, ""));
    return wire::format_enrolment_code(code);
}

Result<> Desk::revoke(const Actor& actor, std::string_view kiosk) {
    LINLI_OK(require(actor, Right::ManageFleet));
    LINLI_TRY(const auto community,
              m_work.sql.one(
                  "SELECT community FROM kiosk WHERE id=?", [](const SqlRow& r) { return r.string(0); }, kiosk));
    if (!community || !is_of(actor, *community)) return fail(Fault::NotFound, "no kiosk \"{}\"", kiosk);
    LINLI_OK(m_work.sql.run("UPDATE kiosk SET revoked_at=coalesce(revoked_at,?) WHERE id=?", m_work.now.ms, kiosk));
    log_warning("hub", "kiosk {} was revoked by staff {}", kiosk, actor.staff);
    return add_audit(m_work, actor.staff, *community, "kiosk.revoke", kiosk, "");
}

Result<std::vector<AuditLine>> Desk::audit(const Actor& actor, const AuditFilter& filter) {
    LINLI_OK(require(actor, Right::SeeAudit));
    LINLI_TRY(const std::string subject, whole_id(m_work, filter.subject));
    std::string sql = "SELECT id,at,staff,action,subject,detail FROM audit WHERE community=?";
    const std::int64_t staff = filter.staff.value_or(0);
    const std::int64_t limit = bounded(filter.limit);
    std::vector<db::Param> params{db::param(actor.community)};
    const auto also = [&](std::string_view condition, db::Param value) {
        sql += condition;
        params.push_back(value);
    };
    if (filter.before != 0) also(" AND id<?", db::param(filter.before));
    // What the program did by itself stands without anyone, or as staff 0.
    if (filter.staff) also(" AND coalesce(staff,0)=?", db::param(staff));
    if (!subject.empty()) also(" AND subject=?", db::param(subject));
    also(" ORDER BY id DESC LIMIT ?", db::param(limit));
    std::vector<AuditLine> lines;
    LINLI_OK(m_work.sql.each_params(sql, params, [&](const SqlRow& r) -> Result<> {
        lines.push_back({r.integer(0), {r.integer(1)}, r.maybe_integer(2), r.string(3), r.string(4), r.string(5)});
        return {};
    }));
    return lines;
}

const RequestKind* Desk::kind(std::string_view id) const {
    return content::find(m_work.catalogue.request_kinds, id);
}
std::vector<const RequestKind*> Desk::kinds(const Actor& actor) const {
    std::vector<const RequestKind*> kinds;
    if (!is_allowed(actor.role, Right::SeeCases)) return kinds;
    for (const auto& [id, kind] : m_work.catalogue.request_kinds) {
        const bool seen = actor.role != Role::Property || kind.desk == linli::Desk::Property;
        if (seen && content::is_for(kind.communities, actor.community)) kinds.push_back(&kind);
    }
    return kinds;
}

std::vector<Place> Desk::places(std::string_view community) const {
    std::vector<Place> places;
    for (const auto& [id, place] : m_work.catalogue.places)
        if (place.community == community) places.push_back(place);
    return places;
}

const Community* Desk::community(std::string_view id) const {
    return content::find(m_work.catalogue.communities, id);
}
const Event* Desk::event(std::string_view id) const {
    return content::find(m_work.catalogue.events, id);
}

std::string Desk::place_name(std::string_view community, std::string_view id) const {
    const auto found = m_work.catalogue.find_common(community, id);
    return found.common != nullptr ? std::string(found.common->name.pick("zh-CN")) : std::string(id);
}

Instant Desk::now() const {
    return m_work.now;
}
const Entropy& Desk::entropy() const {
    return m_work.entropy;
}

}  // namespace linli::hub
