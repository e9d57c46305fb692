#include "backend/hub/export.h"

#include <algorithm>
#include <utility>

#include "backend/hub/desk_opening.h"
#include "backend/hub/items.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {
namespace {

using Cells = std::vector<std::pair<std::string_view, std::string>>;

// A spreadsheet runs what begins like this (OWASP, CSV injection).
bool is_formula(std::string_view text) {
    // Some spreadsheets take the full-width signs of a Chinese keyboard for the narrow ones.
    for (const std::string_view wide : {"＝", "＋", "－", "＠"})
        if (text.starts_with(wide)) return true;
    return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + "\"";
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
    return out;
}

std::string joined(const std::vector<FieldValue>& fields) {
    std::string out;
    for (const FieldValue& field : fields) out += (out.empty() ? "" : "; ") + field.field + "=" + field.value;
    return out;
}

std::string moment(const std::optional<Instant>& at) {
    return at ? to_rfc3339(*at) : std::string();
}

Cells cells_of(const ItemRow& item, const OpenedPart& opened, ExportWhat what) {
    const ItemState& s = item.state;
    const auto key = parse_item_id(s.id);
    Cells cells{{"id", s.id},
                {"number", key ? short_id(*key) : std::string()},
                {"community", item.community},
                {"status", std::string(name_of(s.status))},
                {"opened", to_rfc3339(s.opened_at)},
                {"closed", moment(item.closed_at)}};
    if (what == ExportWhat::Requests) {
        cells.emplace_back("kind", s.subject);
        cells.emplace_back("category", item.category);
        cells.emplace_back("place", item.place);
        cells.emplace_back("stage", std::string(stage_name(s.stage)));
        cells.emplace_back("ending", s.ending ? std::string(name_of(*s.ending)) : std::string());
        cells.emplace_back("verdict", s.verdict ? std::string(name_of(*s.verdict)) : std::string());
        cells.emplace_back("grade", item.grade ? std::to_string(*item.grade) : std::string());
        cells.emplace_back("reopened", std::to_string(s.reopened));
        cells.emplace_back("people", std::to_string(item.people));
        cells.emplace_back("fields", joined(opened.part.fields));
    } else {
        cells.emplace_back("event", s.subject);
        cells.emplace_back("seats", std::to_string(s.seats));
        cells.emplace_back("position", std::to_string(s.position));
        cells.emplace_back("names", joined(opened.part.names));
    }
    cells.emplace_back("phone", opened.part.phone);
    cells.emplace_back("language", opened.part.language);
    return cells;
}

std::string csv_line(const Cells& cells, bool names) {
    std::string line;
    for (const auto& [name, value] : cells)
        line += (line.empty() ? "" : ",") + csv_cell(names ? name : std::string_view(value));
    return line + "\r\n";
}

std::string json_line(const Cells& cells) {
    std::string line;
    for (const auto& [name, value] : cells)
        line += (line.empty() ? "{" : ",") + json_text(name) + ":" + json_text(value);
    return line + "}";
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string out = "\"";
    if (is_formula(text)) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

Result<std::vector<std::string>> begin_export(Work& work, ExportWhat what) {
    std::vector<std::string> ids;
    LINLI_OK(work.sql.each(
        "SELECT id FROM item WHERE type=? ORDER BY opened_at, id", [&](const SqlRow& r) { ids.push_back(r.string(0)); },
        name_of(what == ExportWhat::Requests ? ItemType::Request : ItemType::SignUp)));
    LINLI_OK(add_audit(work, 0, "", "export", what == ExportWhat::Requests ? "requests" : "signups",
                       fmt::format("{} rows", ids.size())));
    return ids;
}

std::string ExportText::head() const {
    return m_format == ExportFormat::Csv ? csv_line(cells_of({}, {}, m_what), true) : "[";
}

Result<std::string> ExportText::rows(Work& work, std::span<const std::string> ids) {
    std::string text;
    for (const std::string& id : ids.first(std::min(ids.size(), kMaxExportPart))) {
        LINLI_TRY(const auto item, load_item(work, id));
        if (!item) continue;
        LINLI_TRY(const OpenedPart opened, open_part(work, *item, Role::Desk));
        const Cells cells = cells_of(*item, opened, m_what);
        if (m_format == ExportFormat::Csv)
            text += csv_line(cells, false);
        else
            text += (std::exchange(m_first, false) ? "\n" : ",\n") + json_line(cells);
    }
    return text;
}

std::string ExportText::tail() const {
    return m_format == ExportFormat::Csv ? "" : "\n]\n";
}

}  // namespace linli::hub
