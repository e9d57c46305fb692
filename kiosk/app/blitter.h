// Draws ImGui's draw lists into pixels, in software. UI thread only.
//
// What Ui emits is axis-aligned boxes on whole pixels, textured one to one from the A8 atlas or plain: those are copied
// row by row. Any other triangle goes a slower general way. Drawing within a damage box gives the same pixels there as
// drawing everything (a test holds it).
#pragma once

#include <cstdint>

#include "kiosk/app/damage.h"
#include "kiosk/text/atlas.h"

struct ImDrawData;

namespace linli::app {

/// 32-bit pixels, 0xFFRRGGBB, `stride` pixels a row. Not owned.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0, height = 0, stride = 0;
};

/// Paints only inside `damage`.
void blit(const ImDrawData& data, const text::Atlas& atlas, const Canvas& canvas, Area damage);

}  // namespace linli::app
