#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include <png.h>

#include "kiosk/app/surface.h"

namespace linli::app {

Result<void> write_png(const std::string& path, const Canvas& canvas) {
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height) * 3);
    std::uint8_t* out = rgb.data();
    for (int y = 0; y < canvas.height; ++y) {
        const std::uint32_t* row = canvas.pixels + static_cast<std::ptrdiff_t>(y) * canvas.stride;
        for (int x = 0; x < canvas.width; ++x) {
            *out++ = static_cast<std::uint8_t>(row[x] >> 16U);
            *out++ = static_cast<std::uint8_t>(row[x] >> 8U);
            *out++ = static_cast<std::uint8_t>(row[x]);
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(canvas.width);
    image.height = static_cast<png_uint_32>(canvas.height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
        return fail(Fault::Storage, "picture {} cannot be written: {}", path, image.message);
    }
    return {};
}

}  // namespace linli::app
