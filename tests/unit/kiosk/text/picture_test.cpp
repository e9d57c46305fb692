// One picture a script, as a number. It holds for Debian 12's fonts-noto-cjk 20220127 and fonts-noto-core 20201225 with
// FreeType 2.12.1 and HarfBuzz 6.0.0: where one of them is another the number changes, and somebody has to look at the
// picture, which the test writes beside the programs (text-NAME.pgm), before the new number goes in here.
#include <fstream>

#include "tests/unit/kiosk/text/fixture.h"

namespace linli::text {
namespace {

class Canvas {
  public:
    Canvas(int width, int height)
        : m_width(width),
          m_height(height),
          m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0) {}

    void draw(const Layout& layout, const Atlas& atlas, int left, int top) {
        for (const PlacedGlyph& glyph : layout.glyphs) {
            const auto page = atlas.pixels(glyph.region.page);
            for (int y = 0; y < glyph.region.h; ++y) {
                for (int x = 0; x < glyph.region.w; ++x) {
                    const std::uint8_t texel =
                        page[static_cast<std::size_t>((glyph.region.y + y) * Atlas::side + glyph.region.x + x)];
                    put(left + glyph.x + x, top + glyph.y + y, texel);
                }
            }
        }
    }

    // FNV-1a, 64 bits.
    [[nodiscard]] std::uint64_t hash() const {
        std::uint64_t value = 0xCBF29CE484222325U;
        for (const std::uint8_t pixel : m_pixels) value = (value ^ pixel) * 0x100000001B3U;
        return value;
    }

    void write(const std::string& path) const {
        std::ofstream out(path, std::ios::binary);
        out << "P5 " << m_width << " " << m_height << " 255\n";
        for (const std::uint8_t pixel : m_pixels) out.put(static_cast<char>(255 - pixel));
    }

  private:
    void put(int x, int y, std::uint8_t texel) {
        if (x < 0 || y < 0 || x >= m_width || y >= m_height) return;
        auto& pixel = m_pixels[static_cast<std::size_t>(y * m_width + x)];
        pixel = std::max(pixel, texel);
    }
    int m_width, m_height;
    std::vector<std::uint8_t> m_pixels;
};

struct Picture {
    std::string name, text, lang;
    Direction direction;
    std::uint64_t hash;
};
void PrintTo(const Picture& picture, std::ostream* out) {
    *out << picture.name;
}

class PictureTest : public EngineTest, public testing::WithParamInterface<Picture> {};

TEST_P(PictureTest, IsTheOneThatWasLookedAt) {
    const Picture& picture = GetParam();
    Canvas canvas(640, 420);
    int top = 10;
    for (const int size : {20, 28, 44}) {
        for (const Weight weight : {Weight::Regular, Weight::Bold}) {
            const auto layout = engine->layout({.text = picture.text,
                                                .size_px = size,
                                                .weight = weight,
                                                .max_width = 620,
                                                .direction = picture.direction,
                                                .max_lines = 1,
                                                .lang = picture.lang});
            canvas.draw(*layout, engine->atlas(), 10, top);
            top += static_cast<int>(layout->height);
        }
    }
    const std::string path = std::string(LINLI_BUILD_DIR) + "/text-" + picture.name + ".pgm";
    canvas.write(path);
    EXPECT_EQ(canvas.hash(), picture.hash) << "look at " << path;
}

INSTANTIATE_TEST_SUITE_P(Script, PictureTest,
                         testing::Values(Picture{"chinese", "您好，想办什么？“修没修好，您说了算”", "zh-CN",
                                                 Direction::LeftToRight, 0xCB3346816B6E452AU},
                                         Picture{"english", "It’s your kiosk: report a “leaking tap” — ok", "en",
                                                 Direction::LeftToRight, 0x1BFA5F9A4A74B81AU},
                                         Picture{"uyghur", "ئۇيغۇرچە، ئۆينى رېمونت قىلىش (12:30)", "ug",
                                                 Direction::RightToLeft, 0xD157ACA7F63FF812U},
                                         Picture{"tibetan", "བཀྲ་ཤིས་བདེ་ལེགས། སྒྲིག་འཛུགས་རྩྭ་ཧཱུྃ༔", "bo", Direction::LeftToRight,
                                                 0x1883174FE76FE8BFU},
                                         Picture{"mixed", "A-1024 \u2068ئۇيغۇرچە\u2069 12:30 青禾 བོད་ཡིག 𠮷", "zh-CN",
                                                 Direction::LeftToRight, 0x24B508F965178920U}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace linli::text
