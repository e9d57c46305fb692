#include "kiosk/lang/languages.h"

#include "kiosk/base/check.h"

namespace linli {

Result<Languages> Languages::load() {
    Languages languages;
    for (const EmbeddedLanguage& each : embedded_languages()) {
        auto catalogue = Catalogue::from_mo(each.mo);
        if (!catalogue) return fail(Fault::Corrupt, "catalogue {}: {}", each.tag, catalogue.error().message);
        languages.m_all.push_back({std::string(each.tag), std::string(each.own_name), std::move(*catalogue)});
    }
    LINLI_CHECK(languages.find(kReferenceLanguage) != nullptr);
    return languages;
}

const Languages::Language* Languages::find(std::string_view tag) const {
    for (const Language& each : m_all)
        if (each.tag == tag) return &each;
    const std::string_view primary = tag.substr(0, tag.find('-'));
    for (const Language& each : m_all)
        if (std::string_view(each.tag).substr(0, each.tag.find('-')) == primary) return &each;
    return nullptr;
}

Words Languages::words(std::string_view tag) const {
    const Language* reference = find(kReferenceLanguage);
    const Language* own = find(tag);
    if (own == nullptr) own = reference;
    return {own->tag, own->catalogue, reference->catalogue};
}

}  // namespace linli
