#include "backend/console/console.h"

#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "backend/console/pages.h"
#include "backend/console/reply.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/hash.h"

namespace linli::hub::console {
namespace {

struct Route {
    std::string_view method;
    std::string_view before;  // the path up to the id
    std::string_view after;   // and behind it; a route without an id has only `before`
    Reply (*handle)(const Visit&, std::string_view);
};

constexpr std::array kRoutes{
    Route{"GET", "/requests", "", show_queue},
    Route{"POST", "/filters", "", save_filter},
    Route{"POST", "/filters/", "/forget", forget_filter},
    Route{"GET", "/round", "", show_round},
    Route{"POST", "/round", "", show_round_phones},
    Route{"GET", "/visits", "", show_visits},
    Route{"POST", "/visits/", "/done", mark_visited},
    Route{"GET", "/answers", "", show_answers},
    Route{"POST", "/answers", "", keep_answer},
    Route{"POST", "/answers/", "/drop", drop_answer},
    Route{"GET", "/figures", "", show_figures},
    Route{"GET", "/staff", "", show_staff},
    Route{"POST", "/staff/", "/disable", disable_staff},
    Route{"GET", "/password", "", show_password},
    Route{"POST", "/requests/", "/up", hand_up_request},
    Route{"POST", "/requests/", "/merge", merge_request},
    Route{"POST", "/requests/", "/separate", separate_request},
    Route{"GET", "/requests/", "", show_request},
    Route{"POST", "/requests/", "/phone", show_request_phone},
    Route{"POST", "/requests/", "/answer", answer_request},
    Route{"POST", "/requests/", "/note", note_request},
    Route{"POST", "/requests/", "/assign", assign_request},
    Route{"POST", "/requests/", "/hand", hand_request},
    Route{"POST", "/requests/", "/stage", stage_request},
    Route{"POST", "/requests/", "/close", close_request},
    Route{"POST", "/requests/", "/reopen", reopen_request},
    Route{"GET", "/requests/", "/erase", confirm_erase},
    Route{"POST", "/requests/", "/erase", erase_request},
    Route{"GET", "/events", "", show_events},
    Route{"GET", "/content", "", show_content},
    Route{"GET", "/events/new", "", new_document_page},
    Route{"GET", "/notices/new", "", new_document_page},
    Route{"GET", "/guides/new", "", new_document_page},
    Route{"POST", "/events/save", "", save_document},
    Route{"POST", "/notices/save", "", save_document},
    Route{"POST", "/guides/save", "", save_document},
    Route{"GET", "/events/", "/edit", edit_document},
    Route{"GET", "/events/", "/history", show_history},
    Route{"GET", "/events/", "/preview", show_preview},
    Route{"POST", "/events/", "/restore", restore_document},
    Route{"POST", "/events/", "/drop", drop_document_draft},
    Route{"GET", "/notices/", "/edit", edit_document},
    Route{"GET", "/notices/", "/history", show_history},
    Route{"GET", "/notices/", "/preview", show_preview},
    Route{"POST", "/notices/", "/restore", restore_document},
    Route{"POST", "/notices/", "/drop", drop_document_draft},
    Route{"GET", "/notices/", "/down", confirm_take_down},
    Route{"POST", "/notices/", "/down", take_down_document},
    Route{"GET", "/guides/", "/edit", edit_document},
    Route{"GET", "/guides/", "/history", show_history},
    Route{"GET", "/guides/", "/preview", show_preview},
    Route{"POST", "/guides/", "/restore", restore_document},
    Route{"POST", "/guides/", "/drop", drop_document_draft},
    Route{"GET", "/guides/", "/down", confirm_take_down},
    Route{"POST", "/guides/", "/down", take_down_document},
    Route{"GET", "/events/", "/calloff", confirm_call_off},
    Route{"POST", "/events/", "/calloff", call_off_event},
    Route{"GET", "/events/", "/session", confirm_call_off_session},
    Route{"POST", "/events/", "/session", call_off_session},
    Route{"POST", "/events/", "/capacity", set_capacity},
    Route{"GET", "/events/", "/attend", show_attendance},
    Route{"POST", "/events/", "/attend", mark_arrived},
    Route{"POST", "/events/", "/absent", undo_arrived},
    Route{"POST", "/events/", "/pickup", check_pick_up},
    Route{"GET", "/events/", "", show_event},
    Route{"GET", "/events/", "/sheet", show_roster_sheet},
    Route{"POST", "/events/", "/csv", roster_file},
    Route{"GET", "/calls", "", show_calls},
    Route{"POST", "/calls/", "/phone", show_call_phone},
    Route{"POST", "/calls/", "/called", mark_called},
    Route{"POST", "/signups/", "/phone", show_sign_up_phone},
    Route{"GET", "/signups/", "/cancel", confirm_cancel},
    Route{"POST", "/signups/", "/cancel", cancel_sign_up},
    Route{"GET", "/quarantine", "", show_quarantine},
    Route{"GET", "/quarantine/", "", show_quarantined},
    Route{"POST", "/quarantine/", "/phone", show_quarantined_phone},
    Route{"POST", "/quarantine/", "/seen", mark_seen},
    Route{"GET", "/kiosks", "", show_kiosks},
    Route{"POST", "/kiosks/enrol", "", enrol_kiosk},
    Route{"GET", "/kiosks/", "/revoke", confirm_revoke},
    Route{"POST", "/kiosks/", "/revoke", revoke_kiosk},
    Route{"GET", "/audit", "", show_audit},
};

// Forms that hash a password: asked again when that is done.
struct HashingRoute {
    Route shape;
    Result<PageReply> (*handle)(const Visit&, std::string_view);
};
constexpr std::array kHashingRoutes{
    HashingRoute{{"POST", "/password", "", nullptr}, change_password},
    HashingRoute{{"POST", "/staff", "", nullptr}, add_staff},
    HashingRoute{{"POST", "/staff/", "/password", nullptr}, reset_password},
};

// The id in the path where the route fits, empty for a route without one.
std::optional<std::string_view> match(const Route& route, std::string_view method, std::string_view path) {
    if (route.method != method || !path.starts_with(route.before)) return std::nullopt;
    if (!route.before.ends_with('/')) return path == route.before ? std::optional(std::string_view{}) : std::nullopt;
    std::string_view id = path.substr(route.before.size());
    if (!id.ends_with(route.after)) return std::nullopt;
    id.remove_suffix(route.after.size());
    if (id.empty() || id.size() > 64 || id.find('/') != std::string_view::npos) return std::nullopt;
    return id;
}

HttpResponse error_page(const Visit& visit, const Error& error) {
    switch (error.fault) {
        case Fault::Denied:
            return message_page(visit, 403, "error.denied");
        case Fault::NotFound:
            return message_page(visit, 404, "error.missing");
        case Fault::Invalid:
        case Fault::TooLarge:
        case Fault::Expired:
            return message_page(visit, 422, "error.invalid");
        case Fault::Conflict:
            return message_page(visit, 409, "error.conflict");
        case Fault::Limited:
        case Fault::Unavailable:
        case Fault::Network:
        case Fault::Storage:
        case Fault::DiskFull:
        case Fault::ReadOnly:
        case Fault::Corrupt:
        case Fault::TooNew:
        case Fault::InUse:
        case Fault::Internal:
            break;
    }
    log_error("console", "{} {}: {}: {}", visit.request.method, visit.target.path, fault_name(error.fault),
              error.message);
    return message_page(visit, 503, "error.failed");
}

std::string_view first_page(Role role) {
    switch (role) {
        case Role::Desk:
        case Role::Property:
        case Role::Partner:
            return "/requests";
        case Role::Editor:
            return "/events";
        case Role::Operator:
            return "/kiosks";
    }
    return "/requests";
}

// Nothing where the request is none of these.
std::optional<Result<PageReply>> answer_hashing(const Visit& visit) {
    for (const HashingRoute& route : kHashingRoutes)
        if (const auto id = match(route.shape, visit.request.method, visit.target.path))
            return route.handle(visit, *id);
    return std::nullopt;
}

HttpResponse set_language(const Visit& visit) {
    HttpResponse response = redirect_to(local_path(visit.query("back")));
    for (const Language& language : visit.languages)
        if (language.tag == visit.query("to"))
            response.headers.emplace_back(
                "Set-Cookie", set_cookie(kLanguageCookie, language.tag, Lifetime::Year, visit.request.headers));
    return response;
}

HttpResponse ask_to_log_in(const Visit& visit) {
    const bool by_script = find_header(visit.request.headers, "HX-Request").has_value();
    const bool expired = !cookie(visit.request.headers, kSessionCookie).empty();
    std::string to = "/login";
    if (visit.request.method == "GET" && !by_script && visit.target.path != "/")
        to += fmt::format("?back={}", percent_encode(local_path(visit.request.target)));
    if (expired) to += fmt::format("{}say=expired", to.find('?') == to.npos ? '?' : '&');
    HttpResponse response = redirect_to(to);
    if (by_script) {
        // A script would follow 303 out of sight and put a log-in page where the queue was.
        response.status = 401;
        response.headers.emplace_back("HX-Redirect", to);
    }
    return response;
}

// A form must come from a page of ours and carry the session's own token.
bool form_is_ours(const Visit& visit) {
    return same_origin(visit.request.headers) &&
           crypto::same_secret(raw_field(visit.form, "csrf"), visit.session->csrf);
}

PageReply answer(const Visit& visit) {
    const std::string_view method = visit.request.method;
    const std::string_view path = visit.target.path;
    if (path == "/language" && method == "GET") return set_language(visit);
    if (path == "/login" && method == "GET") return visit.session ? redirect_to("/") : show_login(visit);
    if (path == "/login" && method == "POST") {
        auto reply = log_in(visit);
        return reply ? *std::move(reply) : PageReply(error_page(visit, reply.error()));
    }
    if (!visit.session) return ask_to_log_in(visit);
    if (method == "POST" && !form_is_ours(visit)) return message_page(visit, 403, "error.csrf");
    if (path == "/" && method == "GET") return redirect_to(first_page(visit.role()));
    if (path == "/logout" && method == "POST") {
        auto reply = log_out(visit);
        return reply ? *std::move(reply) : error_page(visit, reply.error());
    }
    if (auto reply = answer_hashing(visit))
        return *reply ? **std::move(reply) : PageReply(error_page(visit, reply->error()));
    for (const Route& route : kRoutes) {
        const auto id = match(route, method, path);
        if (!id) continue;
        auto reply = route.handle(visit, *id);
        return reply ? *std::move(reply) : error_page(visit, reply.error());
    }
    return message_page(visit, 404, "error.missing");
}

}  // namespace

std::vector<std::string> route_names() {
    std::vector<std::string> names;
    const auto add = [&](const Route& route) {
        names.push_back(
            fmt::format("{} {}{}{}", route.method, route.before, route.before.ends_with('/') ? "*" : "", route.after));
    };
    for (const Route& route : kRoutes) add(route);
    for (const HashingRoute& route : kHashingRoutes) add(route.shape);
    return names;
}

Result<std::unique_ptr<Console>> Console::make() {
    LINLI_TRY(std::vector<Language> languages, built_in_languages());
    LINLI_TRY(Templates templates, Templates::build(languages));
    return std::unique_ptr<Console>(new Console(std::move(languages), std::move(templates)));
}

const Language& Console::language_of(const HttpRequest& request) const {
    const std::string_view wanted = cookie(request.headers, kLanguageCookie);
    for (const Language& language : m_languages)
        if (language.tag == wanted) return language;
    return m_languages.front();
}

PageReply Console::handle(const PreparedRequest& prepared, Desk& desk, Instant now) {
    const HttpRequest& request = prepared.request;
    Target target = parse_target(request.target);
    constexpr std::string_view kStaticPrefix = "/static/";
    if (target.path.starts_with(kStaticPrefix) && request.method == "GET")
        return static_reply(std::string_view(target.path).substr(kStaticPrefix.size()));
    Visit visit{.prepared = prepared,
                .request = request,
                .target = std::move(target),
                .form = request.method == "POST" ? parse_form(request.body) : Form{},
                .desk = desk,
                .now = now,
                .language = language_of(request),
                .languages = m_languages,
                .templates = m_templates,
                .session = std::nullopt};
    if (request.method != "GET" && request.method != "POST") return message_page(visit, 405, "error.missing");
    const std::string_view token = cookie(request.headers, kSessionCookie);
    if (!token.empty()) {
        // A queue that refreshes itself is nobody sitting there.
        const bool by_itself = visit.target.get("poll").has_value();
        auto session = desk.find_session(token, by_itself ? Desk::Seen::Leave : Desk::Seen::Mark);
        if (!session) return error_page(visit, session.error());
        visit.session = *std::move(session);
    }
    if (visit.session)
        if (const Community* community = desk.community(visit.session->staff.community))
            visit.utc_offset = community->utc_offset_minutes;
    return answer(visit);
}

}  // namespace linli::hub::console
