#include "kiosk/app/panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <locale>
#include <sstream>

namespace linli::app {
namespace {

// A touch panel may be a little larger than the picture, mirrored, or turned; no more.
constexpr double kLeastArea = 0.2;
constexpr double kMostArea = 5;
constexpr double kMostShift = 2;
constexpr double kMostMiss = 0.03;
constexpr std::size_t kLeastPairs = 4;

bool plausible(const Affine& m) {
    const double area = std::abs(m.a * m.e - m.b * m.d);
    // Not a number compares as false.
    return area >= kLeastArea && area <= kMostArea && std::abs(m.c) <= kMostShift && std::abs(m.f) <= kMostShift;
}

using Row = std::array<double, 3>;
using Matrix = std::array<Row, 3>;

double determinant(const Matrix& m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
           m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

// Cramer's rule: three unknowns do not want more.
Row solve(const Matrix& matrix, const Row& right, double whole) {
    Row solution{};
    for (std::size_t column = 0; column < 3; ++column) {
        Matrix replaced = matrix;
        for (std::size_t row = 0; row < 3; ++row) replaced[row][column] = right[row];
        solution[column] = determinant(replaced) / whole;
    }
    return solution;
}

}  // namespace

Result<Rotation> rotation_of(double degrees) {
    if (degrees == 0) return Rotation::None;
    if (degrees == 90) return Rotation::Right;
    if (degrees == 180) return Rotation::Half;
    if (degrees == 270) return Rotation::Left;
    return fail(Fault::Invalid, "rotation {}: expected 0, 90, 180 or 270", degrees);
}

Point apply(const Affine& m, Point p) {
    return {static_cast<float>(m.a * p.x + m.b * p.y + m.c), static_cast<float>(m.d * p.x + m.e * p.y + m.f)};
}

Affine after(const Affine& o, const Affine& i) {
    return {o.a * i.a + o.b * i.d, o.a * i.b + o.b * i.e, o.a * i.c + o.b * i.f + o.c,
            o.d * i.a + o.e * i.d, o.d * i.b + o.e * i.e, o.d * i.c + o.e * i.f + o.f};
}

Result<Affine> parse_affine(std::string_view text) {
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    Affine m;
    std::string rest;
    if (!(stream >> m.a >> m.b >> m.c >> m.d >> m.e >> m.f) || stream >> rest)
        return fail(Fault::Invalid, "a touch calibration is six numbers, as in \"1 0 0 0 1 0\"");
    if (!plausible(m)) return fail(Fault::Invalid, "the touch calibration would throw most touches off the glass");
    return m;
}

std::string print_affine(const Affine& m) {
    return fmt::format("{:.6f} {:.6f} {:.6f} {:.6f} {:.6f} {:.6f}", m.a, m.b, m.c, m.d, m.e, m.f);
}

Result<Affine> fit_affine(std::span<const TouchPair> pairs) {
    if (pairs.size() < kLeastPairs) return fail(Fault::Invalid, "a calibration needs {} touches", kLeastPairs);
    Matrix sums{};
    Row right_x{};
    Row right_y{};
    for (const TouchPair& pair : pairs) {
        const Row in{pair.touched.x, pair.touched.y, 1};
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column) sums[row][column] += in[row] * in[column];
            right_x[row] += in[row] * pair.wanted.x;
            right_y[row] += in[row] * pair.wanted.y;
        }
    }
    const double whole = determinant(sums);
    if (!(std::abs(whole) > 1e-6)) return fail(Fault::Invalid, "the touches of a calibration lie on a line");
    const Row x = solve(sums, right_x, whole);
    const Row y = solve(sums, right_y, whole);
    const Affine fitted{x[0], x[1], x[2], y[0], y[1], y[2]};
    if (!plausible(fitted)) return fail(Fault::Invalid, "the touches of a calibration are too far from their crosses");
    for (const TouchPair& pair : pairs) {
        const Point found = apply(fitted, pair.touched);
        if (std::hypot(found.x - pair.wanted.x, found.y - pair.wanted.y) > kMostMiss)
            return fail(Fault::Invalid, "the touches of a calibration contradict each other");
    }
    return fitted;
}

Size picture_size(Size panel, Rotation rotation) {
    const bool turned = rotation == Rotation::Right || rotation == Rotation::Left;
    return turned ? Size{panel.height, panel.width} : panel;
}

Point to_picture(Point p, Size panel, Rotation rotation) {
    const auto width = static_cast<float>(panel.width);
    const auto height = static_cast<float>(panel.height);
    switch (rotation) {
        case Rotation::None:
            return p;
        case Rotation::Right:
            return {p.y, width - p.x};
        case Rotation::Half:
            return {width - p.x, height - p.y};
        case Rotation::Left:
            return {height - p.y, p.x};
    }
    return p;
}

Point to_panel(Point p, Size panel, Rotation rotation) {
    const auto width = static_cast<float>(panel.width);
    const auto height = static_cast<float>(panel.height);
    switch (rotation) {
        case Rotation::None:
            return p;
        case Rotation::Right:
            return {width - p.y, p.x};
        case Rotation::Half:
            return {width - p.x, height - p.y};
        case Rotation::Left:
            return {p.y, height - p.x};
    }
    return p;
}

Area to_panel(Area part, Size panel, Rotation rotation) {
    const auto corner = [&](int x, int y) {
        return to_panel(Point{static_cast<float>(x), static_cast<float>(y)}, panel, rotation);
    };
    const Point a = corner(part.x0, part.y0);
    const Point b = corner(part.x1, part.y1);
    return {static_cast<int>(std::min(a.x, b.x)), static_cast<int>(std::min(a.y, b.y)),
            static_cast<int>(std::max(a.x, b.x)), static_cast<int>(std::max(a.y, b.y))};
}

void copy_turned(const Canvas& picture, Area part, const Canvas& panel, Rotation rotation) {
    // From pixel (0, 0) of the picture, a step to the right and one down, counted in pixels of the panel's memory.
    std::ptrdiff_t origin = 0;
    std::ptrdiff_t right = 1;
    std::ptrdiff_t down = panel.stride;
    const std::ptrdiff_t last_row = static_cast<std::ptrdiff_t>(panel.height - 1) * panel.stride;
    switch (rotation) {
        case Rotation::None:
            break;
        case Rotation::Right:
            origin = panel.width - 1;
            right = panel.stride;
            down = -1;
            break;
        case Rotation::Half:
            origin = last_row + panel.width - 1;
            right = -1;
            down = -panel.stride;
            break;
        case Rotation::Left:
            origin = last_row;
            right = -panel.stride;
            down = 1;
            break;
    }
    // In tiles: a turned row is a column, and a column of single pixels would fetch a cache line each.
    constexpr int tile = 32;
    for (int top = part.y0; top < part.y1; top += tile) {
        for (int left = part.x0; left < part.x1; left += tile) {
            const int bottom = std::min(top + tile, part.y1);
            const int end = std::min(left + tile, part.x1);
            for (int y = top; y < bottom; ++y) {
                const std::uint32_t* from = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
                std::uint32_t* to = panel.pixels + origin + y * down + left * right;
                for (int x = left; x < end; ++x, to += right) *to = from[x];
            }
        }
    }
}

}  // namespace linli::app
