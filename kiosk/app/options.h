// What the command line and the configuration file say, the first before the second. Plain values.
#pragma once

#include <optional>
#include <string>

#include "kiosk/app/surface.h"
#include "kiosk/base/instant.h"
#include "kiosk/base/result.h"
#include "kiosk/net/client.h"

namespace linli::app {

struct Options {
    std::string data;                    // folder of the database
    std::string config;                  // TOML file; empty: none
    std::optional<std::string> hub;      // URL
    std::string enrol;                   // a one-time code; empty: none
    std::optional<std::string> size;     // "1080x1920"; nothing: the whole screen
    std::optional<double> dpi;           // of the glass
    std::optional<double> glass_height;  // of its lower edge over the floor, mm
    std::optional<std::string> lang;     // every session's first language
    bool headless = false;
    std::string script;  // a journey; "-": stdin
    std::string vars;
    std::string shots = ".";  // folder of a journey's pictures
    bool transcript = false;
    std::string stats;           // file
    std::string screen;          // where it starts; empty: home
    std::string now;             // RFC 3339; empty: the machine's clock
    std::optional<bool> cursor;  // by the configuration file alone
};

// Everything decided and within its bounds.
struct Settled {
    std::string data;
    net::ClientConfig hub;
    std::string enrol;
    int width = 1080;
    int height = 1920;
    bool fullscreen = false;
    double dpi = 96;
    std::optional<double> glass_height_mm;
    std::string language;
    bool headless = false;
    std::string script, vars, shots, stats;
    bool transcript = false;
    bool gallery = false;  // starts there
    std::optional<Instant> now;
    // By the configuration file alone.
    int display = 0;
    Rotation rotation = Rotation::None;
    std::optional<Affine> calibration;
    SurfaceSpec::Cursor cursor = SurfaceSpec::Cursor::Shown;
    SurfaceSpec::Pixels pixels = SurfaceSpec::Pixels::Native;
    std::string service_pin;  // its hash; empty: the operator's page cannot be opened
};

// Errors: Invalid, NotFound; one line that names the option or the file.
[[nodiscard]] Result<Settled> settle(const Options& options);

// "service_pin = ..." for the configuration. Errors: Invalid, for what is not 6 to 12 digits; Unavailable (no memory).
[[nodiscard]] Result<std::string> service_pin_line(std::string_view pin);

}  // namespace linli::app
