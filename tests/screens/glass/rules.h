// What holds for everything on a public screen, checked on a transcript: each rule is a function from what was drawn to
// what is wrong with it. Sizes and their sources are those of kiosk/ui/theme.h and VVSG 2.0, ADA 707, EN 301 549.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/transcript.h"

namespace linli::test {

using Breaches = std::vector<std::string>;

/// 12.7 mm in both directions.
[[nodiscard]] Breaches small_targets(const ui::Transcript& shown, const ui::Theme& theme);
/// 2.54 mm between any two that can be pressed at the same time.
[[nodiscard]] Breaches narrow_gaps(const ui::Transcript& shown, const ui::Theme& theme);
/// Main text at the least cap height of its step, all else at that of the step below, nothing under 3.5 mm.
[[nodiscard]] Breaches small_text(const ui::Transcript& shown, const ui::Theme& theme);
/// 10:1 for main text (15:1 in high contrast), 4.5:1 for all else.
[[nodiscard]] Breaches weak_contrast(const ui::Transcript& shown, const ui::Theme& theme);
/// A line that ends in an ellipsis, lies on another one, or runs over the edge of what it stands in.
[[nodiscard]] Breaches cut_or_covered_text(const ui::Transcript& shown, const ui::Theme& theme);
/// A control or a line that no scrolling brings onto the glass; for a seated person, within their reach.
[[nodiscard]] Breaches out_of_reach(const ui::Transcript& shown, const ui::Theme& theme);

/// All of them, each with its rule's name.
[[nodiscard]] Breaches all_breaches(const ui::Transcript& shown, const ui::Theme& theme);

}  // namespace linli::test
