#include "kiosk/content/catalogue.h"

#include <algorithm>
#include <utility>

namespace linli::content {
namespace {

struct Put {
    Catalogue& to;
    void operator()(Community value) const { set(to.communities, std::move(value)); }
    void operator()(Station value) const { set(to.stations, std::move(value)); }
    void operator()(Place value) const { set(to.places, std::move(value)); }
    void operator()(Topic value) const { set(to.topics, std::move(value)); }
    void operator()(Guide value) const { set(to.guides, std::move(value)); }
    void operator()(RequestKind value) const { set(to.request_kinds, std::move(value)); }
    void operator()(Event value) const { set(to.events, std::move(value)); }
    void operator()(Notice value) const { set(to.notices, std::move(value)); }
    void operator()(Facility value) const { set(to.facilities, std::move(value)); }
    void operator()(Helper value) const { set(to.helpers, std::move(value)); }

    template <class T>
    static void set(Catalogue::ById<T>& map, T value) {
        const std::string id = value.id;
        map.insert_or_assign(id, std::move(value));
    }
};

template <class T>
bool erase_from(Catalogue::ById<T>& map, std::string_view id) {
    const auto found = map.find(id);
    if (found == map.end()) return false;
    map.erase(found);
    return true;
}

std::vector<std::string> named_or_all(const std::vector<std::string>& named, const Catalogue& catalogue) {
    if (!named.empty()) return named;
    std::vector<std::string> all;
    for (const auto& [id, community] : catalogue.communities) all.push_back(id);
    return all;
}

struct Audience {
    const Catalogue& catalogue;
    std::vector<std::string> operator()(const Community& value) const { return with(value.id, value.allies); }
    std::vector<std::string> operator()(const Station& value) const { return {value.community}; }
    std::vector<std::string> operator()(const Place& value) const { return {value.community}; }
    std::vector<std::string> operator()(const Topic& value) const { return named_or_all(value.communities, catalogue); }
    std::vector<std::string> operator()(const Guide& value) const { return named_or_all(value.communities, catalogue); }
    std::vector<std::string> operator()(const RequestKind& value) const {
        return named_or_all(value.communities, catalogue);
    }
    std::vector<std::string> operator()(const Event& value) const { return with(value.community, value.shared_with); }
    std::vector<std::string> operator()(const Notice& value) const {
        return named_or_all(value.communities, catalogue);
    }
    std::vector<std::string> operator()(const Facility& value) const { return {value.community}; }
    std::vector<std::string> operator()(const Helper& value) const { return {value.community}; }

    static std::vector<std::string> with(const std::string& own, std::vector<std::string> others) {
        others.push_back(own);
        return others;
    }
};

class References {
  public:
    explicit References(const Catalogue& catalogue) : m_catalogue(catalogue) {}
    std::vector<std::string> problems;

    void operator()(const Community& value) {
        for (std::size_t i = 0; i < value.allies.size(); ++i) {
            const Community* ally = find(m_catalogue.communities, value.allies[i]);
            const std::string path = fmt::format("/allies/{}", i);
            if (!ally)
                missing(path, "a community", value.allies[i]);
            else if (std::find(ally->allies.begin(), ally->allies.end(), value.id) == ally->allies.end())
                problems.push_back(fmt::format("{}: expected an alliance from both sides, \"{}\" does not name \"{}\"",
                                               path, ally->id, value.id));
        }
    }

    void operator()(const Station& value) {
        community("/community", value.community);
        for (std::size_t i = 0; i < value.tiles.size(); ++i)
            target(value.tiles[i].target, value.community, fmt::format("/tiles/{}/target/id", i));
    }

    void operator()(const Place& value) {
        community("/community", value.community);
        for (const auto& [id, other] : m_catalogue.places) {
            if (id == value.id || other.community != value.community) continue;
            for (std::size_t i = 0; i < value.common.size(); ++i)
                for (const auto& common : other.common)
                    if (common.id == value.common[i].id)
                        problems.push_back(fmt::format(
                            "/common/{}/id: expected an id of its own, \"{}\" is in place {} too", i, common.id, id));
        }
    }

    void operator()(const Topic& value) { communities(value.communities); }

    void operator()(const Guide& value) {
        communities(value.communities);
        const Topic* topic = find(m_catalogue.topics, value.topic);
        if (!topic) return missing("/topic", "a topic", value.topic);
        for (const auto& id : named_or_all(value.communities, m_catalogue))
            if (!is_for(topic->communities, id))
                problems.push_back(fmt::format("/topic: expected a topic that community \"{}\" has too", id));
    }

    void operator()(const RequestKind& value) {
        communities(value.communities);
        if (!value.emergency || value.emergency->call.empty()) return;
        for (const auto& id : named_or_all(value.communities, m_catalogue)) {
            const Community* own = find(m_catalogue.communities, id);
            if (own && emergency_number(*own, value.emergency->call) == nullptr)
                problems.push_back(
                    fmt::format("/emergency/call: expected a number of that role in community \"{}\"", id));
        }
    }

