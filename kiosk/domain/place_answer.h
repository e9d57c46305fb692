// The answer to a form's question "where": ids and a room joined by '/', as it is stored and sent. Plain data.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/content.h"

namespace linli {

// Exactly one of three: a room ("b3/4/402"), a common place ("b3/lift-3"), or an open area as a whole ("garden").
struct PlaceAnswer {
    std::string place;
    std::string floor;   // label, with a room
    std::string room;    // with a floor
    std::string common;  // id of a common place
    bool operator==(const PlaceAnswer&) const = default;
};

[[nodiscard]] std::string to_answer(const PlaceAnswer& answer);
// Nothing for text that is none. Whether such a place exists is another question.
[[nodiscard]] std::optional<PlaceAnswer> parse_place_answer(std::string_view value);
// "3号楼 402", "3号楼电梯"; ids as they are where the content no longer has them.
[[nodiscard]] std::string describe_place(const PlaceAnswer& answer, const std::vector<Place>& places,
                                         std::string_view language);
// The name of a common place by its id, which is unique in a community; the id where there is none.
[[nodiscard]] std::string describe_common(std::string_view common, const std::vector<Place>& places,
                                          std::string_view language);

}  // namespace linli
