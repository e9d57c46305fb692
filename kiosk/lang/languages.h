// The languages that this program was built with (i18n/languages), each with its catalogue compiled in, so that a kiosk
// never starts without its words. UI thread makes it once; read from any thread afterwards.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/lang/catalogue.h"
#include "kiosk/lang/words.h"

namespace linli {

inline constexpr std::string_view kReferenceLanguage = "zh-CN";

// What the build compiled in.
struct EmbeddedLanguage {
    std::string_view tag;       // BCP 47
    std::string_view own_name;  // as its speakers write it
    ByteView mo;
};
[[nodiscard]] std::span<const EmbeddedLanguage> embedded_languages();

class Languages {
  public:
    struct Language {
        std::string tag;
        std::string own_name;
        Catalogue catalogue;
    };

    // Errors: Corrupt where a catalogue that was compiled in cannot be read.
    [[nodiscard]] static Result<Languages> load();

    [[nodiscard]] const std::vector<Language>& all() const { return m_all; }
    // Nothing where the program does not speak it. "en" answers for "en-GB".
    [[nodiscard]] const Language* find(std::string_view tag) const;
    // The words of `tag`, or of the reference language where there is no such. This must outlive them.
    [[nodiscard]] Words words(std::string_view tag) const;

  private:
    std::vector<Language> m_all;
};

}  // namespace linli
