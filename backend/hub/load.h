// Content on its way to the feeds, from files and from the console: one check, one way, one history.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/hub/editing.h"
#include "backend/hub/work.h"
#include "kiosk/content/catalogue.h"
#include "kiosk/content/load.h"

namespace linli::hub {

// What is stored. A document that this program cannot read any more is left out, with a line in the log.
[[nodiscard]] Result<content::Catalogue> read_catalogue(Sql& sql);

// All files or none. Each document that changed becomes a version, is in work.catalogue from here on, and reaches the
// feeds of its communities. Where the part of the transaction is undone, the catalogue has to be read again
// (work.content_changed). Where `left` is given, documents whose newest version is by staff stay as they are and are
// named there. Returns how many documents changed. Errors: those of content::load; Conflict, where an event or a
// session that was called off would open again; nothing was written then.
[[nodiscard]] Result<int> load_content(Work& work, const std::vector<content::SourceFile>& files,
                                       const ContentAuthor& author, std::vector<std::string>* left = nullptr);

// The kiosks lose it; what was is kept as a version. Errors: NotFound; Invalid, where another document needs it.
[[nodiscard]] Result<> take_content_down(Work& work, std::string_view type, std::string_view id,
                                         const ContentAuthor& author);

// The newest version's number; 0 where there is none.
[[nodiscard]] Result<int> newest_version(Work& work, std::string_view type, std::string_view id);

}  // namespace linli::hub
