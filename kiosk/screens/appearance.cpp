#include "kiosk/screens/appearance.h"

#include <algorithm>
#include <array>

namespace linli::screens {
namespace {

struct SizeName {
    TextSize size;
    std::string_view name;
};
constexpr std::array<SizeName, 4> kSizes{
    {{TextSize::Small, "small"}, {TextSize::Medium, "medium"}, {TextSize::Large, "large"}, {TextSize::Huge, "huge"}}};

ui::Selected selected(bool yes) {
    return yes ? ui::Selected::Yes : ui::Selected::No;
}

// A station's content need not exist in every language of the program, so the community says which are offered.
bool is_offered(const View& view, const std::string& tag) {
    const auto& offered = view.station.community.languages;
    return offered.empty() || std::find(offered.begin(), offered.end(), tag) != offered.end();
}

void draw_done(const View& view, ui::Ui& ui, Commands& commands, std::string_view id) {
    if (ui.footer({}, {{.id = id, .label = view.tr("appearance.done"), .kind = ui::ButtonKind::Primary}}) == id)
        commands.push(GoBack{});
}

// Absent where nobody configured how high the glass hangs: there is nothing to go by then.
void draw_reach(const View& view, ui::Ui& ui, Commands& commands) {
    if (!ui.can_be_lowered()) return;
    const Words& tr = view.tr;
    const bool low = view.session.settings.reach == Reach::Low;
    ui.heading(tr("appearance.reach"));
    ui.begin_grid(ui.columns_of(90) > 1 ? 2 : 1);
    if (ui.choice("appearance.reach.whole", {.label = tr("appearance.reach.whole"), .selected = selected(!low)}))
        commands.push(ChooseReach{Reach::Whole});
    if (ui.choice("appearance.reach.low", {.label = tr("appearance.reach.low"), .selected = selected(low)}))
        commands.push(ChooseReach{Reach::Low});
    ui.end_grid();
}

void draw_sizes(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Settings& settings = view.session.settings;
    ui.title(tr("appearance.size"));
    ui.begin_grid(ui.wide() ? std::min(ui.columns_of(62), 4) : 2);
    for (const auto& [size, name] : kSizes)
        if (ui.choice(std::string("appearance.size.") + std::string(name),
                      {.label = tr("appearance.size." + std::string(name)),
                       .selected = selected(settings.text_size == size)}))
            commands.push(ChooseTextSize{size});
    ui.end_grid();
}

void draw_contrast(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const bool high = view.session.settings.contrast == ContrastLevel::High;
    ui.heading(tr("appearance.contrast"));
    ui.begin_grid(ui.columns_of(90) > 1 ? 2 : 1);
    if (ui.choice("appearance.contrast.standard",
                  {.label = tr("appearance.contrast.standard"), .selected = selected(!high)}))
        commands.push(ChooseContrast{ContrastLevel::Standard});
    if (ui.choice("appearance.contrast.high", {.label = tr("appearance.contrast.high"), .selected = selected(high)}))
        commands.push(ChooseContrast{ContrastLevel::High});
    ui.end_grid();
}

}  // namespace

void draw_language(const View& view, ui::Ui& ui, Commands& commands) {
    begin_page(view, ui, commands, {.title = view.tr("language.page"), .back = ui::Back::Shown});
    ui.title(view.tr("language.title"));
    ui.begin_grid(std::min(ui.columns_of(110), 3));
    for (const Languages::Language& language : view.languages.all()) {
        if (!is_offered(view, language.tag)) continue;
        if (ui.choice("language.choice." + language.tag,
                      {.label = language.own_name, .selected = selected(language.tag == view.tr.language())}))
            commands.push(ChooseLanguage{language.tag});
    }
    ui.end_grid();
    draw_done(view, ui, commands, "language.done");
    ui.end_page();
}

void draw_appearance(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("appearance.page"), .back = ui::Back::Shown});
    draw_sizes(view, ui, commands);
    draw_contrast(view, ui, commands);
    draw_reach(view, ui, commands);
    ui.heading(tr("language.title"));
    const Languages::Language* language = view.languages.find(view.tr.language());
    ui.begin_list();
    if (ui.row("appearance.language", {.title = language->own_name, .icon = "languages", .icon_tone = ui::Tone::Blue}))
        commands.push(Open{{Page::Language, {}}});
    ui.end_list();
    ui.secondary(tr("appearance.until_end"));
    draw_done(view, ui, commands, "appearance.done");
    ui.end_page();
}

}  // namespace linli::screens