    void operator()(const Event& value) {
        community("/community", value.community);
        const Community* own = find(m_catalogue.communities, value.community);
        for (std::size_t i = 0; i < value.shared_with.size(); ++i) {
            const std::string path = fmt::format("/shared_with/{}", i);
            if (own && std::find(own->allies.begin(), own->allies.end(), value.shared_with[i]) == own->allies.end())
                missing(path, fmt::format("an ally of \"{}\"", own->id), value.shared_with[i]);
        }
        if (!value.place_id.empty()) place("/place_id", value.place_id, value.community);
    }

    void operator()(const Notice& value) {
        communities(value.communities);
        for (std::size_t i = 0; i < value.places.size(); ++i) {
            const Place* found = find(m_catalogue.places, value.places[i]);
            if (!found || !is_for(value.communities, found->community))
                missing(fmt::format("/places/{}", i), "a building or area of its communities", value.places[i]);
        }
    }

    void operator()(const Facility& value) { community("/community", value.community); }

    void operator()(const Helper& value) {
        community("/community", value.community);
        for (std::size_t i = 0; i < value.serves.size(); ++i)
            place(fmt::format("/serves/{}", i), value.serves[i], value.community);
    }

  private:
    void missing(const std::string& path, std::string_view what, std::string_view found) {
        problems.push_back(fmt::format("{}: expected the id of {}, found \"{}\"", path, what, found));
    }
    void community(const std::string& path, const std::string& id) {
        if (!find(m_catalogue.communities, id)) missing(path, "a community", id);
    }
    void place(const std::string& path, const std::string& id, const std::string& own) {
        const Place* found = find(m_catalogue.places, id);
        if (!found || found->community != own) missing(path, "a building or area of its community", id);
    }
    void communities(const std::vector<std::string>& ids) {
        for (std::size_t i = 0; i < ids.size(); ++i) community(fmt::format("/communities/{}", i), ids[i]);
    }

    // What a tile opens must be there for the station's own community.
    void target(const TileTarget& target, const std::string& own, const std::string& path) {
        const auto need = [&](const auto& map, std::string_view what) {
            const auto* found = find(map, target.id);
            if (!found || !is_for(found->communities, own)) missing(path, what, target.id);
        };
        switch (target.kind) {
            case TargetKind::Requests:
            case TargetKind::Events:
            case TargetKind::Guides:
            case TargetKind::Mine:
            case TargetKind::Notices:
            case TargetKind::Facilities:
            case TargetKind::Helpers:
                return;
            case TargetKind::Request:
                return need(m_catalogue.request_kinds, "a kind of request here");
            case TargetKind::Topic:
                return need(m_catalogue.topics, "a topic here");
            case TargetKind::Guide:
                return need(m_catalogue.guides, "a guide here");
            case TargetKind::Event: {
                const Event* event = find(m_catalogue.events, target.id);
                if (!event || (event->community != own && !is_shared(*event, own)))
                    missing(path, "an event here", target.id);
                return;
            }
        }
    }
    static bool is_shared(const Event& event, const std::string& with) {
        return std::find(event.shared_with.begin(), event.shared_with.end(), with) != event.shared_with.end();
    }

    const Catalogue& m_catalogue;
};

}  // namespace

void Catalogue::put(Document document) {
    std::visit(Put{*this}, std::move(document));
}

bool Catalogue::erase(std::string_view row_id) {
    const std::size_t slash = row_id.find('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view type = row_id.substr(0, slash);
    const std::string_view id = row_id.substr(slash + 1);
    if (type == "community") return erase_from(communities, id);
    if (type == "station") return erase_from(stations, id);
    if (type == "place") return erase_from(places, id);
    if (type == "topic") return erase_from(topics, id);
    if (type == "guide") return erase_from(guides, id);
    if (type == "request-kind") return erase_from(request_kinds, id);
    if (type == "event") return erase_from(events, id);
    if (type == "notice") return erase_from(notices, id);
    if (type == "facility") return erase_from(facilities, id);
    if (type == "helper") return erase_from(helpers, id);
    return false;
}

Catalogue::FoundCommon Catalogue::find_common(std::string_view community, std::string_view id) const {
    for (const auto& [place_id, place] : places) {
        if (place.community != community) continue;
        for (const auto& common : place.common)
            if (common.id == id) return {&place, &common};
    }
    return {};
}

std::vector<Document> documents_of(const Catalogue& catalogue) {
    std::vector<Document> all;
    const auto add = [&all](const auto& map) {
        for (const auto& [id, value] : map) all.emplace_back(value);
    };
    add(catalogue.communities);
    add(catalogue.stations);
    add(catalogue.places);
    add(catalogue.topics);
    add(catalogue.guides);
    add(catalogue.request_kinds);
    add(catalogue.events);
    add(catalogue.notices);
    add(catalogue.facilities);
    add(catalogue.helpers);
    return all;
}

bool is_for(const std::vector<std::string>& communities, std::string_view community) {
    return communities.empty() || std::find(communities.begin(), communities.end(), community) != communities.end();
}

std::vector<std::string> audience(const Document& document, const Catalogue& catalogue) {
    std::vector<std::string> communities = std::visit(Audience{catalogue}, document);
    std::sort(communities.begin(), communities.end());
    communities.erase(std::unique(communities.begin(), communities.end()), communities.end());
    return communities;
}

std::vector<std::string> check_references(const Document& document, const Catalogue& catalogue) {
    References references(catalogue);
    std::visit(references, document);
    return std::move(references.problems);
}

}  // namespace linli::content
