#include "kiosk/app/damage.h"

#include <random>

#include <gtest/gtest.h>

namespace linli::app {
namespace {

bool covered(const Damage& damage, Area area) {
    for (int y = area.y0; y < area.y1; ++y)
        for (int x = area.x0; x < area.x1; ++x) {
            bool inside = false;
            for (const Area& one : damage.areas())
                inside = inside || (x >= one.x0 && x < one.x1 && y >= one.y0 && y < one.y1);
            if (!inside) return false;
        }
    return true;
}

TEST(Damage, KeepsWhatIsFarApartApart) {
    Damage damage;
    damage.add({900, 20, 1000, 60});      // a clock
    damage.add({700, 1800, 1000, 1880});  // a button
    EXPECT_EQ(damage.areas().size(), 2U);
    EXPECT_LT(damage.pixels(), damage.bounds().pixels() / 10);
}

TEST(Damage, JoinsWhatIsNear) {
    Damage damage;
    for (int x = 0; x < 400; x += 20) damage.add({x, 100, x + 16, 130});
    EXPECT_EQ(damage.areas().size(), 1U);
    EXPECT_EQ(damage.bounds(), (Area{0, 100, 396, 130}));
    damage.add({});
    EXPECT_EQ(damage.areas().size(), 1U);
}

TEST(Damage, CoversWhatWasAddedWithAFewBoxes) {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        Damage damage;
        std::vector<Area> added;
        for (int i = 0; i < 40; ++i) {
            const int x = static_cast<int>(random() % 2000);
            const int y = static_cast<int>(random() % 2000);
            added.push_back({x, y, x + 1 + static_cast<int>(random() % 30), y + 1 + static_cast<int>(random() % 30)});
            damage.add(added.back());
        }
        EXPECT_LE(damage.areas().size(), Damage::max_areas);
        for (const Area& area : added) ASSERT_TRUE(covered(damage, area)) << round;
    }
}

}  // namespace
}  // namespace linli::app
