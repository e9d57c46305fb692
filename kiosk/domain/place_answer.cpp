#include "kiosk/domain/place_answer.h"

#include <algorithm>

namespace linli {

std::string to_answer(const PlaceAnswer& answer) {
    if (!answer.common.empty()) return answer.place + "/" + answer.common;
    if (!answer.room.empty()) return answer.place + "/" + answer.floor + "/" + answer.room;
    return answer.place;
}

std::optional<PlaceAnswer> parse_place_answer(std::string_view value) {
    if (value.empty() || value.size() > 160) return std::nullopt;
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= value.size();) {
        const std::size_t end = std::min(value.find('/', from), value.size());
        parts.emplace_back(value.substr(from, end - from));
        from = end + 1;
    }
    if (parts.size() > 3 || std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); }))
        return std::nullopt;
    PlaceAnswer answer{.place = parts[0], .floor = {}, .room = {}, .common = {}};
    if (parts.size() == 2) answer.common = parts[1];
    if (parts.size() == 3) {
        answer.floor = parts[1];
        answer.room = parts[2];
    }
    return answer;
}

std::string describe_common(std::string_view common, const std::vector<Place>& places, std::string_view language) {
    for (const Place& place : places)
        for (const CommonPlace& each : place.common)
            if (each.id == common) return std::string(each.name.pick(language));
    return std::string(common);
}

std::string describe_place(const PlaceAnswer& answer, const std::vector<Place>& places, std::string_view language) {
    if (!answer.common.empty()) return describe_common(answer.common, places, language);
    std::string text = answer.place;
    for (const Place& place : places)
        if (place.id == answer.place) text = place.name.pick(language);
    if (!answer.room.empty()) text += " " + answer.room;
    return text;
}

}  // namespace linli
