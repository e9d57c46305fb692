// The one place where coverage bitmaps live: glyphs and the corner masks of rounded boxes, as A8 pages of 1024 x 1024.
//
// Page 0 holds masks only and is cleared when full; pages 1..max_pages hold glyphs, packed in shelves, and the page
// least recently used is cleared when all are full, but for those of the pass that is under way. Each clearing moves
// generation(): whoever kept a Region across it must ask again. Every page starts with a white square, so that plain
// fills need no other texture. UI thread only.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace linli::text {

/// Where a bitmap's top left stands from the pen, y downwards from the baseline.
struct Bearing {
    int left = 0, top = 0;
};

/// A box in a page, in texels, and its bearing. Empty boxes (a space) have no area.
struct Region {
    std::uint16_t page = 0;
    std::uint16_t x = 0, y = 0, w = 0, h = 0;
    std::int16_t left = 0, top = 0;
};

class Atlas {
  public:
    static constexpr int side = 1024;
    static constexpr std::size_t max_glyph_pages = 8;  // 8 MB, about 9,000 glyphs of body text
    static constexpr int white_side = 4;

    Atlas();

    enum class Kind : std::uint8_t { Mask, Glyph };

    [[nodiscard]] std::optional<Region> find(std::uint64_t key);
    /// Copies a w x h coverage bitmap in, one texel of empty border around it. w and h at most side - 2.
    /// An empty region where this pass alone has filled every page.
    Region insert(Kind kind, std::uint64_t key, int w, int h, std::span<const std::uint8_t> coverage,
                  Bearing bearing = {});

    [[nodiscard]] std::size_t pages() const { return m_pages.size(); }
    /// side * side bytes.
    [[nodiscard]] std::span<const std::uint8_t> pixels(std::size_t page) const {
        return {m_pages[page]->pixels.get(), page_bytes};
    }
    /// Bitmaps that can be found.
    [[nodiscard]] std::size_t entries() const { return m_entries.size(); }
    /// How many bitmaps found no room so far.
    [[nodiscard]] std::uint64_t left_out() const { return m_left_out; }
    /// Moves whenever a page was cleared: regions handed out earlier are void.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    /// Starts a pass: pages touched from here on are the last to be cleared.
    void next_pass() { ++m_pass; }
    void touch_page(std::size_t page) { m_pages[page]->last_pass = m_pass; }

  private:
    struct Shelf {
        int y = 0, height = 0, x = 0;
    };
    static constexpr std::size_t page_bytes = static_cast<std::size_t>(side) * side;
    struct Free {
        void operator()(std::uint8_t* bytes) const { std::free(bytes); }
    };
    struct Page {
        std::unique_ptr<std::uint8_t[], Free> pixels;  // from calloc: what was not written yet takes no memory
        std::vector<Shelf> shelves;
        int next_y = 0;
        std::uint64_t last_pass = 0;
    };

    std::size_t add_page();
    void clear_page(std::size_t page);
    void whiten_corner(std::size_t page);
    std::optional<Region> place(std::size_t page, int w, int h);
    [[nodiscard]] std::optional<std::size_t> make_room();

    std::vector<std::unique_ptr<Page>> m_pages;
    std::unordered_map<std::uint64_t, Region> m_entries;
    std::size_t m_current = 0;
    std::uint64_t m_generation = 1;
    std::uint64_t m_pass = 1;
    std::uint64_t m_left_out = 0;
};

}  // namespace linli::text
