// Content on its way from files to the feeds.
#pragma once

#include <vector>

#include "backend/hub/work.h"
#include "kiosk/content/catalogue.h"
#include "kiosk/content/load.h"

namespace linli::hub {

// What is stored. A document that this program cannot read any more is left out, with a line in the log.
[[nodiscard]] Result<content::Catalogue> read_catalogue(Sql& sql);

// All files or none. `catalogue` is what work.catalogue refers to and becomes what is stored afterwards; where the
// transaction fails the caller reads it again. Returns how many documents changed. Errors: those of content::load.
[[nodiscard]] Result<int> load_content(Work& work, content::Catalogue& catalogue,
                                       const std::vector<content::SourceFile>& files);

}  // namespace linli::hub
