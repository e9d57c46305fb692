// tests/journeys/IDS.md is what journeys are written from: every id that a screen shows is there, and no other.
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/screens/glass/walk.h"

namespace linli::test {
namespace {

std::vector<std::string> parts_of(const std::string& id) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= id.size();) {
        const std::size_t end = std::min(id.find('.', from), id.size());
        parts.push_back(id.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

// How many parts agree word for word; -1 where it is another id. "<...>" stands for one part, or, at the end, for all
// that is left: an item's id has dots of its own.
int likeness(const std::string& pattern, const std::string& id) {
    const auto wanted = parts_of(pattern);
    const auto found = parts_of(id);
    const bool open_end = wanted.back().starts_with('<');
    if (found.size() < wanted.size() || (found.size() > wanted.size() && !open_end)) return -1;
    int same = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('<')) continue;
        if (wanted[i] != found[i]) return -1;
        ++same;
    }
    return same * 10 - static_cast<int>(found.size() - wanted.size());
}

// The first column of every table row: "| `home.language` | ...".
std::set<std::string> documented() {
    std::set<std::string> ids;
    std::ifstream file(LINLI_SOURCE_DIR "/tests/journeys/IDS.md");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("| `")) continue;
        ids.insert(line.substr(3, line.find('`', 3) - 3));
    }
    return ids;
}

TEST(Ids, ThatScreensShowAreThoseOfTheList) {
    const std::set<std::string> ids = documented();
    ASSERT_GT(ids.size(), 50U);
    std::set<std::string> unseen = ids;
    std::map<std::string, std::string> unknown;
    // A glass whose height over the floor is known offers more.
    Glass glass({.width_px = 1080, .height_px = 1920, .dpi = 96, .floor_mm = 700});
    walk_all(glass, {}, [&](const std::string& page) {
        for (const ui::Record& record : glass.transcript().records) {
            if (record.id.empty() || record.kind == "screen") continue;
            int best = -1;
            std::string like;
            for (const std::string& pattern : ids)
                if (const int score = likeness(pattern, record.id); score > best) {
                    best = score;
                    like = pattern;
                }
            if (best < 0)
                unknown.emplace(record.id, page);
            else
                unseen.erase(like);
        }
    });
    for (const auto& [id, page] : unknown) ADD_FAILURE() << id << " on " << page << " is not in IDS.md";
    for (const std::string& id : unseen) ADD_FAILURE() << id << " of IDS.md is on no page";
}

}  // namespace
}  // namespace linli::test
