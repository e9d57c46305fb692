#include "backend/console/templates.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "backend/console/embedded.h"
#include "backend/console/words.h"

namespace linli::hub::console {
namespace {

std::vector<Language> languages() {
    auto built_in = built_in_languages();
    EXPECT_TRUE(built_in) << built_in.error().message;
    return built_in.value_or(std::vector<Language>{});
}

Words some_words() {
    return *Words::parse(R"({"greet": "你好 & <b>", "due": "{time} of {n}"})");
}

std::string_view no_template(std::string_view) {
    return {};
}

TEST(Templates, EveryPageIsBuiltInEveryLanguage) {
    const auto templates = Templates::build(languages());
    EXPECT_TRUE(templates) << templates.error().message;
}

TEST(Templates, WhatAResidentTypedNeverBecomesMarkup) {
    const auto templates = Templates::build(languages());
    ASSERT_TRUE(templates);
    View field;
    field.text("label", "x").text("value", "<script>alert('1')</script> \" onload=\"x\" & {{csrf}}");
    View view;
    view.flag("has_words", true).list("fields", {field}).text("csrf", "token");
    const std::string page = templates->render("request", "en", view);
    EXPECT_EQ(page.find("<script>alert"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &quot; onload=&quot;x&quot; &amp; {{csrf}}"),
              std::string::npos);
}

TEST(Templates, AValueInAnAttributeCannotLeaveIt) {
    const auto templates = Templates::build(languages());
    ASSERT_TRUE(templates);
    View view;
    view.text("login_value", "\" autofocus onfocus=\"alert(1)");
    const std::string page = templates->render("login", "en", view);
    EXPECT_NE(page.find("value=\"&quot; autofocus onfocus=&quot;alert(1)\""), std::string::npos);
}

TEST(Templates, AnEmptyTextIsAsGoodAsAbsent) {
    const auto templates = Templates::build(languages());
    ASSERT_TRUE(templates);
    View view;
    view.text("problem", "");
    EXPECT_EQ(templates->render("login", "en", view).find("login-problem"), std::string::npos);
    view.text("problem", "no");
    EXPECT_NE(templates->render("login", "en", view).find("login-problem"), std::string::npos);
}

TEST(Templates, AnUnescapedTagIsRefused) {
    const Words words = some_words();
    EXPECT_FALSE(assemble("<p>{{{name}}}</p>", words, no_template));
    EXPECT_FALSE(assemble("<p>{{& name}}</p>", words, no_template));
}

TEST(Templates, AMissingWordOrTemplateIsRefused) {
    const Words words = some_words();
    EXPECT_FALSE(assemble("[[no.such]]", words, no_template));
    EXPECT_FALSE(assemble("{{> other}}", words, no_template));
}

TEST(Templates, AWordIsEscapedToo) {
    const auto text = assemble("<p>[[greet]]</p>", some_words(), no_template);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "<p>你好 &amp; &lt;b&gt;</p>");
}

TEST(Templates, ATemplateThatHoldsItselfIsRefused) {
    const auto itself = [](std::string_view) -> std::string_view { return "{{> itself}}"; };
    EXPECT_FALSE(assemble("{{> itself}}", some_words(), itself));
}

TEST(Templates, NoPageHoldsAScriptOrAStyleOfItsOwn) {
    const auto templates = Templates::build(languages());
    ASSERT_TRUE(templates);
    View view;
    view.text("script_url", "/static/htmx.min.js").text("style_url", "/static/style.css").flag("staff", true);
    for (const std::string_view page : {"login", "queue", "request", "events", "event", "calls", "kiosks", "audit"}) {
        const std::string html = templates->render(page, "zh-CN", view);
        EXPECT_EQ(html.find("<style"), std::string::npos) << page;
        EXPECT_EQ(html.find(" style="), std::string::npos) << page;
        EXPECT_EQ(html.find(" onclick="), std::string::npos) << page;
        EXPECT_EQ(html.find("<script>"), std::string::npos) << page;
    }
}

TEST(Words, EveryLanguageHasTheSameKeysAndPlaceholders) {
    const auto placeholders = [](std::string_view sentence) {
        std::vector<std::string> names;
        for (std::size_t at = sentence.find('{'); at != sentence.npos; at = sentence.find('{', at + 1))
            names.emplace_back(sentence.substr(at, sentence.find('}', at) - at + 1));
        std::sort(names.begin(), names.end());
        return names;
    };
    const auto all = languages();
    ASSERT_EQ(all.size(), 2U);
    for (const auto& [key, sentence] : all[0].words.all()) {
        ASSERT_TRUE(all[1].words.has(key)) << key;
        // A date names its month by a number or by a word.
        if (key.starts_with("when.")) continue;
        EXPECT_EQ(placeholders(sentence), placeholders(all[1].words.get(key))) << key;
    }
    EXPECT_EQ(all[0].words.all().size(), all[1].words.all().size());
}

TEST(Words, AValueThatLooksLikeAPlaceholderStaysAsItIs) {
    EXPECT_EQ(some_words().fill("due", {{"time", "{n}"}, {"n", "5"}}), "{n} of 5");
}

TEST(Words, AnUnknownKeyShowsItself) {
    EXPECT_EQ(some_words().get("no.such"), "no.such");
}

TEST(Embedded, ABuiltInFileIsWhatWasOnDisk) {
    EXPECT_NE(embedded("style.css").find(":root"), std::string_view::npos);
    EXPECT_TRUE(embedded("../secret").empty());
}

}  // namespace
}  // namespace linli::hub::console
