#include "kiosk/screens/ask.h"

#include <algorithm>

#include <fmt/format.h>

namespace linli::screens {
namespace {

// The kind of request by which a person answers what no guide does. Content names it; without it the way is absent.
constexpr std::string_view kQuestionCategory = "question";

const RequestKind* question_kind(const StationView& station) {
    const auto it = std::find_if(station.kinds.begin(), station.kinds.end(),
                                 [](const RequestKind& kind) { return kind.category == kQuestionCategory; });
    return it == station.kinds.end() ? nullptr : &*it;
}

void draw_ask_a_person(const View& view, ui::Ui& ui, Commands& commands) {
    const RequestKind* kind = question_kind(view.station);
    if (kind == nullptr) return;
    const std::string hint = view.text(kind->hint);
    if (ui.item("ask.person", {.title = view.tr("ask.person"),
                               .lines = {{.text = hint}},
                               .icon = "messages-square",
                               .icon_tone = ui::Tone::Green}))
        commands.push(Open{{Page::Request, kind->id}});
}

void draw_list(const View& view, ui::Ui& ui, std::string_view heading, const std::vector<LocalizedText>& lines,
               std::string_view id) {
    if (lines.empty()) return;
    ui.begin_card();
    ui.heading(heading, {.id = id});
    int number = 0;
    for (const LocalizedText& line : lines)
        ui.text(view.tr("guide.line", {{"number", ++number}, {"text", view.text(line)}}));
    ui.end_card();
}

void draw_facts(const View& view, ui::Ui& ui, const Guide& guide) {
    const Words& tr = view.tr;
    ui.begin_card();
    if (!guide.where.empty()) ui.fact("guide.where", tr("guide.where"), view.text(guide.where));
    if (!guide.when.empty()) ui.fact("guide.when", tr("guide.when"), view.text(guide.when));
    if (!guide.fee.empty()) ui.fact("guide.fee", tr("guide.fee"), view.text(guide.fee));
    if (guide.phone) {
        const std::string phone =
            tr("guide.phone_value", {{"number", guide.phone->number}, {"label", view.text(guide.phone->label)}});
        ui.fact("guide.phone", tr("guide.phone"), phone);
    }
    ui.end_card();
}

void draw_sources(const View& view, ui::Ui& ui, const Guide& guide) {
    const Words& tr = view.tr;
    if (guide.source_date)
        ui.secondary(tr("guide.source",
                        {{"source", view.text(guide.source)}, {"date", view.dates.full_date(*guide.source_date)}}),
                     {.id = "guide.source"});
    int number = 0;
    for (const GuideSource& source : guide.sources) {
        std::string name = view.text(source.title);
        if (!source.publisher.empty())
            name = tr("status.and", {{"first", name}, {"second", view.text(source.publisher)}});
        const std::string id = fmt::format("guide.source.{}", ++number);
        if (source.date)
            ui.secondary(tr("guide.source", {{"source", name}, {"date", view.dates.full_date(*source.date)}}),
                         {.id = id});
        else
            ui.secondary(tr("guide.source_undated", {{"source", name}}), {.id = id});
    }
    if (guide.checked_on)
        ui.secondary(tr("guide.checked", {{"date", view.dates.full_date(*guide.checked_on)}}), {.id = "guide.checked"});
}

}  // namespace

void draw_ask(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("ask.page"), .back = ui::Back::Shown});
    ui.title(tr("ask.title"));
    ui.begin_grid(card_columns(ui), ui::LastRow::Stretched);
    for (const Topic& topic : view.station.topics) {
        std::string names;
        int shown = 0;
        for (const Guide& guide : view.station.guides)
            if (guide.topic == topic.id && shown++ < 3)
                names = names.empty() ? view.text(guide.title)
                                      : tr("status.and", {{"first", names}, {"second", view.text(guide.title)}});
        if (names.empty()) continue;
        const std::string title = view.text(topic.title);
        if (ui.item("ask.topic." + topic.id,
                    {.title = title, .lines = {{.text = names}}, .icon = topic.icon, .icon_tone = tone_of(topic.tint)}))
            commands.push(Open{{Page::Topic, topic.id}});
    }
    draw_ask_a_person(view, ui, commands);
    ui.end_grid();
    if (view.station.topics.empty()) ui.text(tr("ask.none"));
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_topic(const View& view, ui::Ui& ui, Commands& commands) {
    const Topic* topic = find_topic(view.station, view.here().key);
    if (topic == nullptr) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = view.tr("ask.page"), .back = ui::Back::Shown});
    ui.title(view.text(topic->title));
    ui.begin_grid(card_columns(ui), ui::LastRow::Stretched);
    for (const Guide& guide : view.station.guides) {
        if (guide.topic != topic->id) continue;
        const std::string title = view.text(guide.title);
        const std::string summary = view.text(guide.summary);
        if (ui.item("topic.guide." + guide.id, {.title = title, .lines = {{.text = summary}}}))
            commands.push(Open{{Page::Guide, guide.id}});
    }
    draw_ask_a_person(view, ui, commands);
    ui.end_grid();
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_guide(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Guide* guide = find_guide(view.station, view.here().key);
    if (guide == nullptr) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = tr("ask.page"), .back = ui::Back::Shown});
    ui.title(view.text(guide->title), {.id = "guide.title"});
    if (!guide->summary.empty()) ui.text(view.text(guide->summary));
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    draw_list(view, ui, tr("guide.steps"), guide->steps, "guide.steps");
    if (ui.wide()) ui.next_column();
    draw_list(view, ui, tr("guide.papers"), guide->papers, "guide.papers");
    draw_facts(view, ui, *guide);
    if (ui.wide()) ui.end_columns();
    draw_sources(view, ui, *guide);
    draw_ask_a_person(view, ui, commands);
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

}  // namespace linli::screens
