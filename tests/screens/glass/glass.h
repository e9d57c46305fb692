// A kiosk's screens without the rest of the kiosk: the real Ui and the real words over station values made from the
// sample content, driven by taps on what the transcript says is there. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/stage.h"
#include "kiosk/screens/screens.h"

namespace linli::test {

// 2026-11-21 18:42 in the sample community, a Saturday.
inline constexpr Instant kEvening{1'795'257'720'000};

// What a kiosk of `station` shows after it has loaded assets/sample on kEvening's day.
[[nodiscard]] StationView sample_station(std::string_view station = "qinghe-1");
[[nodiscard]] SyncView online();
[[nodiscard]] SyncView with_link(Link link);

class Glass {
  public:
    // One at a time: Ui holds the process's ImGui context.
    explicit Glass(ui::Glass size = {1080, 1920, 96});
    ~Glass();
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    screens::State state;
    // In place of the language's own.
    std::optional<ui::Direction> direction;

    void feed(const screens::Event& event);
    // Draws until it stands still.
    void settle();
    // Fails the test where there is no such control, or it is disabled.
    void tap(std::string_view id);
    // On the keys of the field's keyboard.
    void type(std::string_view id, std::string_view text);
    void pass_time(Millis time);

    [[nodiscard]] const ui::Transcript& transcript() const;
    [[nodiscard]] const ui::Theme& theme() const;
    [[nodiscard]] std::string screen() const { return std::string(transcript().screen()); }
    [[nodiscard]] bool shows(std::string_view text) const;
    [[nodiscard]] std::string text_of(std::string_view id) const;
    [[nodiscard]] bool has(std::string_view id) const { return transcript().find(id) != nullptr; }
    // The commands that left for the core since the last call.
    [[nodiscard]] std::vector<CoreCommand> sent();
    [[nodiscard]] bool write_picture(const std::string& path);
    // px; the next frames are fed it. No control need be there.
    void push(app::TouchInput::Edge edge, float x, float y) { m_input.push(edge, x, y); }
    void take_press_back() { m_input.cancel(); }
    // One frame of the loop, `seconds` after the last; what it painted anew.
    app::Damage frame(double seconds = 0.05);
    // As Ui says it: nothing where only input changes the picture.
    [[nodiscard]] std::optional<double> next_change() const;
    // Is what is shown, painted in parts, what painting all of it at once gives? Where not: the first pixel.
    [[nodiscard]] std::optional<app::Point> differs_from_whole() const;
    [[nodiscard]] text::TextEngine& fonts() const;

  private:
    std::unique_ptr<app::Surface> m_surface;
    std::unique_ptr<app::Stage> m_stage;
    app::TouchInput m_input;
    double m_seconds = 0;
    std::string m_page;
    Settings m_shown;
    std::optional<ui::Direction> m_shown_direction;
    bool m_dressed = false;
};

}  // namespace linli::test
