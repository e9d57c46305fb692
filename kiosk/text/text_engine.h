// Sets text: fonts, line ends, glyphs in the atlas, and a bounded cache of what was set. UI thread only.
//
// Invariant: a Layout handed out is good to draw while its generation is the atlas's; ask again in every pass.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/text/atlas.h"
#include "kiosk/text/font_stack.h"
#include "kiosk/text/layout.h"

namespace linli::text {

class TextEngine {
  public:
    static constexpr std::size_t max_text_bytes = 20000;
    // Of a generation; at most twice as many are alive.
    static constexpr std::size_t max_cached_layouts = 1500;
    // Glyphs and characters, together at most about 4 MB: a long text is set anew with each letter that is typed.
    static constexpr std::size_t max_cached_pieces = 100'000;

    static Result<std::unique_ptr<TextEngine>> open(const FontFiles& files);
    ~TextEngine();
    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;

    /// Never null. Unchanged requests come from the cache.
    [[nodiscard]] std::shared_ptr<const Layout> layout(const LayoutRequest& request);
    /// One icon, its box size_px square; an unknown name gives a layout without glyphs.
    [[nodiscard]] std::shared_ptr<const Layout> icon(std::string_view name, int size_px);
    [[nodiscard]] bool has_icon(std::string_view name) const;

    [[nodiscard]] Atlas& atlas();
    [[nodiscard]] const Atlas& atlas() const;
    /// Share of the em, e.g. 0.733.
    [[nodiscard]] double cap_height() const;
    /// A pass begins: caches age by it.
    void next_pass();
    [[nodiscard]] std::size_t cached_layouts() const;
    /// Drops every cached layout: they hold what a resident typed.
    void forget();

  private:
    TextEngine();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace linli::text
