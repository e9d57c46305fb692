// What staff take out of the hub as a table: in clear, so only by a subcommand on the hub's machine.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backend/hub/work.h"

namespace linli::hub {

enum class ExportWhat { Requests, SignUps };
enum class ExportFormat { Csv, Json };

// Quoted, and made text where a spreadsheet would take it for a formula.
[[nodiscard]] std::string csv_cell(std::string_view text);

// What goes into the table, oldest first. Audited here, before anything is opened.
[[nodiscard]] Result<std::vector<std::string>> begin_export(Work& work, ExportWhat what);

inline constexpr std::size_t kMaxExportPart = 500;  // rows: what is kept in memory at a time

// A table in parts: the caller writes each out when no transaction is open any more, since whoever reads it may be
// slow. CSV is RFC 4180 in UTF-8, and a cell that a spreadsheet would take for a formula is made text.
class ExportText {
  public:
    ExportText(ExportWhat what, ExportFormat format) : m_what(what), m_format(format) {}
    [[nodiscard]] std::string head() const;
    // At most kMaxExportPart. What was erased meanwhile is erased here too. Errors: Storage and the like.
    [[nodiscard]] Result<std::string> rows(Work& work, std::span<const std::string> ids);
    [[nodiscard]] std::string tail() const;

  private:
    ExportWhat m_what;
    ExportFormat m_format;
    bool m_first = true;
};

}  // namespace linli::hub
