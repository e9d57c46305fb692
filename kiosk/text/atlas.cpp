#include "kiosk/text/atlas.h"

#include <algorithm>

#include "kiosk/base/check.h"

namespace linli::text {

Atlas::Atlas() {
    add_page();
    m_current = add_page();
}

std::size_t Atlas::add_page() {
    m_pages.push_back(std::make_unique<Page>());
    m_pages.back()->pixels.reset(static_cast<std::uint8_t*>(std::calloc(page_bytes, 1)));
    LINLI_CHECK(m_pages.back()->pixels != nullptr);
    whiten_corner(m_pages.size() - 1);
    return m_pages.size() - 1;
}

void Atlas::whiten_corner(std::size_t index) {
    Page& page = *m_pages[index];
    for (int y = 0; y < white_side; ++y)
        std::fill_n(page.pixels.get() + static_cast<std::ptrdiff_t>(y) * side, white_side, std::uint8_t{255});
    page.shelves.clear();
    page.next_y = white_side + 1;
}

void Atlas::clear_page(std::size_t index) {
    std::fill_n(m_pages[index]->pixels.get(), page_bytes, std::uint8_t{0});
    whiten_corner(index);
    std::erase_if(m_entries, [index](const auto& entry) { return entry.second.page == index; });
}

std::optional<Region> Atlas::find(std::uint64_t key) {
    const auto found = m_entries.find(key);
    if (found == m_entries.end()) return std::nullopt;
    m_pages[found->second.page]->last_pass = m_pass;
    return found->second;
}

std::optional<Region> Atlas::place(std::size_t index, int w, int h) {
    Page& page = *m_pages[index];
    Shelf* best = nullptr;
    for (Shelf& shelf : page.shelves) {
        // A shelf much taller than the glyph would waste the page on commas.
        if (shelf.height < h || shelf.height > h + h / 2 + 4 || shelf.x + w > side) continue;
        if (best == nullptr || shelf.height < best->height) best = &shelf;
    }
    if (best == nullptr) {
        if (page.next_y + h > side) return std::nullopt;
        const int height = std::min(h + h / 8, side - page.next_y);
        page.shelves.push_back({page.next_y, height, 0});
        page.next_y += height;
        best = &page.shelves.back();
    }
    Region region;
    region.page = static_cast<std::uint16_t>(index);
    region.x = static_cast<std::uint16_t>(best->x);
    region.y = static_cast<std::uint16_t>(best->y);
    best->x += w;
    return region;
}

std::optional<std::size_t> Atlas::make_room() {
    if (m_pages.size() < 1 + max_glyph_pages) return add_page();
    std::size_t oldest = 1;
    for (std::size_t page = 2; page < m_pages.size(); ++page) {
        if (m_pages[page]->last_pass < m_pages[oldest]->last_pass) oldest = page;
    }
    // What this pass has drawn stays as it is: a page of more glyphs than there is room for lacks some, and shows none
    // with another's bits.
    if (m_pages[oldest]->last_pass == m_pass) return std::nullopt;
    clear_page(oldest);
    ++m_generation;
    return oldest;
}

Region Atlas::insert(Kind kind, std::uint64_t key, int w, int h, std::span<const std::uint8_t> coverage,
                     Bearing bearing) {
    LINLI_CHECK(w >= 0 && h >= 0 && w <= side - 2 && h < side - 2 - white_side);
    Region region;
    // An empty bitmap takes no room, and is forgotten with the page that was being filled.
    if (kind == Kind::Glyph) region.page = static_cast<std::uint16_t>(m_current);
    if (w > 0 && h > 0) {
        std::optional<Region> placed = place(kind == Kind::Mask ? 0 : m_current, w + 1, h + 1);
        if (!placed && kind == Kind::Mask) {
            clear_page(0);
            ++m_generation;
            placed = place(0, w + 1, h + 1);
        } else if (!placed) {
            const auto room = make_room();
            if (!room) {
                ++m_left_out;
                return region;
            }
            m_current = *room;
            placed = place(m_current, w + 1, h + 1);
        }
        LINLI_CHECK(placed.has_value());
        region = *placed;
        Page& page = *m_pages[region.page];
        page.last_pass = m_pass;
        for (int y = 0; y < h; ++y) {
            std::copy_n(coverage.begin() + static_cast<std::ptrdiff_t>(y) * w, w,
                        page.pixels.get() + static_cast<std::ptrdiff_t>(region.y + y) * side + region.x);
        }
    }
    region.w = static_cast<std::uint16_t>(w);
    region.h = static_cast<std::uint16_t>(h);
    region.left = static_cast<std::int16_t>(std::clamp(bearing.left, -32000, 32000));
    region.top = static_cast<std::int16_t>(std::clamp(bearing.top, -32000, 32000));
    m_entries[key] = region;
    return region;
}

}  // namespace linli::text
