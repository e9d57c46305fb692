#include "kiosk/app/options.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "kiosk/base/config_file.h"
#include "kiosk/lang/languages.h"

namespace linli::app {
namespace {

constexpr double kLeastDpi = 30;
constexpr double kMostDpi = 400;
constexpr double kMostGlassHeight = 3'000;  // mm
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

Result<void> read_config(Options& options, Settled& settled) {
    if (options.config.empty()) return {};
    LINLI_TRY(const ConfigFile file, ConfigFile::read(options.config, {"data", "hub", "plain_http", "ca_file", "size",
                                                                       "dpi", "glass_height_mm", "language"}));
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
    settled.script = options.script;
    settled.vars = options.vars;
    settled.shots = options.shots;
    settled.stats = options.stats;
    settled.transcript = options.transcript;
    return settled;
}

}  // namespace linli::app
