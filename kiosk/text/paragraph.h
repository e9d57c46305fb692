// How one text becomes lines of placed glyphs; inside of TextEngine. UI thread only.
#pragma once

#include "kiosk/text/glyph_source.h"
#include "kiosk/text/layout.h"
#include "kiosk/text/shaper.h"

namespace linli::text {

[[nodiscard]] Layout set_paragraph(const LayoutRequest& request, FontStack& fonts, Shaper& shaper, GlyphSource& glyphs);

}  // namespace linli::text
