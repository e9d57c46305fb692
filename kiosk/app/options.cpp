#include "kiosk/app/options.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "kiosk/base/config_file.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/password.h"
#include "kiosk/lang/languages.h"
#include "kiosk/screens/operator.h"

namespace linli::app {
namespace {

constexpr double kLeastDpi = 30;
constexpr double kMostDpi = 400;
constexpr double kMostGlassHeight = 3'000;  // mm
constexpr double kMostDisplays = 63;
constexpr std::string_view kDefaultHub = "http://127.0.0.1:8311";

std::string default_folder() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state == '/') return std::string(state) + "/linli-kiosk";
    const char* home = std::getenv("HOME");
    return std::string(home != nullptr && *home == '/' ? home : "/var/lib") + "/.local/state/linli-kiosk";
}

template <class T>
void prefer(std::optional<T>& given, std::optional<T> configured) {
    if (!given) given = std::move(configured);
}

Result<void> read_size(const std::string& text, Settled& settled) {
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &settled.width, &settled.height, &rest) != 2)
        return fail(Fault::Invalid, "--size {}: expected WIDTHxHEIGHT in pixels, as in 1080x1920", text);
    return {};
}

Result<void> read_glass(const ConfigFile& file, const std::string& path, Settled& settled) {
    LINLI_TRY(const auto display, file.number("display"));
    if (display && !(*display >= 0 && *display <= kMostDisplays && *display == std::floor(*display)))
        return fail(Fault::Invalid, "{}: display {}: expected a whole number from 0", path, *display);
    settled.display = static_cast<int>(display.value_or(0));
    LINLI_TRY(const auto rotation, file.number("rotation"));
    LINLI_TRY(settled.rotation, rotation_of(rotation.value_or(0)));
    LINLI_TRY(const auto calibration, file.text("touch_calibration"));
    if (calibration) {
        LINLI_TRY(settled.calibration, parse_affine(*calibration));
    }
    LINLI_TRY(const auto pixels, file.text("pixels"));
    if (pixels && *pixels != "native" && *pixels != "texture")
        return fail(Fault::Invalid, "{}: pixels \"{}\": expected native or texture", path, *pixels);
    if (pixels == "texture") settled.pixels = SurfaceSpec::Pixels::Texture;
    return {};
}

Result<void> read_service_pin(const ConfigFile& file, const std::string& path, Settled& settled) {
    LINLI_TRY(const auto hash, file.text("service_pin"));
    settled.service_pin = hash.value_or("");
    // A PIN in clear would be read as a hash that nothing opens, and lie in a file besides.
    if (hash && !crypto::is_password_hash(*hash))
        return fail(Fault::Invalid, "{}: service_pin: expected a line that linli-kiosk hash-service-pin printed", path);
    return {};
}

Result<void> read_config(Options& options, Settled& settled) {
    if (options.config.empty()) return {};
    LINLI_TRY(const ConfigFile file,
              ConfigFile::read(options.config,
                               {"data", "hub", "plain_http", "ca_file", "size", "dpi", "glass_height_mm", "language",
                                "display", "rotation", "cursor", "touch_calibration", "pixels", "service_pin"}));
    LINLI_OK(read_glass(file, options.config, settled));
    LINLI_OK(read_service_pin(file, options.config, settled));
    LINLI_TRY(options.cursor, file.flag("cursor"));
    LINLI_TRY(auto data, file.text("data"));
    if (options.data.empty()) options.data = data.value_or("");
    LINLI_TRY(auto hub, file.text("hub"));
    prefer(options.hub, std::move(hub));
    LINLI_TRY(auto size, file.text("size"));
    prefer(options.size, std::move(size));
    LINLI_TRY(auto dpi, file.number("dpi"));
    prefer(options.dpi, dpi);
    LINLI_TRY(auto height, file.number("glass_height_mm"));
    prefer(options.glass_height, height);
    LINLI_TRY(auto language, file.text("language"));
    prefer(options.lang, std::move(language));
    LINLI_TRY(const auto plain, file.flag("plain_http"));
    if (plain.value_or(false)) settled.hub.plain_http = net::PlainHttp::Allowed;
    LINLI_TRY(auto ca_file, file.text("ca_file"));
    settled.hub.ca_file = ca_file.value_or("");
    return {};
}

Result<void> check_language(const std::string& tag) {
    LINLI_TRY(const Languages languages, Languages::load());
    if (languages.find(tag) == nullptr) return fail(Fault::Invalid, "--lang {}: this build does not speak it", tag);
    return {};
}

}  // namespace

Result<Settled> settle(const Options& given) {
    Options options = given;
    Settled settled;
    LINLI_OK(read_config(options, settled));
    settled.data = options.data.empty() ? default_folder() : options.data;
    settled.hub.base_url = options.hub.value_or(std::string(kDefaultHub));
    LINLI_OK(net::check_base_url(settled.hub.base_url, settled.hub.plain_http));
    settled.fullscreen = !options.size && !options.headless;
    // Nobody points at a kiosk with a mouse; at a window on a desk one does.
    settled.cursor =
        options.cursor.value_or(!settled.fullscreen) ? SurfaceSpec::Cursor::Shown : SurfaceSpec::Cursor::Hidden;
    if (options.size) LINLI_OK(read_size(*options.size, settled));
    settled.dpi = options.dpi.value_or(96);
    if (!(settled.dpi >= kLeastDpi && settled.dpi <= kMostDpi))
        return fail(Fault::Invalid, "dpi {}: expected {} to {}", settled.dpi, kLeastDpi, kMostDpi);
    if (options.glass_height && !(*options.glass_height >= 0 && *options.glass_height <= kMostGlassHeight))
        return fail(Fault::Invalid, "glass height {}: expected 0 to {} mm", *options.glass_height, kMostGlassHeight);
    settled.glass_height_mm = options.glass_height;
    settled.language = options.lang.value_or(std::string(kReferenceLanguage));
    LINLI_OK(check_language(settled.language));
    if (!options.now.empty()) {
        LINLI_TRY(const Instant now, parse_rfc3339(options.now));
        settled.now = now;
    }
    settled.enrol = options.enrol;
    settled.headless = options.headless;
    // In memory the picture is all there is.
    if (options.headless) settled.rotation = Rotation::None;
    settled.script = options.script;
    settled.vars = options.vars;
    settled.shots = options.shots;
    settled.stats = options.stats;
    settled.transcript = options.transcript;
    if (!options.screen.empty() && options.screen != "gallery")
        return fail(Fault::Invalid, "--screen {}: expected gallery", options.screen);
    settled.gallery = options.screen == "gallery";
    return settled;
}

Result<std::string> service_pin_line(std::string_view pin) {
    const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < screens::kLeastPin || pin.size() > screens::kMostPin)
        return fail(Fault::Invalid, "a service PIN has {} to {} digits", screens::kLeastPin, screens::kMostPin);
    LINLI_OK(crypto::init());
    LINLI_TRY(const std::string hash, crypto::hash_password(pin, crypto::SlowHashCost{}));
    return fmt::format("service_pin = \"{}\"", hash);
}

}  // namespace linli::app
