// Puts coloured boxes, masks and glyphs into ImGui's draw list. Inside of ui; UI thread, within a pass.
//
// Rounded boxes are nine-slices: four corners of a disc in the atlas and three plain boxes, because a fan of triangles
// is twenty times dearer in a software blitter. All coordinates are whole pixels, so that the blitter copies, never
// samples.
#pragma once

#include <cstddef>

#include "kiosk/text/text_engine.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;

namespace linli::ui {

struct Box {
    float x = 0, y = 0, w = 0, h = 0;
    [[nodiscard]] float right() const { return x + w; }
    [[nodiscard]] float bottom() const { return y + h; }
    [[nodiscard]] Box inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    [[nodiscard]] bool contains(float px, float py) const {
        return px >= x && py >= y && px < right() && py < bottom();
    }
};

struct BoxLook {
    Colour fill;
    Colour line;
    float border = 0;  // 0: none
    float radius = 0;
};

/// A place in the draw list for a box whose height is not known yet.
struct BoxSlot {
    std::size_t first_vertex = 0;
    ImDrawList* list = nullptr;
};

class Painter {
  public:
    explicit Painter(text::TextEngine& fonts) : m_fonts(fonts) {}
    void begin(ImDrawList* list) { m_list = list; }

    void rect(Box box, Colour colour, std::uint8_t alpha = 255);
    void box(Box box, const BoxLook& look);
    void disc(float centre_x, float centre_y, float radius, Colour colour);
    void layout(const text::Layout& layout, float x, float y, Colour colour);
    BoxSlot reserve();
    void fill(const BoxSlot& slot, Box box, const BoxLook& look);

  private:
    text::Region disc_mask(int radius);
    text::TextEngine& m_fonts;
    ImDrawList* m_list = nullptr;
};

}  // namespace linli::ui
