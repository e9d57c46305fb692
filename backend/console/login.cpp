#include <fmt/format.h>

#include "backend/console/console.h"
#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"

namespace linli::hub::console {
namespace {

constexpr std::size_t kMaxLogin = 64;
constexpr std::size_t kMaxPassword = 256;  // bytes: a slow hash of megabytes would be a way to hold the pool up

// Checked where the login is unknown, so that the answer takes as long as for one that is known. The password that
// it was made from is thrown away, and a match would not be looked at.
constexpr std::string_view kNobody =
    "$argon2id$v=19$m=65536,t=2,p=1$bGlubGktbm9ib2R5LTAwMA$Zm9yLW5vYm9keS1hdC1hbGwtMDAwMDAwMDAwMDAwMDA";

std::string random_token(const Visit& visit) {
    ByteArray<32> bytes{};
    visit.desk.entropy()(bytes);
    return crypto::to_base64(bytes);
}

// Before there is a session, the form's token is the one in a cookie that another site can neither read nor set.
HttpResponse login_page(const Visit& visit, int status, std::string_view problem, std::string_view login) {
    std::string token(cookie(visit.request.headers, kLoginCookie));
    const bool fresh = token.size() != 43;
    if (fresh) token = random_token(visit);
    View view;
    view.text("csrf", token).text("problem", problem).text("login_value", login);
    const std::string back =
        local_path(visit.request.method == "POST" ? raw_field(visit.form, "back") : visit.query("back"));
    view.text("back", back == "/" ? "" : back);
    HttpResponse response = page(visit, status, "login", visit.words().get("login.title"), "", std::move(view));
    if (fresh)
        response.headers.emplace_back("Set-Cookie",
                                      set_cookie(kLoginCookie, token, Lifetime::Session, visit.request.headers));
    return response;
}

// Errors other than too many tries. True: go on.
Result<bool> may_try(const Visit& visit, std::string_view login) {
    // The address first: once it is held up it leaves no more behind, however many logins it makes up, and cannot go on
    // to lock those of others.
    auto counted = visit.desk.count_try("login-address", visit.request.remote, kTriesPerAddress, kTriesWithin);
    if (counted) counted = visit.desk.count_try("login", login, kTriesPerLogin, kTriesWithin);
    if (counted) return true;
    if (counted.error().fault == Fault::Limited) return false;
    return fail(std::move(counted).error());
}

Result<HttpResponse> start(const Visit& visit, const StaffLine& staff, std::string_view login) {
    const std::string token = random_token(visit);
    LINLI_OK(visit.desk.start_session(staff.id, token, random_token(visit)));
    LINLI_OK(visit.desk.forget_tries("login", login));
    log_info("console", "staff {} logged in", staff.id);
    HttpResponse response = redirect_to(local_path(raw_field(visit.form, "back")));
    const HttpHeaders& headers = visit.request.headers;
    response.headers.emplace_back("Set-Cookie", set_cookie(kSessionCookie, token, Lifetime::Session, headers));
    response.headers.emplace_back("Set-Cookie", set_cookie(kLoginCookie, "", Lifetime::Gone, headers));
    return response;
}

}  // namespace

HttpResponse show_login(const Visit& visit) {
    const std::string_view say = visit.query("say");
    const std::string_view problem = say == "expired" ? visit.words().get("login.expired") : std::string_view{};
    return login_page(visit, 200, problem, "");
}

Result<PageReply> log_in(const Visit& visit) {
    const std::string login = field(visit.form, "login", kMaxLogin);
    const std::string_view password = raw_field(visit.form, "password");
    const std::string_view expected = cookie(visit.request.headers, kLoginCookie);
    if (!same_origin(visit.request.headers) || expected.size() != 43 ||
        !crypto::same_secret(raw_field(visit.form, "csrf"), expected))
        return login_page(visit, 403, visit.words().get("login.stale"), login);
    const auto refused = [&] { return login_page(visit, 401, visit.words().get("login.wrong"), login); };
    if (login.empty() || password.empty() || password.size() > kMaxPassword) return refused();
    LINLI_TRY(const std::optional<StaffSecret> found, visit.desk.find_login(login));
    const bool usable = found && !found->staff.disabled;
    if (!visit.prepared.password) {
        LINLI_TRY(const bool allowed, may_try(visit, login));
        if (!allowed) {
            const std::string minutes = std::to_string(kTriesWithin.count() / 60'000);
            return login_page(visit, 429, visit.words().fill("login.limited", {{"minutes", minutes}}), login);
        }
        return PasswordWork{std::string(password), usable ? found->password : std::string(kNobody)};
    }
    const PasswordResult& checked = *visit.prepared.password;
    const bool changed = !usable || !crypto::same_secret(checked.stored, found->password);
    if (changed || !checked.matches) return refused();
    return start(visit, found->staff, login);
}

Reply log_out(const Visit& visit) {
    LINLI_OK(visit.desk.end_session(cookie(visit.request.headers, kSessionCookie)));
    HttpResponse response = redirect_to("/login?done=bye");
    response.headers.emplace_back("Set-Cookie", set_cookie(kSessionCookie, "", Lifetime::Gone, visit.request.headers));
    return response;
}

}  // namespace linli::hub::console
