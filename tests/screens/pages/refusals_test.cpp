// Whatever the core or the hub may answer with has its sentence.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "kiosk/lang/languages.h"
#include "kiosk/screens/view.h"

namespace linli {
namespace {

// The first group of every match in the .cpp files of a folder.
std::set<std::string> found_in(const std::string& folder, const std::regex& pattern) {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(LINLI_SOURCE_DIR "/" + folder)) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
    }
    return found;
}

TEST(Refusals, OfThisKioskHaveTheirSentence) {
    const Languages languages = Languages::load().value();
    const auto keys = found_in("kiosk", std::regex("\"(error\\.[a-z-]+)\""));
    EXPECT_GT(keys.size(), 20U);
    for (const std::string& key : keys) EXPECT_TRUE(languages.words("zh-CN").has(key)) << key;
}

TEST(Refusals, OfTheHubHaveTheirSentence) {
    const Languages languages = Languages::load().value();
    const auto codes = found_in("backend/hub", std::regex("(?:rejected|refuse)\\([^;\"]*\"([a-z-]+)\"\\)"));
    EXPECT_GT(codes.size(), 5U);
    // An enrolment is refused while the operator waits, so its code becomes an error of this kiosk.
    const Words tr = languages.words("zh-CN");
    for (const std::string& code : codes) EXPECT_TRUE(tr.has("answer." + code) || tr.has("error." + code)) << code;
}

TEST(Refusals, ThatNobodyKnowsReadAsAGeneralSentenceInstead) {
    const Languages languages = Languages::load().value();
    const Words tr = languages.words("en");
    EXPECT_EQ(screens::refusal(tr, "answer.of-a-newer-hub"), tr("answer.general"));
    EXPECT_EQ(screens::refusal(tr, "error.of-a-newer-core"), tr("error.general"));
}

}  // namespace
}  // namespace linli
