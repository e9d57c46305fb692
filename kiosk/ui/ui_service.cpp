// Pages for whoever sets the glass up: nothing on them but what is looked at or touched.
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/base/check.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {
namespace {

constexpr Colour kBlack{0, 0, 0};
constexpr Colour kWhite{255, 255, 255};

Colour plain_colour(TestPicture picture) {
    switch (picture) {
        case TestPicture::Red:
            return {255, 0, 0};
        case TestPicture::Green:
            return {0, 255, 0};
        case TestPicture::Blue:
            return {0, 0, 255};
        case TestPicture::White:
            return kWhite;
        case TestPicture::Black:
        case TestPicture::Greys:
        case TestPicture::Lines:
            return kBlack;
    }
    return kBlack;
}

}  // namespace

void Ui::begin_bare_page(std::string_view screen, std::string_view title) {
    Impl& impl = *m_impl;
    if (impl.page_id != screen) {
        impl.leave_page();
        impl.show_page(screen);
        impl.field = FieldState{};
        impl.is_unsettled = true;
    }
    impl.scroll = Scroll{};
    impl.scroll.view = impl.screen();
    impl.flows.clear();
    Flow root;
    root.x = impl.margin();
    root.w = impl.screen().w - 2 * impl.margin();
    // A little above the middle, where nothing else is.
    root.y = root.start = std::floor(impl.screen().h * 0.4F);
    root.background = impl.colours().paper;
    impl.flows.push_back(root);
    Record& record = impl.record("screen", screen, title, impl.screen());
    record.background = hex(impl.colours().paper);
}

void Ui::end_bare_page() {
    LINLI_CHECK(m_impl->flows.size() == 1);
    m_impl->flows.pop_back();
}

std::optional<GlassPoint> Ui::cross(std::string_view id, std::string_view label, GlassPoint share) {
    Impl& impl = *m_impl;
    const Box all = impl.screen();
    const float arm = impl.px(8);
    const float line = std::max(2.0F, std::round(impl.px(0.6)));
    // Where it stands is measured, so nothing mirrors it.
    const float mirror = impl.painter.mirror();
    impl.painter.set_mirror(0);
    const float x = std::round(all.w * share.x);
    const float y = std::round(all.h * share.y);
    impl.painter.rect({x - arm, y - std::floor(line / 2), 2 * arm, line}, impl.colours().ink);
    impl.painter.rect({x - std::floor(line / 2), y - arm, line, 2 * arm}, impl.colours().ink);
    // What the finger meant is the cross, wherever the panel thinks that it was.
    const bool touched = impl.press(id, all, Enabled::Yes);
    Record& record = impl.record("cross", id, label, {x - arm, y - arm, 2 * arm, 2 * arm});
    record.tappable = true;
    record.background = hex(impl.colours().paper);
    impl.painter.set_mirror(mirror);
    if (!touched) return std::nullopt;
    return GlassPoint{impl.input.x, impl.input.y};
}

bool Ui::test_picture(std::string_view id, TestPicture picture) {
    Impl& impl = *m_impl;
    const Box all = impl.screen();
    const bool touched = impl.press(id, all, Enabled::Yes);
    impl.painter.rect(all, plain_colour(picture));
    if (picture == TestPicture::Greys) {
        constexpr int steps = 16;
        for (int i = 0; i < steps; ++i) {
            const auto grey = static_cast<std::uint8_t>(i * 255 / (steps - 1));
            const float top = std::floor(all.h * static_cast<float>(i) / steps);
            impl.painter.rect({0, top, all.w, std::ceil(all.h / steps)}, {grey, grey, grey});
        }
    }
    if (picture == TestPicture::Lines) {
        // A frame at the very edge and a square net: what is cut off or stretched shows.
        const float cell = std::max(8.0F, std::round(impl.px(20)));
        for (float x = 0; x < all.w; x += cell) impl.painter.rect({x, 0, 1, all.h}, kWhite);
        for (float y = 0; y < all.h; y += cell) impl.painter.rect({0, y, all.w, 1}, kWhite);
        impl.painter.rect({all.w - 1, 0, 1, all.h}, kWhite);
        impl.painter.rect({0, all.h - 1, all.w, 1}, kWhite);
    }
    impl.record("picture", id, {}, all).tappable = true;
    return touched;
}

}  // namespace linli::ui
