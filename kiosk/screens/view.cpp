#include "kiosk/screens/view.h"

#include <algorithm>
#include <vector>

#include "kiosk/domain/event_rules.h"

namespace linli::screens {
namespace {

template <class T>
const T* by_id(const std::vector<T>& things, std::string_view id) {
    const auto it = std::find_if(things.begin(), things.end(), [&](const T& each) { return each.id == id; });
    return it == things.end() ? nullptr : &*it;
}

// News that cannot wait stands above whatever is being done; home and the list have it among their own.
bool shows_alarm(Page page) {
    switch (page) {
        case Page::Enrol:
        case Page::Attract:
        case Page::Home:
        case Page::Notices:
        case Page::Service:
        case Page::Operator:
        case Page::Calibration:
        case Page::TestPicture:
        case Page::Gallery:
            return false;
        case Page::Ask:
        case Page::Topic:
        case Page::Guide:
        case Page::Events:
        case Page::Event:
        case Page::SignUp:
        case Page::Requests:
        case Page::Request:
        case Page::Join:
        case Page::Receipt:
        case Page::Mine:
        case Page::Items:
        case Page::Item:
        case Page::Slip:
        case Page::Withdraw:
        case Page::Notice:
        case Page::Around:
        case Page::Helpers:
        case Page::Emergency:
        case Page::Language:
        case Page::Appearance:
            return true;
    }
    return false;
}

// One is named; of more than one the list tells.
void draw_alarm(const View& view, ui::Ui& ui, Commands& commands) {
    if (!shows_alarm(view.here().page)) return;
    std::vector<const Notice*> urgent = current_notices(view);
    std::erase_if(urgent, [&](const Notice* notice) {
        const bool read_now = view.here().page == Page::Notice && notice->id == view.here().key;
        return notice->level != NoticeLevel::Emergency || read_now;
    });
    if (urgent.empty()) return;
    const bool one = urgent.size() == 1;
    const std::string title =
        one ? view.text(urgent.front()->title) : view.tr.count("page.alarms", static_cast<int>(urgent.size()));
    if (ui.item("page.alarm", {.title = title, .icon = "triangle-alert", .icon_tone = ui::Tone::Red}))
        commands.push(Open{one ? Location{Page::Notice, urgent.front()->id} : Location{Page::Notices, {}}});
}

bool still_comes(const EventSession& session, Instant now) {
    return session.cancelled_because.empty() && session.ends_at > now;
}

bool overlaps(const Event& one, const Event& other, Instant now) {
    if (other.state == EventState::Cancelled) return false;
    for (const EventSession& a : one.sessions)
        for (const EventSession& b : other.sessions)
            if (still_comes(a, now) && still_comes(b, now) && a.starts_at < b.ends_at && b.starts_at < a.ends_at)
                return true;
    return false;
}

std::string link_sentence(const View& view) {
    const Words& tr = view.tr;
    switch (view.sync.link) {
        case Link::NotEnrolled:
            return tr("status.not_enrolled");
        case Link::Starting:
            return tr("status.starting");
        case Link::Online:
            return tr("status.online");
        case Link::Offline:
            return tr("status.offline");
        case Link::CaptivePortal:
            return tr("status.captive");
        case Link::HubTrouble:
            return tr("status.hub_trouble");
        case Link::Refused:
            return tr("status.refused");
    }
    return {};
}

std::string_view unsent_key(Link link) {
    switch (link) {
        case Link::Online:
            return "status.sending";
        case Link::NotEnrolled:
        case Link::Refused:
            return "status.stuck";
        case Link::Starting:
        case Link::Offline:
        case Link::CaptivePortal:
        case Link::HubTrouble:
            break;
    }
    return "status.unsent";
}

}  // namespace

const RequestKind* find_kind(const StationView& station, std::string_view id) {
    return by_id(station.kinds, id);
}
const Guide* find_guide(const StationView& station, std::string_view id) {
    return by_id(station.guides, id);
}
const Topic* find_topic(const StationView& station, std::string_view id) {
    return by_id(station.topics, id);
}
const Notice* find_notice(const StationView& station, std::string_view id) {
    return by_id(station.notices, id);
}
const PublicTrouble* find_trouble(const StationView& station, std::string_view id) {
    return by_id(station.troubles, id);
}
const EventView* find_event(const StationView& station, std::string_view id) {
    const auto it = std::find_if(station.events.begin(), station.events.end(),
                                 [&](const EventView& each) { return each.event.id == id; });
    return it == station.events.end() ? nullptr : &*it;
}

ui::Tone tone_of(Tint tint) {
    switch (tint) {
        case Tint::Green:
            return ui::Tone::Green;
        case Tint::Red:
            return ui::Tone::Red;
        case Tint::Amber:
            return ui::Tone::Amber;
        case Tint::Blue:
            return ui::Tone::Blue;
    }
    return ui::Tone::Neutral;
}

ui::Appearance appearance_of(const Settings& settings) {
    const auto step = [&] {
        switch (settings.text_size) {
            case TextSize::Small:
                return ui::TextStep::Small;
            case TextSize::Medium:
                return ui::TextStep::Medium;
            case TextSize::Large:
                return ui::TextStep::Large;
            case TextSize::Huge:
                return ui::TextStep::Huge;
        }
        return ui::TextStep::Medium;
    }();
    const auto contrast = settings.contrast == ContrastLevel::High ? ui::Contrast::High : ui::Contrast::Standard;
    const bool mirrored = direction_of(settings.language) == Direction::RightToLeft;
    return {.step = step,
            .contrast = contrast,
            .lang = settings.language,
            .direction = mirrored ? ui::Direction::RightToLeft : ui::Direction::LeftToRight,
            .posture = settings.reach == Reach::Low ? ui::Posture::Seated : ui::Posture::Standing};
}

ui::Chrome chrome_of(const Words& tr) {
    return {.brand_mark = tr("chrome.brand"),
            .back = tr("chrome.back"),
            .end = tr("chrome.end"),
            .emergency = tr("chrome.emergency"),
            .scroll_up = tr("chrome.scroll_up"),
            .scroll_down = tr("chrome.scroll_down"),
            .key_space = tr("chrome.key_space"),
            .key_delete = tr("chrome.key_delete"),
            .key_shift = tr("chrome.key_shift"),
            .key_letters = tr("chrome.key_letters"),
            .key_digits = tr("chrome.key_digits"),
            .key_symbols = tr("chrome.key_symbols"),
            .key_done = tr("chrome.key_done")};
}

void begin_page(const View& view, ui::Ui& ui, Commands& commands, ui::PageSpec spec) {
    const bool dated = view.sync.date_known;
    const std::string clock = dated ? view.dates.time(view.now) : std::string{};
    const std::string date = dated ? view.dates.date(view.now) : std::string{};
    spec.screen = page_name(view.here().page);
    spec.clock = clock;
    spec.date = date;
    const ui::PageActions tapped = ui.begin_page(spec);
    if (tapped.back) commands.push(GoBack{});
    if (tapped.end) commands.push(EndSession{});
    if (tapped.emergency) commands.push(Open{{Page::Emergency, {}}});
    if (tapped.mark) commands.push(TapMark{});
    draw_alarm(view, ui, commands);
}

std::string_view footer(const View& view, ui::Ui& ui, Commands& commands,
                        std::initializer_list<ui::ActionButton> right) {
    const std::string look = view.tr("page.appearance");
    const ui::ActionButton left[] = {{.id = "page.appearance", .label = look, .icon = "a-large-small"}};
    const std::string_view tapped = ui.footer(std::span<const ui::ActionButton>(left),
                                              std::span<const ui::ActionButton>(right.begin(), right.size()));
    if (tapped == "page.appearance") commands.push(Open{{Page::Appearance, {}}});
    return tapped;
}

int choice_columns(const ui::Ui& ui, std::size_t choices) {
    constexpr double narrow = 78;
    constexpr double broad = 96;
    if (!ui.wide()) return choices > 5 ? std::min(ui.columns_of(narrow), 2) : 1;
    const int room = std::min(ui.columns_of(broad), 3);
    if (choices == 4) return std::min(room, 2);
    return std::min(room, static_cast<int>(std::max<std::size_t>(choices, 1)));
}

int card_columns(const ui::Ui& ui) {
    constexpr double card = 150;
    return ui.wide() ? std::min(ui.columns_of(card), 2) : 1;
}

void draw_gone(const View& view, ui::Ui& ui, Commands& commands) {
    begin_page(view, ui, commands, {.back = ui::Back::Shown});
    ui.title(view.tr("page.gone_title"), {.id = "page.gone"});
    ui.text(view.tr("page.gone"));
    draw_status(view, ui);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

std::string status_sentence(const View& view) {
    const Words& tr = view.tr;
    std::vector<std::string> parts{link_sentence(view)};
    if (view.sync.unsent > 0) parts.push_back(tr.count(unsent_key(view.sync.link), view.sync.unsent));
    if (view.sync.as_of) parts.push_back(tr("status.as_of", {{"time", view.dates.freshness(*view.sync.as_of)}}));
    if (!view.sync.date_known && view.sync.link != Link::NotEnrolled) parts.push_back(tr("status.no_date"));
    std::string sentence = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        sentence = tr("status.and", {{"first", sentence}, {"second", parts[i]}});
    return sentence;
}

ui::Status status_kind(const SyncView& sync) {
    switch (sync.link) {
        case Link::Online:
            return sync.unsent > 0 ? ui::Status::Information : ui::Status::Well;
        case Link::Starting:
            return ui::Status::Information;
        case Link::Offline:
        case Link::CaptivePortal:
        case Link::HubTrouble:
            return ui::Status::Waiting;
        case Link::NotEnrolled:
        case Link::Refused:
            return ui::Status::Trouble;
    }
    return ui::Status::Information;
}

void draw_status(const View& view, ui::Ui& ui) {
    ui.status("page.status", status_kind(view.sync), status_sentence(view));
}

void draw_saving_note(const View& view, ui::Ui& ui) {
    const auto say = [&](std::string_view what) {
        ui.status("page.saving", status_kind(view.sync),
                  view.tr("status.and", {{"first", link_sentence(view)}, {"second", view.tr(what)}}));
    };
    switch (view.sync.link) {
        case Link::Online:
        case Link::Starting:
            return;
        case Link::Offline:
        case Link::CaptivePortal:
            return say("status.saved_first");
        case Link::HubTrouble:
            return say("status.saved_until_well");
        case Link::NotEnrolled:
        case Link::Refused:
            return say("status.saved_only");
    }
}

std::string refusal(const Words& tr, std::string_view key) {
    if (key == "limit.seats") return tr(key, {{"count", kMostSeats}});
    if (tr.has(key)) return tr(key);
    return key.starts_with("answer.") ? tr("answer.general") : tr("error.general");
}

void draw_problem(const View& view, ui::Ui& ui, std::string_view key) {
    if (!key.empty()) ui.banner("page.problem", ui::Tone::Red, "triangle-alert", refusal(view.tr, key));
}

std::optional<int> seats_left(const EventView& event) {
    if (!event.seats) return std::nullopt;
    return std::max(0, event.seats->capacity - event.seats->taken - event.queued_here);
}

const EventSession* next_session(const EventView& event, Instant now) {
    const auto& sessions = event.event.sessions;
    const auto takes_place = std::find_if(sessions.begin(), sessions.end(),
                                          [&](const EventSession& each) { return still_comes(each, now); });
    if (takes_place != sessions.end()) return &*takes_place;
    const auto it =
        std::find_if(sessions.begin(), sessions.end(), [&](const EventSession& each) { return each.ends_at > now; });
    return it == sessions.end() ? &sessions.back() : &*it;
}

SignUpState sign_up_state(const EventView& event, const SyncView& sync, Instant now) {
    if (event.event.state == EventState::Cancelled) return SignUpState::Cancelled;
    if (rest_is_called_off(event.event, sync.date_known ? std::optional(now) : std::nullopt))
        return SignUpState::Cancelled;
    // Where the date is not known the hub alone can say; it decides at the push anyway.
    if (sync.date_known && event.event.sessions.back().ends_at <= now) return SignUpState::Past;
    if (sync.date_known && event.event.closes_at <= now) return SignUpState::Closed;
    // Whoever is waiting goes first, so a free seat with a queue before it is not free.
    const bool queue = event.seats && event.seats->waiting > 0;
    return queue || seats_left(event) == 0 ? SignUpState::WaitingList : SignUpState::Free;
}

bool may_still_come(const View& view, const EventView& event) {
    const SignUpState state = sign_up_state(event, view.sync, view.now);
    return state != SignUpState::Past && state != SignUpState::Cancelled;
}

std::string seats_sentence(const View& view, const EventView& event) {
    const Words& tr = view.tr;
    switch (sign_up_state(event, view.sync, view.now)) {
        case SignUpState::Cancelled:
            return tr("events.cancelled");
        case SignUpState::Past:
            return tr("events.past");
        case SignUpState::Closed:
            return tr("events.closed");
        case SignUpState::WaitingList: {
            const int waiting = event.seats ? event.seats->waiting : 0;
            return waiting == 0 ? tr("events.full") : tr.count("events.full_waiting", waiting);
        }
        case SignUpState::Free:
            break;
    }
    const auto left = seats_left(event);
    return left ? tr.count("events.seats_left", *left) : tr("events.seats_unknown");
}

ui::Tone seats_tone(const View& view, const EventView& event) {
    switch (sign_up_state(event, view.sync, view.now)) {
        case SignUpState::Cancelled:
            return ui::Tone::Red;
        case SignUpState::Past:
        case SignUpState::Closed:
            return ui::Tone::Secondary;
        case SignUpState::WaitingList:
            return ui::Tone::Amber;
        case SignUpState::Free:
            return ui::Tone::Green;
    }
    return ui::Tone::Secondary;
}

const EventView* clashing_event(const View& view, const EventView& event) {
    for (const auto* taken : {&view.session.sign_ups, &view.session.held})
        for (const KnownSignUp& sign_up : *taken) {
            const EventView* other =
                sign_up.event == event.event.id ? nullptr : find_event(view.station, sign_up.event);
            if (other != nullptr && overlaps(event.event, other->event, view.now)) return other;
        }
    return nullptr;
}

const KnownSignUp* known_sign_up(const View& view, const EventView& event) {
    const KnownSignUp* best = nullptr;
    for (const auto* taken : {&view.session.sign_ups, &view.session.held})
        for (const KnownSignUp& sign_up : *taken)
            if (sign_up.event == event.event.id && (best == nullptr || sign_up.state > best->state)) best = &sign_up;
    return best;
}

std::vector<const Notice*> current_notices(const View& view) {
    std::vector<const Notice*> current;
    for (const Notice& notice : view.station.notices)
        if (!view.sync.date_known || (notice.from <= view.now && view.now < notice.until)) current.push_back(&notice);
    std::stable_sort(current.begin(), current.end(),
                     [](const Notice* a, const Notice* b) { return a->level > b->level; });
    return current;
}

}  // namespace linli::screens
