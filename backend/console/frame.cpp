#include <array>

#include <fmt/format.h>

#include "backend/console/reply.h"
#include "backend/console/visit.h"

namespace linli::hub::console {
namespace {

struct Section {
    std::string_view id;
    std::string_view href;
    std::array<bool, 5> roles;  // desk, property, partner, editor, operator; the desk itself refuses, this only hides
};
constexpr std::array kSections{
    Section{"requests", "/requests", {true, true, true, false, false}},
    Section{"events", "/events", {true, false, false, true, false}},
    Section{"content", "/content", {true, false, false, true, false}},
    Section{"calls", "/calls", {true, false, false, false, false}},
    Section{"quarantine", "/quarantine", {true, false, false, false, true}},
    Section{"kiosks", "/kiosks", {true, false, false, false, true}},
    Section{"figures", "/figures", {true, true, false, false, false}},
    Section{"staff", "/staff", {false, false, false, false, true}},
    Section{"audit", "/audit", {true, false, false, false, true}},
};

int waiting(std::string_view section, const Badges& badges) {
    if (section == "calls") return badges.to_call;
    if (section == "quarantine") return badges.quarantined;
    return 0;
}

View::List navigation(const Visit& visit, std::string_view section) {
    View::List items;
    // A page is not worth losing for a number beside a link.
    const Badges badges = visit.desk.badges(visit.actor()).value_or(Badges{});
    for (const Section& entry : kSections) {
        if (!entry.roles[static_cast<std::size_t>(visit.role())]) continue;
        View item;
        item.text("href", entry.href).text("label", visit.words().get(fmt::format("nav.{}", entry.id)));
        item.flag("current", entry.id == section).flag("count", false);
        if (const int count = waiting(entry.id, badges); count > 0) {
            item.number("count", count);
            item.text("count_label", visit.words().fill("app.waiting", {{"n", std::to_string(count)}}));
        }
        items.push_back(std::move(item));
    }
    return items;
}

View::List language_links(const Visit& visit) {
    View::List items;
    const bool safe = visit.request.method == "GET";
    for (const Language& language : visit.languages) {
        if (language.tag == visit.language.tag) continue;
        View item;
        const std::string back = safe ? local_path(visit.request.target) : "/";
        item.text("tag", language.tag).text("name", language.name);
        item.text("href", fmt::format("/language?to={}&back={}", language.tag, percent_encode(back)));
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

HttpResponse page(const Visit& visit, int status, std::string_view name, std::string_view title,
                  std::string_view section, View view) {
    const Words& words = visit.words();
    view.text("lang", visit.language.tag).text("title", title);
    view.text("style_url", static_url("style.css")).text("mark_url", static_url("mark.svg"));
    view.text("script_url", static_url("htmx.min.js"));
    view.list("languages", language_links(visit));
    view.text("community", words.get("app.name"));
    view.flag("staff", visit.session.has_value());
    if (visit.session) {
        view.text("csrf", visit.session->csrf).text("login", visit.session->staff.login);
        view.text("role", words.get(fmt::format("role.{}", name_of(visit.role()))));
        view.list("nav", navigation(visit, section));
        if (const Community* community = visit.desk.community(visit.session->staff.community))
            view.text("community", visit.pick(community->name));
    }
    const std::string flash = fmt::format("flash.{}", visit.query("done"));
    if (words.has(flash)) view.part("flash", View().text("words", words.get(flash)).text("tone", "good"));
    return html_reply(status, visit.templates.render(name, visit.language.tag, view));
}

HttpResponse message_page(const Visit& visit, int status, std::string_view key) {
    const Words& words = visit.words();
    View view;
    const std::string_view title = words.get(fmt::format("{}.title", key));
    view.text("heading", title).text("words", words.get(key));
    view.text("href", "/").text("link", words.get("error.back"));
    return page(visit, status, "message", title, "", std::move(view));
}

HttpResponse done(std::string_view path, std::string_view key) {
    return redirect_to(fmt::format("{}?done={}", path, key));
}

}  // namespace linli::hub::console
