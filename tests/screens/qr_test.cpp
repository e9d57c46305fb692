#include <gtest/gtest.h>
#include <zbar.h>

#include "tests/screens/demo_kiosk.h"

namespace linli::demo {
namespace {

// What a phone reads off the frame.
std::vector<std::string> read_codes(const app::Canvas& canvas) {
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height));
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            grey[static_cast<std::size_t>(y * canvas.width + x)] =
                static_cast<std::uint8_t>(canvas.pixels[y * canvas.stride + x] >> 8U);
        }
    }
    zbar::Image image(static_cast<unsigned>(canvas.width), static_cast<unsigned>(canvas.height), "Y800", grey.data(),
                      grey.size());
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.scan(image);
    std::vector<std::string> codes;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        codes.push_back(symbol->get_data());
    return codes;
}

class QrTest : public testing::TestWithParam<std::tuple<const char*, ui::Contrast>> {};

TEST_P(QrTest, IsReadBackAsItWasWritten) {
    const auto [data, contrast] = GetParam();
    Kiosk kiosk({}, {.contrast = contrast});
    app::TouchInput input;
    kiosk.stage().run_frame(1, input, [text = data](ui::Ui& on) {
        (void)on.begin_page({.screen = "code"});
        on.qr("code.qr", text, "a code");
        on.end_page();
        return app::Stage::More::No;
    });
    EXPECT_EQ(read_codes(kiosk.canvas()), std::vector<std::string>{data});
}

INSTANTIATE_TEST_SUITE_P(Codes, QrTest,
                         testing::Combine(testing::Values("LINLI:K7Q4-29MF", "https://hub.example/r/K7Q4-29MF#1234",
                                                          "青禾社区 K7Q4-29MF 物业报修"),
                                          testing::Values(ui::Contrast::Standard, ui::Contrast::High)));

}  // namespace
}  // namespace linli::demo
