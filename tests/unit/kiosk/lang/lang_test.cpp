#include <set>

#include <gtest/gtest.h>

#include "kiosk/lang/dates.h"
#include "kiosk/lang/languages.h"

namespace linli {
namespace {

const Languages& languages() {
    static const Languages all = Languages::load().value();
    return all;
}
Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

std::set<std::string> placeholders(const std::string& sentence) {
    std::set<std::string> names;
    for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{', open + 1))
        names.insert(sentence.substr(open, sentence.find('}', open) - open + 1));
    return names;
}

TEST(Catalogues, HaveTheSameKeysInEveryLanguage) {
    const auto reference = languages().find(kReferenceLanguage)->catalogue.keys();
    ASSERT_GT(reference.size(), 300U);
    for (const auto& language : languages().all()) EXPECT_EQ(language.catalogue.keys(), reference) << language.tag;
}

TEST(Catalogues, PutTheSameValuesIntoASentenceInEveryLanguage) {
    const Catalogue& reference = languages().find(kReferenceLanguage)->catalogue;
    for (const auto& language : languages().all())
        for (const std::string& key : reference.keys())
            for (const std::string& form : language.catalogue.forms(key)) {
                EXPECT_FALSE(form.empty()) << language.tag << " " << key;
                EXPECT_EQ(placeholders(form), placeholders(reference.forms(key).front())) << language.tag << " " << key;
            }
}

TEST(Words, TakeTheFormOfTheNumber) {
    EXPECT_EQ(languages().words("en").count("events.seats_left", 1), "1 seat left");
    EXPECT_EQ(languages().words("en").count("events.seats_left", 6), "6 seats left");
    EXPECT_EQ(languages().words("zh-CN").count("events.seats_left", 6), "还有 6 个名额");
}

TEST(Words, IsolateAValueThatRunsTheOtherWayAndNoOther) {
    const Words tr = languages().words("zh-CN");
    EXPECT_EQ(tr("item.number", {{"id", "K1-7"}}), "编号 K1-7");
    EXPECT_EQ(tr("item.number", {{"id", "ئۇيغۇر"}}), "编号 \u2068ئۇيغۇر\u2069");
}

TEST(Words, OfAnUnknownLanguageAreTheReferenceAndOfARegionItsLanguage) {
    EXPECT_EQ(languages().words("xx").language(), "zh-CN");
    EXPECT_EQ(languages().words("en-GB").language(), "en");
}

TEST(Words, ReadAnUnknownKeyAsItself) {
    EXPECT_EQ(languages().words("en")("no.such_key"), "no.such_key");
}

TEST(Dates, AreWrittenAsTheLanguageWritesThem) {
    const Instant now = at("2026-11-21T10:42:00Z");
    const Instant lesson = at("2026-11-21T11:00:00Z");
    const Words zh = languages().words("zh-CN");
    const Words en = languages().words("en");
    EXPECT_EQ(Dates(zh, 480, now).moment(lesson), "今晚 19:00");
    EXPECT_EQ(Dates(en, 480, now).moment(lesson), "tonight 19:00");
    EXPECT_EQ(Dates(zh, 480, now).moment(at("2026-11-22T01:00:00Z")), "明天 09:00");
    EXPECT_EQ(Dates(zh, 480, now).date(now), "11月21日 周六");
    EXPECT_EQ(Dates(en, 480, now).date(now), "Sat 21 Nov");
    EXPECT_EQ(Dates(zh, 480, now).span(lesson, at("2026-11-21T12:30:00Z")), "今晚 19:00–20:30");
}

TEST(Dates, BeginALineWithACapitalAndASentencesMiddleWithoutOne) {
    EXPECT_EQ(at_line_start("tonight 19:00"), "Tonight 19:00");
    EXPECT_EQ(at_line_start("Sat 21 Nov"), "Sat 21 Nov");
    EXPECT_EQ(at_line_start("21 Nov"), "21 Nov");
    EXPECT_EQ(at_line_start("今晚 19:00"), "今晚 19:00");
    EXPECT_EQ(at_line_start(""), "");
}

TEST(Dates, AreNeverCalledTodayWhereTheDateIsNotKnown) {
    const Words zh = languages().words("zh-CN");
    const Instant lesson = at("2026-11-21T11:00:00Z");
    EXPECT_EQ(Dates(zh, 480, std::nullopt).moment(lesson), "11月21日 周六 19:00");
    EXPECT_FALSE(Dates(zh, 480, std::nullopt).days_from_today(lesson));
}

TEST(Dates, OfAFormGoOutAndComeBackTheSame) {
    const Words zh = languages().words("zh-CN");
    const Dates dates(zh, 480, at("2026-12-31T18:00:00Z"));
    EXPECT_EQ(dates.iso_day(dates.day_after(0)), "2027-01-01");
    EXPECT_EQ(dates.iso_day(*dates.from_iso_day("2027-01-05")), "2027-01-05");
    EXPECT_FALSE(dates.from_iso_day("any"));
    EXPECT_FALSE(dates.from_iso_day("2027-1x-05"));
}

TEST(PluralRules, AreReadAsTheExpressionsTheyAre) {
    const auto polish =
        PluralRule::parse("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);");
    ASSERT_TRUE(polish);
    EXPECT_EQ(polish->form(1), 0U);
    EXPECT_EQ(polish->form(3), 1U);
    EXPECT_EQ(polish->form(13), 2U);
    EXPECT_EQ(polish->form(23), 1U);
}

TEST(PluralRules, ThatAreNoneAreRefused) {
    for (const char* rule : {"", "nplurals=2;", "nplurals=9; plural=0;", "nplurals=2; plural=n?;",
                             "nplurals=2; plural=(n;", "nplurals=2; plural=system(1);"})
        EXPECT_FALSE(PluralRule::parse(rule)) << rule;
    EXPECT_EQ(PluralRule::parse("nplurals=2; plural=n/0;")->form(7), 0U);
}

TEST(CompiledCatalogues, ThatAreCutOrDamagedAreRefusedAndNeverReadOutside) {
    const ByteView whole = embedded_languages().front().mo;
    ASSERT_TRUE(Catalogue::from_mo(whole));
    for (std::size_t length = 0; length < whole.size(); length += 97) (void)Catalogue::from_mo(whole.first(length));
    EXPECT_FALSE(Catalogue::from_mo(whole.first(20)));
    EXPECT_FALSE(Catalogue::from_mo(whole.first(whole.size() / 2)));
    Bytes broken(whole.begin(), whole.end());
    broken[15] = 0xFF;
    EXPECT_FALSE(Catalogue::from_mo(broken));
}

}  // namespace
}  // namespace linli
