// One document of what a station offers: read from JSON, checked against the schema and against itself.
//
// A file holds documents; the feed carries each as a row whose id is "<type>/<id>" and whose body is the document's
// JSON. Kiosk and hub read them with the same code. Values; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/domain/content.h"

namespace linli::content {

using Document = std::variant<Community, Station, Place, Topic, Guide, RequestKind, Event, Notice, Facility, Helper>;

// A body is at most this long; a longer one is refused before it is parsed.
inline constexpr std::size_t kMaxDocumentBytes = 256 * 1024;

// "community", "station", "place", "topic", "guide", "request-kind", "event", "notice", "facility",
// "helper".
[[nodiscard]] std::string_view type_of(const Document& document);
[[nodiscard]] const std::string& id_of(const Document& document);
// "event/EV12", the id of its row in the feed.
[[nodiscard]] std::string row_id(const Document& document);

// Reads the body of a feed row. Its moments are absolute: one relative to the day of loading is refused here.
// Errors: Invalid, with the JSON path and what was expected; TooLarge.
[[nodiscard]] Result<Document> parse_document(std::string_view type, const std::string& json);

}  // namespace linli::content
