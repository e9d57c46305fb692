#include "kiosk/screens/item_news.h"

#include <algorithm>

namespace linli::screens {
namespace {

std::optional<ItemNews> news_of_sign_up(const View& view, const ItemView& item) {
    const Words& tr = view.tr;
    const ItemStatus status = item.state.status;
    if (status != ItemStatus::Confirmed && status != ItemStatus::Waiting) return std::nullopt;
    const EventView* event = find_event(view.station, item.subject);
    if (event == nullptr) return std::nullopt;
    if (event->event.state == EventState::Cancelled)
        return ItemNews{ui::Tone::Red, "triangle-alert",
                        tr("news.event_cancelled", {{"why", view.text(event->event.cancelled_because)}})};
    for (const EventSession& session : event->event.sessions)
        if (!session.cancelled_because.empty() && (!view.sync.date_known || session.ends_at > view.now))
            return ItemNews{ui::Tone::Red, "triangle-alert",
                            tr("news.session_cancelled", {{"when", view.dates.moment(session.starts_at)},
                                                          {"why", view.text(session.cancelled_because)}})};
    const auto is = [](EntryType type) { return [type](const EntryView& entry) { return entry.type == type; }; };
    const auto& line = item.timeline;
    const bool waited = std::any_of(line.begin(), line.end(), is(EntryType::Waiting));
    if (status == ItemStatus::Confirmed && waited)
        return ItemNews{ui::Tone::Green, "circle-check-big", tr("news.seat_free")};
    // Staff lowered the seats: whoever was sure is on the list again.
    if (status == ItemStatus::Waiting && std::any_of(line.begin(), line.end(), is(EntryType::Confirmed)))
        return ItemNews{ui::Tone::Amber, "users", tr("news.seat_lost")};
    return std::nullopt;
}

bool asks_back(const std::string& words) {
    return words.find("？") != std::string::npos || words.find('?') != std::string::npos ||
           words.find("؟") != std::string::npos;
}

std::optional<ItemNews> news_of_request(const View& view, const ItemView& item) {
    const Words& tr = view.tr;
    if (item.state.status != ItemStatus::Open || item.timeline.empty()) return std::nullopt;
    const EntryView& last = item.timeline.back();
    switch (last.type) {
        case EntryType::Answer:
            if (last.words.empty()) return std::nullopt;
            if (asks_back(last.words))
                return ItemNews{ui::Tone::Amber, "messages-square", tr("news.asks", {{"words", last.words}})};
            return ItemNews{ui::Tone::Blue, "messages-square", tr("news.answer", {{"words", last.words}})};
        case EntryType::Reopened:
            return ItemNews{ui::Tone::Amber, "wrench", tr("news.reopened")};
        case EntryType::Handed:
            return ItemNews{ui::Tone::Blue, "users", tr("news.handed")};
        case EntryType::Stage:
        case EntryType::Closed:
        case EntryType::Confirmed:
        case EntryType::Waiting:
        case EntryType::Cancelled:
        case EntryType::Rated:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<ItemNews> news_of(const View& view, const ItemView& item) {
    if (item.change_waiting || item.by_hand || item.delivery == Delivery::SavedHere) return std::nullopt;
    switch (item.type) {
        case ItemType::SignUp:
            return news_of_sign_up(view, item);
        case ItemType::Request:
        case ItemType::Join:
            return news_of_request(view, item);
    }
    return std::nullopt;
}

}  // namespace linli::screens
