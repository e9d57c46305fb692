// Which contact on the glass acts, of all that touch it. UI thread only; reads no clock.
//
// What a person expects of a public glass, as rules:
//  - One finger acts at a time: the first. One that lands beside it is passed over until it has lifted.
//  - Contacts that land within kTogether, or three at once, are a flat hand or a palm: nothing acts until all have
//    lifted, and a press that had begun is taken back.
//  - What has lain still for kStuck when another finger comes (a thumb on the edge, a drop of water, a sticker) is no
//    finger any more: the new one acts.
//  - A tap that a page answered with another page does not also act on that one: until kEcho after it came, a touch on
//    the same spot is the second half of a double tap. So a hasty second tap neither submits twice nor ends the session
//    on the receipt.
//  - A press that began on one page does not end on another that came meanwhile.
//  - A contact that comes back on the same spot within kBounce never left: wet glass flickers.
//  - When the window loses the focus or its pointer, whatever was pressed is taken back: nothing sticks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/app/panel.h"
#include "kiosk/app/touch_input.h"

namespace linli::app {

class Fingers {
  public:
    static constexpr double kTogether = 0.05;  // s
    static constexpr double kStuck = 3;        // s
    static constexpr double kEcho = 0.4;       // s
    static constexpr double kBounce = 0.03;    // s
    static constexpr std::size_t kMostContacts = 16;
    static constexpr std::size_t kPalm = 3;  // contacts at once

    /// A finger of a touch panel, or the mouse.
    struct Contact {
        std::int64_t device = 0, finger = 0;
        friend bool operator==(const Contact&, const Contact&) = default;
    };
    static constexpr Contact kMouse{-1, -1};

    /// `input` must outlive this.
    explicit Fingers(TouchInput& input) : m_input(input) {}

    /// Two touches are on the same spot within this; px.
    void set_spot(float radius_px) { m_spot = radius_px; }
    /// px of the picture, monotonic seconds.
    void down(Contact contact, Point at, double seconds);
    void move(Contact contact, Point at, double seconds);
    void up(Contact contact, Point at, double seconds);
    /// The panel lost this contact without its having lifted.
    void lost(Contact contact);
    void cancel_all();
    /// Another page is shown from now on. A press that began on the last one is taken back.
    void page_changed(double seconds);

  private:
    struct Live {
        Contact contact;
        Point at;
        double landed = 0, moved = 0;
    };
    [[nodiscard]] Live* find(Contact contact);
    [[nodiscard]] bool echoes(Point at, double seconds) const;
    void drop_stuck(double seconds);
    void take_back();
    void forget(Contact contact);

    TouchInput& m_input;
    std::vector<Live> m_live;
    std::optional<Contact> m_acting;
    bool m_blocked = false;  // until all have lifted
    float m_spot = 60;
    struct Lift {
        Point at;
        double seconds = 0;
    };
    std::optional<Lift> m_last_lift;  // of one that acted
    std::optional<double> m_page_came;
};

}  // namespace linli::app
