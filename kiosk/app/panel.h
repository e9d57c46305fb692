// How the picture lies on the panel and how a touch finds its place in it: rotation and calibration. Plain values.
//
// "Picture" is what Ui draws, upright for whoever stands before it; "panel" is the glass as it is wired.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/app/blitter.h"
#include "kiosk/base/result.h"

namespace linli::app {

struct Point {
    float x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};
struct Size {
    int width = 0, height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

/// Quarter turns of the picture, clockwise.
enum class Rotation { None, Right, Half, Left };
/// Errors: Invalid, for what is not 0, 90, 180 or 270.
[[nodiscard]] Result<Rotation> rotation_of(double degrees);

/// x' = a x + b y + c, y' = d x + e y + f, in shares of the panel's width and height, as libinput has it.
struct Affine {
    double a = 1, b = 0, c = 0;
    double d = 0, e = 1, f = 0;
    friend bool operator==(const Affine&, const Affine&) = default;
};
[[nodiscard]] Point apply(const Affine& affine, Point point);
/// First `inner`, then `outer`.
[[nodiscard]] Affine after(const Affine& outer, const Affine& inner);
/// Six numbers with blanks between. Errors: Invalid, also where they would fold the glass to a line or throw most of it
/// off the panel.
[[nodiscard]] Result<Affine> parse_affine(std::string_view text);
[[nodiscard]] std::string print_affine(const Affine& affine);

struct TouchPair {
    Point touched, wanted;  // shares of the panel
};
/// The least squares of four or more pairs. Errors: Invalid, where they lie on a line, or one stays more than 3 % of
/// the panel from where it should be: then a finger missed its cross, or the glass is broken.
[[nodiscard]] Result<Affine> fit_affine(std::span<const TouchPair> pairs);

/// `panel`: its size in px.
[[nodiscard]] Size picture_size(Size panel, Rotation rotation);
[[nodiscard]] Point to_picture(Point on_panel, Size panel, Rotation rotation);
[[nodiscard]] Point to_panel(Point on_picture, Size panel, Rotation rotation);
/// Where a part of the picture lies on the panel.
[[nodiscard]] Area to_panel(Area of_picture, Size panel, Rotation rotation);
/// Copies that part of the picture onto the panel, turned. `part` lies within the picture.
void copy_turned(const Canvas& picture, Area part, const Canvas& panel, Rotation rotation);

}  // namespace linli::app
