#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/desk_opening.h"
#include "backend/hub/desk_rights.h"
#include "kiosk/domain/operation.h"
#include "kiosk/wire/codec.h"

namespace linli::hub {
namespace {

constexpr int kMaxLines = 500;

QuarantineLine read_line(const SqlRow& r) {
    const auto seen = r.maybe_integer(7);
    return {r.integer(0),
            r.string(1),
            short_id({r.string(1), r.integer(2), r.integer(3)}),
            r.string(4),
            r.string(5),
            Instant{r.integer(6)},
            seen ? std::optional(Instant{*seen}) : std::nullopt,
            static_cast<std::size_t>(r.integer(8))};
}

struct About {
    std::string operator()(const OpenRequest& open) const { return open.kind; }
    std::string operator()(const JoinTrouble& join) const { return join.item; }
    std::string operator()(const WithdrawRequest& withdraw) const { return withdraw.item; }
    std::string operator()(const RateRequest& rate) const { return rate.item; }
    std::string operator()(const TakeSeats& take) const { return take.event; }
    std::string operator()(const CancelSeats& cancel) const { return cancel.item; }
    std::string operator()(const ReadNotice& read) const { return read.notice; }
    std::string operator()(const UnknownOperation& unknown) const { return unknown.name; }
};

// With the number, which callers take out or audit.
Result<QuarantineCase> open_line(Work& work, const Actor& actor, std::int64_t id) {
    LINLI_OK(require(actor, Right::OpenQuarantine));
    std::string body;
    LINLI_TRY(auto line, work.sql.one(
                             "SELECT id,kiosk,epoch,seq,kind,reason,at,seen_at,length(body),body FROM quarantine"
                             " WHERE id=? AND community=?",
                             [&](const SqlRow& r) {
                                 body = r.string(9);
                                 return read_line(r);
                             },
                             id, actor.community));
    if (!line) return fail(Fault::NotFound, "no such operation");
    QuarantineCase out;
    out.line = std::move(*line);
    if (body.empty()) {
        out.opened = Opened::Erased;
        return out;
    }
    const auto operation = wire::decode_operation(body);
    if (!operation) return out;
    out.about = std::visit(About{}, operation->body);
    OpenedPart opened = open_sealed(work, *operation, actor.role);
    out.opened = opened.opened;
    out.own = std::move(opened.part);
    out.has_phone = !out.own.phone.empty();
    return out;
}

}  // namespace

Result<std::vector<QuarantineLine>> Desk::quarantined(const Actor& actor, int limit) {
    LINLI_OK(require(actor, Right::SeeQuarantine));
    std::vector<QuarantineLine> lines;
    LINLI_OK(m_work.sql.each(
        "SELECT id,kiosk,epoch,seq,kind,reason,at,seen_at,length(body) FROM quarantine WHERE community=?"
        " ORDER BY CASE WHEN seen_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT ?",
        [&](const SqlRow& r) { lines.push_back(read_line(r)); }, actor.community, std::clamp(limit, 1, kMaxLines)));
    return lines;
}

Result<QuarantineCase> Desk::open_quarantined(const Actor& actor, std::int64_t quarantined) {
    LINLI_TRY(QuarantineCase out, open_line(m_work, actor, quarantined));
    out.own.phone.clear();
    LINLI_OK(add_audit(m_work, actor.staff, actor.community, "quarantine.open", std::to_string(quarantined), ""));
    return out;
}

Result<std::string> Desk::show_quarantined_phone(const Actor& actor, std::int64_t quarantined) {
    LINLI_TRY(const QuarantineCase found, open_line(m_work, actor, quarantined));
    if (!found.has_phone) return fail(Fault::NotFound, "no number was left");
    LINLI_OK(add_audit(m_work, actor.staff, actor.community, "phone.show", found.line.short_id, ""));
    return found.own.phone;
}

Result<> Desk::mark_seen(const Actor& actor, std::int64_t quarantined) {
    LINLI_OK(require(actor, Right::SeeQuarantine));
    LINLI_TRY(const std::int64_t changed,
              m_work.sql.run("UPDATE quarantine SET seen_at=coalesce(seen_at,?), seen_by=coalesce(seen_by,?)"
                             " WHERE id=? AND community=?",
                             m_work.now.ms, actor.staff, quarantined, actor.community));
    if (changed == 0) return fail(Fault::NotFound, "no such operation");
    return add_audit(m_work, actor.staff, actor.community, "quarantine.seen", std::to_string(quarantined), "");
}

}  // namespace linli::hub
