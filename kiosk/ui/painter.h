// Puts coloured boxes, masks and glyphs into ImGui's draw list. Inside of ui; UI thread, within a pass.
//
// Rounded boxes are nine-slices: four corners of a disc in the atlas and three plain boxes, because a fan of triangles
// is twenty times dearer in a software blitter. All coordinates are whole pixels, so that the blitter copies, never
// samples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

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
    /// The one place where a page that runs from right to left is turned round: layout counts from the side where
    /// reading begins, and every box is mirrored on a glass of that width when it is drawn. 0: not mirrored.
    void set_mirror(float width) { m_mirror = width; }
    [[nodiscard]] float mirror() const { return m_mirror; }
    [[nodiscard]] Box on_glass(Box box) const {
        if (m_mirror > 0) box.x = m_mirror - box.x - box.w;
        return box;
    }

    void rect(Box box, Colour colour, std::uint8_t alpha = 255);
    void box(Box box, const BoxLook& look);
    void disc(float centre_x, float centre_y, float radius, Colour colour);
    /// `box_width` is the width that the layout was set in, whose start is at x. Letters are never turned round.
    void layout(const text::Layout& layout, float x, float y, float box_width, Colour colour);
    /// A picture that points along the line is turned round with the page.
    enum class Turn : std::uint8_t { No, Yes };
    void icon(const text::Layout& layout, float x, float y, float side, Colour colour, Turn turn);
    /// A coverage bitmap of its own, kept in the atlas under `key` (63 bits); `fill` makes it when it is not there.
    template <class Fill>
    void mask(std::uint64_t key, Box box, Colour colour, const Fill& fill) {
        const auto w = static_cast<int>(box.w);
        const auto h = static_cast<int>(box.h);
        auto region = find_mask(key);
        if (!region) {
            std::vector<std::uint8_t> coverage(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
            fill(coverage, w, h);
            region = insert_mask(key, w, h, coverage);
        }
        draw_mask(*region, box, colour);
    }
    BoxSlot reserve();
    /// Where the next vertex goes; between two of these lies what was drawn from one to the other.
    [[nodiscard]] std::size_t mark() const;
    /// Moves what was drawn between two marks; whole px.
    void lower(std::size_t from, std::size_t to, float by);
    void fill(const BoxSlot& slot, Box box, const BoxLook& look);

  private:
    text::Region disc_mask(int radius);
    [[nodiscard]] std::optional<text::Region> find_mask(std::uint64_t key);
    text::Region insert_mask(std::uint64_t key, int w, int h, const std::vector<std::uint8_t>& coverage);
    void draw_mask(const text::Region& region, Box box, Colour colour);
    void glyph(const text::Region& region, Box at, std::uint32_t packed, Turn turn);

    text::TextEngine& m_fonts;
    ImDrawList* m_list = nullptr;
    float m_mirror = 0;
};

}  // namespace linli::ui
