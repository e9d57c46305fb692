#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/request_view.h"
#include "backend/console/when.h"
#include "backend/hub/desk_rights.h"
#include "kiosk/domain/operation.h"

namespace linli::hub::console {
namespace {

constexpr int kMaxLines = 200;
constexpr std::size_t kMaxSubject = 64;
constexpr Millis kCodeLife{60LL * 60 * 1000};
// A kiosk polls at least every 15 minutes while the hub can be reached (the longest backoff).
constexpr Millis kQuietAfter{20LL * 60 * 1000};
// What a slow line alone may make of a clock that is right.
constexpr Millis kDriftBorne{60'000};

struct KioskState {
    std::string_view key;
    std::string_view tone;
};

KioskState state_of(const KioskLine& kiosk, Instant now) {
    if (kiosk.revoked_at) return {"kiosks.state.revoked", "plain"};
    if (kiosk.fenced_at) return {"kiosks.state.fenced", "red"};
    if (!kiosk.seen_at) return {"kiosks.state.new", "blue"};
    if (now - *kiosk.seen_at > kQuietAfter) return {"kiosks.state.quiet", "red"};
    return {"kiosks.state.online", "green"};
}

std::string queue_words(const Words& words, const KioskLine& kiosk, Instant now) {
    const std::int64_t waiting = std::max(kiosk.behind, kiosk.queued);
    if (waiting <= 0) return std::string(words.get("kiosks.queue.none"));
    const std::string count = std::to_string(waiting);
    const auto since = kiosk.oldest_at ? kiosk.oldest_at : kiosk.behind_since;
    if (!since) return words.fill("kiosks.queue", {{"n", count}});
    return words.fill("kiosks.queue.since", {{"n", count}, {"age", span_words(words, now - *since)}});
}

// What a kiosk told of itself; before it did, its clock and its content are not known.
void told(const Words& words, const KioskLine& kiosk, View& row) {
    row.flag("told", kiosk.told_at.has_value()).flag("drifts", false).flag("content_late", false);
    if (!kiosk.told_at) return;
    const Millis off{std::abs(kiosk.drift.count())};
    row.flag("drifts", off > kDriftBorne);
    row.text("drift", off <= kDriftBorne
                          ? std::string(words.get("kiosks.clock.right"))
                          : words.fill(kiosk.drift.count() > 0 ? "kiosks.clock.fast" : "kiosks.clock.slow",
                                       {{"span", span_words(words, off)}}));
    row.flag("content_late", kiosk.content_behind > 0);
    row.text("content", kiosk.content_behind == 0
                            ? std::string(words.get("kiosks.content.newest"))
                            : words.fill("kiosks.content.behind", {{"n", std::to_string(kiosk.content_behind)}}));
}

View kiosk_row(const Visit& visit, const KioskLine& kiosk) {
    const Words& words = visit.words();
    const KioskState state = state_of(kiosk, visit.now);
    View row;
    row.text("id", kiosk.id)
        .text("station", kiosk.station)
        .text("state", words.get(state.key))
        .text("tone", state.tone);
    row.flag("seen_iso", false);
    if (kiosk.seen_at) {
        row.text("seen", ago_words(words, *kiosk.seen_at, visit.now)).text("seen_iso", to_rfc3339(*kiosk.seen_at));
    }
    row.text("queue", queue_words(words, kiosk, visit.now)).text("version", kiosk.version);
    row.flag("queues", std::max(kiosk.behind, kiosk.queued) > 0);
    told(words, kiosk, row);
    row.text("enrolled", when_words(words, kiosk.enrolled_at, visit.now, visit.utc_offset));
    row.flag("can_revoke", !kiosk.revoked_at && visit.role() == Role::Operator);
    row.text("revoke_label", words.fill("kiosks.revoke.label", {{"id", kiosk.id}}));
    return row;
}

// The reason or the action in words where there are some, else as the hub named it.
std::string_view named(const Words& words, std::string_view prefix, std::string_view name) {
    const std::string key = fmt::format("{}.{}", prefix, name);
    return words.has(key) ? words.get(key) : name;
}

// Ids of staff, endings, stages and roles stand in the records as the hub names them.
std::string detail_words(const Words& words, const AuditLine& line, const std::vector<StaffLine>& staff) {
    if (line.action == "case.assign" || line.action == "case.hand") {
        std::int64_t id = 0;
        std::from_chars(line.detail.data(), line.detail.data() + line.detail.size(), id);
        return id == 0 ? std::string(words.get("queue.unassigned")) : login_of(staff, id);
    }
    if (line.action == "case.close") return std::string(named(words, "ending", line.detail));
    if (line.action == "case.stage") return std::string(named(words, "stage", line.detail));
    if (line.action == "case.up") return std::string(named(words, "level", line.detail));
    if (line.action == "case.erase")
        return std::string(words.get(line.detail == "by staff" ? "audit.erase.staff" : "audit.erase.time"));
    if (line.action == "staff.add") return std::string(named(words, "role", line.detail));
    return line.detail;
}

View quarantine_row(const Visit& visit, const QuarantineLine& line) {
    View row;
    row.number("id", line.id).text("short_id", line.short_id).text("kiosk", line.kiosk).text("kind", line.kind);
    row.text("why", named(visit.words(), "quarantine.why", line.reason)).flag("seen", line.seen_at.has_value());
    row.flag("can_open", visit.role() == Role::Desk);
    visit.time(row, "at", line.at);
    return row;
}

Reply quarantined_page(const Visit& visit, std::int64_t id, std::string_view shown_phone) {
    LINLI_TRY(const QuarantineCase found, visit.desk.open_quarantined(visit.actor(), id));
    View view = quarantine_row(visit, found.line);
    view.text("about", found.about);
    own_words(visit, visit.desk.kind(found.about), found.opened, found.own, view);
    std::string names;
    for (const std::string& name : found.own.names)
        names += (names.empty() ? std::string() : std::string(visit.words().get("event.names.join"))) + name;
    view.text("names", names).text("phone", shown_phone);
    view.flag("has_phone", found.has_phone).flag("phone_hidden", found.has_phone && shown_phone.empty());
    return page(visit, 200, "quarantined", found.line.short_id, "quarantine", std::move(view));
}

}  // namespace

Reply show_quarantine(const Visit& visit, std::string_view) {
    LINLI_TRY(const std::vector<QuarantineLine> lines, visit.desk.quarantined(visit.actor(), kMaxLines));
    const Words& words = visit.words();
    View::List rows;
    for (const QuarantineLine& line : lines) {
        rows.push_back(quarantine_row(visit, line));
    }
    View view;
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    return page(visit, 200, "quarantine", words.get("quarantine.title"), "quarantine", std::move(view));
}

Reply show_quarantined(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    return quarantined_page(visit, number, "");
}

Reply show_quarantined_phone(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    LINLI_TRY(const std::string phone, visit.desk.show_quarantined_phone(visit.actor(), number));
    return quarantined_page(visit, number, phone);
}

Reply mark_seen(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    LINLI_OK(visit.desk.mark_seen(visit.actor(), number));
    return done("/quarantine", "seen");
}

Reply show_kiosks(const Visit& visit, std::string_view) {
    LINLI_TRY(const std::vector<KioskLine> kiosks, visit.desk.kiosks(visit.actor()));
    const Words& words = visit.words();
    View::List rows;
    for (const KioskLine& kiosk : kiosks) rows.push_back(kiosk_row(visit, kiosk));
    View view;
    view.flag("any", !rows.empty()).list("rows", std::move(rows)).flag("can_enrol", visit.role() == Role::Operator);
    if (visit.role() == Role::Operator) {
        LINLI_TRY(const std::vector<std::string> stations, visit.desk.stations(visit.actor()));
        View::List options;
        for (const std::string& station : stations)
            options.push_back(View().text("value", station).text("label", station));
        view.list("stations", std::move(options));
    }
    return page(visit, 200, "kiosks", words.get("kiosks.title"), "kiosks", std::move(view));
}

// The code stands in the answer to the form and nowhere else: a reload asks for the form again.
Reply enrol_kiosk(const Visit& visit, std::string_view) {
    const std::string station = field(visit.form, "station", 64);
    LINLI_TRY(const std::string code, visit.desk.make_enrolment_code(visit.actor(), station, kCodeLife));
    const Words& words = visit.words();
    const std::string until = when_words(words, visit.now + kCodeLife, visit.now, visit.utc_offset);
    View view;
    view.text("station", station).text("code", code).text("until", words.fill("enrolled.until", {{"time", until}}));
    return page(visit, 200, "enrolled", words.get("enrolled.title"), "kiosks", std::move(view));
}

Reply confirm_revoke(const Visit& visit, std::string_view id) {
    LINLI_OK(require(visit.actor(), Right::ManageFleet));
    LINLI_TRY(const std::vector<KioskLine> kiosks, visit.desk.kiosks(visit.actor()));
    for (const KioskLine& kiosk : kiosks) {
        if (kiosk.id != id || kiosk.revoked_at) continue;
        const std::string heading = visit.words().fill("revoke.title", {{"id", kiosk.id}});
        View view;
        view.text("id", kiosk.id).text("heading", heading);
        return page(visit, 200, "revoke", heading, "kiosks", std::move(view));
    }
    return fail(Fault::NotFound, "no kiosk {}", id);
}

Reply revoke_kiosk(const Visit& visit, std::string_view id) {
    LINLI_OK(visit.desk.revoke(visit.actor(), id));
    return done("/kiosks", "revoked");
}

Reply show_audit(const Visit& visit, std::string_view) {
    AuditFilter filter;
    filter.limit = kMaxLines;
    filter.before = number_field(visit.target.query, "before").value_or(0);
    filter.staff = number_field(visit.target.query, "who");
    filter.subject = field(visit.target.query, "on", kMaxSubject);
    LINLI_TRY(const std::vector<AuditLine> lines, visit.desk.audit(visit.actor(), filter));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    const Words& words = visit.words();
    View::List rows;
    for (const AuditLine& line : lines) {
        View row;
        const bool by_program = !line.staff || *line.staff == 0;
        row.text("who", by_program ? std::string(words.get("audit.system")) : login_of(staff, *line.staff));
        const auto item =
            visit.role() == Role::Desk && line.action.starts_with("case.") ? parse_item_id(line.subject) : std::nullopt;
        row.text("href", item ? fmt::format("/requests/{}", percent_encode(line.subject)) : "");
        row.text("what", named(words, "action", line.action))
            .text("on", item ? short_id(*item) : line.subject)
            .text("detail", detail_words(words, line, staff));
        visit.time(row, "at", line.at);
        rows.push_back(std::move(row));
    }
    View view;
    const std::string who = filter.staff ? std::to_string(*filter.staff) : "";
    if (lines.size() == kMaxLines)
        view.text("older",
                  fmt::format("/audit?who={}&on={}&before={}", who, percent_encode(filter.subject), lines.back().id));
    View::List people{View().text("value", "0").text("label", words.get("audit.system")).flag("current", who == "0")};
    for (const StaffLine& each : staff)
        people.push_back(
            View().number("value", each.id).text("label", each.login).flag("current", filter.staff == each.id));
    view.list("people", std::move(people)).text("wanted", filter.subject);
    view.flag("narrowed", filter.staff || !filter.subject.empty());
    view.flag("any", !rows.empty()).list("rows", std::move(rows));
    return page(visit, 200, "audit", words.get("audit.title"), "audit", std::move(view));
}

}  // namespace linli::hub::console
