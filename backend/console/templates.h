// The console's pages: templates with their words already in place, rendered from a View with every value escaped.
//
// A template names a sentence as [[key]] and another template as {{> name}}; both are resolved when the set is built,
// so a key that is missing in a language stops the program at its start, not a reader on some page. Rendering is the
// only place where a value meets markup: it escapes & < > " ' always, and a template with {{{ or {{& is refused.
// Belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "backend/console/view.h"
#include "backend/console/words.h"
#include "kiosk/base/result.h"

namespace linli::hub::console {

class Templates {
  public:
    // All pages in all languages from the built-in files. Errors: Invalid (names the template and what is wrong).
    [[nodiscard]] static Result<Templates> build(const std::vector<Language>& languages);
    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;
    ~Templates();

    // A page in its layout. `page` and `language` must be ones that were built.
    [[nodiscard]] std::string render(std::string_view page, std::string_view language, const View& view) const;

  private:
    struct Inner;
    explicit Templates(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

// & < > " ' as entities: fit for text and for a quoted attribute.
[[nodiscard]] std::string escape_html(std::string_view text);
// Resolves [[key]] and {{> name}}. `find`: the text of a template, empty where there is none.
// Errors: Invalid for a missing key or template, an unescaped tag, or a nesting deeper than 8.
[[nodiscard]] Result<std::string> assemble(std::string_view text, const Words& words,
                                           const std::function<std::string_view(std::string_view)>& find,
                                           int depth = 0);

}  // namespace linli::hub::console
