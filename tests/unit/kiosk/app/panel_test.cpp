#include "kiosk/app/panel.h"

#include <numeric>

#include <gtest/gtest.h>

namespace linli::app {
namespace {

constexpr Rotation kAll[] = {Rotation::None, Rotation::Right, Rotation::Half, Rotation::Left};

TEST(Panel, TakesTheFourQuarterTurnsAndNoOther) {
    EXPECT_EQ(rotation_of(0), Rotation::None);
    EXPECT_EQ(rotation_of(90), Rotation::Right);
    EXPECT_EQ(rotation_of(180), Rotation::Half);
    EXPECT_EQ(rotation_of(270), Rotation::Left);
    EXPECT_FALSE(rotation_of(45).has_value());
    EXPECT_FALSE(rotation_of(-90).has_value());
}

TEST(Panel, TurnsClockwise) {
    // A picture of 3 x 2 on a panel of 2 x 3: its top left corner is at the panel's top right.
    const std::uint32_t picture[] = {1, 2, 3, 4, 5, 6};
    std::uint32_t panel[6] = {};
    std::uint32_t copy[6];
    std::copy(std::begin(picture), std::end(picture), copy);
    copy_turned({copy, 3, 2, 3}, {0, 0, 3, 2}, {panel, 2, 3, 2}, Rotation::Right);
    const std::uint32_t wanted[] = {4, 1, 5, 2, 6, 3};
    EXPECT_TRUE(std::equal(std::begin(panel), std::end(panel), wanted));
    copy_turned({copy, 3, 2, 3}, {0, 0, 3, 2}, {panel, 2, 3, 2}, Rotation::Left);
    const std::uint32_t left[] = {3, 6, 2, 5, 1, 4};
    EXPECT_TRUE(std::equal(std::begin(panel), std::end(panel), left));
}

TEST(Panel, TurnsAPartToWhereTheWholeHasIt) {
    constexpr Size panel_size{97, 71};
    for (const Rotation rotation : kAll) {
        const Size size = picture_size(panel_size, rotation);
        std::vector<std::uint32_t> picture(static_cast<std::size_t>(size.width * size.height));
        std::iota(picture.begin(), picture.end(), 1U);
        std::vector<std::uint32_t> whole(picture.size()), part(picture.size());
        const Canvas from{picture.data(), size.width, size.height, size.width};
        copy_turned(from, {0, 0, size.width, size.height}, {whole.data(), 97, 71, 97}, rotation);
        const Area piece{10, 20, 50, 65};
        copy_turned(from, piece, {part.data(), 97, 71, 97}, rotation);
        const Area flat = to_panel(piece, panel_size, rotation);
        EXPECT_EQ(flat.pixels(), piece.pixels());
        for (int y = 0; y < 71; ++y)
            for (int x = 0; x < 97; ++x) {
                const bool inside = x >= flat.x0 && x < flat.x1 && y >= flat.y0 && y < flat.y1;
                const auto at = static_cast<std::size_t>(y * 97 + x);
                ASSERT_EQ(part[at], inside ? whole[at] : 0U) << x << "," << y;
            }
    }
}

TEST(Panel, FindsAPointOfThePictureAgain) {
    constexpr Size panel{1920, 1080};
    for (const Rotation rotation : kAll) {
        const Point flat = to_panel(Point{100, 200}, panel, rotation);
        EXPECT_EQ(to_picture(flat, panel, rotation), (Point{100, 200}));
    }
}

TEST(Calibration, IsFoundFromFourCrosses) {
    // Mirrored, shifted and a little turned.
    const Affine off{-0.95, 0.02, 0.98, 0.01, 1.05, -0.03};
    std::vector<TouchPair> pairs;
    for (const Point wanted : {Point{0.1F, 0.1F}, Point{0.9F, 0.1F}, Point{0.9F, 0.9F}, Point{0.1F, 0.9F}})
        pairs.push_back({apply(off, wanted), wanted});
    const auto fitted = fit_affine(pairs);
    ASSERT_TRUE(fitted.has_value()) << fitted.error().message;
    for (const Point probe : {Point{0.5F, 0.5F}, Point{0.2F, 0.7F}}) {
        const Point found = apply(*fitted, apply(off, probe));
        EXPECT_NEAR(found.x, probe.x, 1e-4);
        EXPECT_NEAR(found.y, probe.y, 1e-4);
    }
}

TEST(Calibration, BearsAHandThatIsNotSteady) {
    const std::vector<TouchPair> pairs{{{0.11F, 0.1F}, {0.1F, 0.1F}},
                                       {{0.9F, 0.11F}, {0.9F, 0.1F}},
                                       {{0.89F, 0.9F}, {0.9F, 0.9F}},
                                       {{0.1F, 0.89F}, {0.1F, 0.9F}}};
    EXPECT_TRUE(fit_affine(pairs).has_value());
}

TEST(Calibration, IsRefusedWhereTouchesMissTheirCrosses) {
    std::vector<TouchPair> pairs{{{0.1F, 0.1F}, {0.1F, 0.1F}},
                                 {{0.9F, 0.1F}, {0.9F, 0.1F}},
                                 {{0.9F, 0.9F}, {0.9F, 0.9F}},
                                 {{0.5F, 0.5F}, {0.1F, 0.9F}}};
    EXPECT_FALSE(fit_affine(pairs).has_value());
    for (TouchPair& pair : pairs) pair.touched = {0.5F, 0.5F};
    EXPECT_FALSE(fit_affine(pairs).has_value());
    pairs.pop_back();
    EXPECT_FALSE(fit_affine(pairs).has_value());
}

TEST(Calibration, IsReadAsItIsPrinted) {
    const Affine affine{1.1, 0.01, -0.05, 0, -0.98, 1};
    const auto read = parse_affine(print_affine(affine));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, affine);
    EXPECT_FALSE(parse_affine("1 0 0 0 1").has_value());
    EXPECT_FALSE(parse_affine("1 0 0 0 1 0 7").has_value());
    EXPECT_FALSE(parse_affine("1 0 0 1 0 0").has_value());  // a line
    EXPECT_FALSE(parse_affine("1 0 9 0 1 0").has_value());  // off the glass
    EXPECT_FALSE(parse_affine("nan 0 0 0 1 0").has_value());
}

TEST(Calibration, OnTopOfAnotherIsBothInTurn) {
    const Affine first{1.1, 0.1, 0, 0, 0.9, 0.05};
    const Affine second{0.9, 0, 0.1, 0.05, 1, 0};
    const Point p{0.3F, 0.6F};
    const Point both = apply(after(second, first), p);
    const Point turns = apply(second, apply(first, p));
    EXPECT_NEAR(both.x, turns.x, 1e-5);
    EXPECT_NEAR(both.y, turns.y, 1e-5);
}

}  // namespace
}  // namespace linli::app
