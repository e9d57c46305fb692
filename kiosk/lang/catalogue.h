// One language's sentences by key, from a compiled gettext catalogue (.mo). Plain data; any thread once it is made.
//
// glibc's own gettext answers only for locales that the machine has installed, and a kiosk must not depend on that, so
// the file is read here: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/lang/plural.h"

namespace linli {

class Catalogue {
  public:
    // An empty catalogue: every key is missing.
    Catalogue() = default;
    // `file` is a .mo in either byte order, at most 4 MB. Errors: Corrupt, with what is wrong with it.
    [[nodiscard]] static Result<Catalogue> from_mo(ByteView file);

    // The sentence, or nullptr. The pointer lives as long as this object.
    [[nodiscard]] const std::string* find(std::string_view key) const;
    // The form of the sentence for `count` things; the plain one where it has no forms.
    [[nodiscard]] const std::string* find_plural(std::string_view key, std::uint64_t count) const;
    [[nodiscard]] std::vector<std::string> keys() const;
    // Every form of a key, for the checks on placeholders.
    [[nodiscard]] std::vector<std::string> forms(std::string_view key) const;

  private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_sentences;
    PluralRule m_rule;
};

}  // namespace linli
