#include <array>

#include <fmt/format.h>

#include "backend/console/console.h"
#include "backend/console/pages.h"
#include "backend/hub/desk_rights.h"

namespace linli::hub::console {
namespace {

// Bytes; the same as the subcommand asks for.
constexpr std::size_t kLeastPassword = 8;
constexpr std::size_t kMostPassword = 256;
constexpr std::size_t kMaxLogin = 64;
constexpr std::array kRoles{Role::Desk, Role::Property, Role::Partner, Role::Editor, Role::Operator};

HttpResponse password_page(const Visit& visit, int status, std::string_view problem) {
    View view;
    view.text("problem", problem.empty() ? std::string_view{} : visit.words().get(problem));
    return page(visit, status, "password", visit.words().get("password.title"), "", std::move(view));
}

bool is_fit(std::string_view password) {
    return password.size() >= kLeastPassword && password.size() <= kMostPassword;
}

Result<HttpResponse> staff_page(const Visit& visit, int status, std::string_view problem) {
    // Every role may name its colleagues; the page is for whoever manages them.
    LINLI_OK(require(visit.actor(), Right::ManageStaff));
    LINLI_TRY(const std::vector<StaffLine> staff, visit.desk.staff(visit.actor()));
    const Words& words = visit.words();
    View::List rows;
    for (const StaffLine& line : staff) {
        View row;
        row.number("id", line.id).text("name", line.login);
        row.text("role_words", words.get(fmt::format("role.{}", name_of(line.role))));
        row.flag("disabled", line.disabled).flag("can_change", !line.disabled && line.id != visit.session->staff.id);
        rows.push_back(std::move(row));
    }
    View::List roles;
    for (const Role role : kRoles) {
        View option;
        option.text("value", name_of(role)).text("label", words.get(fmt::format("role.{}", name_of(role))));
        option.text("hint", words.get(fmt::format("role.{}.hint", name_of(role))));
        roles.push_back(std::move(option));
    }
    View view;
    view.list("rows", std::move(rows)).list("roles", std::move(roles));
    view.text("problem", problem.empty() ? std::string_view{} : words.get(problem));
    return page(visit, status, "staff", words.get("staff.title"), "staff", std::move(view));
}

}  // namespace

Reply show_staff(const Visit& visit, std::string_view) {
    return staff_page(visit, 200, "");
}

Result<PageReply> add_staff(const Visit& visit, std::string_view) {
    const std::string_view password = raw_field(visit.form, "password");
    const auto role = role_from_name(raw_field(visit.form, "role"));
    LINLI_OK(require(visit.actor(), Right::ManageStaff));
    if (!role || !is_fit(password)) {
        LINLI_TRY(HttpResponse refused, staff_page(visit, 422, "password.length"));
        return refused;
    }
    // Hashing is slow work: whoever may not do this has been refused before it.
    if (!visit.prepared.password) return PasswordWork{std::string(password), ""};
    const std::string login = field(visit.form, "login", kMaxLogin);
    const auto added = visit.desk.add_staff(visit.actor(), login, *role, visit.prepared.password->hash);
    if (!added && (added.error().fault == Fault::Conflict || added.error().fault == Fault::Invalid)) {
        LINLI_TRY(HttpResponse refused, staff_page(visit, 422, "staff.login.bad"));
        return refused;
    }
    if (!added) return fail(Error(added.error()));
    return done("/staff", "staff.added");
}

Reply disable_staff(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    // Nobody shuts themselves out: another operator can.
    if (number == visit.session->staff.id) return fail(Fault::Invalid, "one's own login");
    LINLI_OK(visit.desk.disable_staff(visit.actor(), number));
    return done("/staff", "staff.disabled");
}

Result<PageReply> reset_password(const Visit& visit, std::string_view id) {
    LINLI_TRY(const std::int64_t number, number_in_path(id));
    const std::string_view password = raw_field(visit.form, "password");
    LINLI_OK(require(visit.actor(), Right::ManageStaff));
    // One's own is changed where the old one is asked for.
    if (number == visit.session->staff.id) return fail(Fault::Invalid, "one's own login");
    if (!is_fit(password)) {
        LINLI_TRY(HttpResponse refused, staff_page(visit, 422, "password.length"));
        return refused;
    }
    if (!visit.prepared.password) return PasswordWork{std::string(password), ""};
    LINLI_OK(visit.desk.reset_password(visit.actor(), number, visit.prepared.password->hash));
    return done("/staff", "staff.password");
}

Reply show_password(const Visit& visit, std::string_view) {
    return password_page(visit, 200, "");
}

// The old one is asked for again: a desk that was left open must not become someone else's.
Result<PageReply> change_password(const Visit& visit, std::string_view) {
    const std::string_view next = raw_field(visit.form, "next");
    if (!is_fit(next)) return password_page(visit, 422, "password.length");
    if (next != raw_field(visit.form, "again")) return password_page(visit, 422, "password.different");
    LINLI_TRY(const std::optional<StaffSecret> found, visit.desk.find_login(visit.session->staff.login));
    if (!found) return fail(Fault::Denied, "the login is gone");
    if (!visit.prepared.password) {
        const std::string_view old = raw_field(visit.form, "old");
        if (old.empty() || old.size() > kMostPassword) return password_page(visit, 422, "password.wrong");
        auto counted = visit.desk.count_try("password", visit.session->staff.login, kTriesPerLogin, kTriesWithin);
        if (!counted && counted.error().fault == Fault::Limited) return password_page(visit, 429, "password.limited");
        LINLI_OK(std::move(counted));
        return PasswordWork{std::string(old), found->password, std::string(next)};
    }
    // 401 keeps the counted try; nothing else was written.
    if (!visit.prepared.password->matches) return password_page(visit, 401, "password.wrong");
    const std::string_view token = cookie(visit.request.headers, kSessionCookie);
    LINLI_OK(visit.desk.change_password(visit.actor(), visit.prepared.password->hash, token));
    LINLI_OK(visit.desk.forget_tries("password", visit.session->staff.login));
    return done("/password", "password");
}

}  // namespace linli::hub::console
