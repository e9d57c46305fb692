// The gallery's pages. Where the catalogue has a sentence already it is shown here too.
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "kiosk/domain/receipt.h"
#include "kiosk/screens/gallery.h"

namespace linli::screens {
namespace {

ui::Selected selected(bool yes) {
    return yes ? ui::Selected::Yes : ui::Selected::No;
}

int number_in(const Draft& draft, std::string_view field, int otherwise) {
    const std::string_view text = draft.value(field);
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// A sample of each kind of control is pressed to see it lit, and nothing comes of it.
void shown_only(bool) {}

// Values of a week that nobody counted.
constexpr std::array<int, 7> kWeek{12, 19, 8, 24, 31, 40, 27};

struct Figures {
    std::array<std::string, kWeek.size()> names, texts;
    std::vector<ui::ChartPart> parts;
};
void fill(Figures& figures, const View& view, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        figures.names[i] = view.tr("date.weekday." + std::to_string(i + 1));
        figures.texts[i] = view.tr.count("signup.people", kWeek[i]);
        figures.parts.push_back(
            {.label = figures.names[i], .value = static_cast<double>(kWeek[i]), .text = figures.texts[i]});
    }
}

void draw_buttons(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    ui.begin_flow();
    shown_only(ui.button("gallery.button.plain", tr("chrome.back"), {.icon = "chevron-left"}));
    shown_only(ui.button("gallery.button.primary", tr("form.next"),
                         {.kind = ui::ButtonKind::Primary, .icon = "chevron-right"}));
    shown_only(ui.button("gallery.button.danger", tr("chrome.emergency"),
                         {.kind = ui::ButtonKind::Danger, .icon = "phone-call"}));
    shown_only(ui.button("gallery.button.off", tr("gallery.off"), {.enabled = ui::Enabled::No}));
    ui.end_flow();
}

void draw_placeholders(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    using Kind = ui::PlaceholderSpec::Kind;
    ui.begin_grid(ui.wide() ? 3 : 1);
    shown_only(ui.placeholder(
        {.kind = Kind::Empty, .id = "gallery.empty", .title = tr("events.none"), .detail = tr("home.promise")}));
    shown_only(ui.placeholder({.kind = Kind::Loading, .id = "gallery.loading", .title = tr("mine.opening")}));
    shown_only(ui.placeholder({.kind = Kind::Error,
                               .id = "gallery.error",
                               .title = tr("status.offline"),
                               .detail = tr("error.general"),
                               .action_id = "gallery.error.again",
                               .action = tr("gallery.more")}));
    ui.end_grid();
}

}  // namespace

void draw_gallery_words(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    ui.heading(tr("home.title"), {.id = "gallery.heading"});
    ui.text(tr("attract.what"), {.id = "gallery.text"});
    ui.strong(tr("receipt.keep"), {.id = "gallery.strong"});
    ui.secondary(tr("home.promise"), {.id = "gallery.secondary"});
    ui.begin_flow();
    ui.tag(tr("events.today"), ui::Tone::Green);
    ui.tag(tr("events.week"), ui::Tone::Amber);
    ui.tag(tr("events.all"));
    ui.end_flow();
    ui.begin_card();
    ui.text(tr("gallery.sample.ug"), {.id = "gallery.sample.ug", .lang = "ug"});
    ui.rule();
    ui.text(tr("gallery.sample.bo"), {.id = "gallery.sample.bo", .lang = "bo"});
    ui.rule();
    ui.text(tr("gallery.sample.mixed"), {.id = "gallery.sample.mixed"});
    ui.text(tr("gallery.sample.rare"), {.id = "gallery.sample.rare"});
    ui.end_card();
    ui.begin_card();
    ui.heading_with(tr("receipt.page"), tr.count("signup.people", 3));
    ui.fact("gallery.fact", tr("events.cost"), tr("home.promise"));
    ui.code("gallery.code", format_receipt_code("K7Q429MFX"));
    ui.end_card();
}

void draw_gallery_cards(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    const std::string promise = tr("home.promise");
    const std::string left = tr.count("events.seats_left", 6);
    shown_only(ui.item("gallery.item.1", {.title = tr("requests.page"),
                                          .lines = {{.text = promise}, {left, ui::Tone::Green, ui::Role::Strong}},
                                          .icon = "wrench",
                                          .icon_tone = ui::Tone::Red,
                                          .trailing = tr.count("signup.people", 12)}));
    shown_only(ui.item("gallery.item.2", {.title = tr("ask.page"),
                                          .lines = {{.text = tr("gallery.off")}},
                                          .icon = "circle-help",
                                          .icon_tone = ui::Tone::Blue,
                                          .enabled = ui::Enabled::No}));
    ui.begin_grid(std::min(ui.columns_of(64), 3), ui::LastRow::Stretched);
    shown_only(ui.tile("gallery.tile.1", {.title = tr("mine.page"), .line = promise, .icon = "user"}));
    shown_only(ui.tile("gallery.tile.2", {.title = tr("notices.page"),
                                          .line = tr.count("home.notices", 2),
                                          .icon = "bell",
                                          .icon_tone = ui::Tone::Amber}));
    shown_only(
        ui.tile("gallery.tile.3", {.title = tr("emergency.page"), .icon = "phone-call", .icon_tone = ui::Tone::Red}));
    ui.end_grid();
    ui.begin_list();
    shown_only(ui.row(
        "gallery.row.1",
        {.title = tr("events.page"), .detail = promise, .value = left, .icon = "book", .value_tone = ui::Tone::Green}));
    shown_only(
        ui.row("gallery.row.2", {.title = tr("language.page"), .icon = "languages", .icon_tone = ui::Tone::Blue}));
    shown_only(ui.row("gallery.row.3", {.title = tr("gallery.off"), .enabled = ui::Enabled::No}));
    ui.end_list();
}

void draw_gallery_choices(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.begin_grid(choice_columns(ui, 6));
    for (const char* name : {"small", "large"})
        if (ui.choice(fmt::format("gallery.choice.{}", name),
                      {.label = tr(fmt::format("appearance.size.{}", name)),
                       .detail = tr("appearance.until_end"),
                       .selected =
                           selected(draft.value("choice") == name || (*name == 's' && draft.value("choice").empty()))}))
            commands.push(SetValue{"choice", name});
    for (const char* name : {"one", "two"})
        if (ui.choice(fmt::format("gallery.check.{}", name),
                      {.label = tr(*name == 'o' ? "form.agree" : "contact.property"),
                       .selected = selected(draft.value(name) == "yes"),
                       .kind = ui::ChoiceKind::Many}))
            commands.push(SetValue{name, draft.value(name) == "yes" ? "" : "yes"});
    shown_only(ui.choice("gallery.choice.off", {.label = tr("gallery.off"), .enabled = ui::Enabled::No}));
    ui.end_grid();
    ui.begin_flow();
    for (const char* name : {"all", "today", "week"}) {
        const bool on = draft.value("chip") == name || (*name == 'a' && draft.value("chip").empty());
        if (ui.chip(fmt::format("gallery.chip.{}", name), tr(fmt::format("events.{}", name)),
                    {.selected = selected(on)}))
            commands.push(SetValue{"chip", name});
    }
    shown_only(ui.chip("gallery.chip.off", tr("gallery.off"), {.enabled = ui::Enabled::No}));
    ui.end_flow();
    const int people = number_in(draft, "people", 2);
    if (const auto now = ui.stepper("gallery.people", {.label = tr("signup.how_many"),
                                                       .text = tr.count("signup.people", people),
                                                       .less = tr("gallery.less"),
                                                       .more = tr("gallery.more"),
                                                       .value = people,
                                                       .least = 1,
                                                       .most = 5}))
        commands.push(SetValue{"people", std::to_string(*now)});
    draw_buttons(view, ui);
}

void draw_gallery_days(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    constexpr std::size_t days = 8;
    constexpr std::int64_t day_ms = 86'400'000;
    std::array<std::string, days> ids, names, dates;
    std::vector<ui::DayCell> cells;
    const std::string full = view.tr("events.full");
    const int chosen = number_in(draft, "day", 1);
    for (std::size_t i = 0; i < days; ++i) {
        const Instant at = view.now + Millis{static_cast<std::int64_t>(i) * day_ms};
        ids[i] = fmt::format("gallery.day.{}", i);
        names[i] = view.dates.weekday(at);
        dates[i] = view.dates.day_of_month(at);
        cells.push_back({.id = ids[i],
                         .name = names[i],
                         .date = dates[i],
                         .note = i == 3 ? std::string_view(full) : std::string_view{},
                         .selected = selected(chosen == static_cast<int>(i)),
                         .enabled = i == 3 ? ui::Enabled::No : ui::Enabled::Yes});
    }
    if (const auto tapped = ui.day_strip(cells)) commands.push(SetValue{"day", std::to_string(*tapped)});
    ui.heading(view.tr("form.which_slot"));
    std::array<std::string, 4> slot_ids, labels;
    std::vector<ui::SlotCell> slots;
    const int slot = number_in(draft, "slot", 0);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        slot_ids[i] = fmt::format("gallery.slot.{}", i);
        labels[i] = view.tr("form.slot_time", {{"from", fmt::format("{:02}:00", 9 + 3 * i)},
                                               {"until", fmt::format("{:02}:00", 12 + 3 * i)}});
        const bool off = i == 2;
        slots.push_back({.id = slot_ids[i],
                         .label = labels[i],
                         .detail = off ? std::string_view(full) : std::string_view{},
                         .selected = selected(slot == static_cast<int>(i)),
                         .enabled = off ? ui::Enabled::No : ui::Enabled::Yes});
    }
    if (const auto tapped = ui.slots(slots)) commands.push(SetValue{"slot", std::to_string(*tapped)});
}

