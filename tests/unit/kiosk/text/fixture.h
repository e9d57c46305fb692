// What the tests of this folder share: an engine on Debian's fonts, the steps below it, and a canvas for pictures.
// Owned by each test; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/text/shaped_text.h"
#include "kiosk/text/text_engine.h"

namespace linli::text {

class EngineTest : public testing::Test {
  protected:
    EngineTest() {
        auto opened = TextEngine::open(debian_fonts());
        if (opened) engine = std::move(*opened);
    }
    void SetUp() override { ASSERT_NE(engine, nullptr) << "fonts-noto-cjk is needed"; }

    /// The text of each line.
    std::vector<std::string> lines(std::string_view text, float width, int max_lines = 0) {
        const auto layout = engine->layout({.text = text, .size_px = 20, .max_width = width, .max_lines = max_lines});
        std::vector<std::string> out;
        for (const Line& line : layout->lines) out.emplace_back(text.substr(line.begin, line.end - line.begin));
        return out;
    }

    std::unique_ptr<TextEngine> engine;
};

/// Fonts and a shaper without an engine, to look at glyphs before they are drawn.
class ShaperTest : public testing::Test {
  protected:
    ShaperTest() {
        auto opened = FontStack::open(debian_fonts());
        if (opened) fonts = std::move(*opened);
        if (fonts != nullptr) shaper = std::make_unique<Shaper>(*fonts);
    }
    void SetUp() override { ASSERT_NE(fonts, nullptr) << "fonts-noto-cjk is needed"; }

    ShapedText shape(std::string_view text, std::string_view lang = "zh-CN", int size_px = 100) {
        return shape_text({.text = text, .size_px = size_px, .lang = lang}, *fonts, *shaper);
    }
    /// The file that a run is drawn with, without its folder.
    std::string face_of(const ShapedRun& run) {
        const std::string& path = fonts->file(run.run.face).path;
        return path.substr(path.rfind('/') + 1);
    }
    static std::vector<std::uint32_t> clusters_of(const ShapedText& text) {
        std::vector<std::uint32_t> out;
        for (const ShapedGlyph& glyph : text.glyphs) out.push_back(glyph.cluster);
        return out;
    }

    std::unique_ptr<FontStack> fonts;
    std::unique_ptr<Shaper> shaper;
};

}  // namespace linli::text
