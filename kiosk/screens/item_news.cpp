#include "kiosk/screens/item_news.h"

#include <algorithm>

#include "kiosk/lang/question.h"

namespace linli::screens {
namespace {

bool has_entry(const ItemView& item, EntryType type) {
    return std::any_of(item.timeline.begin(), item.timeline.end(),
                       [&](const EntryView& entry) { return entry.type == type; });
}

bool is_over(const View& view, const Event& event) {
    return view.sync.date_known && std::all_of(event.sessions.begin(), event.sessions.end(),
                                               [&](const EventSession& each) { return each.ends_at <= view.now; });
}

std::optional<ItemNews> news_of_words(const View& view, const std::string& words) {
    if (words.empty()) return std::nullopt;
    if (asks_something(words))
        return ItemNews{ui::Tone::Amber, "messages-square", view.tr("news.asks", {{"words", words}})};
    return ItemNews{ui::Tone::Blue, "messages-square", view.tr("news.answer", {{"words", words}})};
}

// The event itself: the hub ends every sign-up of one that is called off, so that is told of an ended one too.
std::optional<ItemNews> news_of_event(const View& view, const ItemView& item, const EventView& event) {
    const Words& tr = view.tr;
    if (is_over(view, event.event)) return std::nullopt;
    if (event.event.state == EventState::Cancelled)
        return ItemNews{ui::Tone::Red, "triangle-alert",
                        tr("news.event_cancelled", {{"why", view.text(event.event.cancelled_because)}})};
    if (item.state.status == ItemStatus::Cancelled) return std::nullopt;
    for (const EventSession& session : event.event.sessions)
        if (!session.cancelled_because.empty() && (!view.sync.date_known || session.ends_at > view.now))
            return ItemNews{ui::Tone::Red, "triangle-alert",
                            tr("news.session_cancelled", {{"when", view.dates.moment(session.starts_at)},
                                                          {"why", view.text(session.cancelled_because)}})};
    return std::nullopt;
}

std::optional<ItemNews> news_of_sign_up(const View& view, const ItemView& item) {
    const Words& tr = view.tr;
    const ItemStatus status = item.state.status;
    const EventView* event = find_event(view.station, item.subject);
    if (event != nullptr)
        if (auto news = news_of_event(view, item, *event)) return news;
    // Staff say why they end one; a resident who cancels says nothing.
    if (status == ItemStatus::Cancelled && !item.timeline.empty() && !item.timeline.back().words.empty())
        return ItemNews{ui::Tone::Red, "triangle-alert",
                        tr("news.sign_up_ended", {{"words", item.timeline.back().words}})};
    if (status != ItemStatus::Confirmed && status != ItemStatus::Waiting) return std::nullopt;
    if (!item.timeline.empty() && item.timeline.back().type == EntryType::Answer)
        return news_of_words(view, item.timeline.back().words);
    // Of an event that is over, or that the station no longer has, a seat is no news.
    if (status == ItemStatus::Waiting || event == nullptr || is_over(view, event->event)) return std::nullopt;
    if (has_entry(item, EntryType::Waiting)) return ItemNews{ui::Tone::Green, "circle-check-big", tr("news.seat_free")};
    // Staff lowered the seats: nobody who was told "confirmed" loses one, and that is said before anyone asks.
    if (event->seats && event->seats->taken > event->seats->capacity)
        return ItemNews{ui::Tone::Blue, "users", tr("news.fewer_seats")};
    return std::nullopt;
}

std::optional<ItemNews> news_of_request(const View& view, const ItemView& item) {
    const Words& tr = view.tr;
    if (item.state.status != ItemStatus::Open || item.timeline.empty()) return std::nullopt;
    const EntryView& last = item.timeline.back();
    switch (last.type) {
        case EntryType::Answer:
            return news_of_words(view, last.words);
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
