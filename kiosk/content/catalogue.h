// All documents that a hub or a kiosk holds, by type and id. A plain value; any thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/content/document.h"

namespace linli::content {

struct Catalogue {
    template <class T>
    using ById = std::map<std::string, T, std::less<>>;

    ById<Community> communities;
    ById<Station> stations;
    ById<Place> places;
    ById<Topic> topics;
    ById<Guide> guides;
    ById<RequestKind> request_kinds;
    ById<Event> events;
    ById<Notice> notices;
    ById<Facility> facilities;
    ById<Helper> helpers;

    // Adds the document, or puts it in place of the one with its type and id.
    void put(Document document);
    // By a feed row's id, "event/EV12". False where there is none.
    bool erase(std::string_view row_id);

    // A common place and the building or area it belongs to; null where the community has none of that id.
    struct FoundCommon {
        const Place* place = nullptr;
        const CommonPlace* common = nullptr;
    };
    [[nodiscard]] FoundCommon find_common(std::string_view community, std::string_view id) const;
};

// The value of that id, or null. The pointer lives until the map's next change.
template <class T>
[[nodiscard]] const T* find(const std::map<std::string, T, std::less<>>& map, std::string_view id) {
    const auto found = map.find(id);
    return found == map.end() ? nullptr : &found->second;
}

[[nodiscard]] std::vector<Document> documents_of(const Catalogue& catalogue);

// True where a document for `communities` (empty: all) is for this one.
[[nodiscard]] bool is_for(const std::vector<std::string>& communities, std::string_view community);

// The communities whose feeds carry the document, sorted: its own, the allies that an event is shared with, the allies
// of a community (their kiosks show its name), or all where it names none.
[[nodiscard]] std::vector<std::string> audience(const Document& document, const Catalogue& catalogue);

// What a document refers to and `catalogue` does not hold, or does not hold for the document's community; each a line
// for the operator: "/topic: expected the id of a topic, found \"medcine\"". Empty where all is well.
[[nodiscard]] std::vector<std::string> check_references(const Document& document, const Catalogue& catalogue);

}  // namespace linli::content
