// One request of one member of staff, while it is being answered. Lives for one call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/console/forms.h"
#include "backend/console/templates.h"
#include "backend/console/view.h"
#include "backend/console/words.h"
#include "backend/hub/desk.h"
#include "backend/hub/pages.h"
#include "kiosk/base/http.h"

namespace linli::hub::console {

struct Visit {
    const PreparedRequest& prepared;
    const HttpRequest& request;
    Target target;
    Form form;  // of a POST
    Desk& desk;
    Instant now;
    const Language& language;
    const std::vector<Language>& languages;
    const Templates& templates;
    std::optional<Session> session;
    int utc_offset = 480;

    [[nodiscard]] const Words& words() const { return language.words; }
    // Only where there is a session: every handler but those of logging in.
    [[nodiscard]] Actor actor() const { return session->actor(); }
    [[nodiscard]] Role role() const { return session->staff.role; }
    [[nodiscard]] std::string_view query(std::string_view name) const { return target.get(name).value_or(""); }
    [[nodiscard]] std::string_view pick(const LocalizedText& text) const { return text.pick(language.tag); }
    // "at" and "at_iso" for a <time>.
    void time(View& view, std::string_view name, Instant at) const;
};

// The page in its frame. title: what the tab says. section: the part of the navigation that it belongs to.
[[nodiscard]] HttpResponse page(const Visit& visit, int status, std::string_view name, std::string_view title,
                                std::string_view section, View view);
// A page that says one thing, e.g. "error.denied" (needs the key and the key with ".title").
[[nodiscard]] HttpResponse message_page(const Visit& visit, int status, std::string_view key);
// Back to `path`, where one line says what was done: flash.<key>.
[[nodiscard]] HttpResponse done(std::string_view path, std::string_view key);

}  // namespace linli::hub::console
