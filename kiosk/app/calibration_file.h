// The touch calibration that was made at the glass: one line in the data folder, before what the configuration says.
#pragma once

#include <optional>
#include <string>

#include "kiosk/app/panel.h"

namespace linli::app {

// Nothing where none was made. Errors: Invalid, Storage.
[[nodiscard]] Result<std::optional<Affine>> load_calibration(const std::string& folder);
// On the disk when it returns. Errors: Storage.
[[nodiscard]] Result<void> save_calibration(const std::string& folder, const Affine& calibration);
// Errors: Storage.
[[nodiscard]] Result<void> remove_calibration(const std::string& folder);

}  // namespace linli::app
