#include "tests/screens/glass/glass.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <imgui.h>

#include "kiosk/content/load.h"
#include "kiosk/text/text_engine.h"

namespace linli::test {
namespace {

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    ADD_FAILURE() << result.error().message;
    std::abort();
}

// The process's one text engine and Ui.
struct Shared {
    std::unique_ptr<text::TextEngine> fonts = must(text::TextEngine::open(app::font_files(LINLI_SHARE)));
    ui::Ui ui{*fonts, {}};
    Languages languages = must(Languages::load());
};
Shared& shared() {
    static Shared only;
    return only;
}

bool shared_with(const Event& event, std::string_view community) {
    return event.community == community ||
           std::find(event.shared_with.begin(), event.shared_with.end(), community) != event.shared_with.end();
}

}  // namespace

StationView sample_station(std::string_view station) {
    const auto files = must(content::read_source_files({LINLI_SOURCE_DIR "/assets/sample"}));
    const content::Catalogue all = must(content::load(files, {}, kEvening)).catalogue;
    StationView view;
    view.station = *content::find(all.stations, station);
    const std::string& community = view.station.community;
    view.community = *content::find(all.communities, community);
    for (const auto& [id, kind] : all.request_kinds)
        if (content::is_for(kind.communities, community)) view.kinds.push_back(resolved_for(kind, view.community));
    for (const auto& [id, place] : all.places)
        if (place.community == community) view.places.push_back(place);
    for (const auto& [id, topic] : all.topics) view.topics.push_back(topic);
    for (const auto& [id, guide] : all.guides) view.guides.push_back(guide);
    for (const auto& [id, notice] : all.notices) view.notices.push_back(notice);
    for (const auto& [id, event] : all.events)
        if (shared_with(event, community))
            view.events.push_back({event, SeatCount{id, event.capacity, event.capacity * 4 / 5, 0}, 0});
    for (const auto& [id, facility] : all.facilities)
        if (facility.community == community) view.facilities.push_back(facility);
    for (const auto& [id, helper] : all.helpers)
        if (helper.community == community) view.helpers.push_back(helper);
    std::stable_sort(view.kinds.begin(), view.kinds.end(),
                     [](const RequestKind& a, const RequestKind& b) { return a.order < b.order; });
    std::sort(view.events.begin(), view.events.end(), [](const EventView& a, const EventView& b) {
        return a.event.sessions.front().starts_at < b.event.sessions.front().starts_at;
    });
    view.tally = MonthTally{"2026-11", 45, 42, 39};
    return view;
}

SyncView online() {
    return with_link(Link::Online);
}

SyncView with_link(Link link) {
    return {.link = link,
            .unsent = 0,
            .as_of = kEvening - Millis{120'000},
            .kiosk = "K1",
            .date_known = true,
            .now = kEvening};
}

Glass::Glass(ui::Glass size)
    : state(screens::initial_state(screens::Membership::Enrolled, {}, BootTime{1'000'000})),
      m_surface(must(app::open_offscreen(size.width_px, size.height_px))),
      m_stage(std::make_unique<app::Stage>(*shared().fonts, shared().ui, *m_surface)) {
    shared().ui.forget();
    shared().ui.set_glass(size);
    state.station = std::make_shared<const StationView>(sample_station());
    state.sync = online();
    state.wall = kEvening;
    settle();
}

Glass::~Glass() = default;

void Glass::feed(const screens::Event& event) {
    state = screens::update(std::move(state), event);
    settle();
}

app::Damage Glass::frame(double seconds) {
    if (const std::string page = screens::page_identity(state); page != m_page) {
        shared().ui.turn_page();
        m_page = page;
    }
    if (!m_dressed || m_shown != state.session.settings || m_shown_direction != direction) {
        m_dressed = true;
        m_shown = state.session.settings;
        m_shown_direction = direction;
        ui::Appearance look = screens::appearance_of(m_shown);
        look.direction = direction.value_or(look.direction);
        shared().ui.set_appearance(look);
        shared().ui.set_chrome(screens::chrome_of(shared().languages.words(m_shown.language)));
    }
    m_seconds += seconds;
    const auto outcome = m_stage->run_frame(m_seconds, m_input, [this](ui::Ui& ui) {
        Commands commands;
        screens::draw(state, shared().languages, ui, commands);
        const auto steps = commands.take();
        for (const SessionStep& step : steps) state = screens::update(std::move(state), step);
        if (steps.empty()) return app::Stage::More::No;
        const std::string page = screens::page_identity(state);
        return std::exchange(m_page, page) == page ? app::Stage::More::Yes : app::Stage::More::NewPage;
    });
    return outcome.damage;
}

std::optional<double> Glass::next_change() const {
    return shared().ui.next_change();
}

void Glass::settle() {
    for (int i = 0; i < 4; ++i) frame();
}

void Glass::tap(std::string_view id) {
    const ui::Record* record = transcript().find(id);
    ASSERT_NE(record, nullptr) << id << " is not on\n" << transcript().lines();
    ASSERT_TRUE(record->enabled) << id;
    if (record->clipped) {
        ASSERT_TRUE(shared().ui.scroll_into_view(id));
        settle();
        record = transcript().find(id);
    }
    const float x = record->x + record->w / 2;
    const float y = record->y + record->h / 2;
    m_input.push(app::TouchInput::Edge::Down, x, y);
    frame();
    m_input.push(app::TouchInput::Edge::Up, x, y);
    settle();
}

void Glass::type(std::string_view id, std::string_view text) {
    if (!has("keyboard.done")) tap(id);
    for (const char c : text) tap(std::string("keyboard.key.") + c);
}

void Glass::pass_time(Millis time) {
    feed(screens::Tick{state.now + time, state.wall + time});
}

const ui::Transcript& Glass::transcript() const {
    return shared().ui.transcript();
}

const ui::Theme& Glass::theme() const {
    return shared().ui.theme();
}

bool Glass::shows(std::string_view text) const {
    const auto& records = transcript().records;
    return std::any_of(records.begin(), records.end(),
                       [&](const ui::Record& record) { return record.text.find(text) != std::string::npos; });
}

std::string Glass::text_of(std::string_view id) const {
    const ui::Record* record = transcript().find(id);
    return record == nullptr ? "(nothing)" : record->text;
}

std::vector<CoreCommand> Glass::sent() {
    return std::exchange(state.to_core, {});
}

std::optional<app::Point> Glass::differs_from_whole() const {
    const app::Canvas shown = m_surface->canvas();
    static std::vector<std::uint32_t> pixels;
    pixels.assign(static_cast<std::size_t>(shown.width) * static_cast<std::size_t>(shown.height), 0);
    app::blit(*ImGui::GetDrawData(), shared().fonts->atlas(), {pixels.data(), shown.width, shown.height, shown.width},
              {0, 0, shown.width, shown.height});
    for (int y = 0; y < shown.height; ++y)
        for (int x = 0; x < shown.width; ++x)
            if (pixels[static_cast<std::size_t>(y * shown.width + x)] != shown.pixels[y * shown.stride + x])
                return app::Point{static_cast<float>(x), static_cast<float>(y)};
    return std::nullopt;
}

text::TextEngine& Glass::fonts() const {
    return *shared().fonts;
}

bool Glass::write_picture(const std::string& path) {
    m_stage->invalidate();
    settle();
    return app::write_png(path, m_surface->canvas()).has_value();
}

}  // namespace linli::test
