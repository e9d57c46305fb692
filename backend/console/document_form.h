// Between a document's JSON and the fields of the editor's form, both ways. Pure functions.
//
// A field of a form is named by its path: "title.en", "steps.3.zh-CN", "sessions.0.date". What was typed becomes JSON
// as far as it can be read, so that a draft keeps it and the page shows it again; what cannot be is a problem beside
// its field. What the form does not ask for stays as it was.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "backend/console/document_fields.h"
#include "backend/console/forms.h"
#include "kiosk/base/instant.h"

namespace linli::hub::console {

// Where a form is filled in: the languages side by side, and the community with its allies.
struct FormPlace {
    std::string community;
    std::vector<std::string> allies;
    std::vector<std::string> languages;  // zh-CN first
    int utc_offset = 480;
};

struct FieldProblem {
    std::string at;        // the input's name: "title.zh-CN"
    std::string_view key;  // of the words, "edit.problem.missing"
    std::string value{};   // what {value} stands for
};

// Typed into the form. `before`: what the form began from. The problems are in the order of the form.
struct ReadDocument {
    std::vector<FieldProblem> problems;
};
[[nodiscard]] ReadDocument read_document_form(std::string_view type, const Form& form, const FormPlace& place,
                                              nlohmann::ordered_json& document);

// The rule of a series: sessions on these days of the week from one date to another. What the form's series.* fields
// say is added to the document's sessions, at most kMaxSessions in all.
[[nodiscard]] std::vector<FieldProblem> add_series(const Form& form, const FormPlace& place,
                                                   nlohmann::ordered_json& document);

// A new document of the type as it stands before anything was typed.
[[nodiscard]] nlohmann::ordered_json new_document(std::string_view type, std::string_view id, const FormPlace& place,
                                                  Instant now);

// The document once more under another id, for the community alone: an event in the weeks after its last session, a
// notice from today for as long as it was shown. What was called off is not.
[[nodiscard]] nlohmann::ordered_json copy_document(std::string_view type, std::string_view id, const FormPlace& place,
                                                   nlohmann::ordered_json document, Instant now);

// "2026-11-22" and "19:30" of a moment as JSON has it; empty where it is none.
struct DayAndTime {
    std::string day;
    std::string time;
};
[[nodiscard]] DayAndTime day_and_time(const nlohmann::ordered_json& moment, int utc_offset);
// The field NAME.date and NAME.time as a moment. at_end: "24:00" is taken too.
[[nodiscard]] std::optional<Instant> moment_field(const Form& form, std::string_view name, int utc_offset);

// A text of the document in one language, else empty.
[[nodiscard]] std::string text_in(const nlohmann::ordered_json& text, std::string_view language);
// As a kiosk picks it.
[[nodiscard]] std::string picked(const nlohmann::ordered_json& text, std::string_view language);
// The languages of the community and those that the document has beside them.
[[nodiscard]] std::vector<std::string> form_languages(const std::vector<std::string>& community,
                                                      const nlohmann::ordered_json& document);
// What was stored, or an empty object.
[[nodiscard]] nlohmann::ordered_json parse_stored(std::string_view json);

}  // namespace linli::hub::console