void draw_gallery_fields(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const auto field = [&](std::string_view name, const ui::FieldSpec& spec) {
        if (auto typed = ui.text_field(fmt::format("gallery.field.{}", name), draft.value(name), spec))
            commands.push(SetValue{std::string(name), std::move(*typed)});
    };
    field("line", {.label = tr("signup.name", {{"number", 1}}), .hint = tr("signup.name_hint"), .max_characters = 40});
    field("digits", {.label = tr("contact.digits"),
                     .hint = tr("contact.digits_hint"),
                     .kind = ui::FieldKind::Digits,
                     .max_characters = 4});
    field("code", {.label = tr("mine.code"),
                   .hint = tr("mine.code_hint"),
                   .error = tr("error.receipt-code"),
                   .kind = ui::FieldKind::Code,
                   .max_characters = 11});
    field("words", {.label = tr("form.words"), .hint = tr("form.words_hint"), .kind = ui::FieldKind::Paragraph});
    field("off", {.label = tr("enrol.code"), .hint = tr("gallery.off"), .enabled = ui::Enabled::No});
}

void draw_gallery_states(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    ui.begin_grid(ui.wide() ? 2 : 1);
    ui.status("gallery.status.well", ui::Status::Well, tr("status.online"));
    ui.status("gallery.status.waiting", ui::Status::Waiting, tr("status.offline"));
    ui.status("gallery.status.trouble", ui::Status::Trouble, tr("status.refused"));
    ui.status("gallery.status.information", ui::Status::Information, tr("status.starting"));
    ui.end_grid();
    ui.banner("gallery.banner.green", ui::Tone::Green, "check", tr("slip.saved"));
    ui.banner("gallery.banner.amber", ui::Tone::Amber, "clock", tr("signup.queue_note"));
    ui.banner("gallery.banner.red", ui::Tone::Red, "triangle-alert", tr("error.general"));
    ui.banner("gallery.banner.blue", ui::Tone::Blue, "info", tr("signup.hub_decides"));
    ui.begin_card();
    ui.progress("gallery.progress",
                {.done = 19, .total = 24, .label = tr("events.seats_taken", {{"taken", 19}, {"total", 24}})});
    ui.end_card();
    draw_placeholders(view, ui);
}

