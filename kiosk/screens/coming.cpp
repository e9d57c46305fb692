#include "kiosk/screens/coming.h"

#include <algorithm>

#include <fmt/format.h>

namespace linli::screens {
namespace {

constexpr int kLeastRows = 2;
constexpr int kMostRows = 6;
// A row with two lines, and the heading: their words at Medium and the air around them, mm.
constexpr double kRowWords = 20;
constexpr double kRowAir = 7;
constexpr double kHeadingWords = 13;
constexpr double kHeadingAir = 9;

bool is_coming(const View& view, const EventView& event) {
    const SignUpState state = sign_up_state(event, view.sync, view.now);
    return state != SignUpState::Cancelled && state != SignUpState::Past;
}

std::vector<const EventView*> coming_events(const View& view) {
    std::vector<const EventView*> coming;
    for (const EventView& event : view.station.events)
        if (is_coming(view, event)) coming.push_back(&event);
    std::stable_sort(coming.begin(), coming.end(), [&](const EventView* a, const EventView* b) {
        return next_session(*a, view.now)->starts_at < next_session(*b, view.now)->starts_at;
    });
    return coming;
}

}  // namespace

const EventView* next_event(const View& view, std::string_view only) {
    const EventView* best = nullptr;
    for (const EventView& event : view.station.events) {
        if ((!only.empty() && event.event.id != only) || !is_coming(view, event)) continue;
        if (best == nullptr || next_session(event, view.now)->starts_at < next_session(*best, view.now)->starts_at)
            best = &event;
    }
    return best;
}

void draw_coming(const View& view, ui::Ui& ui, Commands& commands, std::string_view screen, const EventView* but,
                 double kept_mm) {
    const double words = ui.theme().text_scale();
    const double air = ui.theme().air();
    const double room = ui.room_mm() - kHeadingWords * words - kHeadingAir * air - kept_mm * std::max(words, air);
    const int rows = std::min(kMostRows, static_cast<int>(room / (kRowWords * words + kRowAir * air)));
    if (rows < kLeastRows) return;
    std::vector<const EventView*> coming = coming_events(view);
    std::erase(coming, but);
    if (coming.size() < kLeastRows) return;
    ui.heading(view.tr("home.coming"));
    ui.begin_list();
    for (std::size_t i = 0; i < std::min(coming.size(), static_cast<std::size_t>(rows)); ++i) {
        const EventView& event = *coming[i];
        const std::string title = view.text(event.event.title);
        const std::string when = at_line_start(view.dates.moment(next_session(event, view.now)->starts_at));
        const std::string seats = seats_sentence(view, event);
        if (ui.row(fmt::format("{}.event.{}", screen, event.event.id),
                   {.title = title, .detail = when, .value = seats, .value_tone = seats_tone(view, event)}))
            commands.push(Open{{Page::Event, event.event.id}});
    }
    ui.end_list();
}

}  // namespace linli::screens
