// The staff's pages: everything of the hub that is not /v1.
//
// Reads nothing but the request and the desk, keeps nothing between requests, belongs to the hub's thread. Who may see
// or do what is decided by the desk; here stand the session, the token of every form, and what a page looks like.
// Every page works with plain links and forms; htmx only saves a reload.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/console/templates.h"
#include "backend/console/words.h"
#include "backend/hub/pages.h"

namespace linli::hub::console {

inline constexpr int kTriesPerLogin = 8;
inline constexpr int kTriesPerAddress = 40;
inline constexpr Millis kTriesWithin{15LL * 60 * 1000};

// "GET /requests", "POST /requests/*/close": every page and form that wants a session, so that a test can ask each of
// them as each role.
[[nodiscard]] std::vector<std::string> route_names();

class Console final : public PageHandler {
  public:
    // Errors: Invalid (a template or a word is missing from the program).
    [[nodiscard]] static Result<std::unique_ptr<Console>> make();

    [[nodiscard]] PageReply handle(const PreparedRequest& request, Desk& desk, Instant now) override;

  private:
    Console(std::vector<Language> languages, Templates templates)
        : m_languages(std::move(languages)), m_templates(std::move(templates)) {}
    [[nodiscard]] const Language& language_of(const HttpRequest& request) const;

    std::vector<Language> m_languages;
    Templates m_templates;
};

}  // namespace linli::hub::console
