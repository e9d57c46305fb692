#include "kiosk/app/calibration_file.h"

#include "kiosk/base/small_file.h"

namespace linli::app {
namespace {

std::string path_in(const std::string& folder) {
    return folder + "/touch-calibration";
}

}  // namespace

Result<std::optional<Affine>> load_calibration(const std::string& folder) {
    const std::string path = path_in(folder);
    LINLI_TRY(const auto text, read_small_file(path));
    if (!text) return std::optional<Affine>{};
    auto calibration = parse_affine(text->substr(0, text->find('\n')));
    if (!calibration) return fail(Fault::Invalid, "{}: {}", path, calibration.error().message);
    return std::optional(*calibration);
}

Result<void> save_calibration(const std::string& folder, const Affine& calibration) {
    return replace_small_file(path_in(folder), print_affine(calibration) + "\n");
}

Result<void> remove_calibration(const std::string& folder) {
    return remove_small_file(path_in(folder));
}

}  // namespace linli::app
