// What staff take out of the hub as a table: in clear, so only by a subcommand on the hub's machine.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "backend/hub/work.h"

namespace linli::hub {

enum class ExportWhat { Requests, SignUps };
enum class ExportFormat { Csv, Json };

// Row by row through `write`, so that a large table does not fill the memory. CSV is RFC 4180 in UTF-8, and a cell that
// a spreadsheet would take for a formula is made text. Audited. Errors: those of `write`, Storage and the like.
[[nodiscard]] Result<> export_items(Work& work, ExportWhat what, ExportFormat format,
                                    const std::function<Result<>(std::string_view)>& write);

}  // namespace linli::hub
