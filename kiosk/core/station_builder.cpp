#include "kiosk/core/station_builder.h"

#include <algorithm>
#include <tuple>

#include "kiosk/base/log.h"
#include "kiosk/wire/codec.h"

namespace linli {
namespace {

constexpr std::size_t kMaxDocuments = 2'000;
constexpr std::size_t kMaxTroubles = 500;

bool is_shared_with(const Event& event, const std::string& community) {
    return event.community == community ||
           std::find(event.shared_with.begin(), event.shared_with.end(), community) != event.shared_with.end();
}

// The rows of a kind, decoded.
template <class T, class F>
Result<> each_decoded(const store::Reader& reader, std::string_view kind, F&& use) {
    return reader.each_row(kind, [&](std::string_view id, std::string_view json) {
        auto body = wire::decode_row({std::string(kind), std::string(id)}, json);
        if (!body) {
            log_warning("core", "a row of kind {} cannot be read: {}", kind, body.error().message);
            return;
        }
        if (auto* value = std::get_if<T>(&*body)) use(std::move(*value));
    });
}

void add_content(StationView& view, const content::Catalogue& all, std::optional<Instant> now) {
    const std::string& community = view.community.id;
    for (const auto& [id, kind] : all.request_kinds)
        if (content::is_for(kind.communities, community)) view.kinds.push_back(resolved_for(kind, view.community));
    for (const auto& [id, place] : all.places)
        if (place.community == community) view.places.push_back(place);
    for (const auto& [id, topic] : all.topics)
        if (content::is_for(topic.communities, community)) view.topics.push_back(topic);
    for (const auto& [id, guide] : all.guides)
        if (content::is_for(guide.communities, community)) view.guides.push_back(guide);
    for (const auto& [id, event] : all.events)
        if (is_shared_with(event, community) && !(now && *now >= event.sessions.back().ends_at))
            view.events.push_back({event, std::nullopt, 0});
    for (const auto& [id, notice] : all.notices)
        if (content::is_for(notice.communities, community) && !(now && *now >= notice.until))
            view.notices.push_back(notice);
    for (const auto& [id, facility] : all.facilities)
        if (facility.community == community) view.facilities.push_back(facility);
    for (const auto& [id, helper] : all.helpers)
        if (helper.community == community) view.helpers.push_back(helper);
    std::sort(view.kinds.begin(), view.kinds.end(), [](const RequestKind& a, const RequestKind& b) {
        return std::tie(a.order, a.id) < std::tie(b.order, b.id);
    });
    std::sort(view.topics.begin(), view.topics.end(),
              [](const Topic& a, const Topic& b) { return std::tie(a.order, a.id) < std::tie(b.order, b.id); });
    std::stable_sort(view.events.begin(), view.events.end(), [](const EventView& a, const EventView& b) {
        return a.event.sessions.front().starts_at < b.event.sessions.front().starts_at;
    });
    std::stable_sort(view.notices.begin(), view.notices.end(), [](const Notice& a, const Notice& b) {
        return a.level != b.level ? a.level > b.level : a.from > b.from;
    });
}

Result<> add_live(StationView& view, const store::Reader& reader) {
    LINLI_TRY(const auto queued, reader.queued_seats());
    for (EventView& event : view.events)
        if (const auto found = queued.find(event.event.id); found != queued.end()) event.queued_here = found->second;
    LINLI_OK(each_decoded<SeatCount>(reader, "seats", [&](SeatCount seats) {
        for (EventView& event : view.events)
            if (event.event.id == seats.event) event.seats = seats;
    }));
    LINLI_OK(each_decoded<PublicTrouble>(reader, "trouble", [&](PublicTrouble trouble) {
        if (!trouble.closed) view.troubles.push_back(std::move(trouble));
    }));
    std::stable_sort(view.troubles.begin(), view.troubles.end(),
                     [](const PublicTrouble& a, const PublicTrouble& b) { return a.opened_at > b.opened_at; });
    if (view.troubles.size() > kMaxTroubles) view.troubles.resize(kMaxTroubles);
    // Rows come in order of id, and a month sorts as its text does.
    return each_decoded<MonthTally>(reader, "tally", [&](MonthTally tally) { view.tally = std::move(tally); });
}

}  // namespace

Result<> StationBuilder::read_documents(const store::Reader& reader) {
    m_catalogue = {};
    std::size_t documents = 0;
    return reader.each_row("content", [&](std::string_view id, std::string_view json) {
        const std::size_t slash = id.find('/');
        if (slash == std::string_view::npos || ++documents > kMaxDocuments) return;
        auto document = content::parse_document(id.substr(0, slash), std::string(json));
        if (document)
            m_catalogue.put(std::move(*document));
        else
            log_warning("core", "document {} cannot be used: {}", id, document.error().message);
    });
}

Result<StationPtr> StationBuilder::build(const store::Reader& reader, const store::SyncState& state,
                                         std::optional<Instant> now) {
    LINLI_TRY(const auto identity, reader.identity());
    if (!identity) return StationPtr{};
    if (m_content_version != state.content_version) {
        LINLI_OK(read_documents(reader));
        m_content_version = state.content_version;
    }
    const Community* community = content::find(m_catalogue.communities, identity->community);
    const Station* station = content::find(m_catalogue.stations, identity->station);
    if (community == nullptr || station == nullptr) return StationPtr{};
    auto view = std::make_shared<StationView>();
    view->community = *community;
    view->station = *station;
    add_content(*view, m_catalogue, now);
    LINLI_OK(add_live(*view, reader));
    return StationPtr(std::move(view));
}

}  // namespace linli