void draw_gallery_charts(const View& view, ui::Ui& ui) {
    const Words& tr = view.tr;
    Figures week;
    fill(week, view, kWeek.size());
    Figures few;
    fill(few, view, 4);
    ui.begin_grid(ui.wide() ? 2 : 1);
    ui.begin_card();
    ui.bar_chart("gallery.bar", week.parts);
    ui.end_card();
    ui.begin_card();
    ui.line_chart("gallery.point", week.parts);
    ui.end_card();
    ui.begin_card();
    ui.donut("gallery.sector", few.parts, tr.count("signup.people", 63));
    ui.end_card();
    ui.begin_card();
    ui.seat_bar(
        "gallery.seats",
        {.total = 30, .taken = 22, .held = 3, .label = tr("events.seats_taken", {{"taken", 22}, {"total", 30}})});
    const std::array<ui::TimelineStep, 3> steps{
        {{tr("stage.intake"), tr("status.online"), ui::TimelineStep::State::Done},
         {tr("stage.team"), tr("status.starting"), ui::TimelineStep::State::Now},
         {tr("stage.follow-up"), tr("slip.verdict"), ui::TimelineStep::State::Coming}}};
    ui.timeline("gallery.timeline", steps);
    ui.end_card();
    ui.begin_card();
    ui.emblem("check", ui::Tone::Green);
    ui.qr("gallery.qr", "K7Q429MFX", tr("receipt.qr"), 42);
    ui.end_card();
    ui.end_grid();
}

}  // namespace linli::screens
