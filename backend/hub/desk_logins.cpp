#include <algorithm>

#include "backend/hub/desk.h"
#include "backend/hub/desk_rights.h"
#include "backend/hub/routes.h"
#include "backend/hub/work.h"
#include "kiosk/crypto/hash.h"

namespace linli::hub {
namespace {

constexpr Millis kSeenEvery{60'000};

StaffLine read_staff(const SqlRow& r) {
    return {r.integer(0), r.string(1), role_from_name(r.text(2)).value_or(Role::Editor), r.string(3), !r.is_null(4)};
}

bool is_login(std::string_view login) {
    return !login.empty() && login.size() <= 64 && std::all_of(login.begin(), login.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
}

// What a login had planned is looked at by someone else first.
Result<> unplan(Work& work, const Actor& actor, std::int64_t staff) {
    std::vector<std::string> planned;
    LINLI_OK(work.sql.each(
        "SELECT type||'/'||id FROM content_draft WHERE staff=? AND publish_at IS NOT NULL",
        [&](const SqlRow& r) { planned.push_back(r.string(0)); }, staff));
    LINLI_OK(work.sql.run("UPDATE content_draft SET publish_at=NULL WHERE staff=?", staff));
    for (const std::string& row : planned)
        LINLI_OK(add_audit(work, actor.staff, actor.community, "content.late", row, ""));
    return {};
}

}  // namespace

Result<std::vector<StaffLine>> Desk::staff(const Actor& actor) {
    LINLI_OK(require(actor, Right::SeeStaff));
    std::vector<StaffLine> lines;
    LINLI_OK(m_work.sql.each(
        "SELECT id,login,role,community,disabled_at FROM staff WHERE community=? ORDER BY login",
        [&](const SqlRow& r) { lines.push_back(read_staff(r)); }, actor.community));
    return lines;
}

Result<std::int64_t> Desk::add_staff(const Actor& actor, std::string_view login, Role role, std::string_view password) {
    LINLI_OK(require(actor, Right::ManageStaff));
    if (!is_login(login)) return fail(Fault::Invalid, "a login is 1 to 64 of a-z 0-9 . _ -");
    if (actor.community.empty() || content::find(m_work.catalogue.communities, actor.community) == nullptr)
        return fail(Fault::NotFound, "no community \"{}\" is loaded", actor.community);
    if (password.empty()) return fail(Fault::Unavailable, "the password could not be hashed: not enough memory");
    LINLI_TRY(const auto id, m_work.sql.one(
                                 "INSERT INTO staff(login,role,community,password,made_at) VALUES(?,?,?,?,?)"
                                 " ON CONFLICT(login) DO NOTHING RETURNING id",
                                 [](const SqlRow& r) { return r.integer(0); }, login, name_of(role), actor.community,
                                 password, m_work.now.ms));
    if (!id) return fail(Fault::Conflict, "the login \"{}\" is taken", login);
    LINLI_OK(add_audit(m_work, actor.staff, actor.community, "staff.add", login, name_of(role)));
    return *id;
}

Result<> Desk::disable_staff(const Actor& actor, std::int64_t staff) {
    LINLI_OK(require(actor, Right::ManageStaff));
    LINLI_TRY(const std::int64_t changed,
              m_work.sql.run("UPDATE staff SET disabled_at=coalesce(disabled_at,?) WHERE id=? AND community=?",
                             m_work.now.ms, staff, actor.community));
    if (changed == 0) return fail(Fault::NotFound, "no such staff");
    LINLI_OK(m_work.sql.run("DELETE FROM session WHERE staff=?", staff));
    // Nobody works on what is left with someone who is gone: it is nobody's, and stands in the queue as that.
    LINLI_OK(
        m_work.sql.run("UPDATE item SET assignee=NULL WHERE type='request' AND status='open' AND assignee=?"
                       " AND community=?",
                       staff, actor.community));
    LINLI_OK(
        m_work.sql.run("UPDATE item SET partner=NULL WHERE type='request' AND status='open' AND partner=?"
                       " AND community=?",
                       staff, actor.community));
    LINLI_OK(unplan(m_work, actor, staff));
    return add_audit(m_work, actor.staff, actor.community, "staff.disable", std::to_string(staff), "");
}

Result<> Desk::reset_password(const Actor& actor, std::int64_t staff, std::string_view password) {
    LINLI_OK(require(actor, Right::ManageStaff));
    if (password.empty()) return fail(Fault::Unavailable, "the password could not be hashed: not enough memory");
    LINLI_TRY(const std::int64_t changed,
              m_work.sql.run("UPDATE staff SET password=? WHERE id=? AND community=? AND disabled_at IS NULL", password,
                             staff, actor.community));
    if (changed == 0) return fail(Fault::NotFound, "no such staff");
    LINLI_OK(m_work.sql.run("DELETE FROM session WHERE staff=?", staff));
    return add_audit(m_work, actor.staff, actor.community, "staff.password", std::to_string(staff), "");
}

Result<> Desk::change_password(const Actor& actor, std::string_view password, std::string_view token) {
    if (password.empty()) return fail(Fault::Unavailable, "the password could not be hashed: not enough memory");
    LINLI_OK(m_work.sql.run("UPDATE staff SET password=? WHERE id=?", password, actor.staff));
    LINLI_OK(
        m_work.sql.run("DELETE FROM session WHERE staff=? AND token_hash<>?", actor.staff, crypto::blake2b(token)));
    return add_audit(m_work, actor.staff, actor.community, "staff.password", std::to_string(actor.staff), "");
}

Result<std::optional<StaffSecret>> Desk::find_login(std::string_view login) {
    return m_work.sql.one(
        "SELECT id,login,role,community,disabled_at,password FROM staff WHERE login=? AND disabled_at IS NULL",
        [](const SqlRow& r) {
            return StaffSecret{read_staff(r), r.string(5)};
        },
        login);
}

Result<> Desk::start_session(std::int64_t staff, std::string_view token, std::string_view csrf) {
    LINLI_OK(m_work.sql.run("INSERT INTO session(token_hash,staff,csrf,made_at,seen_at,expires_at) VALUES(?,?,?,?,?,?)",
                            crypto::blake2b(token), staff, csrf, m_work.now.ms, m_work.now.ms,
                            (m_work.now + kSessionLength).ms));
    return {};
}

Result<std::optional<Session>> Desk::find_session(std::string_view token, Seen seen) {
    const crypto::Hash hash = crypto::blake2b(token);
    LINLI_TRY(auto session, m_work.sql.one(
                                "SELECT s.id,s.login,s.role,s.community,s.disabled_at,e.csrf,e.made_at,e.seen_at"
                                " FROM session e JOIN staff s ON s.id=e.staff WHERE e.token_hash=? AND e.expires_at>?"
                                " AND e.seen_at>? AND s.disabled_at IS NULL",
                                [](const SqlRow& r) {
                                    return Session{read_staff(r), r.string(5), {r.integer(6)}, {r.integer(7)}};
                                },
                                hash, m_work.now.ms, (m_work.now - kSessionIdle).ms));
    if (session && seen == Seen::Mark && m_work.now - session->seen_at >= kSeenEvery)
        LINLI_OK(m_work.sql.run("UPDATE session SET seen_at=? WHERE token_hash=?", m_work.now.ms, hash));
    return session;
}

Result<> Desk::end_session(std::string_view token) {
    LINLI_OK(m_work.sql.run("DELETE FROM session WHERE token_hash=?", crypto::blake2b(token)));
    return {};
}

Result<> Desk::count_try(std::string_view scope, std::string_view who, int most, Millis within) {
    LINLI_TRY(const bool may, may_try(m_work, scope, who, most, within));
    if (!may) return fail(Fault::Limited, "too many tries in {}", scope);
    return hub::count_try(m_work, scope, who, within);
}

Result<> Desk::forget_tries(std::string_view scope, std::string_view who) {
    LINLI_OK(m_work.sql.run("DELETE FROM tries WHERE scope=? AND who=?", scope, who.substr(0, 128)));
    return {};
}

}  // namespace linli::hub
