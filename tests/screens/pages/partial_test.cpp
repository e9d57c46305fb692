// Frames painted in parts equal frames painted whole, whatever residents do to the real pages.
#include <random>

#include <gtest/gtest.h>

#include "kiosk/base/utf8.h"
#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

constexpr int kSequences = 1'000;
using Edge = app::TouchInput::Edge;

class Wanderer {
  public:
    explicit Wanderer(Glass& glass, unsigned seed) : m_glass(glass), m_random(seed) { furnish(glass); }

    // A few frames of one thing that somebody does.
    void sequence(int number) {
        m_number = number;
        switch (m_random() % 12) {
            case 0:
                return change_look();
            case 1:
                return jump();
            case 2:
                return news();
            case 3:
                return idle();
            case 4:
            case 5:
            case 6:
                return drag();
            case 7:
                return hesitate();
            default:
                return tap();
        }
    }
    [[nodiscard]] std::int64_t parts() const { return m_parts; }

  private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    void look(double seconds = 0.02) {
        const app::Damage damage = m_glass.frame(seconds);
        if (damage.areas().size() > 1) ++m_parts;
        const auto differs = m_glass.differs_from_whole();
        ASSERT_FALSE(differs.has_value())
            << "sequence " << m_number << " on " << m_glass.screen() << " at " << differs->x << "," << differs->y;
    }
    // Where a finger would go: the middle of something to press, or anywhere.
    app::Point place() {
        std::vector<const ui::Record*> all;
        for (const ui::Record& record : m_glass.transcript().records)
            if (record.tappable && !record.clipped) all.push_back(&record);
        const ui::Glass& glass = m_glass.theme().glass();
        if (all.empty() || below(5) == 0)
            return {static_cast<float>(below(glass.width_px)), static_cast<float>(below(glass.height_px))};
        const ui::Record& one = *all[m_random() % all.size()];
        return {one.x + one.w / 2, one.y + one.h / 2};
    }
    void tap() {
        const app::Point at = place();
        m_glass.push(Edge::Down, at.x, at.y);
        look();
        m_glass.push(Edge::Up, at.x, at.y);
        look();
        look();
    }
    void hesitate() {
        const app::Point at = place();
        m_glass.push(Edge::Down, at.x, at.y);
        look();
        m_glass.take_press_back();
        look();
    }
    void drag() {
        app::Point at = place();
        m_glass.push(Edge::Down, at.x, at.y);
        look();
        const int step = below(160) - 80;
        for (int i = 0; i < 4; ++i) {
            at.y += static_cast<float>(step);
            m_glass.push(Edge::Move, at.x, at.y);
            look(0.016);
        }
        m_glass.push(Edge::Up, at.x, at.y);
        for (int i = 0; i < 4; ++i) look(0.016);
    }
    void change_look() {
        Settings& settings = m_glass.state.session.settings;
        settings.text_size = static_cast<TextSize>(below(4));
        settings.contrast = static_cast<ContrastLevel>(below(2));
        settings.language = below(2) == 0 ? "zh-CN" : "en";
        m_glass.direction = below(4) == 0 ? ui::Direction::RightToLeft : ui::Direction::LeftToRight;
        look();
        look();
    }
    void jump() {
        constexpr Page pages[] = {Page::Ask,      Page::Events, Page::Requests, Page::Mine,     Page::Notices,
                                  Page::Language, Page::Home,   Page::Service,  Page::Emergency};
        m_glass.feed(SessionStep{Open{{pages[m_random() % std::size(pages)], {}}}});
        if (below(3) == 0) m_glass.feed(SessionStep{Open{{Page::Event, "film"}}});
        if (below(3) == 0) m_glass.feed(SessionStep{Open{{Page::Request, "repair"}}});
        look();
    }
    // The clock at the top and the truth about the network at the bottom change at once.
    void news() {
        SyncView sync = with_link(below(2) == 0 ? Link::Online : Link::Offline);
        sync.unsent = below(3);
        m_glass.state = screens::update(std::move(m_glass.state), CoreEvent{SyncChanged{sync}});
        m_glass.state = screens::update(std::move(m_glass.state), screens::Tick{m_glass.state.now + Millis{100},
                                                                                m_glass.state.wall + Millis{60'000}});
        look();
    }
    void idle() {
        m_glass.state = screens::update(std::move(m_glass.state), screens::Tick{m_glass.state.now + Millis{60'000},
                                                                                m_glass.state.wall + Millis{60'000}});
        look();
        look();
    }

    Glass& m_glass;
    std::mt19937 m_random;
    int m_number = 0;
    std::int64_t m_parts = 0;
};

TEST(PartsOfAFrame, EqualTheWholeInAThousandSequencesOnRealPages) {
    Glass glass({540, 960, 48});
    Wanderer wanderer(glass, 20261121);
    for (int i = 0; i < kSequences && !testing::Test::HasFatalFailure(); ++i) {
        wanderer.sequence(i);
        (void)glass.sent();
    }
    EXPECT_GT(wanderer.parts(), 20) << "hardly any frame was painted in more than one part";
}

// Pages of glyphs come and go while a resident looks: text of so many characters that the atlas is cleared again and
// again under it.
TEST(PartsOfAFrame, EqualTheWholeWhileTheAtlasIsClearedUnderThem) {
    Glass glass({540, 960, 96});
    const auto before = glass.fonts().atlas().generation();
    StationView station = *glass.state.station;
    for (int round = 0; round < 60; ++round) {
        std::string dense;
        for (int i = 0; i < 300; ++i)
            append_code_point(dense, static_cast<char32_t>(0x4E00 + (round * 300 + i) % 20'000));
        Notice notice = station.notices.front();
        notice.body.texts = {{"zh-CN", dense}};
        station.notices = {notice};
        glass.feed(CoreEvent{StationChanged{std::make_shared<const StationView>(station)}});
        glass.feed(SessionStep{Open{{Page::Notice, notice.id}}});
        glass.state.session.settings.text_size = static_cast<TextSize>(round % 4);
        glass.frame();
        glass.push(Edge::Down, 270, 600);
        glass.push(Edge::Move, 270, 400);
        glass.frame();
        ASSERT_FALSE(glass.differs_from_whole().has_value()) << round;
        glass.push(Edge::Up, 270, 400);
        glass.frame();
        ASSERT_FALSE(glass.differs_from_whole().has_value()) << round;
    }
    EXPECT_GT(glass.fonts().atlas().generation(), before);
}

}  // namespace
}  // namespace linli::test
