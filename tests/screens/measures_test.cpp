// What a page's last pass found out is a guess for its next first one: it saves passes and changes nothing.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

struct Content {
    std::string page;
    int tiles = 3;
    int lines = 0;
    bool footer = false;
};

// Tiles of unlike heights in a grid whose last row is shared, words under them, and a footer.
void draw_content(ui::Ui& ui, const Content& content) {
    (void)ui.begin_page({.screen = content.page, .title = content.page});
    ui.begin_grid(2, ui::LastRow::Stretched);
    for (int i = 0; i < content.tiles; ++i) {
        ui.begin_card();
        for (int line = 0; line <= i % 3; ++line) ui.text("修水龙头, 换灯管, 开门锁");
        ui.end_card();
    }
    ui.end_grid();
    for (int i = 0; i < content.lines; ++i) ui.text("夜校报名");
    if (content.footer) (void)ui.footer({{.id = "page.close", .label = "关闭"}}, {});
    ui.end_page();
}

class Glass {
  public:
    Glass() : m_stage(m_kiosk.fonts(), m_kiosk.ui(), **m_surface) {}
    /// Passes that it took.
    int show(const Content& content) {
        m_kiosk.ui().turn_page();
        return m_stage
            .run_frame(m_seconds += 10, m_input,
                       [&](ui::Ui& on) {
                           draw_content(on, content);
                           return app::Stage::More::No;
                       })
            .passes;
    }
    [[nodiscard]] std::string lines() const { return m_kiosk.transcript().lines(); }
    void forget() { m_kiosk.ui().forget(); }

  private:
    Kiosk m_kiosk;
    Result<std::unique_ptr<app::Surface>> m_surface = app::open_offscreen(1080, 1920);
    app::Stage m_stage;
    app::TouchInput m_input;
    double m_seconds = 100;
};

std::string lines_after(const std::vector<Content>& shown) {
    Glass glass;
    for (const Content& content : shown) glass.show(content);
    return glass.lines();
}

TEST(Measures, LetAPageThatIsShownAgainStandAtOnce) {
    Glass glass;
    const Content one{"one", 5, 2, true};
    EXPECT_GT(glass.show(one), 1);
    const std::string first = glass.lines();
    glass.show({"two", 2, 40, false});
    EXPECT_EQ(glass.show(one), 1);
    EXPECT_EQ(glass.lines(), first);
}

TEST(Measures, ChangeNothingOfAPageWhoseContentIsAnother) {
    const std::vector<Content> contents = {
        {"one", 3, 0, false}, {"one", 4, 0, true},  {"one", 5, 60, true},  {"one", 1, 1, false},
        {"one", 6, 3, true},  {"one", 6, 3, false}, {"one", 2, 60, false},
    };
    for (const Content& before : contents) {
        for (const Content& after : contents) {
            EXPECT_EQ(lines_after({before, {"two"}, after}), lines_after({after}))
                << before.tiles << " tiles, then " << after.tiles;
        }
    }
}

TEST(Measures, AreForgottenWithTheSession) {
    Glass glass;
    const Content one{"one", 5, 2, true};
    const int passes = glass.show(one);
    glass.forget();
    EXPECT_EQ(glass.show(one), passes);
}

}  // namespace
}  // namespace linli::demo
